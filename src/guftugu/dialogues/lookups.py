from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Max, QuerySet

from guftugu.dialogues.models import Appointment, Dialogue, Occasion, OccasionDate, Title
from guftugu.dialogues.visibility import dialogues_visible_to, visible_to
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.lookups import account_names, asked_ever
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.rooms.models import Room

# Of the titles of several rooms a viewer sees the one of the innermost he is in.
INNERMOST = ("moderators", "plenary", "staff", "colleagues", "translators", "open")


@dataclass(frozen=True)
class DatedOccasion:
    occasion: Occasion
    dates: list[OccasionDate] = field(default_factory=list)

    @property
    def said(self) -> str:
        """The date in force, as said."""
        in_force = [date for date in self.dates if date.sense != OccasionDate.Sense.REPORTED and not date.ends]
        return in_force[-1].said if in_force else ""

    @property
    def because(self) -> str:
        """Why the plan in force is what it is."""
        plans = [date for date in self.plans if not date.ends]
        return plans[-1].because if plans else ""

    @property
    def plans(self) -> list[OccasionDate]:
        return [date for date in self.dates if date.sense == OccasionDate.Sense.PLANNED]

    @property
    def reports(self) -> list[OccasionDate]:
        return [date for date in self.dates if date.sense == OccasionDate.Sense.REPORTED]


@dataclass(frozen=True)
class CaucusSeen:
    room: Room
    opener: str = ""
    may_be_named: bool = False


def dialogues(viewer: Viewer) -> list[Dialogue]:
    return list(Dialogue.objects.filter(dialogues_visible_to(viewer)).select_related("parent").distinct())


def dialogue(viewer: Viewer, number: int) -> Dialogue | None:
    return Dialogue.objects.filter(dialogues_visible_to(viewer), number=number).select_related("parent").first()


def titles(viewer: Viewer, wanted: Iterable[Dialogue]) -> dict[UUID, str]:
    """What each dialogue is called in the innermost room the viewer is in."""
    rows = Title.objects.filter(visible_to(viewer), dialogue__in=list(wanted)).select_related("room")
    opened = open_rows(viewer, rows)
    opened.sort(key=lambda title: INNERMOST.index(title.room.kind) if title.room.kind in INNERMOST else 9, reverse=True)
    return {title.dialogue_id: title.words for title in opened if title.words}


def titles_in_rooms(viewer: Viewer, dialogue: Dialogue) -> dict[UUID, str]:
    """By room: what the dialogue is called there, in the rooms the viewer is in."""
    rows = open_rows(viewer, Title.objects.filter(visible_to(viewer), dialogue=dialogue))
    return {title.room_id: title.words for title in rows}


def dialogues_moderated(viewer: Viewer) -> list[Dialogue]:
    """Dialogues whose moderators' room the viewer keeps. Only who has one may begin another."""
    kept = [pk for pk, room in viewer.rooms.items() if room.kind == RoomKind.MODERATORS and viewer.may_keep(room)]
    return list(Dialogue.objects.filter(rooms__in=kept).distinct())


def rooms_of(viewer: Viewer, dialogue: Dialogue) -> list[Room]:
    """The dialogue's rooms that the viewer is in."""
    within = set(dialogue.rooms.values_list("pk", flat=True))
    return [room for pk, room in viewer.rooms.items() if pk in within]


def room_of_kind(viewer: Viewer, dialogue: Dialogue, kind: str) -> Room | None:
    return next((room for room in rooms_of(viewer, dialogue) if room.kind == kind), None)


def has_room_of_kind(viewer: Viewer, dialogue: Dialogue, kind: str) -> bool:
    """Also of a room the viewer waits before; for who is in the dialogue."""
    return bool(rooms_of(viewer, dialogue)) and dialogue.rooms.filter(kind=kind).exists()


def caucuses(viewer: Viewer, dialogue: Dialogue) -> list[Room]:
    """That a party has a caucus is known to all who are in the dialogue; nothing else of it is."""
    if not rooms_of(viewer, dialogue) or not viewer.is_signed_in:
        return []
    return list(dialogue.rooms.filter(kind=RoomKind.CAUCUS).order_by("letter"))


def caucuses_seen(viewer: Viewer, dialogue: Dialogue) -> list[CaucusSeen]:
    """For moderators: who is named to open a caucus that nobody has opened. Of an open one they learn no more."""
    if room_of_kind(viewer, dialogue, RoomKind.MODERATORS) is None:
        return []
    listed = caucuses(viewer, dialogue)
    names = account_names(viewer, [room.opener_id for room in listed])
    return [
        CaucusSeen(room, names.get(room.opener_id, "") if room.opener_id else "", may_be_named=True)
        if room.members_voucher is None
        else CaucusSeen(room)
        for room in listed
    ]


