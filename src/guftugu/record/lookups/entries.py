from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from guftugu.dialogues import lookups as dialogues
from guftugu.record.labels import read_label
from guftugu.record.lookups.seen import APART, EntrySeen, Shown, entries_seen
from guftugu.record.models import Entry, EntrySubject
from guftugu.record.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What to leave out of a list of entries. The party is sealed and so is looked at in memory."""

    room: UUID | None = None
    kind: str = ""
    occasion: UUID | None = None
    subject: UUID | None = None
    party: str = ""

    @property
    def are_set(self) -> bool:
        return self != NO_FILTERS


NO_FILTERS = Filters()


@dataclass(frozen=True)
class Page:
    """Some of the entries. `total` counts what the viewer may read and nothing else."""

    entries: list[EntrySeen]
    number: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def entries_of(viewer: Viewer, occasion: Occasion, room: Room, *, language: str = "") -> list[EntrySeen]:
    """What the record has of one occasion in one room, in order. A correction stands beside what it corrects."""
    rows = Entry.objects.filter(visible_to(viewer), occasion=occasion, room=room, corrects=None)
    within = rows.order_by().values("pk")
    return entries_seen(viewer, rows.defer(*APART).order_by("place"), language=language, within=within)


def rooms_of(viewer: Viewer, occasion: Occasion) -> list[Room]:
    """Those of the viewer's rooms in which the record has something of this occasion."""
    held = set(Entry.objects.filter(visible_to(viewer), occasion=occasion).values_list("room", flat=True).distinct())
    return [room for pk, room in viewer.rooms.items() if pk in held]


def entry(viewer: Viewer, dialogue: Dialogue, label: str, *, language: str = "") -> EntrySeen | None:
    """The entry of this label ("217", "M12", "G.4"), with all that may be known of it."""
    row = _labelled(viewer, dialogue, label)
    return entries_seen(viewer, [row], language=language)[0] if row else None


def entries_labelled(viewer: Viewer, dialogue: Dialogue, labels: Iterable[str]) -> list[Shown]:
    """Of the labels somebody typed, those that name an entry he may read, in their order; the others are missing."""
    read = [found for found in map(read_label, labels) if found]
    mine = dialogues.rooms_of(viewer, dialogue) if read else []
    places = [(room.pk, found.number) for found in read for room in mine if found.is_of(room)]
    numbers: dict[UUID, set[int]] = defaultdict(set)
    for room, number in places:
        numbers[room].add(number)
    wanted = [Q(room=room, number__in=several) for room, several in numbers.items()]
    if not wanted:
        return []
    rows = Entry.objects.filter(visible_to(viewer), dialogue=dialogue).filter(reduce(or_, wanted))
    found_at = {(row.room_id, row.number): row for row in open_rows(viewer, rows.select_related("dialogue", "room"))}
    return [Shown(found_at[at], viewer.rooms[at[0]]) for at in dict.fromkeys(places) if at in found_at]


def context(viewer: Viewer, seen: EntrySeen, *, around: int = 2) -> list[Shown]:
    """What was said just before and after it, with itself."""
    place = seen.entry.place
    rows = Entry.objects.filter(visible_to(viewer), occasion=seen.entry.occasion_id, room=seen.entry.room_id)
    rows = rows.filter(corrects=None).defer(*APART)
    before = list(rows.filter(place__lt=place).order_by("-place")[:around])
    after = list(rows.filter(place__gt=place).order_by("place")[:around])
    opened = open_rows(viewer, [*reversed(before), *after])
    shown = [Shown(row, viewer.rooms[row.room_id]) for row in opened]
    return [*shown[: len(before)], seen, *shown[len(before) :]]


def entry_page(viewer: Viewer, dialogue: Dialogue, filters: Filters, *, number: int = 1, language: str = "") -> Page:
    """Entries of all the viewer's rooms, by occasion and in the order in which they were said."""
    order = ordered(filtered(viewer, dialogue, filters)).values_list("pk", flat=True)
    found = _of_party(viewer, order, filters.party) if filters.party else None
    total = order.count() if found is None else len(found)
    number = min(max(number, 1), max(1, -(-total // A_PAGE)))
    ids = list((order if found is None else found)[(number - 1) * A_PAGE : number * A_PAGE])
    return Page(in_order(viewer, ids, language=language), number, total)


def in_order(viewer: Viewer, ids: Sequence[UUID], *, language: str = "") -> list[EntrySeen]:
    rows = Entry.objects.filter(visible_to(viewer), pk__in=ids).defer(*APART)
    by_id = {row.pk: row for row in rows}
    return entries_seen(viewer, [by_id[pk] for pk in ids if pk in by_id], language=language)


def ordered(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """By occasion; in each the caucuses, which count their places for themselves, after the rest."""
    apart = Case(When(room__kind="caucus", then=Value(1)), default=Value(0))
    dated = (F("occasion__earliest").asc(nulls_last=True), F("occasion__latest").asc(nulls_last=True))
    return rows.order_by(*dated, "occasion__number", "occasion", apart, "place", "room", "number")


def filtered(viewer: Viewer, dialogue: Dialogue, filters: Filters) -> QuerySet[Entry]:
    rows = Entry.objects.filter(visible_to(viewer), dialogue=dialogue)
    if filters.room:
        rows = rows.filter(room=filters.room)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.occasion:
        rows = rows.filter(occasion=filters.occasion)
    if filters.subject:
        rows = rows.filter(pk__in=EntrySubject.objects.filter(subject=filters.subject).values("entry"))
    return rows


def _labelled(viewer: Viewer, dialogue: Dialogue, typed: str) -> Entry | None:
    label = read_label(typed)
    mine = dialogues.rooms_of(viewer, dialogue) if label else []
    room = next((room for room in mine if label and label.is_of(room)), None)
    if label is None or room is None:
        return None
    rows = Entry.objects.filter(visible_to(viewer), dialogue=dialogue, room=room, number=label.number)
    return rows.select_related("dialogue", "room", "corrects").first()


def _of_party(viewer: Viewer, order: QuerySet[Entry, UUID], letter: str) -> list[UUID]:
    rows = open_rows(viewer, Entry.objects.filter(pk__in=order.values("pk")).only("party"))
    letters = {row.pk: row.party for row in rows}
    return [pk for pk in order if letters.get(pk) == letter]
