"""The kind of a passage, when hands change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guftugu.algorithms.consolidate.passages import Bracket, Passage
from guftugu.algorithms.consolidate.readings import Reading
from guftugu.algorithms.consolidate.reasons import Reason, Request
from guftugu.algorithms.consolidate.wordings import alternatives

__all__ = ["Kinds", "merge_kinds"]


class Kinds(NamedTuple):
    """A passage's kind, a bracket where hands ask for different ones, and why."""

    kind: str
    bracket: Bracket | None = None
    reasons: tuple[Reason, ...] = ()
    requests: tuple[Request, ...] = ()


def merge_kinds(was: Passage, readings: Sequence[Reading], number: int) -> Kinds:
    """Merge what hands want a passage to be: heading, paragraph, list item.

    A hand that leaves the kind alone has nothing against another's changing it, as with words.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    others: list[str] = []
    for reading in readings:
        parts = reading.changed.get(number, ())
        kind = parts[0].kind if len(parts) == 1 else next((part.kind for part in parts if part.id == was.id), was.kind)
        if kind == was.kind:
            others.append(reading.hand)
        else:
            wanted[kind] = (*wanted.get(kind, ()), reading.hand)
    if not wanted:
        return Kinds(was.kind)
    everybody = tuple(hand for hands in wanted.values() for hand in hands)
    if len(wanted) > 1:
        wordings = tuple((hands, kind) for kind, hands in wanted.items())
        dispute = Reason("kinds", everybody, was.kind, wordings=wordings)
        asked = [Request(hands, was.id, "kind", "bracketed", was.kind, kind, dispute) for hands, kind in wordings]
        return Kinds(was.kind, Bracket(alternatives(wordings, was.kind)), (dispute,), tuple(asked))
    kind = next(iter(wanted))
    reason = Reason("kind", everybody, was.kind, kind)
    reasons = (reason, Reason("kind_and_words", (*everybody, *others))) if others else (reason,)
    return Kinds(kind, None, reasons, (Request(everybody, was.id, "kind", "taken", was.kind, kind, reason),))
