"""The keys of a room, one after the other: made, wrapped for its members, vouched for under the one before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext as _

from guftugu.rooms import sealing
from guftugu.rooms.keyring import DROP, EpochKey, epoch_told
from guftugu.rooms.member_list import is_vouched, list_of, members_in
from guftugu.rooms.models import Account, Epoch, Hold, Room
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.viewer import Viewer


class UnableToStartEpoch(Refusal):
    pass


def next_epoch(room: Room, *, by: Viewer, now: datetime) -> Epoch:
    """A new key for the room, wrapped for those who are in it now and for nobody who was.

    The list of members must be the one the last key vouched for: a name slipped into the store gets nothing.
    """
    before = present_epoch_key(room, by=by)
    check_members(room, key=before)
    epoch, key = new_epoch(room, number=before.number + 1, before=before, now=now)
    hold_epoch(epoch, key, accounts=members_in(room))
    by.keyring.forget_epochs()
    vouch_for_members(room, key=key)
    Room.objects.filter(pk=room.pk).update(epoch_is_due=False)
    room.epoch_is_due = False
    return epoch


def new_epoch(room: Room, *, number: int, before: EpochKey | None, now: datetime) -> tuple[Epoch, bytes]:
    key = sealing.new_key()
    epoch = Epoch(id=uuid4(), room=room, number=number, drop_key=drop_half(key), started_at=now)
    if before is not None:
        epoch.voucher = sealing.voucher(epoch_told(epoch, key), key=before.key)
    epoch.save(force_insert=True)
    return epoch, key


def hold_epoch(epoch: Epoch, key: bytes, *, accounts: Iterable[Account]) -> None:
    Hold.objects.bulk_create(
        Hold(epoch=epoch, account=account, wrapped=sealing.wrap_for(bytes(account.public_key or b""), key))
        for account in accounts
    )


def present_epoch_key(room: Room, *, by: Viewer) -> EpochKey:
    """The newest key of the room, if `by` holds it."""
    newest = Epoch.objects.filter(room=room).order_by("-number").first()
    held = by.keyring.epoch_key(room.pk, newest.number) if newest else None
    if held is None:
        raise UnableToStartEpoch(_("You do not hold this room's key."))
    return held


def vouch_for_members(room: Room, *, key: bytes) -> None:
    """Keep the list as it is now, in the words of one who holds the key."""
    room.members_listed = list_of(room, members_in(room))
    room.members_voucher = sealing.voucher(room.members_listed, key=key)
    Room.objects.filter(pk=room.pk).update(members_listed=room.members_listed, members_voucher=room.members_voucher)


def check_members(room: Room, *, key: EpochKey) -> None:
    """Refuse to hand keys to a list that no member has vouched for."""
    if not is_vouched(Room.objects.get(pk=room.pk), members_in(room), key=key):
        raise UnableToStartEpoch(
            _("The list of this room's members is not the one they agreed to. Nobody was given a key; tell them.")
        )


def drop_half(epoch_key: bytes) -> bytes:
    """The public half of the key to which outsiders' shelves are sealed; its private half follows from the epoch's."""
    return sealing.public_half(sealing.derived(epoch_key, DROP))
