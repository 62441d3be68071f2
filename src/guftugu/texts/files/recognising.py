"""Which passage of a returned file is which of the base: by its bookmark where there is one, else by its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from guftugu.algorithms.consolidate import Passage, align
from guftugu.algorithms.edits import is_word
from guftugu.algorithms.words import tokens

_SAME = 0.5  # so many words in common with what its bookmark says it is
_SAME_LETTERS = 0.6  # or so many letters


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage of the base or of the file: its words as they are compared, and the bookmarks it has."""

    words: str
    ids: tuple[str, ...]


def recognised(base: Sequence[Candidate], found: Sequence[Candidate]) -> dict[int, int]:
    """By the number of a passage of the file, the number of the base's that it is.

    Words that are the same weigh most, then a bookmark whose words are still alike, then what
    `algorithms.consolidate.align` makes of the words. Where nothing else is left a bookmark is believed although all
    words under it are new.
    """
    matches = _same_words_same_mark(base, found)
    _alike_under_one_mark(base, found, matches)
    _by_words(base, found, matches)
    _by_mark_alone(base, found, matches)
    return matches


def _same_words_same_mark(base: Sequence[Candidate], found: Sequence[Candidate]) -> dict[int, int]:
    matches: dict[int, int] = {}
    known = {was.ids[0]: number for number, was in enumerate(base)}
    for at, now in enumerate(found):
        for number in _numbers(now, known):
            if base[number].words == now.words and number not in matches.values() and at not in matches:
                matches[at] = number
    return matches


def _numbers(now: Candidate, known: dict[str, int]) -> list[int]:
    return [known[one] for one in now.ids if one in known]


def _alike_under_one_mark(base: Sequence[Candidate], found: Sequence[Candidate], matches: dict[int, int]) -> None:
    known = {was.ids[0]: number for number, was in enumerate(base)}
    used = set(matches.values())
    elsewhere = {was.words for number, was in enumerate(base) if number not in used}
    pairs = []
    for at, now in enumerate(found):
        if at in matches or now.words in elsewhere:
            continue
        for number in _numbers(now, known):
            score = _score(base[number].words, now.words)
            if number not in used and (score >= _SAME or _letters(base[number].words, now.words)):
                pairs.append((-score, number, at))
    for _score_below, number, at in sorted(pairs):
        if at not in matches and number not in used:
            matches[at] = number
            used.add(number)


def _by_words(base: Sequence[Candidate], found: Sequence[Candidate], matches: dict[int, int]) -> None:
    """Those that are known already stand between the others as signs that no text has."""
    used = set(matches.values())
    old = [Passage(str(at), _sign(at) if at in used else was.words) for at, was in enumerate(base)]
    new = [_sign(matches[at]) if at in matches else now.words for at, now in enumerate(found)]
    for at, one in enumerate(align(old, new)):
        if one.id.isdecimal() and at not in matches:
            matches[at] = int(one.id)


def _sign(number: int) -> str:
    return f"\ue000{number}\ue000"


def _by_mark_alone(base: Sequence[Candidate], found: Sequence[Candidate], matches: dict[int, int]) -> None:
    known = {was.ids[0]: number for number, was in enumerate(base)}
    marked = [one for now in found for one in now.ids]
    for at, now in enumerate(found):
        if at in matches or len(now.ids) != 1 or marked.count(now.ids[0]) > 1:
            continue
        number = known.get(now.ids[0])
        if number is not None and number not in matches.values():
            matches[at] = number


def _score(one: str, other: str) -> float:
    words, others = _words(one), _words(other)
    return 2 * LCSseq.similarity(words, others) / (len(words) + len(others)) if words or others else 0.0


def _words(text: str) -> list[str]:
    return [token.casefold() for token in tokens(text) if is_word(token)]


def _letters(one: str, other: str) -> bool:
    return Indel.normalized_similarity(one, other) >= _SAME_LETTERS
