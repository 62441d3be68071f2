"""Who is looking: an account with its keys and the rooms it is in. Every read and every act takes one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from guftugu.rooms.keyring import Keyring
from guftugu.rooms.models import Account, Member, Room


@dataclass(frozen=True)
class Viewer:
    account: Account | None
    keyring: Keyring
    rooms: Mapping[UUID, Room] = field(default_factory=dict)

    @property
    def account_id(self) -> UUID | None:
        return self.account.pk if self.account else None

    @property
    def is_signed_in(self) -> bool:
        return self.account is not None

    @property
    def room_ids(self) -> Collection[UUID]:
        return self.rooms.keys()

    def may_read(self, room: Room | UUID | None) -> bool:
        return (room.pk if isinstance(room, Room) else room) in self.rooms

    def holds_key(self, room: Room | UUID) -> bool:
        """May open and seal words there. In the open room everybody does."""
        found = self.rooms.get(room.pk if isinstance(room, Room) else room)
        return found is not None and (found.is_open or bool(self.keyring.epoch_keys(found.pk)))

    def may_keep(self, room: Room) -> bool:
        """Lets people in and puts them out, sunsets and releases: a member of the room that keeps it, and of it."""
        return self.is_signed_in and self.may_read(room.kept_by_id or room.pk) and self.may_read(room)

    def narrowed(self, rooms: Collection[UUID]) -> Viewer:
        """This viewer as if in these rooms only, whatever else he may read: for what goes out to others."""
        kept = {pk: room for pk, room in self.rooms.items() if pk in rooms}
        return Viewer(self.account, self.keyring.limited(kept.keys()), kept)


def viewer_with(account: Account, private_key: bytes) -> Viewer:
    inside = Member.objects.filter(account=account, state=Member.State.IN).values("room")
    rooms = (
        Room.objects.filter(Q(pk__in=inside) | Q(kind=Room.Kind.OPEN)).filter(sunset_at=None).order_by("made_at", "pk")
    )
    return Viewer(account, Keyring(account.pk, private_key), {room.pk: room for room in rooms})


def stranger() -> Viewer:
    rooms = Room.objects.filter(kind=Room.Kind.OPEN, sunset_at=None)
    return Viewer(None, Keyring(None, None), {room.pk: room for room in rooms})


def again(viewer: Viewer) -> Viewer:
    """The same viewer after his rooms or keys changed."""
    if viewer.account is None or viewer.keyring.private_key is None:
        return stranger()
    return viewer_with(viewer.account, viewer.keyring.private_key)