def moderators_room(viewer: Viewer, dialogue: Dialogue) -> Room | None:
    """The moderators' room as something one can drop words into, also for who is not in it (a rapporteur)."""
    if role(viewer, dialogue) is None:
        return None
    return dialogue.rooms.filter(kind=RoomKind.MODERATORS).first()


def role(viewer: Viewer, dialogue: Dialogue) -> str | None:
    found = Appointment.objects.filter(dialogue=dialogue, account=viewer.account_id).first()
    return found.role if found else None


def appointments(viewer: Viewer, dialogue: Dialogue) -> list[Appointment]:
    """Who is what in the dialogue: for its moderators."""
    if room_of_kind(viewer, dialogue, RoomKind.MODERATORS) is None:
        return []
    rows = Appointment.objects.filter(dialogue=dialogue).select_related("account")
    return list(rows.order_by("role", "account__name"))


def appointed(viewer: Viewer, dialogue: Dialogue, account_id: UUID) -> Appointment | None:
    """What somebody is in the dialogue, for its moderators."""
    return next((one for one in appointments(viewer, dialogue) if one.account_id == account_id), None)


def asked_into(viewer: Viewer, dialogue: Dialogue) -> dict[UUID, list[str]]:
    """For moderators: by account, the letters of the caucuses it was put before or named to open.

    What became of it there is not told: whoever was let in, left or waits still is listed alike.
    """
    if room_of_kind(viewer, dialogue, RoomKind.MODERATORS) is None:
        return {}
    rooms = {room.pk: room for room in caucuses(viewer, dialogue)}
    found = {(account, rooms[room].letter) for account, room in asked_ever(viewer, rooms)}
    found |= {(room.opener_id, room.letter) for room in rooms.values() if room.opener_id}
    of: dict[UUID, list[str]] = defaultdict(list)
    for account, letter in sorted(found, key=itemgetter(1)):
        of[account].append(letter)
    return of


def next_number(viewer: Viewer, dialogue: Dialogue) -> int:
    """The number the next meeting will have, as far as the viewer knows the meetings."""
    rows = Occasion.objects.filter(visible_to(viewer), dialogue=dialogue)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def occasions(viewer: Viewer, dialogue: Dialogue) -> list[DatedOccasion]:
    """Everything dated that the viewer may know of: meetings by number, the rest by their bounds."""
    return _dated(viewer, _ordered(Occasion.objects.filter(visible_to(viewer), dialogue=dialogue)))


def meetings(viewer: Viewer, dialogue: Dialogue) -> list[DatedOccasion]:
    rows = Occasion.objects.filter(visible_to(viewer), dialogue=dialogue, kind=Occasion.Kind.MEETING)
    return _dated(viewer, rows.order_by("number"))


def meeting(viewer: Viewer, dialogue: Dialogue, number: int) -> DatedOccasion | None:
    rows = Occasion.objects.filter(visible_to(viewer), dialogue=dialogue, number=number)
    return next(iter(_dated(viewer, rows)), None)


def latest_meeting(viewer: Viewer, dialogue: Dialogue) -> DatedOccasion | None:
    """The clock: the last meeting that was held."""
    rows = Occasion.objects.filter(
        visible_to(viewer), dialogue=dialogue, kind=Occasion.Kind.MEETING, state=Occasion.State.HELD
    )
    return next(iter(_dated(viewer, rows.order_by("-number")[:1])), None)


def occasion(viewer: Viewer, dialogue: Dialogue, occasion_id: UUID) -> DatedOccasion | None:
    rows = Occasion.objects.filter(visible_to(viewer), dialogue=dialogue, pk=occasion_id)
    return next(iter(_dated(viewer, rows)), None)


def _ordered(rows: QuerySet[Occasion]) -> QuerySet[Occasion]:
    return rows.order_by(F("earliest").asc(nulls_last=True), F("latest").asc(nulls_last=True), "number", "pk")


def _dated(viewer: Viewer, rows: QuerySet[Occasion]) -> list[DatedOccasion]:
    listed = list(rows.select_related("room"))
    of_listed = OccasionDate.objects.filter(occasion__in=[row.pk for row in listed]).select_related("held_after")
    dates = list(of_listed.order_by("recorded_at", "pk"))
    open_rows(viewer, [*listed, *dates])
    of: dict[UUID, list[OccasionDate]] = defaultdict(list)
    for date in dates:
        of[date.occasion_id].append(date)
    return [DatedOccasion(row, of[row.pk]) for row in listed]
