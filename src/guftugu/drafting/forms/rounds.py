from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.drafting.kinds import CommentKind, StanceKind, WordingKind
from guftugu.people.forms.parts import words_field
from guftugu.people.languages import language_name
from guftugu.texts.files import language_tag
from guftugu.texts.forms.rendering import TABLE_ROWS
from guftugu.texts.kinds import PassageKind
from guftugu.texts.plain import rows_read

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Occasion
    from guftugu.drafting.lookups.bases import Base
    from guftugu.people.lookups import PartySeen
    from guftugu.people.models import Party
    from guftugu.rooms.models import Room
    from guftugu.texts.lookups.texts import PassageSeen

WHOLE = "whole"
FIRST = "first"
SAY_WORDS = (WordingKind.CHANGE, WordingKind.NEW)


class CommentForm(forms.Form):
    room = forms.ChoiceField(label=gettext_lazy("To whom"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("What it says"), choices=CommentKind.choices, initial=CommentKind.COMMENT, required=False
    )
    words = words_field(gettext_lazy("Comment"), lines=3, help_text=gettext_lazy("It asks for nothing."))

    def __init__(self, *args: Any, rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rooms = {str(room.pk): room for room in rooms}
        _choices(self, "room", [(pk, str(room)) for pk, room in self.rooms.items()])
        self.fields["room"].initial = next(reversed(self.rooms), "")

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or CommentKind.COMMENT


class WordingForm(forms.Form):
    """What somebody in a caucus would rather have the passage say, in any language, or where it is to stand."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What you ask for"), choices=WordingKind.choices, widget=forms.RadioSelect,
        initial=WordingKind.CHANGE,
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("The words"), required=False, max_length=20_000,
        help_text=gettext_lazy("The whole passage as you would have it, or the new passage. Nothing to leave it out."),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 7}),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Written in"), required=False)
    place = forms.ChoiceField(
        label=gettext_lazy("Where it is to stand"), required=False,
        help_text=gettext_lazy("For a passage that is to stand elsewhere, or a new one."),
    )  # fmt: skip
    why = words_field(
        gettext_lazy("Why"), required=False, lines=3, help_text=gettext_lazy("Goes along when the caucus releases it.")
    )

    def __init__(self, *args: Any, base: Base, passage: UUID, is_aloud: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_aloud:
            self.fields["why"].help_text = _("Everybody reads it too.")
        self._base, self._passage = base, passage
        self._tongues = {language_tag(one.language, one.script): (one.language, one.script) for one in base.languages}
        self._others = {str(one.id): one.id for one in base.passages if one.id != passage}
        self._is_table = any(one.id == passage and one.kind == PassageKind.TABLE for one in base.passages)
        if self._is_table:
            self.fields["words"].help_text = f"{self.fields['words'].help_text} {TABLE_ROWS}"
        _choices(self, "language", [(tag, language_name(tag)) for tag in self._tongues])
        if len(self._tongues) == 1:
            self.fields["language"].widget = forms.HiddenInput()
        told = [(str(one.id), _beginning(one)) for one in base.passages if one.id != passage]
        behind = [(pk, _("behind %(passage)s") % {"passage": words}) for pk, words in told]
        _choices(self, "place", [("", _("where it stands")), (FIRST, _("before all others")), *behind])

    @property
    def tongue(self) -> tuple[str, str]:
        return self._tongues.get(self.cleaned_data.get("language", ""), self._base.lead)

    @property
    def after(self) -> UUID | None:
        return self._others.get(self.cleaned_data["place"])

    @property
    def comes_first(self) -> bool:
        return bool(self.cleaned_data["place"] == FIRST)

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        if self._is_table and kind == WordingKind.CHANGE:
            given["words"] = rows_read(given.get("words", ""))
        words = given.get("words", "").strip()
        if kind in SAY_WORDS and not words:
            self.add_error("words", _("Write the words, or ask for the passage to be left out."))
        elif kind in SAY_WORDS and words == self._base.words(self._passage, self.tongue).strip():
            self.add_error("words", _("These are the words of the draft."))
        elif kind == WordingKind.MOVE and not given.get("place"):
            self.add_error("place", _("Say behind which other passage it is to stand."))
        return given


def _beginning(one: PassageSeen) -> str:
    words = Truncator(one.words).chars(60)
    return f"{one.number}  {words}" if one.number is not None else words


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class StanceForm(forms.Form):
    party = forms.ChoiceField(label=gettext_lazy("Party"))
    passage = forms.ChoiceField(label=gettext_lazy("To what"))
    kind = forms.ChoiceField(label=gettext_lazy("Stance"), choices=StanceKind.choices, widget=forms.RadioSelect)
    on_all = forms.BooleanField(label=gettext_lazy("On condition that everything is agreed"), required=False)
    after = forms.ChoiceField(label=gettext_lazy("After which meeting"))
    note = words_field(
        gettext_lazy("In their words"), required=False, lines=2,
        help_text=gettext_lazy("All who are in plenary will read it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, parties: Sequence[PartySeen], passages: Sequence[PassageSeen],
        meetings: Sequence[DatedOccasion], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self._parties = {one.letter: one.party for one in parties}
        self._passages = {str(one.id): one for one in passages}
        self._meetings = {str(seen.occasion.number): seen.occasion for seen in meetings}
        _choices(self, "party", [(one.letter, f"{one.letter} {one.name}".strip()) for one in parties])
        told = [(pk, f"{one.number}  {one.words[:60]}") for pk, one in self._passages.items()]
        _choices(self, "passage", [(WHOLE, _("the whole")), *told])
        after = [(number, _("after meeting %(number)s") % {"number": number}) for number in self._meetings]
        _choices(self, "after", [("0", _("before the first meeting")), *after])
        self.fields["after"].initial = next(reversed(self._meetings), "0")

    @property
    def chosen_party(self) -> Party:
        return self._parties[self.cleaned_data["party"]]

    @property
    def chosen_passage(self) -> PassageSeen | None:
        return self._passages.get(self.cleaned_data["passage"])

    @property
    def held_after(self) -> Occasion | None:
        return self._meetings.get(self.cleaned_data["after"])
