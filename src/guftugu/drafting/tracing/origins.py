"""What is told of the words of a text: where each came from, and which went out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class Source(Enum):
    """`UNKNOWN`: what stood there before does not open for whoever looks."""

    FIRST = "first"
    HANDS = "hands"
    PEN = "pen"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class AskedBy:
    """A hand, and the round in which it first asked; `proposal` is which of its proposals said so."""

    hand: str
    round: int
    proposal: str


@dataclass(frozen=True, slots=True)
class Origin:
    """`version` is the draft in which the words came in; `labels` what the draft cited for them there."""

    source: Source
    version: int
    asked: tuple[AskedBy, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def hands(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.hand for one in self.asked))


@dataclass(frozen=True, slots=True)
class TracedPiece:
    """Some words of one origin; or the signs of a bracket, or a label, which come from nobody.

    `alternative` is the alternative of which bracket the words are part of: (0, 1) is the second of the first.
    """

    words: str
    origin: Origin
    is_sign: bool = False
    is_label: bool = False
    alternative: tuple[int, int] | None = None

    @property
    def tells(self) -> bool:
        return bool(self.words.strip()) and not self.is_sign and not self.is_label


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that stood once. `version` is the draft from which on they do not; nobody asked: the moderators did it.

    `at` is the token that they were there, so that what stood together is told together.
    """

    words: str
    origin: Origin
    version: int
    asked: tuple[AskedBy, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class TracedPassage:
    """A passage of a draft, or (`stands` is False) one that went out of it with all its words.

    `alternatives` names, by bracket and alternative, the hands that asked for just that reading.
    """

    id: str
    pieces: tuple[TracedPiece, ...]
    struck: tuple[Struck, ...] = ()
    alternatives: dict[tuple[int, int], tuple[AskedBy, ...]] = field(default_factory=dict)
    stands: bool = True


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A passage of one draft. `is_shut`: words stand here that do not open."""

    id: str
    words: str
    composed_as: str = ""
    is_shut: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    number: int
    made_at: datetime
    passages: Sequence[DraftPassage]
