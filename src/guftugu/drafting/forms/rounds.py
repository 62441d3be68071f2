from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.drafting.kinds import StanceKind, WordingKind
from guftugu.people.forms.parts import words_field

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Occasion
    from guftugu.people.lookups import PartySeen
    from guftugu.people.models import Party
    from guftugu.rooms.models import Room
    from guftugu.texts.lookups.texts import PassageSeen

WHOLE = "whole"


class CommentForm(forms.Form):
    room = forms.ChoiceField(label=gettext_lazy("To whom"), widget=forms.RadioSelect)
    words = words_field(gettext_lazy("Comment"), lines=3, help_text=gettext_lazy("It asks for nothing."))

    def __init__(self, *args: Any, rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rooms = {str(room.pk): room for room in rooms}
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, str(room)) for pk, room in self.rooms.items()]
        field.initial = next(reversed(self.rooms), "")


class WordingForm(forms.Form):
    """What somebody in a caucus would rather have the passage say."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What you ask for"), choices=WordingKind.choices, widget=forms.RadioSelect,
        initial=WordingKind.CHANGE,
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("The words"), required=False, max_length=20_000,
        help_text=gettext_lazy("The whole passage as you would have it, or the new passage. Nothing to leave it out."),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 7}),
    )  # fmt: skip
    why = words_field(
        gettext_lazy("Why"), required=False, lines=3, help_text=gettext_lazy("Goes along when the caucus releases it.")
    )

    def __init__(self, *args: Any, before: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self._before = before

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        words, kind = given.get("words", "").strip(), given.get("kind")
        if kind in (WordingKind.CHANGE, WordingKind.NEW) and not words:
            self.add_error("words", _("Write the words, or ask for the passage to be left out."))
        elif kind in (WordingKind.CHANGE, WordingKind.NEW) and words == self._before.strip():
            self.add_error("words", _("These are the words of the draft."))
        return given


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
        self._choices("party", [(one.letter, f"{one.letter} {one.name}".strip()) for one in parties])
        told = [(pk, f"{one.number}  {one.words[:60]}") for pk, one in self._passages.items()]
        self._choices("passage", [(WHOLE, _("the whole")), *told])
        after = [(number, _("after meeting %(number)s") % {"number": number}) for number in self._meetings]
        self._choices("after", [("0", _("before the first meeting")), *after])
        self.fields["after"].initial = next(reversed(self._meetings), "0")

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def chosen_party(self) -> Party:
        return self._parties[self.cleaned_data["party"]]

    @property
    def chosen_passage(self) -> PassageSeen | None:
        return self._passages.get(self.cleaned_data["passage"])

    @property
    def held_after(self) -> Occasion | None:
        return self._meetings.get(self.cleaned_data["after"])
