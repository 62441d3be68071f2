"""The digest of a text: of its words alone, so that whoever has the paper can check it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from unicodedata import normalize

from guftugu.texts.citing import without_labels

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_GROUPS = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{4}[ \t\u00a0]?){15}[0-9a-fA-F]{4}(?![0-9a-fA-F])")
_BROKEN = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{4}\s*){15}[0-9a-fA-F]{4}(?![0-9a-fA-F])")


def plain_words(words: str) -> str:
    """Without citations, which stay behind where a room cannot read them; however lines and spaces are set."""
    return " ".join(_UNSEEN.sub("", normalize("NFC", without_labels(words))).split())


def digest_of(title: str, passages: Iterable[str]) -> str:
    """Of the title and the passages in their order: the same in the store, in Word and on paper."""
    return sha256(" ".join(filter(None, map(plain_words, [title, *passages]))).encode()).hexdigest()


def in_groups(digest: str) -> str:
    """In groups of four, as one compares two by eye.

    >>> in_groups("0123456789ab")
    '0123 4567 89ab'
    """
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def digests_in(words: str) -> list[str]:
    """Every digest that stands in some words, in groups or in one run."""
    found = _GROUPS.findall(words) or _BROKEN.findall(words)
    return list(dict.fromkeys(re.sub(r"\s", "", one).lower() for one in found))
