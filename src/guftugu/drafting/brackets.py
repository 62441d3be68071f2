"""How a bracket is written where it circulates: alternatives are numbered, and no hand is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from guftugu.algorithms.consolidate import in_brackets

if TYPE_CHECKING:
    from guftugu.algorithms.consolidate import Bracket

_OPENS = re.compile(r"\[Alt 1:")


def in_words(pieces: Sequence[str | Bracket]) -> str:
    """The alternatives in the order of their words, which tells nobody whose they are; what stood before comes last."""
    return "".join(piece if isinstance(piece, str) else _alternatives(piece) for piece in pieces)


def brackets_in(passages: Iterable[str]) -> int:
    return sum(len(_OPENS.findall(words)) for words in passages)


def _alternatives(bracket: Bracket) -> str:
    asked = sorted((one for one in bracket.alternatives if not one.is_base), key=lambda one: one.text or "")
    said = [one.text for one in [*asked, bracket.base]]
    shown = ["—" if words is None else words.strip() for words in said]
    return in_brackets(said, [f"Alt {number}: {words}" for number, words in enumerate(shown, start=1)])
