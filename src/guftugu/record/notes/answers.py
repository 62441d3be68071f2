"""Which question an answer answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .lines import LineFlag, LineKind, NoteLine

_Open = dict[tuple[str | None, LineKind], list[int]]
"""Places of questions nobody has answered, the nearest last, by who asked and how."""


@dataclass(frozen=True, slots=True)
class Link:
    """`question` is a place in the sequence given, counted from nought."""

    question: int | None
    flags: frozenset[LineFlag]


def link_answers(lines: Sequence[NoteLine], *, settled: Mapping[int, int] | None = None) -> list[Link | None]:
    """For each answer its question; None for every other line and for answers already `settled` (answer: question).

    An answer goes to the nearest earlier question that nobody has answered: first to one that another party asked (or
    nobody named), and among those to a plain question before one left hanging; a side rarely answers itself. If none is
    open, several of one side are answering the same question: the answer joins the last one answered under the same
    agenda item, flagged. If there is none either, it answers nothing, flagged.
    """
    settled = settled or {}
    taken = set(settled.values())
    still_open: _Open = {}
    last_answered: int | None = None
    links: list[Link | None] = []
    for place, line in enumerate(lines):
        link = None
        if line.is_question and place not in taken:
            still_open.setdefault((line.party, line.kind), []).append(place)
        elif place in settled:
            last_answered = settled[place]
        elif line.kind is LineKind.ANSWER:
            link = _link(line, lines, still_open, last_answered)
            last_answered = link.question if link.question is not None else last_answered
        links.append(link)
    return links


def _link(answer: NoteLine, lines: Sequence[NoteLine], still_open: _Open, last: int | None) -> Link:
    """Takes the question out of those still open."""
    asked = [asked for asked, places in still_open.items() if places]
    if asked:
        nearest = max(
            asked, key=lambda one: (not _is_own(one, answer), one[1] is LineKind.QUESTION, still_open[one][-1])
        )
        return Link(still_open[nearest].pop(), frozenset())
    if last is not None and lines[last].item == answer.item:
        return Link(last, frozenset({LineFlag.ALREADY_ANSWERED}))
    return Link(None, frozenset({LineFlag.NO_OPEN_QUESTION}))


def _is_own(asked: tuple[str | None, LineKind], answer: NoteLine) -> bool:
    return answer.party is not None and asked[0] == answer.party
