"""Which of several names is the one to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from guftugu.dialogues.lookups import INNERMOST
from guftugu.people.sorting import name_key

if TYPE_CHECKING:
    from datetime import datetime

    from guftugu.rooms.models import Room


class NameRow(Protocol):
    """A name as it lies in the store, opened."""

    room: Room
    language: str
    is_spelling: bool
    recorded_at: datetime
    words: str
    pk: UUID


@dataclass(frozen=True)
class Called:
    """What somebody or something is called: the name, other spellings of it, names that were corrected."""

    name: str = ""
    language: str = ""
    by_language: dict[str, str] = field(default_factory=dict)
    spellings: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)


def called(rows: Sequence[NameRow], *, language: str = "") -> Called:
    """The latest name of the innermost room, in the language asked for, else in the one without a language."""
    read = sorted((row for row in rows if row.words), key=lambda row: (row.recorded_at, row.pk))
    names = [row for row in read if not row.is_spelling]
    in_force = {said: _innermost([row for row in names if row.language == said]) for said in _languages(names)}
    chosen = in_force.get(language) or in_force.get("") or next(iter(in_force.values()), None)
    standing = {row.words for row in in_force.values()}
    spellings = sorted({row.words for row in read if row.is_spelling} - standing, key=name_key)
    return Called(
        name=chosen.words if chosen else "",
        language=chosen.language if chosen else "",
        by_language={said: row.words for said, row in in_force.items()},
        spellings=spellings,
        earlier=list(dict.fromkeys(row.words for row in names if row.words not in {*standing, *spellings})),
    )


def _languages(names: Sequence[NameRow]) -> list[str]:
    return list(dict.fromkeys(row.language for row in names))


def _innermost(names: Sequence[NameRow]) -> NameRow:
    """Names come oldest first, so the last of those of one room stands."""
    return min(reversed(names), key=lambda row: depth(row.room))


def depth(room: Room) -> int:
    return INNERMOST.index(room.kind) if room.kind in INNERMOST else len(INNERMOST)
