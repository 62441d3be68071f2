"""The keys one viewer holds, unwrapped when first asked for and forgotten with the request."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from guftugu.rooms import sealing
from guftugu.rooms.models import Epoch, Hold, Shelf, ShelfHold

SHELF = b"guftugu:shelf"
DROP = b"guftugu:drop"


@dataclass(frozen=True, slots=True)
class ShelfKey:
    """One shelf as this viewer finds it. `key` is None where he holds none or none is left."""

    id: UUID
    room: UUID
    epoch: int
    key: bytes | None
    is_sunset: bool = False


@dataclass(frozen=True, slots=True)
class EpochKey:
    id: UUID
    number: int
    key: bytes


@dataclass
class Keyring:
    account_id: UUID | None
    private_key: bytes | None
    limited_to: frozenset[UUID] | None = None
    _epochs: dict[tuple[UUID, int], EpochKey] | None = None
    _shelves: dict[UUID, ShelfKey] = field(default_factory=dict)

    def limited(self, rooms: Collection[UUID]) -> Keyring:
        """The same keys, but of these rooms only, and nothing lent from elsewhere."""
        return Keyring(self.account_id, self.private_key, limited_to=frozenset(rooms))

    def epoch_key(self, room: UUID, number: int) -> EpochKey | None:
        if self.limited_to is not None and room not in self.limited_to:
            return None
        if self._epochs is None:
            self._epochs = self._unwrapped_epochs()
        return self._epochs.get((room, number))

    def epoch_keys(self, room: UUID) -> list[EpochKey]:
        """All this viewer holds of a room, newest first."""
        self.epoch_key(room, 0)
        keys = [key for (of, _), key in (self._epochs or {}).items() if of == room]
        return sorted(keys, key=lambda key: -key.number)

    def forget_epochs(self) -> None:
        """After holds were written: the next question reads them again."""
        self._epochs = None
        self._shelves.clear()

    def shelf(self, shelf: UUID) -> ShelfKey | None:
        return self.shelves([shelf]).get(shelf)

    def shelves(self, wanted: Iterable[UUID]) -> dict[UUID, ShelfKey]:
        """The shelves asked for, in a number of queries that does not grow with them."""
        missing = set(wanted) - self._shelves.keys()
        if missing:
            self._shelves.update(self._unwrapped_shelves(missing))
        return self._shelves

    def _unwrapped_epochs(self) -> dict[tuple[UUID, int], EpochKey]:
        if self.private_key is None:
            return {}
        holds = Hold.objects.filter(account=self.account_id).values_list(
            "epoch__room", "epoch__number", "epoch", "wrapped"
        )
        keys = {}
        for room, number, epoch, wrapped in holds:
            try:
                key = sealing.unwrap_with(self.private_key, bytes(wrapped))
            except sealing.CannotOpen:
                continue
            keys[room, number] = EpochKey(epoch, number, key)
        return keys

    def _unwrapped_shelves(self, wanted: set[UUID]) -> dict[UUID, ShelfKey]:
        shelves = list(Shelf.objects.filter(pk__in=wanted).select_related("epoch"))
        without = [shelf.pk for shelf in shelves if self.epoch_key(shelf.room_id, shelf.epoch.number) is None]
        lent = self._lent(without)
        return {shelf.pk: self._shelf_key(shelf, lent.get(shelf.pk)) for shelf in shelves}

    def _lent(self, shelves: list[UUID]) -> dict[UUID, bytes]:
        if not shelves or self.private_key is None or self.limited_to is not None:
            return {}
        holds = ShelfHold.objects.filter(account=self.account_id, shelf__in=shelves)
        return {shelf: bytes(wrapped) for shelf, wrapped in holds.values_list("shelf", "wrapped")}

    def _shelf_key(self, shelf: Shelf, lent: bytes | None) -> ShelfKey:
        epoch = self.epoch_key(shelf.room_id, shelf.epoch.number)
        key = None
        if shelf.sunset_at is None:
            try:
                if epoch is not None and shelf.wrapped is not None:
                    key = unwrapped_shelf(shelf, bytes(shelf.wrapped), epoch.key)
                elif lent is not None and self.private_key is not None:
                    key = sealing.unwrap_with(self.private_key, bytes(lent))
            except sealing.CannotOpen:
                key = None
        return ShelfKey(shelf.pk, shelf.room_id, shelf.epoch.number, key, shelf.sunset_at is not None)


def unwrapped_shelf(shelf: Shelf, wrapped: bytes, epoch_key: bytes) -> bytes:
    if shelf.is_dropped:
        return sealing.unwrap_with(sealing.derived(epoch_key, DROP), wrapped)
    return sealing.unwrap(wrapped, key=epoch_key, purpose=shelf_purpose(shelf))


def shelf_purpose(shelf: Shelf) -> bytes:
    return SHELF + shelf.pk.bytes + shelf.room_id.bytes


def epoch_told(epoch: Epoch, key: bytes) -> bytes:
    """What the key before vouches for: that this key, and no other, follows it."""
    return epoch.room_id.bytes + epoch.number.to_bytes(8, "big") + sealing.derived(key, b"guftugu:epoch")
