"""What in words a reader does not see, and a word processor changes unasked."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, joiners of nothing, marks of order, marks of direction. The joiners of Arabic script (U+200C, U+200D)
# are not among them: they make another word.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u2060-\u2064\u2066-\u2069\u202a-\u202e\ufeff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")


def folded(words: str) -> str:
    """Words as they are compared: what looks the same is the same.

    White space of every kind (non-breaking, narrow, doubled, at a line's end) is one space; soft hyphens and marks of
    direction are nothing; the hyphen that does not break is a hyphen; letters and their marks are written in one way.
    Everything that can be seen stays: quotation marks, dashes, letters, line breaks.

    >>> folded("12\\u00a0March,  co\\u00adoperation\\u200e ")
    '12 March, cooperation'
    """
    said = _SPACES.sub(" ", _UNSEEN.sub("", _HYPHENS.sub("-", unicodedata.normalize("NFC", words))))
    return _LINES.sub("\n", said).strip()


def without_spaces(words: str) -> str:
    return "".join(folded(words).split())
