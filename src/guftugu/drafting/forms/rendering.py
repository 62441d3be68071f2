from __future__ import annotations

from typing import Any

from django import forms
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

    def __init__(self, *args: Any, asks_why: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_why:
            del self.fields["why"]

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")
