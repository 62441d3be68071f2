from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString

from guftugu.desk import lookups
from guftugu.desk.actions import come_in
from guftugu.dialogues import lookups as dialogues
from guftugu.phases.turned import draw_either
from guftugu.rooms.middleware import ViewerRequest, open_to_all
from guftugu.texts.files import language_tag
from guftugu.texts.languages import spoken_name

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue

HERE = "here"


@open_to_all
def home(request: ViewerRequest) -> HttpResponse:
    """The only dialogue at once; several as a list; none yet: the page of those who wait."""
    listed = dialogues.dialogues(request.viewer)
    if len(listed) == 1:
        return redirect("desk:dialogue", dialogue=listed[0].number)
    if not listed:
        return redirect("rooms:waiting" if request.viewer.is_signed_in else "rooms:log-in")
    titles = dialogues.titles(request.viewer, listed)
    shown = [(found, titles.get(found.pk, "")) for found in listed]
    return render(request, "desk/dialogues.html", {"dialogues": shown})


@open_to_all
def dialogue(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogues.dialogue(request.viewer, dialogue)
    if found is None:
        raise Http404
    here: list[int] = request.session.get(HERE, [])
    if request.viewer.is_signed_in and found.number not in here:
        come_in(request.viewer, found, now=request.now)
        request.session[HERE] = [*here, found.number]
    shown = lookups.home(request.viewer, found, language=request.LANGUAGE_CODE or "")
    to_render = [
        (one, spoken_name(*one.language.tongue), language_tag(*one.language.tongue)) for one in shown.to_render
    ]  # fmt: skip
    told = {"dialogue": found, "home": shown, "drawing": _drawn(shown, found), "listed": to_render}
    return render(request, "desk/dialogue.html", told)


def _drawn(shown: lookups.Home, dialogue: Dialogue) -> SafeString:
    """The ribbon; each of its lines leads to the reasons."""
    if shown.ribbon is None:
        return SafeString("")
    url = reverse("phases:standings", args=[dialogue.number])
    return draw_either(shown.ribbon, title=shown.where, url=url)
