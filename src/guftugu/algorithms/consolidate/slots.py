"""The passages of the base: each where hands want it, worded as they want it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guftugu.algorithms.consolidate.clusters import Wording
from guftugu.algorithms.consolidate.explaining import explain
from guftugu.algorithms.consolidate.ids import Ids
from guftugu.algorithms.consolidate.kinds import Kinds, merge_kinds
from guftugu.algorithms.consolidate.passages import Bracket, MergedPassage, Passage
from guftugu.algorithms.consolidate.readings import Base, Reading
from guftugu.algorithms.consolidate.reasons import Reason, Request
from guftugu.algorithms.consolidate.units import Unit, disputed_joins, units
from guftugu.algorithms.consolidate.wordings import Part, alternatives, merge_wordings
from guftugu.algorithms.edits import BREAK, edit_script
from guftugu.algorithms.words import tokens

__all__ = ["Slots"]


class Slots:
    """Where each passage of the base went, by everybody's will.

    `gone` fills, as the slots are asked for, with the passages that are in no place any more.
    """

    def __init__(self, base: Base, readings: Sequence[Reading], ids: Ids) -> None:
        self.gone: list[Request] = []
        self._base = base
        self._ids = ids
        self._readings = readings
        self._changed: dict[int, list[Reading]] = {}
        self._left_out: dict[int, list[Reading]] = {}
        self._moved: dict[int, dict[int, list[Reading]]] = {}
        self._units = {number: unit for unit in units(base, readings) for number in range(unit.first, unit.last + 1)}
        self._disputes = disputed_joins(readings, self._units)
        for reading in readings:
            for number in reading.changed:
                self._changed.setdefault(number, []).append(reading)
            for number in reading.left_out:
                self._left_out.setdefault(number, []).append(reading)
            for number, gap in reading.moved.items():
                self._moved.setdefault(number, {}).setdefault(gap, []).append(reading)

    def at(self, number: int) -> list[MergedPassage]:
        """Return what stands where this passage stood in the base."""
        if number in self._units:
            unit = self._units[number]
            return self._united(unit) if number == unit.first else []
        changed, left_out = self._changed.get(number, []), self._left_out.get(number, [])
        if self._place_is_disputed(number):
            return [self._disputed(number)]
        if number in self._moved:
            return []
        if left_out and changed:
            return [self._left_out_or_changed(number)]
        if number in self._disputes:
            return [self._joined_or_not(number)]
        if left_out:
            self._let_go(number, left_out)
            return []
        return self._worded(number, changed) if changed else [self._as_it_was(number)]

    def moved_to(self, gap: int, number: int) -> list[MergedPassage]:
        """Return what stands in a gap because a hand moved this passage there."""
        movers = self._moved[number][gap]
        if self._place_is_disputed(number):
            return [self._copy(number, movers)]
        changed = self._changed.get(number, [])
        worded = self._worded(number, changed) if changed else [self._as_it_was(number)]
        hands = _hands(movers)
        others = _hands(one for one in changed if one not in movers)
        reason = Reason("moved_and_changed", hands, others=others) if others else Reason("moved", hands)
        passage_id = self._base.passages[number].id
        text = self._base.texts[number]
        request = Request(hands, passage_id, "move", "taken", text, text, reason)
        first = worded[0]
        moved = replace(first, reasons=(reason, *first.reasons), requests=(request, *first.requests))
        return [moved, *worded[1:]]

    def away_from(self, number: int) -> tuple[str, ...]:
        """Name the hands that moved a passage or left it out."""
        moved = [reading for readings in self._moved.get(number, {}).values() for reading in readings]
        return _hands([*moved, *self._left_out.get(number, [])])

    def _place_is_disputed(self, number: int) -> bool:
        gaps = self._moved.get(number, {})
        return len(gaps) > 1 or bool(gaps and number in self._left_out)

    def _as_it_was(self, number: int) -> MergedPassage:
        was, text = self._base.passages[number], self._base.texts[number]
        return MergedPassage(was.id, was.kind, (text,) if text else ())

    def _let_go(self, number: int, readings: Sequence[Reading]) -> None:
        hands = _hands(readings)
        passage_id, text = self._base.passages[number].id, self._base.texts[number]
        reason = Reason("left_out", hands, text)
        self.gone.append(Request(hands, passage_id, "leave out", "taken", text, "", reason))

    def _left_out_or_changed(self, number: int) -> MergedPassage:
        changed, left_out = self._changed[number], self._left_out[number]
        reason = Reason("left_out_or_changed", _hands(left_out), others=_hands(changed))
        return self._whole(number, self._base.texts[number], changed, left_out, reason)

    def _joined_or_not(self, number: int) -> MergedPassage:
        """What stands where a hand joined passages, or took one away to join it, and another's will goes against it."""
        joined, others = self._disputes[number]
        reason = Reason("joined_or_not", joined, others=others)
        text = self._base.texts[number]
        return self._whole(number, text, self._changed.get(number, []), self._left_out.get(number, []), reason)

    def _disputed(self, number: int) -> MergedPassage:
        """What stands in its old place while hands want it in several."""
        movers = [reading for readings in self._moved[number].values() for reading in readings]
        stayed = [reading for reading in self._changed.get(number, []) if reading not in movers]
        return self._whole(
            number,
            self._base.texts[number],
            stayed,
            [*movers, *self._left_out.get(number, [])],
            self._dispute(number),
        )

    def _copy(self, number: int, movers: Sequence[Reading]) -> MergedPassage:
        return self._whole(number, None, movers, [], self._dispute(number))

    def _dispute(self, number: int) -> Reason:
        movers = _hands(reading for readings in self._moved[number].values() for reading in readings)
        if left_out := self._left_out.get(number):
            return Reason("left_out_or_moved", _hands(left_out), others=movers)
        return Reason("moved_apart", movers)

    def _whole(
        self, number: int, base: str | None, here: Sequence[Reading], not_here: Sequence[Reading], reason: Reason
    ) -> MergedPassage:
        """Set a bracket about the whole passage: what those want who have it here, and those who do not."""
        was, text = self._base.passages[number], self._base.texts[number]
        said = {reading.hand: _text_of(reading, number, text) for reading in here}
        wordings = [((hand,), words) for hand, words in said.items()]
        bracket = Bracket(alternatives([*wordings, *(((one.hand,), None) for one in not_here)], base), whole=True)
        kinds = merge_kinds(was, here, number)
        requests = [
            Request((one.hand,), was.id, _asked(one, number, base), "bracketed", text, said[one.hand], reason)
            for one in here
        ]
        if base is not None and (leaving := [one for one in not_here if number in one.left_out]):
            requests.append(Request(_hands(leaving), was.id, "leave out", "bracketed", text, "", reason))
        return MergedPassage(
            was.id,
            kinds.kind,
            (bracket,),
            (),
            (reason, *kinds.reasons),
            kinds.bracket,
            requests=(*requests, *kinds.requests),
        )

    def _worded(self, number: int, changed: Sequence[Reading]) -> list[MergedPassage]:
        if number in self._disputes:
            return [self._joined_or_not(number)]
        words = self._base.words(number)
        found: dict[tuple[str, ...], Wording] = {}
        for reading in changed:
            texts = tuple([part.text for part in reading.changed[number]])
            if texts == (words.text,):
                continue
            if texts in found:
                found[texts] = Wording((*found[texts].hands, reading.hand), found[texts].edits)
            elif len(texts) == 1:
                found[texts] = Wording((reading.hand,), words.script(texts[0]))
            else:
                row = [token for text in texts for token in (BREAK, *tokens(text))][1:]
                found[texts] = Wording((reading.hand,), edit_script(words.tokens, row))
        parts = merge_wordings(words.tokens, list(found.values()))
        named = self._names(number, parts, [one for one in changed if len(one.changed[number]) > 1])
        return [
            self._passage(
                words.tokens, part, named_as, changed if named_as.id == self._base.passages[number].id else []
            )
            for part, named_as in zip(parts, named, strict=True)
        ]

    def _names(self, number: int, parts: Sequence[Part], splitters: Sequence[Reading]) -> list[Passage]:
        """Give each part of a passage its id and kind: those of a hand that split it so, if there is one."""
        was = self._base.passages[number]
        if len(parts) == 1:
            return [was]
        pattern = next((one for one in splitters if len(one.changed[number]) == len(parts)), None)
        if pattern:
            return [
                was if one.id == was.id else replace(one, id=self._ids.take(one.id, pattern.hand))
                for one in pattern.changed[number]
            ]
        pool = [(part.id, one.hand) for one in splitters for part in one.changed[number] if part.id != was.id]
        return [was, *(replace(was, id=self._ids.take(*pool.pop(0))) for _ in parts[1:])]

    def _united(self, unit: Unit) -> list[MergedPassage]:
        readings = [one for one in self._readings if any(number in one.changed for number in unit.starts)]
        passages = []
        for part in merge_wordings(unit.tokens, unit.wordings(self._base, readings)):
            number = self._stands_for(unit, part)
            here = [reading for reading in readings if number in reading.changed]
            passages.append(self._passage(unit.tokens, part, self._base.passages[number], here))
        return passages

    def _stands_for(self, unit: Unit, part: Part) -> int:
        """Say which passage this is: of several that were joined, the one whose id the joining hands kept."""
        first = unit.at(part.begins_at or 0)
        if not part.swallowed:
            return first
        numbers = range(first, unit.at(max(part.swallowed)) + 2)
        settled = [cluster for cluster in part.clusters if cluster.settled]
        joining = {hand for cluster in settled for hand in cluster.hands}
        left_out = {n for one in self._readings if one.hand in joining for n in one.left_out}
        return next((number for number in numbers if number not in left_out), first)

    def _passage(self, base: Sequence[str], part: Part, named_as: Passage, changed: Sequence[Reading]) -> MergedPassage:
        checks, reasons, requests = explain(base, part, named_as.id)
        kinds = merge_kinds(named_as, changed, self._base.numbers[named_as.id]) if changed else Kinds(named_as.kind)
        return MergedPassage(
            named_as.id,
            kinds.kind,
            tuple(part.pieces),
            tuple(checks),
            (*reasons, *kinds.reasons),
            kinds.bracket,
            requests=(*requests, *kinds.requests),
        )


def _asked(reading: Reading, number: int, base: str | None) -> str:
    if base is None:
        return "move"
    return "join" if number in reading.joins else "reword"


def _text_of(reading: Reading, number: int, otherwise: str) -> str:
    parts = reading.changed.get(number)
    return "\n\n".join(part.text for part in parts) if parts else otherwise


def _hands(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.hand for reading in readings))
