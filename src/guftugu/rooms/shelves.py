"""Finding, or making, the shelf on which new words go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from guftugu.rooms import sealing
from guftugu.rooms.epochs import next_epoch
from guftugu.rooms.keyring import EpochKey, epoch_told, shelf_purpose
from guftugu.rooms.models import Epoch, Room, Shelf, ShelfHold
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.words import OpenShelf


class UnableToSeal(Refusal):
    pass


@dataclass(frozen=True, slots=True)
class About:
    """What a shelf is for: the room's own words, or those of one meeting, person, text …"""

    kind: str = "room"
    of: UUID | None = None


def shelf_in(room: Room, *, by: Viewer, now: datetime, about: About = About()) -> OpenShelf:
    """The shelf of the room's present epoch on which `by` may write.

    Whoever is not in the room can only *drop*: the shelf's key is sealed to the room and lent to the
    writer, who so reads what he wrote himself and nothing else.
    """
    if room.is_open:
        return OpenShelf(room.pk)
    epoch = Epoch.objects.filter(room=room).order_by("-number").first()
    if epoch is None:
        raise UnableToSeal(_("Nobody has opened this room yet; nothing can be written in it."))
    held = by.keyring.epoch_key(room.pk, epoch.number)
    if held is None:
        return _lent_shelf(room, epoch, about, by=by, now=now)
    if room.epoch_is_due:
        epoch = next_epoch(room, by=by, now=now)
        held = by.keyring.epoch_key(room.pk, epoch.number)
        assert held is not None
    check_epoch(epoch, by=by)
    return _own_shelf(room, epoch, held, about, by=by, now=now)


def check_epoch(epoch: Epoch, *, by: Viewer) -> None:
    """Refuse a key that the members did not start: the one before must vouch for it."""
    before = by.keyring.epoch_key(epoch.room_id, epoch.number - 1)
    present = by.keyring.epoch_key(epoch.room_id, epoch.number)
    if before is None or present is None:
        return
    if not sealing.is_vouched(epoch_told(epoch, present.key), bytes(epoch.voucher or b""), key=before.key):
        raise UnableToSeal(_("The key of this room was not started by its members. Do not write here; tell them."))


def _own_shelf(room: Room, epoch: Epoch, held: EpochKey, about: About, *, by: Viewer, now: datetime) -> OpenShelf:
    found = Shelf.objects.filter(
        room=room, epoch=epoch, kind=about.kind, of=about.of, is_dropped=False, sunset_at=None
    ).first()
    if found is not None:
        known = by.keyring.shelf(found.pk)
        if known is None or known.key is None:
            raise UnableToSeal(_("The key of this part of the room does not open. Nothing was saved."))
        return OpenShelf(room.pk, found.pk, epoch.number, known.key)
    key = sealing.new_key()
    shelf = Shelf(id=uuid4(), room=room, epoch=epoch, kind=about.kind, of=about.of, made_at=now)
    shelf.wrapped = sealing.wrap(key, key=held.key, purpose=shelf_purpose(shelf))
    shelf.save(force_insert=True)
    return OpenShelf(room.pk, shelf.pk, epoch.number, key)


def _lent_shelf(room: Room, epoch: Epoch, about: About, *, by: Viewer, now: datetime) -> OpenShelf:
    if by.account is None or by.keyring.limited_to is not None:
        raise UnableToSeal(_("Nothing can be written here."))
    mine = ShelfHold.objects.filter(
        account=by.account, shelf__room=room, shelf__epoch=epoch, shelf__kind=about.kind, shelf__of=about.of,
        shelf__sunset_at=None,
    ).first()  # fmt: skip
    if mine is not None and (known := by.keyring.shelf(mine.shelf_id)) and known.key is not None:
        return OpenShelf(room.pk, mine.shelf_id, epoch.number, known.key)
    key = sealing.new_key()
    shelf = Shelf.objects.create(
        room=room, epoch=epoch, kind=about.kind, of=about.of, is_dropped=True, made_at=now,
        wrapped=sealing.wrap_for(bytes(epoch.drop_key), key),
    )  # fmt: skip
    lend_shelf(shelf, key, to=by.account.pk, public_key=bytes(by.account.public_key or b""))
    return OpenShelf(room.pk, shelf.pk, epoch.number, key)


def lend_shelf(shelf: Shelf, key: bytes, *, to: UUID, public_key: bytes) -> None:
    ShelfHold.objects.create(shelf=shelf, account_id=to, wrapped=sealing.wrap_for(public_key, key))
