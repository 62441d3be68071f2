from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.people.forms.parts import words_field
from guftugu.people.languages import CODE, COMMON
from guftugu.texts.kinds import LanguageStanding
from guftugu.texts.lookups.renderings import LanguageSeen

SCRIPTS = [
    ("", gettext_lazy("the usual one")),
    ("Arab", gettext_lazy("Arabic")),
    ("Cyrl", gettext_lazy("Cyrillic")),
    ("Latn", gettext_lazy("Latin")),
]
OTHER = "other"
TALLEST = 14
TABLE_ROWS = gettext_lazy("One row a line, “|” before each cell.")


class RenderForm(forms.Form):
    """One passage in another language, with what the writer had before him: `had` are the words in his box."""

    one_of_many = ("words",)

    of = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.UUIDField(widget=forms.HiddenInput, required=False)
    had = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    words = forms.CharField(
        label=gettext_lazy("Rendering"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"dir": "auto"})
    )
    note = words_field(gettext_lazy("A note to whoever reads this passage"), required=False, lines=2)

    def __init__(self, *args: Any, language: str = "", is_table: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_table:
            self.fields["words"].help_text = TABLE_ROWS
        told = str(self["words"].value() or self.initial.get("lead", ""))
        self.fields["words"].widget.attrs |= {"rows": min(max(len(told) // 56 + 1, 2), TALLEST), "lang": language}

    @property
    def typed(self) -> str:
        return self._told("words")

    @property
    def is_reworded(self) -> bool:
        """A form without a box says nothing of its words."""
        return self.add_prefix("words") in self.data and self.typed.strip() != self._told("had").strip()

    @property
    def noted(self) -> str:
        return self._told("note").strip()

    def _told(self, name: str) -> str:
        """As it was sent, but for the two signs with which a browser ends a line."""
        return str(self.data.get(self.add_prefix(name), "")).replace("\r\n", "\n")

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), required=False, choices=[*COMMON.items(), (OTHER, gettext_lazy("another"))]
    )
    code = forms.CharField(
        label=gettext_lazy("Another, by its code"), required=False, max_length=16,
        help_text=gettext_lazy("As in “ps”, “ar” or “de”."), widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    script = forms.ChoiceField(label=gettext_lazy("Script"), choices=SCRIPTS, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chosen = given.get("language", "")
        code = given.get("code", "").strip() or ("" if chosen == OTHER else chosen)
        if not CODE.fullmatch(code):
            self.add_error("code", _("Write the code of the language, as in “ps” or “ar”."))
        given["language"] = code
        return given


class StandingsForm(forms.Form):
    """What standing each language of a text has."""

    def __init__(self, *args: Any, languages: Sequence[tuple[LanguageSeen, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.languages = {f"standing-{at}": one for at, (one, _name) in enumerate(languages)}
        for name, (one, told) in zip(self.languages, languages, strict=True):
            self.fields[name] = forms.ChoiceField(label=told, choices=LanguageStanding.choices, initial=one.standing)

    def changed(self) -> list[tuple[LanguageSeen, str]]:
        told = [(one, self.cleaned_data[name]) for name, one in self.languages.items()]
        return [(one, standing) for one, standing in told if one.standing != standing]


class TermForm(forms.Form):
    """What something is called, language by language."""

    note = words_field(gettext_lazy("Note"), required=False, lines=2)

    def __init__(self, *args: Any, tongues: Sequence[tuple[tuple[str, str], str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.tongues = {f"words-{at}": tongue for at, (tongue, _name) in enumerate(tongues)}
        for name, (tongue, told) in zip(self.tongues, tongues, strict=True):
            self.fields[name] = words_field(told, required=False)
            self.fields[name].widget.attrs["lang"] = tongue[0]
        self.order_fields([*self.tongues, "note"])

    def words(self) -> dict[tuple[str, str], str]:
        return {tongue: self.cleaned_data[name].strip() for name, tongue in self.tongues.items()}
