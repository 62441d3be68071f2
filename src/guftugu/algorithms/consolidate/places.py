"""What several hands put into one gap between passages of the base."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz.distance import LCSseq

__all__ = ["Put", "put_together"]


Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True)
class Put(Generic[Key]):
    """Something that stands in a gap: known by its key, and wanted there by hands."""

    key: Key
    hands: list[str] = field(default_factory=list)


def put_together(sequences: Sequence[tuple[str, Sequence[Key]]]) -> list[Put[Key]]:
    """Put what several hands insert at one place into one order.

    Every hand's own order is kept. What several hands insert alike counts once; what is not alike is all kept, the
    hand that is named first standing first.

    Parameters
    ----------
    sequences : sequence of (str, sequence)
        Hands, in the order in which they are to stand, and what each inserts.

    Notes
    -----
    A common supersequence, taken hand by hand: what is in the longest common subsequence with what already stands
    is joined with it, anything else goes directly before the next that is, or to the end.

    Examples
    --------
    >>> [(one.key, one.hands) for one in put_together([("A", "xm"), ("B", "ymz")])]
    [('x', ['A']), ('y', ['B']), ('m', ['A', 'B']), ('z', ['B'])]
    """
    merged: list[Put[Key]] = []
    for hand, keys in sequences:
        met = _met([one.key for one in merged], keys)
        done: list[Put[Key]] = []
        new: list[Put[Key]] = []
        at = 0
        for place, key in enumerate(keys):
            if place not in met:
                new.append(Put(key, [hand]))
                continue
            standing = merged[met[place]]
            standing.hands.append(hand)
            done += [*merged[at : met[place]], *new, standing]
            at, new = met[place] + 1, []
        merged = [*done, *merged[at:], *new]
    return merged


def _met(standing: Sequence[Hashable], keys: Sequence[Hashable]) -> dict[int, int]:
    """Say which keys stand already, in the same order, and where."""
    numbers: dict[Hashable, int] = {}
    coded = ["".join([chr(numbers.setdefault(key, len(numbers))) for key in side]) for side in (standing, keys)]
    equal = [step for step in LCSseq.opcodes(*coded) if step.tag == "equal"]
    return {
        step.dest_start + more: step.src_start + more for step in equal for more in range(step.src_end - step.src_start)
    }
