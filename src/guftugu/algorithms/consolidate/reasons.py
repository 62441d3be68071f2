"""Why a consolidated text reads as it does: a code and its parameters, and the English sentence they make.

A sentence in another language is made from the same code and parameters: the codes are the keys of `SENTENCES`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["DRAFT", "SENTENCES", "Reason", "Request", "by_name", "listed", "quoted"]

DRAFT = "\0the next draft"  # the hand that a draft is when proposals are carried over to it: named before all others
_LONGEST = 160

SENTENCES = {
    "reworded": "{hands} asked for {new} instead of {old}; nobody else touched these words.",
    "added": "{hands} added {new}; nobody else added anything at that point.",
    "dropped": "{hands} left out {old}; nobody else touched these words.",
    "bracketed": "In place of {old}: {new}. They touch the same words, so none is taken.",
    "bracketed_added": "At one point between words: {new}. They stand at the same point, so none is taken.",
    "bracketed_shift": "{new}. They took these words to another place or from it, which is disputed; so none is taken.",
    "one_sentence": "{hands} changed different words of one sentence. Nobody wrote it as it now reads: {new}",
    "kind": "{hands} asked for kind “{new}” instead of “{old}”.",
    "kinds": "About its kind: {new}. It was “{old}”, and stays so until somebody decides.",
    "kind_and_words": "{hands} changed its kind or its words, but not all of them both. Do they suit each other?",
    "inserted": "{hands} inserted this passage.",
    "inserted_together": "{hands} inserted passages at one place; all are kept, in the order of the hands’ names.",
    "inserted_elsewhere": "The same words were inserted at another place by {hands}: one of them may be enough.",
    "left_out": "{hands} left this passage out, and nobody else touched it.",
    "left_out_or_changed": "{hands} left this passage out; {others} changed it. A bracket holds both.",
    "left_out_or_moved": "{hands} left this passage out; {others} moved it. Each place has a bracket.",
    "moved": "{hands} moved this passage here.",
    "moved_and_changed": "{hands} moved this passage here; {others} changed its words or its kind.",
    "moved_apart": "{hands} moved this passage to different places. It stands in brackets wherever a hand wants it.",
    "anchor_moved": "It was inserted next to a passage that {hands} moved away or left out.",
    "split": "{hands} split this passage.",
    "joined": "{hands} joined what were two passages.",
    "joined_or_not": "{hands} joined passages here; what {others} did with them goes against it. Brackets hold both.",
    "carried": "The next draft leaves these words as they were.",
    "carried_along": "The next draft moved, split or joined what was here, and the words went with it.",
    "already_said": "The next draft says so already.",
}


def by_name(hand: str) -> tuple[str, str]:
    """Sort hands by their names, whatever the order in which proposals came."""
    return hand.casefold(), hand


def listed(hands: Iterable[str]) -> str:
    """Name hands in a sentence.

    Examples
    --------
    >>> listed(["C", "A", "B"])
    'A, B and C'
    """
    *first, last = [hand.strip("\0") for hand in sorted(hands, key=by_name)] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def quoted(words: str) -> str:
    """Quote words in a sentence: without the space around them, and not at any length.

    Examples
    --------
    >>> quoted(" of both  ")
    '“of both”'
    """
    shown = words.strip() or words
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST // 2].rstrip() + " … " + shown[-_LONGEST // 2 :].lstrip()
    return f"“{shown}”"


class Reason(NamedTuple):
    """Why: a code of `SENTENCES`, the hands, and the words.

    `wordings` is for brackets: what each group of hands wants (None: left out).
    """

    code: str
    hands: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    others: tuple[str, ...] = ()
    wordings: tuple[tuple[tuple[str, ...], str | None], ...] = ()

    @property
    def parameters(self) -> dict[str, str]:
        """What the sentence of this code names."""
        plain = self.code in {"kind", "kinds"}
        old, new = (self.old, self.new) if plain else (quoted(self.old), quoted(self.new))
        if self.wordings:
            new = "; ".join(f"{listed(hands)}: {_wanted(words)}" for hands, words in self.wordings)
        return {"hands": listed(self.hands), "others": listed(self.others), "old": old, "new": new}

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return SENTENCES[self.code].format_map(self.parameters)


def _wanted(words: str | None) -> str:
    return "nothing" if words is None else quoted(words)


class Request(NamedTuple):
    """One thing that hands asked for about a passage, and what became of it (`Disposition` says the words for both)."""

    hands: tuple[str, ...]
    passage: str
    asked: str
    became: str
    old: str
    new: str
    reason: Reason
