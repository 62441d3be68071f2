"""What one proposal asked for, token by token, and where that stands in another wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from guftugu.algorithms.edits import edit_script, is_word
from guftugu.algorithms.words import tokens
from guftugu.drafting.tracing.origins import AskedBy

LONG = 4  # so many letters make a word that two hands do not write by accident


@dataclass(frozen=True)
class Asked:
    """A released proposal. `passage` is the one of the draft it is about, or behind which a new one was to stand ("":
    before all). `base` is the order of the draft it was asked of; `before` is what stood there, `words` what was asked.
    `known_as` is this proposal; `by` the one that it was when it was asked first, before it was carried over.
    """

    by: AskedBy
    known_as: str
    passage: str
    before: str
    words: str
    base: tuple[str, ...]
    known_from: datetime

    @cached_property
    def tokens(self) -> list[str]:
        return tokens(self.words)

    @cached_property
    def base_tokens(self) -> list[str]:
        return tokens(self.before)

    @cached_property
    def is_new(self) -> list[bool]:
        """Of each token it asked for, whether it stood there before."""
        stood = {now for _was, now in pairs(self.base_tokens, self.tokens)}
        return [at not in stood for at in range(len(self.tokens))]

    @cached_property
    def left_out(self) -> set[int]:
        """The tokens of the base that it asked to strike."""
        stood = {was for was, _now in pairs(self.base_tokens, self.tokens)}
        return set(range(len(self.base_tokens))) - stood

    def found_in(self, reading: Sequence[str], free: Sequence[bool]) -> set[int]:
        """Tokens of a reading that are words it asked for, in their place. `free` are those that came in just now."""
        stretches = _stretches(free)
        own = _stretches(self.is_new)
        found: set[int] = set()
        for run in self._runs(reading, free):
            first, last = run[0], run[-1]
            theirs = range(first[0], last[0] + 1)
            ours = [now for _was, now in run]
            wholes = [_said(self.tokens, own[first[0]]), _said(reading, stretches[first[1]])]
            if _is_no_accident(_said(self.tokens, theirs), wholes):
                found.update(ours)
        return found

    def struck_in(self, old: Sequence[str]) -> set[int]:
        """Tokens of a wording that it asked to strike."""
        if not self.left_out:
            return set()
        return {now for was, now in pairs(self.base_tokens, old) if was in self.left_out}

    def reads_so(self, reading: Sequence[str], here: range) -> bool:
        """Whether it asked for just what a reading says here, and something else stood here before."""
        wanted, said = _without_space(self.tokens), _without_space(reading)
        start, end = (len(_without_space(reading[:at])) for at in (here.start, here.stop))
        ours = {now: was for was, now in pairs(wanted, said)}
        ours |= {-1: -1, len(said): len(wanted)}
        first = ours.get(start - 1, ours.get(start, 0) - 1) + 1
        last = first + end - start
        if [ours.get(at) for at in range(start, end)] != list(range(first, last)) or ours.get(end, last) != last:
            return False
        if start == end and not (start - 1 in ours and end in ours):
            return False
        return self._asked_between(wanted, first, last)

    def _asked_between(self, wanted: Sequence[str], first: int, last: int) -> bool:
        shift = 0
        for edit in edit_script(_without_space(self.base_tokens), wanted):
            begins, ends = edit.start + shift, edit.start + shift + len(edit.put)
            shift += len(edit.put) - (edit.end - edit.start)
            is_point = begins == ends or first == last
            if (begins <= last and ends >= first) if is_point else (begins < last and ends > first):
                return True
        return False

    def _runs(self, reading: Sequence[str], free: Sequence[bool]) -> Iterator[list[tuple[int, int]]]:
        """Stretches that both have, made of what it asked for and of what came in just now."""
        run: list[tuple[int, int]] = []
        for was, now in pairs(self.tokens, reading):
            if not (self.is_new[was] and free[now]):
                continue
            if run and run[-1] != (was - 1, now - 1):
                yield run
                run = []
            run.append((was, now))
        if run:
            yield run


def pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each token that stayed stood, and where it stands."""
    was = now = 0
    for edit in edit_script(old, new):
        yield from zip(range(was, edit.start), range(now, now + edit.start - was), strict=True)
        now += edit.start - was + len(edit.put)
        was = edit.end
    yield from zip(range(was, len(old)), range(now, len(new)), strict=True)


def _stretches(marked: Sequence[bool]) -> list[range]:
    """Of each marked token the stretch it stands in."""
    found: list[range] = [range(0)] * len(marked)
    start = 0
    for at in range(len(marked) + 1):
        if at == len(marked) or not marked[at]:
            for inside in range(start, at):
                found[inside] = range(start, at)
            start = at + 1
    return found


def _said(listed: Sequence[str], stretch: range) -> list[str]:
    return [listed[at] for at in stretch]


def _is_no_accident(run: Sequence[str], wholes: Sequence[Sequence[str]]) -> bool:
    """It is all that was asked or all that was written, or most of it, or has a word of some length."""
    words = [token for token in run if is_word(token)]
    if any(len(token) >= LONG for token in words):
        return True
    return any(len(run) == len(whole) or 2 * len(words) > sum(map(is_word, whole)) for whole in wholes)


def _without_space(listed: Sequence[str]) -> list[str]:
    return [token for token in listed if not token.isspace()]
