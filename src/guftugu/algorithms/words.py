"""Words: how a passage is cut into tokens, and how two wordings of it differ.

Tokens are what a reader would count: words with their combining marks, apostrophes and hyphens; numbers with their
points, commas and dates; citation labels; runs of white space; and every other sign by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from guftugu.algorithms.edits import edit_script

__all__ = ["Change", "compare", "nfc", "tokens"]

_LAST_MARK = 0x20000  # no combining mark stands above, but for variation selectors
_SOFT = "\u00ad\u200c\u200d"  # soft hyphen and the joiners of Arabic script: inside a word, never between words
_HYPHENS = "'’ʼ‘`\\-\u2010\u2011"
_LABEL = r"\[¶[^\[\]\n]{0,80}\]"


@cache
def _pattern() -> re.Pattern[str]:
    marks = [at for at in range(0x300, _LAST_MARK) if unicodedata.category(chr(at))[0] == "M"]
    runs = [[at for _, at in run] for _, run in groupby(enumerate(marks), lambda pair: pair[1] - pair[0])]
    inside = _SOFT + "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)
    joined = rf"[{_HYPHENS}](?=\w)|(?<=\d)(?:[.,:/٫٬](?=\d)|[\u00a0\u202f](?=\d\d\d(?!\d)))"
    return re.compile(rf"\w+(?:(?:[{inside}]+|{joined})\w*)*|\s+|{_LABEL}|\.\.+|--+|.", re.DOTALL)


def nfc(text: str) -> str:
    """Return the text with every letter and its marks in one way of writing (Unicode normal form C)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[str]:
    """Cut a text into words, numbers, labels, white space and signs.

    Parameters
    ----------
    text : str
        Any text, in any script.

    Returns
    -------
    list of str
        The tokens in order. ``"".join(tokens(text)) == nfc(text)``: nothing is lost and nothing is added.

    Examples
    --------
    >>> tokens("About 1,000 refugees, by 3.5 km.")
    ['About', ' ', '1,000', ' ', 'refugees', ',', ' ', 'by', ' ', '3.5', ' ', 'km', '.']
    >>> tokens("Ҷумҳурии мо’тадил [¶C12, ¶M3]")
    ['Ҷумҳурии', ' ', 'мо’тадил', ' ', '[¶C12, ¶M3]']
    >>> tokens("از ۱۲٫۵ می\u200cرود")
    ['از', ' ', '۱۲٫۵', ' ', 'می\u200cرود']
    """
    text = nfc(text)
    body = text.strip(" ")
    words = body.split()
    if " ".join(words) != body or "[¶" in body or not words:
        return _pattern().findall(text)
    cut: list[str] = []
    for word in words:
        if word.isalnum():  # most are; a pattern takes far longer to say so
            cut += (word, " ")
        else:
            cut += _pattern().findall(word)
            cut.append(" ")
    cut.pop()
    lead = len(text) - len(text.lstrip(" "))
    if lead:
        cut.insert(0, text[:lead])
    if lead + len(body) < len(text):
        cut.append(text[lead + len(body) :])
    return cut


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a comparison: words that both have, or only the later, or only the earlier."""

    kind: Literal["equal", "inserted", "deleted"]
    words: str


def compare(old: str, new: str) -> list[Change]:
    """Say word by word how one wording became another.

    Parameters
    ----------
    old, new : str
        The earlier and the later wording.

    Returns
    -------
    list of Change
        In reading order, what was deleted before what was inserted in its place. All that is not inserted, put
        together, is ``nfc(old)``; all that is not deleted is ``nfc(new)``. Never two of a kind in a row, none empty.

    Notes
    -----
    A longest common subsequence of tokens (`guftugu.algorithms.edits`), then grouped for reading: what two
    wordings share by accident between two changes (a space, a comma) belongs to the change.

    Examples
    --------
    >>> [(change.kind, change.words) for change in compare("Both sides agree.", "All sides of it agree.")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('deleted', 'Both'), ('inserted', 'All'), ('equal', ' sides '), ('inserted', 'of it '), ('equal', 'agree.')]
    """
    before, after = tokens(old), tokens(new)
    changes: list[Change] = []
    done = 0
    for edit in edit_script(before, after):
        _add(changes, "equal", before[done : edit.start])
        _add(changes, "deleted", before[edit.start : edit.end])
        _add(changes, "inserted", edit.put)
        done = edit.end
    _add(changes, "equal", before[done:])
    return changes


def _add(changes: list[Change], kind: Literal["equal", "inserted", "deleted"], words: Sequence[str]) -> None:
    if words:
        changes.append(Change(kind, "".join(words)))
