from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.models import Dialogue, Occasion, OccasionDate
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.rooms.models import Room


class UnableToDate(Refusal):
    pass


class UnableToRecordOccasion(Refusal):
    pass


@dataclass(frozen=True)
class When:
    """A date as people say it, with the bounds somebody confirmed. No bounds: nobody can tell."""

    said: str
    earliest: date | None = None
    latest: date | None = None
    edtf: str = ""


@transaction.atomic
def record_occasion(
    dialogue: Dialogue,
    room: Room,
    kind: str,
    *,
    title: str,
    when: When,
    by: Viewer,
    now: datetime,
    place: str = "",
    number: int | None = None,
    is_planned: bool = False,
    held_after: Occasion | None = None,
    because: str = "",
) -> Occasion:
    """A meeting, visit, contact or development, planned or held, in one room of the dialogue."""
    _check(dialogue, room, kind, number=number, by=by)
    occasion = Occasion(id=uuid4(), dialogue=dialogue, room=room, kind=kind, number=number, recorded_at=now)
    occasion.state = Occasion.State.PLANNED if is_planned else Occasion.State.HELD
    occasion.earliest, occasion.latest = _bounds(when)
    shelf = shelf_in(room, by=by, now=now, about=About("occasion", occasion.pk))
    seal(occasion, shelf=shelf, title=title.strip(), place=place.strip())
    occasion.save(force_insert=True)
    sense = OccasionDate.Sense.PLANNED if is_planned else OccasionDate.Sense.HELD
    dated = _write_date(occasion, sense, when, because=because, source="", held_after=held_after, by=by, now=now)
    record_act("occasion_recorded", by=by, about=occasion, room=room, kept=[dated], now=now)
    return occasion


@transaction.atomic
def change_plan(
    occasion: Occasion,
    when: When,
    *,
    because: str,
    by: Viewer,
    now: datetime,
    held_after: Occasion | None = None,
) -> OccasionDate:
    """Plan it for another time. The plan before stays in the record, with the reason for the change."""
    _check_writes(occasion.room, by=by)
    if occasion.state != Occasion.State.PLANNED:
        raise UnableToDate(_("This is not planned any more."))
    return _date_again(occasion, OccasionDate.Sense.PLANNED, when, because, held_after, by=by, now=now)


@transaction.atomic
def mark_held(
    occasion: Occasion, when: When, *, by: Viewer, now: datetime, held_after: Occasion | None = None
) -> OccasionDate:
    """It took place: when, as said. What was planned stays beside it."""
    _check_writes(occasion.room, by=by)
    if occasion.state == Occasion.State.HELD:
        raise UnableToDate(_("This is recorded as held already."))
    occasion.state = Occasion.State.HELD
    return _date_again(occasion, OccasionDate.Sense.HELD, when, "", held_after, by=by, now=now)


@transaction.atomic
def drop_plan(
    occasion: Occasion, *, because: str, by: Viewer, now: datetime, held_after: Occasion | None = None
) -> OccasionDate:
    """It will not take place. The plan stays, with the reason."""
    _check_writes(occasion.room, by=by)
    if occasion.state != Occasion.State.PLANNED:
        raise UnableToDate(_("This is not planned any more."))
    occasion.state = Occasion.State.DROPPED
    occasion.save(update_fields=["state"])
    dated = _write_date(
        occasion, OccasionDate.Sense.PLANNED, When(""), because=because, source="", held_after=held_after,
        by=by, now=now, ends=True,
    )  # fmt: skip
    record_act("plan_dropped", by=by, about=occasion, room=occasion.room, kept=[dated], now=now)
    return dated


@transaction.atomic
def add_reported_date(occasion: Occasion, when: When, *, source: str, by: Viewer, now: datetime) -> OccasionDate:
    """Another source says otherwise. Both stand."""
    _check_writes(occasion.room, by=by)
    dated = _write_date(
        occasion, OccasionDate.Sense.REPORTED, when, because="", source=source, held_after=None, by=by, now=now
    )
    record_act("date_reported", by=by, about=occasion, room=occasion.room, kept=[dated], now=now)
    return dated


def _date_again(
    occasion: Occasion, sense: str, when: When, because: str, held_after: Occasion | None, *, by: Viewer, now: datetime
) -> OccasionDate:
    occasion.earliest, occasion.latest = _bounds(when)
    occasion.save(update_fields=["earliest", "latest", "state"])
    dated = _write_date(occasion, sense, when, because=because, source="", held_after=held_after, by=by, now=now)
    record_act("occasion_dated", by=by, about=occasion, room=occasion.room, kept=[dated], now=now)
    return dated


def _write_date(
    occasion: Occasion,
    sense: str,
    when: When,
    *,
    because: str,
    source: str,
    held_after: Occasion | None,
    by: Viewer,
    now: datetime,
    ends: bool = False,
) -> OccasionDate:
    dated = OccasionDate(
        id=uuid4(), occasion=occasion, sense=sense, edtf=when.edtf, held_after=held_after, recorded_at=now, ends=ends
    )
    dated.earliest, dated.latest = _bounds(when)
    shelf = shelf_in(occasion.room, by=by, now=now, about=About("occasion", occasion.pk))
    seal(dated, shelf=shelf, said=when.said.strip(), because=because.strip(), source=source.strip())
    dated.save(force_insert=True)
    return dated


def _bounds(when: When) -> tuple[date | None, date | None]:
    earliest, latest = when.earliest or when.latest, when.latest or when.earliest
    if earliest and latest and earliest > latest:
        raise UnableToDate(_("The latest day lies before the earliest."))
    return earliest, latest


def _check(dialogue: Dialogue, room: Room, kind: str, *, number: int | None, by: Viewer) -> None:
    _check_writes(room, by=by)
    if not dialogue.rooms.filter(pk=room.pk).exists():
        raise UnableToRecordOccasion(_("That room belongs to another dialogue."))
    if (kind == Occasion.Kind.MEETING) != (number is not None):
        raise UnableToRecordOccasion(_("A meeting has a number; nothing else has."))
    if number is not None and Occasion.objects.filter(dialogue=dialogue, number=number).exists():
        raise UnableToRecordOccasion(_("There is a meeting of this number already."))


def _check_writes(room: Room, *, by: Viewer) -> None:
    if not by.holds_key(room) or not by.is_signed_in:
        raise UnableToRecordOccasion(_("You cannot write in this room."))
