"""Neighbouring passages that somebody joined, so that their words have to be merged together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from guftugu.algorithms.consolidate.clusters import Wording
from guftugu.algorithms.consolidate.readings import Base, Reading
from guftugu.algorithms.consolidate.reasons import by_name
from guftugu.algorithms.edits import BREAK, Edit, edit_script
from guftugu.algorithms.words import tokens

__all__ = ["Unit", "disputed_joins", "units"]


@dataclass(frozen=True, slots=True)
class Unit:
    """Passages `first` to `last` of the base, whose words are merged as one row of tokens with breaks between."""

    first: int
    last: int
    tokens: tuple[str, ...]
    starts: dict[int, int]  # of each passage, its first token here

    def at(self, token: int) -> int:
        """Return the passage in which a token stands (a break belongs to the one before it)."""
        return max(number for number, start in self.starts.items() if start <= token)

    def wordings(self, base: Base, readings: Sequence[Reading]) -> list[Wording]:
        """Say what each hand made of these passages together, the same things once."""
        found: dict[tuple[tuple[int, str], ...], Wording] = {}
        for reading in readings:
            changed = {number: one[0].text for number, one in reading.changed.items() if number in self.starts}
            texts = {number: text for number, text in changed.items() if text != base.texts[number]}
            if not texts:
                continue
            key = tuple(sorted(texts.items()))
            if key in found:
                found[key] = Wording((*found[key].hands, reading.hand), found[key].edits)
            else:
                found[key] = Wording((reading.hand,), self._script(base, reading, texts))
        return list(found.values())

    def _script(self, base: Base, reading: Reading, texts: dict[int, str]) -> list[Edit]:
        edits: list[Edit] = []
        for number, text in texts.items():
            covered = [number, *reading.joins.get(number, ())]
            start = self.starts[min(covered)]
            if len(covered) == 1:
                script = base.words(number).script(text)
            else:
                last = max(covered)
                end = self.starts[last] + len(base.words(last).tokens)
                script = edit_script(self.tokens[start:end], tokens(text))
            edits += [Edit(edit.start + start, edit.end + start, edit.put) for edit in script]
        return sorted(edits)


def units(base: Base, readings: Sequence[Reading]) -> list[Unit]:
    """Find the passages to be merged together: those that a hand joined and that nobody moved, split or left out."""
    spans = sorted(
        {
            (min(number, *others), max(number, *others))
            for reading in readings
            for number, others in reading.joins.items()
            if max(number, *others) - min(number, *others) == len(others)
        }
    )
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return [_unit(base, *span) for span in merged if all(_leaves_together(reading, *span) for reading in readings)]


def _leaves_together(reading: Reading, first: int, last: int) -> bool:
    into_others = {number for others in reading.joins.values() for number in others}
    span = set(range(first, last + 1))
    if any(span & {number, *others} and not span >= {number, *others} for number, others in reading.joins.items()):
        return False
    return not any(
        number in reading.moved
        or (number in reading.left_out and number not in into_others)
        or len(reading.changed.get(number, ())) > 1
        or (number > first and number in reading.gaps)
        for number in range(first, last + 1)
    )


def disputed_joins(
    readings: Sequence[Reading], united: Collection[int]
) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Find joins that go against what others did with the same passages.

    Returns
    -------
    dict
        Of each passage concerned, who joined it and whose will goes against that.
    """
    disputes: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for reading in readings:
        for number, others in reading.joins.items():
            if number in united:
                continue
            against = [one.hand for one in readings if _goes_against(one, number, others)]
            if not against:
                continue
            for passage in (number, *others):
                joined, opposed = disputes.get(passage, ((), ()))
                disputes[passage] = (_both(joined, [reading.hand]), _both(opposed, against))
    return disputes


def _goes_against(reading: Reading, number: int, others: Sequence[int]) -> bool:
    if reading.joins.get(number) == others:
        return False
    concerned = [number, *others]
    return any(one in reading.moved or one in reading.left_out or one in reading.changed for one in concerned) or any(
        gap in reading.gaps for gap in range(min(concerned) + 1, max(concerned) + 1)
    )


def _both(known: Sequence[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*known, *more}, key=by_name))


def _unit(base: Base, first: int, last: int) -> Unit:
    row: list[str] = []
    starts: dict[int, int] = {}
    for number in range(first, last + 1):
        if number > first:
            row.append(BREAK)
        starts[number] = len(row)
        row += base.words(number).tokens
    return Unit(first, last, tuple(row), starts)
