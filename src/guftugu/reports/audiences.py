"""Who a paper is for, as the rooms they may know: whatever the composer may read, an audience hears of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.dialogues import lookups as dialogues
from guftugu.reports.kinds import Audience
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

ROOMS: dict[str, frozenset[str]] = {
    Audience.TEAM: frozenset(
        {
            RoomKind.MODERATORS,
            RoomKind.STAFF,
            RoomKind.PLENARY,
            RoomKind.COLLEAGUES,
            RoomKind.TRANSLATORS,
            RoomKind.OPEN,
        }
    ),
    Audience.PARTICIPANTS: frozenset({RoomKind.PLENARY, RoomKind.OPEN}),
    Audience.COLLEAGUES: frozenset({RoomKind.COLLEAGUES, RoomKind.OPEN}),
    Audience.PUBLIC: frozenset({RoomKind.OPEN}),
}


@dataclass(frozen=True, slots=True)
class Readers:
    """Those to whom words go. `known_as` is what a check that was ticked is kept under: it counts for them alone."""

    known_as: str
    kinds: frozenset[str]
    letter: str = ""

    def know(self, kind: str, letter: str = "") -> bool:
        """Whether a room of this kind is one of theirs; of caucuses their own only."""
        if kind == RoomKind.CAUCUS:
            return bool(letter) and letter.casefold() == self.letter.casefold()
        return kind in self.kinds

    def narrowed(self, viewer: Viewer, dialogue: Dialogue) -> Viewer:
        rooms = dialogues.rooms_of(viewer, dialogue)
        return viewer.narrowed({room.pk for room in rooms if self.know(room.kind, room.letter)})


def readers_of(audience: str) -> Readers:
    return Readers(audience, ROOMS[audience])


def readers_in(room: Room) -> Readers:
    """Those who read what is released into a room: they know that room, and what everybody in it knows."""
    audience = {
        RoomKind.MODERATORS: Audience.TEAM,
        RoomKind.PLENARY: Audience.PARTICIPANTS,
        RoomKind.CAUCUS: Audience.PARTICIPANTS,
        RoomKind.STAFF: Audience.COLLEAGUES,
        RoomKind.COLLEAGUES: Audience.COLLEAGUES,
        RoomKind.TRANSLATORS: Audience.PUBLIC,
        RoomKind.OPEN: Audience.PUBLIC,
    }[RoomKind(room.kind)]
    if room.is_caucus:
        return Readers(f"caucus-{room.letter}", ROOMS[audience], room.letter)
    if room.kind == RoomKind.STAFF:
        return Readers("staff", ROOMS[audience] | {RoomKind.STAFF})
    if room.kind == RoomKind.TRANSLATORS:
        return Readers("translators", ROOMS[audience] | {RoomKind.TRANSLATORS})
    return readers_of(audience)


def narrowed(viewer: Viewer, dialogue: Dialogue, audience: str) -> Viewer:
    """The viewer as if he were only where this audience is."""
    return readers_of(audience).narrowed(viewer, dialogue)
