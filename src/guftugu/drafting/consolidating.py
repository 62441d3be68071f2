"""The engine, on a draft in which brackets circulate already. Knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from guftugu.algorithms.consolidate import Check, Consolidation, Passage, Proposal, consolidate
from guftugu.algorithms.words import nfc
from guftugu.drafting.brackets import BRACKET

# Letters of a script nobody has read yet (Linear A): words to the engine, and in nobody's text.
_FIRST, _MANY = 0x10600, 300


def consolidated(base: Sequence[Passage], proposals: Iterable[Proposal]) -> Consolidation:
    """What the engine makes of it, where a bracket, of the base or of a hand, counts as one word.

    A hand keeps it, or puts something in its place; what two hands put there stands against each other whole, and is
    not mixed out of halves of the bracket.
    """
    proposals = list(proposals)
    passages = [*base, *(passage for one in proposals for passage in one.passages)]
    found = dict.fromkeys(words for one in passages for words in BRACKET.findall(nfc(one.text)))
    if not found:
        return consolidate(base, proposals)
    standing = _Standing({words: chr(_FIRST + at) for at, words in enumerate(list(found)[:_MANY])})
    hidden = [Proposal(one.hand, [standing.hidden(passage) for passage in one.passages]) for one in proposals]
    told = consolidate([standing.hidden(one) for one in base], hidden)
    return Consolidation(standing.told(told.passages), standing.told(told.gone))


@dataclass(frozen=True)
class _Standing:
    """By its words, the letter that a bracket is while it is consolidated."""

    letters: dict[str, str]

    def hidden(self, passage: Passage) -> Passage:
        words = nfc(passage.text)
        for bracket, letter in self.letters.items():
            words = words.replace(bracket, letter)
        return replace(passage, text=words)

    def told(self, value: Any) -> Any:
        """The same, with the brackets where their letters stand."""
        if isinstance(value, str):
            for bracket, letter in self.letters.items():
                value = value.replace(letter, bracket)
            return value
        if isinstance(value, tuple):
            told = [self.told(one) for one in value]
            return type(value)(*told) if hasattr(value, "_fields") else tuple(told)
        if not hasattr(value, "__dataclass_fields__"):
            return value
        made = replace(value, **{one.name: self.told(getattr(value, one.name)) for one in fields(value)})
        # Where the words stood was counted before the brackets were put back.
        return replace(made, span=None) if isinstance(made, Check) and made.text != value.text else made
