from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.people import lookups as people
from guftugu.rooms import visibility as rooms
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from django.db.models import Q

    from guftugu.people.models import Person
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Text

RELEASED_INTO = (RoomKind.OPEN, RoomKind.TRANSLATORS)
ALL_BUT_CAUCUSES = frozenset(set(RoomKind) - {RoomKind.CAUCUS})
ALSO_KNOWN_IN: dict[str, frozenset[RoomKind]] = {
    RoomKind.MODERATORS: ALL_BUT_CAUCUSES,
    RoomKind.STAFF: frozenset({RoomKind.COLLEAGUES}),
    RoomKind.CAUCUS: frozenset({RoomKind.PLENARY}),
}
"""What everybody in a room of this kind reads, besides that room and the open one."""


def visible_to(viewer: Viewer) -> Q:
    """Texts, versions, renderings, assents, hand-overs: those of the viewer's rooms."""
    return rooms.visible_to(viewer)


def may_write_in(viewer: Viewer, room: Room) -> bool:
    """Moderators hold the pen in plenary; into the open and the translators' room words come by a release only."""
    if not viewer.is_signed_in or room.kind in RELEASED_INTO or not viewer.holds_key(room):
        return False
    return room.kind != RoomKind.PLENARY or viewer.may_keep(room)


def may_write_on(viewer: Viewer, text: Text) -> bool:
    """What was released into a room is its keepers' to write on: for its readers it is what they were told."""
    return may_write_in(viewer, text.room) and (text.copy_of_id is None or viewer.may_keep(text.room))


def may_render(viewer: Viewer, text: Text) -> bool:
    """In the translators' room everybody in it; elsewhere who writes on the text. In the open room nobody does."""
    if text.room.kind == RoomKind.TRANSLATORS:
        return viewer.is_signed_in and viewer.holds_key(text.room)
    return may_write_on(viewer, text)


def may_agree(viewer: Viewer, text: Text) -> bool:
    """That a rendering is agreed is for whoever keeps the room to say."""
    return may_render(viewer, text) and viewer.may_keep(text.room)


def may_hand_over(viewer: Viewer, room: Room) -> bool:
    """Log to whom a text of this room went: who keeps the room, and who writes in it. The open room names nobody."""
    if room.is_open or not viewer.is_signed_in or not viewer.holds_key(room):
        return False
    return viewer.may_keep(room) or may_write_in(viewer, room)


def may_record_assents(viewer: Viewer, text: Text) -> bool:
    """Anybody's: who finds participants, and whoever keeps the room. His own everybody may record."""
    if not viewer.is_signed_in or text.room.is_open or not viewer.holds_key(text.room):
        return False
    return viewer.may_keep(text.room) or people.may_keep_people(viewer, text.dialogue)


def answers_visible_to(viewer: Viewer) -> Q:
    """What came back on a hand-over: for those who may read both the hand-over and the entry."""
    return rooms.visible_to(viewer) & rooms.visible_to(viewer, room="entry__room")


def is_own(viewer: Viewer, person: Person) -> bool:
    return person.account_id is not None and person.account_id == viewer.account_id


def is_known_in(room: Room, other: Room) -> bool:
    """Whether who reads in `room` may read what stands in the other one too."""
    return other.pk == room.pk or other.is_open or RoomKind(other.kind) in ALSO_KNOWN_IN.get(room.kind, frozenset())
