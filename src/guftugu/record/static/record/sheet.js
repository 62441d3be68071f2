// The page of a sheet is whole without this. It adds three things: Ctrl+Enter saves, the page says when what stands in
// the box is not what was saved, and it asks before it is left in that state.
(() => {
  "use strict";
  const form = document.getElementById("notes");
  if (!form) return;
  const box = form.elements.namedItem("text");
  let saved = box.value;
  let sent = saved;
  let tries = 0;

  const isChanged = () => box.value !== saved;

  const showChanged = () => {
    const mark = document.getElementById("changed");
    if (mark) mark.hidden = !isChanged();
  };

  const say = (what) => {
    for (const line of form.querySelectorAll("[data-not-saved]")) {
      line.hidden = line.dataset.notSaved !== what;
    }
  };

  const whatWentWrong = (status) => {
    if (status === 401) return "session";
    return status === 0 || status >= 500 ? "server" : "refused";
  };

  const why = (answer) => {
    const told = new DOMParser().parseFromString(answer, "text/html").querySelector("[role=alert]");
    document.getElementById("why").textContent = told ? told.textContent : "";
  };

  for (const hint of document.querySelectorAll(".only-with-script")) hint.hidden = false;

  box.addEventListener("input", showChanged);

  form.addEventListener("htmx:beforeRequest", () => {
    sent = box.value;
  });

  form.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, successful } = event.detail;
    const isStored = successful && !document.querySelector("#saved[data-not-stored]");
    if (isStored) {
      saved = sent;
      tries = 0;
      say("");
    } else if (!successful) {
      if (xhr.status >= 400) why(xhr.responseText);
      say(whatWentWrong(xhr.status));
    } else if (document.querySelector("#saved[data-again]") && tries < 1) {
      tries += 1;
      form.requestSubmit();
    }
    showChanged();
  });

  document.addEventListener("keydown", (event) => {
    const isSave = event.key === "Enter" || event.key.toLowerCase() === "s";
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && isSave) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (isChanged()) event.preventDefault();
  });
})();
