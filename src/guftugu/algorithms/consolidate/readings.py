"""What each hand did to the base: which passages it changed, left out, moved, inserted, split and joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from operator import ne

from rapidfuzz.distance import LCSseq

from guftugu.algorithms.consolidate.orders import standing
from guftugu.algorithms.consolidate.passages import Passage, Proposal
from guftugu.algorithms.consolidate.scripts import BaseWords
from guftugu.algorithms.edits import is_word
from guftugu.algorithms.words import nfc, tokens

__all__ = ["Base", "Reading", "read"]

_FEWEST_WORDS = 3  # fewer words in common are no sign that one passage came out of another, unless it has no more
_MOST_OF_IT = 0.6


class Base:
    """The base text, its ids and, as they are needed, the tokens of its passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = list(passages)
        self.ids = [passage.id for passage in self.passages]
        self.kinds = [passage.kind for passage in self.passages]
        self.given = [passage.text for passage in self.passages]
        self.texts = [nfc(passage.text) for passage in self.passages]
        self.numbers = {passage.id: number for number, passage in enumerate(self.passages)}
        if len(self.numbers) < len(self.passages):
            raise ValueError(f"The base has two passages with the id {_twice(self.passages)!r}.")
        self._words: dict[int, BaseWords] = {}

    def words(self, number: int) -> BaseWords:
        """Return a passage cut into tokens."""
        if number not in self._words:
            self._words[number] = BaseWords(self.texts[number])
        return self._words[number]


@dataclass(slots=True)
class Reading:
    """What one hand did. Passages of the base are known by their numbers; gap *n* is the place before number *n*.

    Attributes
    ----------
    changed : dict
        What became of a passage whose words or kind are not as they were: one passage, or the parts of a split one.
    left_out : set
        Passages that are missing.
    moved : dict
        Passages that stand elsewhere, and the gaps they went to.
    gaps : dict
        What was put into a gap, in order: new passages, and the numbers of moved ones.
    joins : dict
        Neighbours that were left out because their words went into the passage that is the key.
    """

    hand: str
    changed: dict[int, tuple[Passage, ...]] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    gaps: dict[int, list[Passage | int]] = field(default_factory=dict)
    joins: dict[int, list[int]] = field(default_factory=dict)


def read(base: Base, proposals: Sequence[Proposal]) -> list[Reading]:
    """Find out what each proposal does to the base.

    Raises
    ------
    ValueError
        If an id stands in a proposal more than once.
    """
    readings = [_read_in_place(base, proposal) for proposal in proposals]
    others = [proposal for proposal, reading in zip(proposals, readings, strict=True) if reading is None]
    orders = [_order(base, proposal) for proposal in others]
    in_full = iter(
        [
            _read_in_full(base, proposal, order, stays)
            for proposal, order, stays in zip(others, orders, standing(orders), strict=True)
        ]
    )
    return [reading or next(in_full) for reading in readings]


def _read_in_place(base: Base, proposal: Proposal) -> Reading | None:
    """Read a proposal that has the passages of the base in their places: most do. Else return None."""
    reading = Reading(proposal.hand)
    passages = proposal.passages
    if [passage.id for passage in passages] != base.ids:
        return None
    changed = list(compress(count(), map(ne, base.given, [passage.text for passage in passages])))
    if (kinds := [passage.kind for passage in passages]) != base.kinds:
        changed += compress(count(), map(ne, base.kinds, kinds))
    for number in changed:
        _note_change(base, reading, number, passages[number])
    return reading


def _order(base: Base, proposal: Proposal) -> list[int | None]:
    if len({passage.id for passage in proposal.passages}) < len(proposal.passages):
        twice = _twice(proposal.passages)
        raise ValueError(f"The proposal of {proposal.hand!r} has two passages with the id {twice!r}.")
    return [base.numbers.get(passage.id) for passage in proposal.passages]


