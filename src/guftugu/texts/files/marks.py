"""Bookmarks of a pack: by them a passage is known again, whatever became of its words.

A bookmark's name has at most 40 letters, digits and underscores, and begins with a letter; Word takes no other.
"""

from __future__ import annotations

import re
from hashlib import blake2s
from uuid import UUID

from guftugu.texts.files.folding import without_spaces

OF_PASSAGE = "guftugu_"
OF_OURS = "guftugu_own_"
_PASSAGE = re.compile(rf"{OF_PASSAGE}([0-9a-f]{{32}})(?:_?\d+)?", re.IGNORECASE)
_OURS = re.compile(rf"{OF_OURS}([0-9a-f]{{24}})(?:_?\d+)?", re.IGNORECASE)


def known_by(passage: str) -> str:
    """What a passage's bookmark says of it: its id where that is a UUID, else one made of it.

    >>> known_by("0B8F5C1E-9a55-4c1b-8d5e-2f1f0a9f6c11")
    '0b8f5c1e-9a55-4c1b-8d5e-2f1f0a9f6c11'
    >>> known_by("p1") == known_by("p1") != known_by("p2")
    True
    """
    try:
        return str(UUID(passage))
    except ValueError:
        return str(UUID(bytes=blake2s(passage.encode("utf-8", "replace"), digest_size=16).digest()))


def passage_mark(passage: str) -> str:
    """
    >>> passage_mark("0b8f5c1e-9a55-4c1b-8d5e-2f1f0a9f6c11")
    'guftugu_0b8f5c1e9a554c1b8d5e2f1f0a9f6c11'
    """
    return OF_PASSAGE + UUID(known_by(passage)).hex


def passage_of(mark: str) -> str | None:
    """Who a bookmark stands for, as `known_by` says it. A program that renames a copy puts a number behind.

    >>> passage_of("guftugu_0b8f5c1e9a554c1b8d5e2f1f0a9f6c11")
    '0b8f5c1e-9a55-4c1b-8d5e-2f1f0a9f6c11'
    >>> passage_of("_GoBack")
    """
    found = _PASSAGE.fullmatch(mark)
    return str(UUID(found[1])) if found else None


def digest(words: str) -> str:
    """A few letters by which printed words are known again, whatever a program did to spaces and unseen signs."""
    return blake2s(without_spaces(words).encode("utf-8", "replace"), digest_size=12).hexdigest()


def own_mark(words: str) -> str:
    """Of what a pack prints around its passages: title, head lines, sources, foot."""
    return OF_OURS + digest(words)


def own_of(mark: str) -> str | None:
    found = _OURS.fullmatch(mark)
    return found[1].casefold() if found else None
