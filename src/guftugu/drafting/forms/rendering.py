from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.people.forms.parts import words_field


class ProposalRenderingForm(forms.Form):
    """What was asked, in the language that leads."""

    words = forms.CharField(
        label=gettext_lazy("In the language that leads"), max_length=20_000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 7}),
    )  # fmt: skip
    why = words_field(gettext_lazy("The reason, in the language that leads"), required=False, lines=3)
    note = words_field(
        gettext_lazy("A note to the moderators"), required=False, lines=2,
        help_text=gettext_lazy("What cannot be said in the other language, or can be read in two ways."),
    )  # fmt: skip

    def __init__(self, *args: Any, draft: str = "", asks_why: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self._draft = draft
        if not asks_why:
            del self.fields["why"]

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        says_draft = self._draft and given.get("words", "").strip() == self._draft.strip()
        if says_draft and not given.get("note", "").strip():
            self.add_error(
                "words",
                _("These are the words of the draft. If what was asked makes no difference here, say so in the note."),
            )
        return given
