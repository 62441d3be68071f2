from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from guftugu.rooms.acts import record_act
from guftugu.rooms.models import Backup, Hold, Room, Shelf, ShelfHold, Sunset
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.viewer import Viewer


class UnableToSunset(Refusal):
    pass


@transaction.atomic
def sunset_shelf(room: Room, of: UUID, *, by: Viewer, now: datetime) -> Sunset:
    """Destroy the keys of what one meeting, person or text has in a room. Its words open for nobody, ever.

    What was typed in plenary or among staff lies once more in their keepers' room (who spoke, the line as
    typed, the sheet): it goes too. Rows, numbers and the trail stay. Backups made before still hold the keys:
    the sunset is pending until each of those key files is destroyed and ticked.
    """
    if not by.may_keep(room):
        raise UnableToSunset(_("Only who keeps this room can do this."))
    shelves = Shelf.objects.filter(room=room, of=of, sunset_at=None)
    if not shelves.exists():
        raise UnableToSunset(_("There is nothing here that still opens."))
    _destroy_with_keepers(room, [of], by=by, now=now)
    return _destroy(room, of, list(shelves), by=by, now=now)


@transaction.atomic
def sunset_room(room: Room, *, by: Viewer, now: datetime) -> Sunset:
    """Destroy every key of a room. Its members stay listed; nothing in it opens, ever."""
    if not by.may_keep(room) or room.is_open:
        raise UnableToSunset(_("Only who keeps this room can do this."))
    _destroy_with_keepers(room, _things_in(room), by=by, now=now)
    # The row is written first: an act in a caucus is told under the caucus's key, which is about to go.
    sunset = _destroy(room, None, list(Shelf.objects.filter(room=room, sunset_at=None)), by=by, now=now)
    Shelf.objects.filter(room=room, sunset_at=None).update(wrapped=None, sunset_at=now)
    Hold.objects.filter(epoch__room=room).delete()
    Room.objects.filter(pk=room.pk).update(sunset_at=now)
    by.keyring.forget_epochs()
    return sunset


@transaction.atomic
def tick_key_file(backup: Backup, *, by: Viewer, now: datetime) -> None:
    """A moderator says: this backup's key file is destroyed. He has the files; what they hold is everybody's."""
    if not any(by.may_keep(room) for room in by.rooms.values() if room.kind == Room.Kind.MODERATORS):
        raise UnableToSunset(_("Only a moderator can say this."))
    if backup.keys_destroyed_at is None:
        backup.keys_destroyed_at = now
        backup.save(update_fields=["keys_destroyed_at"])
        record_act("key_file_destroyed", by=by, about=backup, now=now)


def _things_in(room: Room) -> list[UUID]:
    things = Shelf.objects.filter(room=room, of__isnull=False).values_list("of", flat=True)
    return [of for of in things.distinct() if of]


def _destroy_with_keepers(room: Room, things: list[UUID], *, by: Viewer, now: datetime) -> None:
    if room.kept_by is None or room.kind not in {Room.Kind.PLENARY, Room.Kind.STAFF}:
        return
    for of in things:
        shelves = list(Shelf.objects.filter(room=room.kept_by, of=of, sunset_at=None))
        if shelves:
            _destroy(room.kept_by, of, shelves, by=by, now=now)


def _destroy(room: Room, of: UUID | None, shelves: list[Shelf], *, by: Viewer, now: datetime) -> Sunset:
    sunset = Sunset.objects.create(id=uuid4(), room=room, of=of, shelves=len(shelves), sunset_at=now)
    sunset.backups.set(Backup.objects.filter(keys_destroyed_at=None))
    record_act("sunset", by=by, about=sunset, room=room, now=now)
    wanted = [shelf.pk for shelf in shelves]
    Shelf.objects.filter(pk__in=wanted).update(wrapped=None, sunset_at=now)
    ShelfHold.objects.filter(shelf__in=wanted).delete()
    by.keyring.forget_epochs()
    transaction.on_commit(wipe_log)
    return sunset


def wipe_log() -> None:
    """SQLite overwrites what is deleted, but its write-ahead log keeps the page as it was until it is emptied."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
