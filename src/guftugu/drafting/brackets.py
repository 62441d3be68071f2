"""How a bracket is written where it circulates: alternatives are numbered, and no hand is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from guftugu.algorithms.consolidate import Alternative, Bracket, in_brackets

NOTHING = "—"
LABEL = r"\[¶[^\[\]\n]*\]"
BRACKET = re.compile(rf"\[Alt 1: (?:[^\[\]]|{LABEL})*\]")
SIGN = re.compile(r"\[Alt 1: | \| Alt \d+: |\]$")
_OPENS = re.compile(r"\[Alt 1:")


def in_words(pieces: Sequence[str | Bracket]) -> str:
    """As it goes round: `[Alt 1: … | Alt 2: …]`."""
    return "".join(piece if isinstance(piece, str) else _alternatives(piece) for piece in pieces)


def brackets_in(passages: Iterable[str]) -> int:
    return sum(len(_OPENS.findall(words)) for words in passages)


def options(bracket: str) -> list[str]:
    """What a bracket that circulates leaves open, in its order."""
    return SIGN.split(bracket)[1:-1]


def unnested(pieces: Sequence[str | Bracket]) -> tuple[str | Bracket, ...]:
    """With no bracket inside a bracket.

    Where an alternative is a bracket that circulated, what that left open are alternatives beside the others; where one
    stands among other words, it is written (this / that).
    """
    return tuple(piece if isinstance(piece, str) else _unnested(piece) for piece in pieces)


def _unnested(bracket: Bracket) -> Bracket:
    """What the base left open comes last, in its own order: that of the hands would tell whose is whose."""
    as_before = [_said(one) for one in _opened(bracket.base)]
    found: dict[str, Alternative] = {}
    for one in (each for alternative in bracket.alternatives for each in _opened(alternative)):
        there = found.get(_said(one), one)
        found[_said(one)] = replace(there, hands=there.hands | one.hands, is_base=there.is_base or one.is_base)
    told = [one for one in found.values() if not one.is_base]
    return replace(bracket, alternatives=(*told, *(found[said] for said in dict.fromkeys(as_before))))


def _said(one: Alternative) -> str:
    return NOTHING if one.text is None else one.text.strip()


def _opened(alternative: Alternative) -> list[Alternative]:
    words = alternative.text or ""
    if BRACKET.fullmatch(words.strip()):
        before, _bracket, after = words.partition(words.strip())
        said = [None if one == NOTHING else f"{before}{one}{after}" for one in options(words.strip())]
    else:
        said = [BRACKET.sub(lambda inner: f"({' / '.join(options(inner.group()))})", words) or alternative.text]
    return [replace(alternative, text=one) for one in said]


def by_words(bracket: Bracket) -> list[Alternative]:
    """What was asked in the order of its words, since one of hands tells whose it is; what stood before comes last."""
    asked = sorted((one for one in bracket.alternatives if not one.is_base), key=lambda one: one.text or "")
    return [*asked, *(one for one in bracket.alternatives if one.is_base)]


def _alternatives(bracket: Bracket) -> str:
    said = [one.text for one in by_words(bracket)]
    shown = [NOTHING if words is None else words.strip() for words in said]
    return in_brackets(said, [f"Alt {number}: {words}" for number, words in enumerate(shown, start=1)])
