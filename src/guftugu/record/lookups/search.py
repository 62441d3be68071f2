"""Search: folded words the viewer may read are opened and compared in memory. Nothing of it outlives the request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues import lookups as dialogues
from guftugu.record.folding import FOLDING, Query, Segment, excerpt, fold
from guftugu.record.lookups.entries import NO_FILTERS, Filters, in_order
from guftugu.record.lookups.seen import EntrySeen
from guftugu.record.lookups.subjects import SubjectSeen, subjects
from guftugu.record.models import EntrySubject, SearchBlock
from guftugu.record.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer

A_PAGE = 20


@dataclass(frozen=True)
class Hit:
    seen: EntrySeen
    excerpt: list[Segment]


@dataclass(frozen=True)
class Found:
    """`total` counts entries the viewer may read; others are not even looked at."""

    hits: list[Hit]
    number: int
    total: int
    occasions: list[DatedOccasion]
    subjects: list[SubjectSeen]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


@dataclass(frozen=True, order=True, slots=True)
class _Place:
    """Where an entry stands: its occasion, the caucuses of that after the rest, its place. `id` is its UUID in hex."""

    occasion: int
    apart: bool
    place: int
    id: str


def search(
    viewer: Viewer,
    dialogue: Dialogue,
    query: Query,
    filters: Filters = NO_FILTERS,
    *,
    number: int = 1,
    language: str = "",
) -> Found:
    """Entries whose words match, by occasion and in the order in which they were said; and names that match."""
    if query.is_empty:
        return Found([], 1, 0, [], [])
    known = dialogues.occasions(viewer, dialogue)
    places = sorted(_matching(viewer, dialogue, query, filters, {seen.occasion.pk: n for n, seen in enumerate(known)}))
    number = min(max(number, 1), max(1, -(-len(places) // A_PAGE)))
    page = [UUID(place.id) for place in places[(number - 1) * A_PAGE : number * A_PAGE]]
    hits = [Hit(seen, excerpt(seen.entry.words, query)) for seen in in_order(viewer, page, language=language)]
    if number > 1 or filters.are_set:
        return Found(hits, number, len(places), [], [])
    named = [seen for seen in known if query.matches(fold(f"{seen.occasion.title} {seen.occasion.place}"))]
    about = [
        seen
        for seen in subjects(viewer, dialogue, language=language)
        if query.matches(fold(" ".join([seen.short, *seen.names.values()])))
    ]
    return Found(hits, number, len(places), named, about)


def _matching(
    viewer: Viewer, dialogue: Dialogue, query: Query, filters: Filters, order: dict[UUID, int]
) -> Iterator[_Place]:
    rows = SearchBlock.objects.filter(visible_to(viewer), dialogue=dialogue)
    if filters.room:
        rows = rows.filter(room=filters.room)
    if filters.occasion:
        rows = rows.filter(occasion=filters.occasion)
    about = _about(filters.subject)
    for block in open_rows(viewer, rows):
        words = block.lines if block.folding == FOLDING else _folded_again(block.lines)
        if not query.matches(words):
            continue
        rank, apart = order.get(block.occasion_id, len(order)), viewer.rooms[block.room_id].is_caucus
        for line in words.split("\n"):
            entry, place, kind, folded = line.split("\t", 3)
            if (
                query.matches(folded)
                and filters.kind in ("", kind)
                and (about is None or entry in about)
            ):  # fmt: skip
                yield _Place(rank, apart, int(place), entry)


def _folded_again(lines: str) -> str:
    """Lines of an earlier version's folding, brought nearer to ours."""
    parts = (line.split("\t", 3) for line in lines.split("\n"))
    return "\n".join("\t".join([*head, fold(words)]) for *head, words in parts)


def _about(subject: UUID | None) -> set[str] | None:
    if subject is None:
        return None
    return {pk.hex for pk in EntrySubject.objects.filter(subject=subject).values_list("entry", flat=True)}
