"""The consolidation page as one form: the pen of every passage, and what became of every proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.drafting.kinds import Became
from guftugu.texts.kinds import PassageKind
from guftugu.texts.plain import rows_read

TALLEST = 16


TYPO_ONLY = gettext_lazy("Typo only: what is rendered of it stands as it did")


class DraftForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )  # fmt: skip
    typo_only = forms.BooleanField(label=TYPO_ONLY, required=False)
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_rendered: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_rendered:
            del self.fields["typo_only"]


class PenForm(forms.Form):
    """One passage of the next draft. Empty, it is left out."""

    one_of_many = ("words",)

    words = forms.CharField(
        label=gettext_lazy("The moderators’ words"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )  # fmt: skip
    place = forms.DecimalField(
        label=gettext_lazy("Place"), max_digits=8, decimal_places=3, widget=forms.NumberInput(attrs={"step": "any"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=PassageKind.choices)
    typo_only = forms.BooleanField(label=TYPO_ONLY, required=False)

    def clean_words(self) -> str:
        """A browser sends every line's end as two signs, which would make other words of the same."""
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") == PassageKind.TABLE:
            given["words"] = rows_read(given.get("words", ""))
        return given

    def __init__(self, *args: Any, is_rendered: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_rendered:
            del self.fields["typo_only"]
        told = str(self["words"].value() or "")
        self.fields["words"].widget.attrs["rows"] = min(max(len(told) // 64 + 1, 2), TALLEST)


class BecameForm(forms.Form):
    one_of_many = ("became", "why")

    became = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        required=False,
        choices=[("", gettext_lazy("not said yet")), *Became.choices],
    )
    why = forms.CharField(
        label=gettext_lazy("Why, to those who asked"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        became, why = given.get("became"), given.get("why", "").strip()
        if became and became != Became.ADOPTED and not why:
            self.add_error("why", _("What is not adopted whole needs a reason."))
        elif why and not became:
            self.add_error("became", _("Say what became of it."))
        return given
