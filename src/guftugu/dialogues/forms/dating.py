"""Dates as people say them: typed, guessed, shown with the guess, confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.kinds import OccasionKind, OccasionState
from guftugu.dialogues.said_dates import BoundsFault, SaidDate, check_bounds, guess_bounds
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.models import Room

FAULTS = {
    BoundsFault.LATEST_BEFORE_EARLIEST: _("The latest day lies before the earliest."),
    BoundsFault.UNLIKELY_YEAR: _("Look at the year again."),
}


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WhenForm(forms.Form):
    """`asks_again` once the form is valid: the bounds were guessed just now, and a person has not seen them yet."""

    said = forms.CharField(
        label=_("When, as people say it"), max_length=200, required=False,
        help_text=_("“7 January 1994”, “early May 1993”, “начало марта 1994”. Kept as it is typed."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    earliest = forms.DateField(
        label=_("Earliest day it can mean"), required=False, widget=_day_input(), input_formats=["%Y-%m-%d"],
        help_text=_("May stay empty at first: it is then guessed, and shown before anything is saved."),
    )  # fmt: skip
    latest = forms.DateField(
        label=_("Latest day it can mean"), required=False, widget=_day_input(), input_formats=["%Y-%m-%d"]
    )
    guessed_for = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, near: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.near = near
        self.asks_again = False
        self.guess: SaidDate | None = None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        earliest, latest = typed.get("earliest"), typed.get("latest")
        if earliest or latest:
            fault = check_bounds(earliest or latest, latest or earliest)
            if fault in FAULTS:
                self.add_error("latest", FAULTS[fault])
        self.guess = guess_bounds(typed.get("said", ""), near=self.near)
        self.asks_again = self._is_unseen(typed)
        return typed

    def _is_unseen(self, typed: dict[str, Any]) -> bool:
        """Words whose bounds nobody has looked at: none typed yet, or the words changed under those guessed."""
        said, guessed_for = typed.get("said", ""), typed.get("guessed_for", "")
        has_bounds = bool(typed.get("earliest") or typed.get("latest"))
        return bool(said) and said != guessed_for and (bool(guessed_for) or not has_bounds)

    def with_guess(self) -> WhenForm:
        """The same form, what was typed kept, the guessed bounds filled in for somebody to look at."""
        guessed = {
            "guessed_for": self.cleaned_data["said"],
            "earliest": self.guess.earliest.isoformat() if self.guess else "",
            "latest": self.guess.latest.isoformat() if self.guess else "",
        }
        self.data = {**dict(self.data.items()), **guessed}
        return self

    def when(self) -> When:
        """EDTF goes with the bounds it was guessed with; who changed the bounds has said something else."""
        typed = self.cleaned_data
        earliest, latest = typed["earliest"] or typed["latest"], typed["latest"] or typed["earliest"]
        is_guess = self.guess is not None and (self.guess.earliest, self.guess.latest) == (earliest, latest)
        edtf = self.guess.edtf if self.guess is not None and is_guess else ""
        return When(typed["said"], earliest, latest, edtf)


class AfterMeetingForm(WhenForm):
    """With the meeting clock: after which meeting this was so."""

    held_after = forms.ChoiceField(
        label=_("So it stood after"), required=False,
        help_text=_("The meeting after which this was decided, so that one can look back at what was planned then."),
    )  # fmt: skip

    def __init__(self, *args: Any, meetings: Iterable[DatedOccasion], **options: Any) -> None:
        super().__init__(*args, **options)
        held = [one.occasion for one in meetings if one.occasion.state == OccasionState.HELD]
        self.meetings: dict[str, Occasion] = {str(meeting.pk): meeting for meeting in held}
        choices = [(str(pk), _("meeting #%(number)s") % {"number": one.number}) for pk, one in self.meetings.items()]
        self.fields["held_after"].choices = [("", _("before the first meeting")), *choices]  # type: ignore[attr-defined]
        if held:
            self.fields["held_after"].initial = str(held[-1].pk)

    def meeting(self) -> Occasion | None:
        return self.meetings.get(self.cleaned_data["held_after"])


class OccasionForm(AfterMeetingForm):
    kind = forms.ChoiceField(label=_("What"), choices=OccasionKind.choices)
    number = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=9999, required=False,
        help_text=_("For meetings only. Meetings sort by their numbers, whatever their dates."),
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    room = forms.ChoiceField(label=_("Room"), help_text=_("Only who is in it will know of this."))
    state = forms.ChoiceField(
        label=_("Planned or held"),
        choices=[(OccasionState.PLANNED, _("planned")), (OccasionState.HELD, _("held, or happened"))],
        initial=OccasionState.PLANNED,
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Why then"), max_length=400, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    field_order = [
        "kind", "number", "title", "place", "room", "state", "said", "earliest", "latest", "held_after", "because",
    ]  # fmt: skip

    def __init__(self, *args: Any, rooms: Iterable[Room], number: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rooms = {str(room.pk): room for room in rooms}
        self.fields["room"].choices = [(pk, str(room)) for pk, room in self.rooms.items()]  # type: ignore[attr-defined]
        plenary = next((pk for pk, room in self.rooms.items() if room.kind == RoomKind.PLENARY), None)
        self.fields["room"].initial = plenary
        self.fields["number"].initial = number

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        room = self.rooms.get(typed.get("room", ""))
        if typed.get("kind") != OccasionKind.MEETING:
            typed["number"] = None
        elif typed.get("number") is None:
            self.add_error("number", _("A meeting has a number."))
        elif room is not None and room.kind != RoomKind.PLENARY:
            # A number taken in a caucus would show outside it, as a gap.
            self.add_error("room", _("A numbered meeting is the dialogue's: it is recorded in plenary."))
        return typed


class PlanForm(AfterMeetingForm):
    because = forms.CharField(
        label=_("Why the plan changed"), max_length=400, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    field_order = ["said", "earliest", "latest", "because", "held_after"]


class DropForm(forms.Form):
    because = forms.CharField(
        label=_("Why"), max_length=400, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class ReportForm(WhenForm):
    source = forms.CharField(label=_("Which source"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    field_order = ["source", "said", "earliest", "latest"]
