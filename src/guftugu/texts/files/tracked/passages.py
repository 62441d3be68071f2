"""A text with its changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from guftugu.texts.files.document import Printed
from guftugu.texts.files.words import one_line, printable


@dataclass(frozen=True, slots=True)
class TrackedPiece:
    """Words that stand ("") in both texts, or were inserted ("ins") or deleted ("del") by an author."""

    words: str
    change: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class TrackedRow:
    """A row of a table: its cells, and whether the whole of it was inserted or deleted."""

    cells: tuple[tuple[TrackedPiece, ...], ...]
    change: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class TrackedPassage:
    """A passage of either text. `was` None: it was inserted; `now` None: it was deleted.

    One that was `moved` is told twice: where it stood (`now` None) and where it stands (`was` None), under the same
    `name`; its pieces say what was changed on the way. If anything was, it is deleted there and inserted here: word
    processors show moved words as the same words. A table's changes are its `rows`; where there are none they are
    found, all by `author`.
    """

    was: Printed | None
    now: Printed | None
    pieces: tuple[TrackedPiece, ...]
    moved: bool = False
    author: str = ""
    name: str = ""
    rows: tuple[TrackedRow, ...] = ()

    @property
    def printed(self) -> Printed:
        printed = self.now or self.was
        if printed is None:
            raise ValueError("A tracked passage is in neither text.")
        return printed

    @property
    def change(self) -> str:
        """What became of it as a whole: "", "ins", "del", "moveFrom" or "moveTo"."""
        if self.was and self.now:
            if self.moved:
                raise ValueError("A moved passage is told twice: where it stood and where it stands.")
            return ""
        if self.moved and self.name and not any(piece.change for piece in self.pieces):
            return "moveFrom" if self.was else "moveTo"
        return "del" if self.was else "ins"


@dataclass(frozen=True, slots=True)
class Tracked:
    title_pieces: tuple[TrackedPiece, ...]
    language: str
    script: str
    lines: tuple[str, ...]
    passages: tuple[TrackedPassage, ...]
    foot: str
    made_at: datetime


def settled(words: str) -> str:
    """Words as they are set: no empty lines, no space at a line's end, none doubled."""
    return "\n".join(filter(None, map(one_line, printable(words).split("\n"))))
