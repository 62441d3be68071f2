"""Writing an act into the trail, with its doer told only to those who may know him."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.rooms import sealing
from guftugu.rooms.shelves import shelf_in
from guftugu.trail import actions as trail

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.trail.models import TrailRow

ACTOR = "rooms.act.actor"


def record_act(
    verb: str, *, by: Viewer, about: Model, now: datetime, room: Room | None = None, kept: Sequence[Model] = (),
    told_to: Room | None = None,
) -> TrailRow:  # fmt: skip
    """Add the act's row to the trail, in the transaction of the act.

    Everybody in the room reads who did it, and in a caucus nobody else; where it is `told_to` another room, that room
    and the doer himself alone.
    """
    sealed_in = told_to or (room if room is not None and room.is_caucus else None)
    trail.join_the_line()
    return trail.add_row(
        verb,
        at=now,
        actor=_actor(by, sealed_in=sealed_in, about=about, now=now),
        room=room.pk if room else None,
        about=about,
        kept=kept,
    )


def actor_of(row: TrailRow, *, viewer: Viewer) -> UUID | None:
    """Who did it, if the viewer may know."""
    told = bytes(row.actor)
    if not told:
        return None
    shelf = sealing.shelf_of(told)
    if shelf is None:
        return UUID(bytes=told[1:])
    held = viewer.keyring.shelf(shelf)
    if held is None or held.key is None:
        return None
    place = sealing.Place(ACTOR, row.about_id, held.room, held.id, held.epoch)
    try:
        return UUID(bytes=sealing.unseal(told, key=held.key, place=place))
    except sealing.CannotOpen:
        return None


def _actor(by: Viewer, *, sealed_in: Room | None, about: Model, now: datetime) -> bytes:
    """An account's id, under the seal of the room that alone may know it, if there is one."""
    if by.account_id is None:
        return b""
    if sealed_in is None:
        return sealing.left_open(by.account_id.bytes)
    shelf = shelf_in(sealed_in, by=by, now=now)
    if shelf.key is None or shelf.shelf is None:
        return b""
    place = sealing.Place(ACTOR, about.pk, shelf.room, shelf.shelf, shelf.epoch)
    return sealing.seal(by.account_id.bytes, key=shelf.key, place=place)
