"""Labels inside words: `… to negotiate. [¶C12, ¶C13]`. Finding them, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_BRACKETED = re.compile(r"\[\s*(¶[^\[\]]+)\]")
_PARTED = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or (where `labels` is not empty) a bracket of labels as typed."""

    words: str
    labels: tuple[str, ...] = ()


def pieces(words: str) -> Iterator[Piece]:
    """The words in order, cut at their brackets of labels. Joined, they are the words again."""
    at = 0
    for found in _BRACKETED.finditer(words):
        if found.start() > at:
            yield Piece(words[at : found.start()])
        yield Piece(found.group(), tuple(_PARTED.split(found.group(1).strip())))
        at = found.end()
    if at < len(words):
        yield Piece(words[at:])


def relabelled(words: str, printed: Mapping[str, str]) -> str:
    """The words with labels as `printed` has them; those it does not have stand as they were typed."""
    return "".join(
        f"[{', '.join(dict.fromkeys(printed.get(label, label) for label in piece.labels))}]"
        if piece.labels
        else piece.words
        for piece in pieces(words)
    )


def labels(words: str) -> list[str]:
    """Every label in the words once, in order."""
    return list(dict.fromkeys(label for piece in pieces(words) for label in piece.labels))


def without_labels(words: str) -> str:
    """The words as they read without their citations."""
    return re.sub(r"[ \t]*" + _BRACKETED.pattern, "", words)
