"""The small print at a paper's end: what its labels stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guftugu.texts.citing import without_labels
from guftugu.texts.files import Source

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import Shown


def sources_of(cited: Iterable[Shown], said: Iterable[str]) -> tuple[Source, ...]:
    """The entries a text cites, in the order of the record, each once. What the text says word for word is not told
    again: a composed paper would stand there twice.
    """
    told = _plain(" ".join(without_labels(words) for words in said))
    once = {shown.label: shown for shown in cited}
    ordered = sorted(once.values(), key=lambda one: (one.room.kind, one.room.letter, one.entry.number))
    return tuple(
        Source(shown.label, shown.entry.words, shown.entry.language, shown.entry.script)
        for shown in ordered
        if shown.entry.words and _plain(shown.entry.words).rstrip(".") not in told
    )


def _plain(words: str) -> str:
    return " ".join(words.split())
