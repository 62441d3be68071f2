"""The words of a passage with their brackets: which are signs, which stand in which alternative."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from guftugu.algorithms.words import nfc, tokens
from guftugu.drafting.brackets import BRACKET, NOTHING, SIGN

Alternative = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """Tokens in order, and of each whether it is a sign and in which alternative of which bracket it stands."""

    tokens: list[str]
    signs: list[bool]
    within: list[Alternative | None]

    @cached_property
    def readings(self) -> list[list[int]]:
        """The passage as it would read with the first alternative of each bracket, the second, and so on."""
        last: dict[int, int] = {}
        for place in self.within:
            if place:
                last[place[0]] = max(last.get(place[0], 0), place[1])
        return [
            [at for at, place in enumerate(self.within) if self._is_read(at, place, number, last)]
            for number in range(max(last.values(), default=0) + 1)
        ]

    @cached_property
    def alternatives(self) -> list[tuple[Alternative, list[int], range]]:
        """Each with the reading it stands in, and where in that."""
        found = []
        for place in dict.fromkeys(place for place in self.within if place):
            reading = self.readings[place[1]]
            start = sum(at < self.within.index(place) for at in reading)
            found.append((place, reading, range(start, start + sum(self.within[at] == place for at in reading))))
        return found

    def _is_read(self, at: int, place: Alternative | None, number: int, last: dict[int, int]) -> bool:
        if self.signs[at]:
            return False
        return place is None or place[1] == min(number, last[place[0]])


def laid_out(words: str) -> Layout:
    """Brackets inside brackets are read as plain words."""
    layout = Layout([], [], [])
    words, at = nfc(words), 0
    for number, bracket in enumerate(BRACKET.finditer(words)):
        _add(layout, words[at : bracket.start()])
        _add_bracket(layout, bracket.group(), number)
        at = bracket.end()
    _add(layout, words[at:])
    return layout


def _add_bracket(layout: Layout, words: str, bracket: int) -> None:
    at, alternative = 0, -1
    for sign in SIGN.finditer(words):
        said = words[at : sign.start()]
        # An alternative that says nothing is written with a sign of its own.
        _add(layout, said, within=(bracket, alternative), is_sign=said == NOTHING)
        _add(layout, sign.group(), is_sign=True)
        at, alternative = sign.end(), alternative + 1


def _add(layout: Layout, words: str, *, within: Alternative | None = None, is_sign: bool = False) -> None:
    cut = tokens(words)
    layout.tokens.extend(cut)
    layout.signs.extend([is_sign] * len(cut))
    layout.within.extend([within] * len(cut))
