from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.rooms.acts import record_act
from guftugu.rooms.models import Release, Room
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from django.db.models import Model


class UnableToRelease(Refusal):
    pass


def check_release(*, from_room: Room, to_room: Room, by: Viewer) -> None:
    """Who is in both rooms may take words from one to the other, if he keeps the first."""
    if not by.may_keep(from_room) or not by.may_read(to_room):
        raise UnableToRelease(_("You cannot take words from this room to that one."))
    if from_room.pk == to_room.pk:
        raise UnableToRelease(_("The words are in this room already."))


@transaction.atomic
def record_release(source: Model, copy: Model, *, from_room: Room, to_room: Room, by: Viewer, now: datetime) -> Release:
    """The trace of words that left a room: told in both rooms, to each what it may know."""
    check_release(from_room=from_room, to_room=to_room, by=by)
    release = Release(
        id=uuid4(), from_room=from_room, to_room=to_room, kind=copy._meta.model_name or "", copy_id=copy.pk,
        released_at=now,
    )  # fmt: skip
    seal(release, shelf=shelf_in(from_room, by=by, now=now), source=str(source.pk), by=str(by.account_id or ""))
    release.save(force_insert=True)
    record_act("released", by=by, about=release, room=from_room, kept=[release], now=now)
    return release
