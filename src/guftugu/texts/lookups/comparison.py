from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from guftugu.algorithms.words import Change, compare

if TYPE_CHECKING:
    from guftugu.texts.lookups.texts import PassageSeen, TextSeen


@dataclass(frozen=True)
class Difference:
    """One passage in two versions. `was` None: it is new; `now` None: it was left out."""

    was: PassageSeen | None
    now: PassageSeen | None
    changes: list[Change]
    has_moved: bool = False

    @property
    def is_new(self) -> bool:
        return self.was is None

    @property
    def is_left_out(self) -> bool:
        return self.now is None

    @property
    def is_same(self) -> bool:
        return not (self.is_new or self.is_left_out or self.has_moved or self.is_changed)

    @property
    def is_changed(self) -> bool:
        was, now = self.was, self.now
        return bool(was and now and (was.words, was.kind, was.level) != (now.words, now.kind, now.level))


@dataclass(frozen=True)
class Comparison:
    was: TextSeen
    now: TextSeen
    differences: list[Difference]

    @property
    def is_same(self) -> bool:
        return self.was.title == self.now.title and all(one.is_same for one in self.differences)

    @property
    def language(self) -> str:
        return str(self.now.text.language)

    @property
    def title(self) -> list[Change]:
        return compare(self.was.title, self.now.title)


def compared(was: TextSeen, now: TextSeen) -> Comparison:
    """Two versions, passage by passage and word by word, in the later one's order; what was left out in its place."""
    before = {one.id: one for one in was.passages}
    after = {one.id for one in now.passages}
    kept = [one.id for one in was.passages if one.id in after]
    stayed = _in_order(kept, [one.id for one in now.passages if one.id in before])
    found: list[Difference] = []
    gone = [one for one in was.passages if one.id not in after]
    for one in now.passages:
        earlier = before.get(one.id)
        if earlier is not None and one.id in stayed:
            found += [_left_out(lost) for lost in gone if lost.place < earlier.place]
            gone = [lost for lost in gone if lost.place > earlier.place]
        found.append(
            Difference(
                earlier, one, compare(earlier.words if earlier else "", one.words),
                has_moved=earlier is not None and one.id not in stayed,
            )
        )  # fmt: skip
    return Comparison(was, now, found + [_left_out(lost) for lost in gone])


def _left_out(lost: PassageSeen) -> Difference:
    return Difference(lost, None, compare(lost.words, ""))


def _in_order(before: Sequence[object], after: Sequence[object]) -> set[object]:
    """The most passages that kept their order; the others moved."""
    same = (step for step in LCSseq.opcodes(before, after) if step.tag == "equal")
    return {one for step in same for one in before[step.src_start : step.src_end]}
