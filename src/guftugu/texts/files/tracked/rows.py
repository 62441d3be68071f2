"""Changes in a table: which row is which, and what became of its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

from guftugu.algorithms.words import compare
from guftugu.texts.files.tracked.passages import TrackedPiece, TrackedRow
from guftugu.texts.files.words import one_line, printable

Author = Callable[[str, str], str]
"""Whose a change is: by "ins" or "del", and its words."""

CHANGES = {"equal": "", "inserted": "ins", "deleted": "del"}


def cells_of(words: str) -> list[list[str]]:
    """Rows of one width; those that say nothing are left out."""
    rows = [[one_line(cell) for cell in row.split("\t")] for row in printable(words).split("\n")]
    spoken = [row for row in rows if any(row)]
    width = max(map(len, spoken), default=0)
    return [row + [""] * (width - len(row)) for row in spoken]


def have_one_width(was: str, now: str) -> bool:
    old, new = cells_of(was), cells_of(now)
    return not old or not new or len(old[0]) == len(new[0])


def pieces_between(was: str, now: str, author: Author) -> tuple[TrackedPiece, ...]:
    return tuple(
        TrackedPiece(one.words, CHANGES[one.kind], author(CHANGES[one.kind], one.words) if CHANGES[one.kind] else "")
        for one in compare(was, now)
    )


def rows_between(was: str, now: str, author: Author) -> tuple[TrackedRow, ...]:
    """Equal rows first, in order; between them those that begin alike are the same row, and as many as there were."""
    old, new = cells_of(was), cells_of(now)
    found: list[TrackedRow] = []
    done_old = done_new = 0
    for one, other in [*_pairs(old, new), (len(old), len(new))]:
        found += _gap(old[done_old:one], new[done_new:other], author)
        if one < len(old):
            found.append(_row(old[one], new[other], author))
        done_old, done_new = one + 1, other + 1
    return tuple(found)


def _pairs(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    numbers: dict[tuple[str, ...], int] = {}
    coded = ["".join(chr(numbers.setdefault(tuple(row), len(numbers))) for row in side) for side in (old, new)]
    for step in LCSseq.opcodes(*coded):
        if step.tag == "equal":
            for more in range(step.src_end - step.src_start):
                yield step.src_start + more, step.dest_start + more


def _gap(old: Sequence[list[str]], new: Sequence[list[str]], author: Author) -> list[TrackedRow]:
    found: list[TrackedRow] = []
    done_old = done_new = 0
    for one, other in [*_pairs([row[:1] for row in old], [row[:1] for row in new]), (len(old), len(new))]:
        gone, come = old[done_old:one], new[done_new:other]
        if len(gone) == len(come):
            found += [_row(was, now, author) for was, now in zip(gone, come, strict=True)]
        else:
            found += [_whole(row, "del", author) for row in gone] + [_whole(row, "ins", author) for row in come]
        if one < len(old):
            found.append(_row(old[one], new[other], author))
        done_old, done_new = one + 1, other + 1
    return found


def _row(was: Sequence[str], now: Sequence[str], author: Author) -> TrackedRow:
    return TrackedRow(tuple(pieces_between(one, other, author) for one, other in zip(was, now, strict=True)))


def _whole(row: Sequence[str], change: str, author: Author) -> TrackedRow:
    whose = author(change, "\t".join(row))
    return TrackedRow(tuple((TrackedPiece(cell, change, whose),) if cell else () for cell in row), change, whose)
