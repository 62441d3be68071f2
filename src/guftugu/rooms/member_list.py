"""The list of a room's members as one who holds the key vouched for it."""

from __future__ import annotations

from collections.abc import Iterable

from guftugu.rooms import sealing
from guftugu.rooms.keyring import EpochKey
from guftugu.rooms.models import Account, Member, Room

ENTRY = 16 + sealing.KEY_BYTES


def members_in(room: Room) -> list[Account]:
    inside = Member.objects.filter(room=room, state=Member.State.IN).select_related("account")
    return sorted((member.account for member in inside), key=lambda account: account.pk)


def list_of(room: Room, accounts: Iterable[Account]) -> bytes:
    return room.pk.bytes + b"".join(_told(account) for account in accounts)


def is_vouched(room: Room, accounts: Iterable[Account], *, key: EpochKey) -> bool:
    """Everybody in the room stands, under this public key, on the list that was vouched for.

    Somebody on the list may have gone since: a list that only shrank is good.
    """
    listed = bytes(room.members_listed or b"")
    if not sealing.is_vouched(listed, bytes(room.members_voucher or b""), key=key.key):
        return False
    told = {listed[at : at + ENTRY] for at in range(len(room.pk.bytes), len(listed), ENTRY)}
    return listed.startswith(room.pk.bytes) and all(_told(account) in told for account in accounts)


def _told(account: Account) -> bytes:
    return account.pk.bytes + bytes(account.public_key or b"").ljust(sealing.KEY_BYTES, b"\0")