def _read_in_full(base: Base, proposal: Proposal, order: Sequence[int | None], stays: set[int]) -> Reading:
    reading = Reading(proposal.hand)
    kept = [number for number in order if number is not None]
    reading.left_out = set(range(len(base.passages))) - set(kept)
    for number, passage in zip(order, proposal.passages, strict=True):
        if number is not None:
            _note_change(base, reading, number, passage)
    parts = _split_parts(base, reading, proposal.passages, order)
    gap = 0
    for number, passage in zip(order, proposal.passages, strict=True):
        if number in stays:
            gap = number + 1
        elif number is not None:
            reading.moved[number] = gap
            reading.gaps.setdefault(gap, []).append(number)
        elif passage.id not in parts:
            reading.gaps.setdefault(gap, []).append(Passage(passage.id, nfc(passage.text), passage.kind))
    _note_joins(base, reading)
    return reading


def _note_change(base: Base, reading: Reading, number: int, now: Passage) -> None:
    text = nfc(now.text)
    if text != base.texts[number] or now.kind != base.passages[number].kind:
        reading.changed[number] = (now if text is now.text else Passage(now.id, text, now.kind),)


def _split_parts(base: Base, reading: Reading, passages: Sequence[Passage], order: Sequence[int | None]) -> set[str]:
    """Take new passages made of a neighbour's lost words for parts of it; return their ids."""
    parts: set[str] = set()
    for at, number in enumerate(order):
        if number is None or number not in reading.changed:
            continue
        words = base.words(number)
        script = words.script(reading.changed[number][0].text)
        lost = [token for edit in script for token in words.tokens[edit.start : edit.end]]
        first, last = at, at + 1
        while (
            first
            and order[first - 1] is None
            and passages[first - 1].id not in parts
            and _comes_out_of(passages[first - 1].text, lost)
        ):
            first -= 1
        while last < len(order) and order[last] is None and _comes_out_of(passages[last].text, lost):
            last += 1
        if last - first > 1:
            parts.update(passages[one].id for one in range(first, last) if one != at)
            reading.changed[number] = tuple(Passage(one.id, nfc(one.text), one.kind) for one in passages[first:last])
    return parts


def _note_joins(base: Base, reading: Reading) -> None:
    """Find where the words of passages that were left out went: to neighbours first, else to any other passage."""
    if not reading.left_out:
        return
    claimed: set[int] = set()
    whole = [number for number in sorted(reading.changed) if len(reading.changed[number]) == 1]
    added = {
        number: [token for edit in base.words(number).script(reading.changed[number][0].text) for token in edit.put]
        for number in whole
    }

    def takes_in(number: int, other: int) -> bool:
        if other not in reading.left_out or other in claimed or not _comes_out_of(base.texts[other], added[number]):
            return False
        claimed.add(other)
        reading.joins.setdefault(number, []).append(other)
        return True

    for number in whole:
        for step in (1, -1):
            other = number + step
            while number not in reading.moved and takes_in(number, other):
                other += step
        _put_behind(reading, number)
    for number in whole:
        for other in sorted(reading.left_out - claimed):
            takes_in(number, other)


def _put_behind(reading: Reading, number: int) -> None:
    """What this hand put behind passages that it joined stands behind the last of them, not between."""
    last = max([number, *reading.joins.get(number, ())])
    for gap in range(number + 1, last + 1):
        if gap in reading.gaps:
            reading.gaps[last + 1] = [*reading.gaps.pop(gap), *reading.gaps.get(last + 1, ())]
            for moved, to in reading.moved.items():
                if to == gap:
                    reading.moved[moved] = last + 1


def _comes_out_of(text: str, among: Sequence[str]) -> bool:
    """Whether most words of a text stand, in order, among these tokens."""
    words = [token for token in tokens(text) if is_word(token)]
    common = LCSseq.similarity(words, [token for token in among if is_word(token)])
    return bool(words) and common >= max(min(_FEWEST_WORDS, len(words)), _MOST_OF_IT * len(words))


def _twice(passages: Sequence[Passage]) -> str:
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            return passage.id
        seen.add(passage.id)
    return ""
