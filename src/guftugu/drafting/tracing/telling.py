"""What was traced, put together again as one reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guftugu.drafting.tracing.asked import Asked
from guftugu.drafting.tracing.origins import AskedBy, Draft, Struck, TracedPassage, TracedPiece
from guftugu.drafting.tracing.tracing import Standing, once, trace
from guftugu.texts import citing


def traced(drafts: Sequence[Draft], asked: Iterable[Asked]) -> list[TracedPassage]:
    """The last of these drafts, passage by passage; behind it what went out of it on the way."""
    here = {one.id for one in drafts[-1].passages} if drafts else set()
    return [_told(one, stands=one.id in here) for one in trace(drafts, asked)]


def struck_by(passage: str, words: Sequence[str], asked: Iterable[Asked]) -> list[tuple[AskedBy, ...]]:
    """Of each token of a passage: who of these asked to strike it."""
    by: list[list[AskedBy]] = [[] for _ in words]
    for one in asked:
        if one.passage == passage:
            for at in one.struck_in(words):
                by[at].append(one.by)
    return [once(several) for several in by]


def _told(one: Standing, *, stands: bool) -> TracedPassage:
    struck = [*one.gone, *(one.out or {}).values()]
    pieces = _run_together(_pieces(one)) if stands else ()
    return TracedPassage(one.id, tuple(pieces), tuple(_together(struck)), one.named, stands)


def _pieces(one: Standing) -> list[TracedPiece]:
    """A piece a token. Space between words of one origin has come with them."""
    layout, origins = one.layout, list(one.origins)
    for at in range(1, len(origins) - 1):
        if layout.tokens[at].isspace() and origins[at - 1] == origins[at + 1] and not layout.signs[at]:
            origins[at] = origins[at - 1]
    return [
        TracedPiece(token, origins[at], layout.signs[at], bool(citing.labels(token)), layout.within[at])
        for at, token in enumerate(layout.tokens)
    ]


def _run_together(pieces: Iterable[TracedPiece]) -> list[TracedPiece]:
    """The signs of a bracket are one piece whoever set it; all else is one by its origin."""
    found: list[TracedPiece] = []
    for one in pieces:
        last = found[-1] if found else None
        if last and _like(last) == _like(one):
            found[-1] = replace(last, words=last.words + one.words)
        else:
            found.append(one)
    return found


def _like(one: TracedPiece) -> tuple[object, ...]:
    return one.is_sign, one.is_label, one.alternative, None if one.is_sign else one.origin


def _together(struck: Iterable[Struck]) -> list[Struck]:
    """What stood and went together. Space alone is not told."""
    found: list[Struck] = []
    last: Struck | None = None
    for one in struck:
        if last and one.at == last.at + 1 and replace(one, words="", at=0) == replace(last, words="", at=0):
            found[-1] = replace(found[-1], words=found[-1].words + one.words)
        else:
            found.append(one)
        last = one
    return [one for one in found if one.words.strip()]
