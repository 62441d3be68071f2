"""The engine, on a draft in which brackets circulate already. Knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from guftugu.algorithms.consolidate import (
    Check,
    Consolidation,
    Passage,
    Proposal,
    Rebased,
    consolidate,
    rebase,
)
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
    standing = _Standing.among(base, *(one.passages for one in proposals))
    told = consolidate(standing.all_hidden(base), map(standing.asked, proposals))
    return Consolidation(standing.told(told.passages), standing.told(told.gone)) if standing.letters else told


def rebased(proposal: Proposal, old: Sequence[Passage], new: Sequence[Passage]) -> Rebased:
    """A proposal on the next draft, where a bracket counts as one word as well: it is kept, or in conflict, whole."""
    standing = _Standing.among(old, new, proposal.passages)
    (done,) = rebase([standing.asked(proposal)], standing.all_hidden(old), standing.all_hidden(new))
    return Rebased(standing.told(done.proposal), standing.told(done.carried))


@dataclass(frozen=True)
class _Standing:
    """By its words, the letter that a bracket is while it is consolidated."""

    letters: dict[str, str]

    @classmethod
    def among(cls, *texts: Sequence[Passage]) -> _Standing:
        found = dict.fromkeys(words for text in texts for one in text for words in BRACKET.findall(nfc(one.text)))
        return cls({words: chr(_FIRST + at) for at, words in enumerate(list(found)[:_MANY])})

    def asked(self, proposal: Proposal) -> Proposal:
        return Proposal(proposal.hand, self.all_hidden(proposal.passages))

    def all_hidden(self, text: Sequence[Passage]) -> list[Passage]:
        return [self.hidden(one) for one in text] if self.letters else list(text)

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
