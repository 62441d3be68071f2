"""Entries as a reader sees them: opened, labelled, with what belongs beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from guftugu.record.labels import address_of, label_of
from guftugu.record.lookups.subjects import SubjectSeen, subjects_of
from guftugu.record.models import Citation, Entry, OpenQuestion
from guftugu.record.visibility import citations_visible_to, visible_to
from guftugu.rooms.words import is_broken, is_sunset, open_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

    Ids = Sequence[UUID] | QuerySet[Entry, Any]

# What a list of entries does not show is not fetched.
APART = ("as_typed", "source", "dialogue", "sheet")


@dataclass(frozen=True)
class Shown:
    """An entry and what it is called."""

    entry: Entry
    room: Room

    @cached_property
    def label(self) -> str:
        return label_of(self.room, self.entry.number)

    @cached_property
    def address(self) -> str:
        return address_of(self.room, self.entry.number)

    @property
    def is_sunset(self) -> bool:
        return is_sunset(self.entry, "words")

    @property
    def is_broken(self) -> bool:
        return is_broken(self.entry, "words")


@dataclass(frozen=True)
class EntrySeen(Shown):
    """An entry with what the viewer may know of its surroundings."""

    subjects: list[SubjectSeen] = field(default_factory=list)
    in_reply_to: Shown | None = None
    replies: list[Shown] = field(default_factory=list)
    corrects: Shown | None = None
    corrections: list[Shown] = field(default_factory=list)
    cites: list[Shown] = field(default_factory=list)
    cited_by: list[Shown] = field(default_factory=list)
    question: OpenQuestion | None = None

    @property
    def has_evidence(self) -> bool:
        hangs = self.question is not None and not self.question.ends
        return bool(self.corrections or self.cites or self.cited_by or hangs)

    @property
    def flags(self) -> list[str]:
        return self.entry.flags.split()


def entries_seen(
    viewer: Viewer, rows: Iterable[Entry], *, language: str = "", within: Ids | None = None
) -> list[EntrySeen]:
    """The rows, opened, with their surroundings. The number of queries does not grow with them.

    `within` are the rows' ids as a query, where there is one: naming hundreds of ids takes longer than finding them.
    """
    listed = open_rows(viewer, rows)
    ids: Ids = [row.pk for row in listed] if within is None else within
    cites, cited_by = _citations(viewer, ids)
    known = {row.pk: Shown(row, viewer.rooms[row.room_id]) for row in listed}
    known |= _related(viewer, known, ids, {one for many in (*cites.values(), *cited_by.values()) for one in many})
    replies, corrections = _by(known, "in_reply_to_id"), _by(known, "corrects_id")
    about = subjects_of(viewer, ids, language=language)
    questions = last_standings(viewer, ids)
    return [
        EntrySeen(
            row,
            known[row.pk].room,
            subjects=about.get(row.pk, []),
            in_reply_to=known.get(row.in_reply_to_id) if row.in_reply_to_id else None,
            replies=replies.get(row.pk, []),
            corrects=known.get(row.corrects_id) if row.corrects_id else None,
            corrections=corrections.get(row.pk, []),
            cites=[known[one] for one in cites[row.pk] if one in known],
            cited_by=[known[one] for one in cited_by[row.pk] if one in known],
            question=questions.get(row.pk),
        )
        for row in listed
    ]


def last_standings(viewer: Viewer, asked: Ids) -> dict[UUID, OpenQuestion]:
    """Where each of these questions stands now."""
    rows = OpenQuestion.objects.filter(visible_to(viewer), asked__in=asked).select_related("held_after")
    return {row.asked_id: row for row in sorted(rows, key=question_order)}


def question_order(row: OpenQuestion) -> tuple[int, float, bool]:
    """Of a question's standings the later last: by meeting, by when we knew; what ends it after what does not."""
    meeting = row.held_after.number if row.held_after else None
    return (-1 if meeting is None else meeting), row.recorded_at.timestamp(), row.ends


def _related(viewer: Viewer, known: dict[UUID, Shown], ids: Ids, cited: set[UUID]) -> dict[UUID, Shown]:
    """What these entries answer, correct and cite, and what does so to them, as far as it is readable."""
    rows = [shown.entry for shown in known.values()]
    before = {pk for row in rows for pk in (row.in_reply_to_id, row.corrects_id) if pk}
    wanted = Q(pk__in=(before | cited) - known.keys()) | Q(in_reply_to__in=ids) | Q(corrects__in=ids)
    found = Entry.objects.filter(visible_to(viewer)).filter(wanted).exclude(pk__in=ids).defer(*APART, "agenda_item")
    opened = open_rows(viewer, found.order_by("recorded_at", "number"))
    return {row.pk: Shown(row, viewer.rooms[row.room_id]) for row in opened}


def _by(known: dict[UUID, Shown], column: str) -> dict[UUID, list[Shown]]:
    found: dict[UUID, list[Shown]] = defaultdict(list)
    for shown in known.values():
        if pk := getattr(shown.entry, column):
            found[pk].append(shown)
    return found


def _citations(viewer: Viewer, ids: Ids) -> tuple[dict[UUID, list[UUID]], dict[UUID, list[UUID]]]:
    """By entry, the entries it cites and the entries that cite it."""
    rows = Citation.objects.filter(citations_visible_to(viewer), citing_kind="entry")
    pairs = rows.filter(Q(citing_id__in=ids) | Q(entry__in=ids)).order_by("recorded_at", "pk")
    cites: dict[UUID, list[UUID]] = defaultdict(list)
    cited_by: dict[UUID, list[UUID]] = defaultdict(list)
    for citing, cited in pairs.values_list("citing_id", "entry"):
        cites[citing].append(cited)
        cited_by[cited].append(citing)
    return cites, cited_by
