"""Two people take notes; at filing their sheets become one order."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from heapq import merge
from typing import Generic, TypeVar

from .answers import link_answers
from .lines import LineFlag, LineKind, NoteLine
from .rows import rows_of

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class MergedLine(Generic[Key]):
    """`place` counts from 1; `answers` is the place of a question, on whichever sheet.

    `line` has the agenda item and the flags that hold in the merged order; its own `answers` still names a line of its
    sheet and is not to be used here.
    """

    place: int
    sheet: Key
    line: NoteLine
    first_seen_at: datetime
    answers: int | None = None


def merge_sheets(
    sheets: Sequence[tuple[Key, Sequence[NoteLine], Sequence[datetime]]],
) -> tuple[MergedLine[Key], ...]:
    """Every line of every sheet, by the time it was first seen; each sheet's own order is kept.

    A line put in or changed later is no later than the line it stands above: it counts as seen with that one. Lines of
    the same moment stand sheet by sheet, in the order given. Until its own first heading a sheet takes the other's
    agenda items. An answer keeps the question its own sheet gave it; only what that left open looks on the others.
    """
    streams = [_stream(rank, *sheet) for rank, sheet in enumerate(sheets)]
    merged = [(key, line, seen) for _, _, key, line, seen in merge(*streams, key=lambda one: one[:2])]
    lines = _with_items([(key, line) for key, line, _ in merged])
    places = {(key, line.number): place for place, (key, line, _) in enumerate(merged)}
    links = _settled(merged, places)
    for place, link in enumerate(link_answers(lines, settled=links)):
        if link is not None:
            lines[place] = replace(lines[place], flags=(lines[place].flags - {LineFlag.NO_OPEN_QUESTION}) | link.flags)
            if link.question is not None:
                links[place] = link.question
    return tuple(
        MergedLine(place + 1, key, lines[place], seen, links[place] + 1 if place in links else None)
        for place, (key, _, seen) in enumerate(merged)
    )


def carry_times(
    old_lines: Sequence[str], old_times: Sequence[datetime], new_text: str, *, now: datetime
) -> tuple[datetime, ...]:
    """When each line of `new_text` was first seen: as before if it is unchanged, `now` if it is new or changed.

    `old_lines` are the `raw` of the lines as last saved; the answer matches the lines of `parse_sheet(new_text)`.
    """
    old = [line.rstrip() for line in old_lines]
    new = [row.raw.rstrip() for row in rows_of(new_text)]
    if len(old) != len(old_times):
        raise ValueError("Each line needs its time.")
    times = [now] * len(new)
    for i, j, size in _unchanged(old, new):
        times[j : j + size] = old_times[i : i + size]
    return tuple(times)


def _unchanged(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Equal blocks. Equal heads and tails are cut off first: a save usually adds at the end."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    blocks = [(head + block.a, head + block.b, block.size) for block in middle.get_matching_blocks()]
    return [(0, 0, head), *blocks, (len(old) - tail, len(new) - tail, tail)]


def _stream(
    rank: int, key: Key, lines: Sequence[NoteLine], times: Sequence[datetime]
) -> list[tuple[datetime, int, Key, NoteLine, datetime]]:
    stream: list[tuple[datetime, int, Key, NoteLine, datetime]] = []
    earliest: datetime | None = None
    for line, seen in zip(reversed(lines), reversed(times), strict=True):
        earliest = seen if earliest is None else min(earliest, seen)
        stream.append((earliest, rank, key, line, seen))
    return stream[::-1]


def _with_items(merged: list[tuple[Key, NoteLine]]) -> list[NoteLine]:
    in_force: str | None = None
    headed: set[Key] = set()
    lines: list[NoteLine] = []
    for key, line in merged:
        if line.kind is LineKind.HEADING:
            headed.add(key)
            in_force = line.item
        lines.append(line if key in headed else replace(line, item=in_force))
    return lines


def _settled(merged: list[tuple[Key, NoteLine, datetime]], places: dict[tuple[Key, int], int]) -> dict[int, int]:
    return {place: places[key, line.answers] for place, (key, line, _) in enumerate(merged) if line.answers is not None}
