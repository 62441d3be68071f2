"""Putting words under seal and opening them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from guftugu.rooms import sealing
from guftugu.rooms.fields import BROKEN, OPENED, SHUT, SUNSET, SealedField, sealed_fields

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.rooms.keyring import ShelfKey
    from guftugu.rooms.viewer import Viewer


Row = TypeVar("Row", bound="Model")


@dataclass(frozen=True, slots=True)
class OpenShelf:
    """A shelf that can be written on. In the open room there is no key: words stand as they are."""

    room: UUID
    shelf: UUID | None = None
    epoch: int = 0
    key: bytes | None = None


def seal(row: Model, *, shelf: OpenShelf, **words: str | bytes) -> None:
    """Put words into the row's sealed fields, under the shelf's key. Nothing is saved yet."""
    fields = {field.attname: field for field in sealed_fields(type(row))}
    for name, said in words.items():
        plain = said.encode() if isinstance(said, str) else said
        setattr(row, name, _sealed(plain, field=fields[name], row=row, shelf=shelf))
        row.__dict__.setdefault(OPENED, {})[name] = said


def open_rows(viewer: Viewer, rows: Iterable[Row]) -> list[Row]:
    """Open all sealed words of these rows that the viewer has keys for; the rest reads as "".

    The number of queries does not grow with the rows.
    """
    listed = list(rows)
    fields_of: dict[type[Model], list[SealedField]] = {
        kind: sealed_fields(kind) for kind in {type(row) for row in listed}
    }
    held = _held(viewer, listed, fields_of)
    for row in listed:
        _open_row(row, fields_of[type(row)], held)
    return listed


def is_sunset(row: Model, name: str) -> bool:
    """The words were here; their key is destroyed."""
    return name in row.__dict__.get(SUNSET, ())


def is_shut(row: Model, name: str) -> bool:
    """Something is here, and the viewer it was opened for holds no key to it."""
    return name in row.__dict__.get(SHUT, ())


def is_broken(row: Model, name: str) -> bool:
    """Something is here, and the right key does not open it: it was changed or moved."""
    return name in row.__dict__.get(BROKEN, ())


def _sealed(plain: bytes, *, field: SealedField, row: Model, shelf: OpenShelf) -> bytes:
    if shelf.key is None or shelf.shelf is None:
        return sealing.left_open(plain)
    place = sealing.Place(field.mark, row.pk, shelf.room, shelf.shelf, shelf.epoch)
    return sealing.seal(plain, key=shelf.key, place=place)


def _held(
    viewer: Viewer, rows: Iterable[Model], fields_of: Mapping[type[Model], list[SealedField]]
) -> dict[bytes, ShelfKey]:
    """The viewer's shelves, by the heads of what is stored in these rows: they are few where rows are many."""
    stored = (row.__dict__.get(field.attname) for row in rows for field in fields_of[type(row)])
    heads = {sealing.head_of(words) for words in stored if words}
    shelves = {head: shelf for head in heads if (shelf := sealing.shelf_of(head))}
    keys = viewer.keyring.shelves(shelves.values())
    return {head: keys[shelf] for head, shelf in shelves.items() if shelf in keys}


def _open_row(row: Model, fields: list[SealedField], held: Mapping[bytes, ShelfKey]) -> None:
    opened = row.__dict__.setdefault(OPENED, {})
    for field in fields:
        stored = row.__dict__.get(field.attname)
        opened[field.attname] = field.no_words()
        if not stored:
            continue
        head = sealing.head_of(stored)
        if head == sealing.OPEN:
            opened[field.attname] = field.words_from(stored[1:])
        elif (shelf := held.get(head)) and shelf.is_sunset:
            row.__dict__.setdefault(SUNSET, set()).add(field.attname)
        elif shelf and shelf.key is not None:
            place = sealing.Place(field.mark, row.pk, shelf.room, shelf.id, shelf.epoch)
            try:
                opened[field.attname] = field.words_from(sealing.unseal(stored, key=shelf.key, place=place))
            except sealing.CannotOpen:
                row.__dict__.setdefault(BROKEN, set()).add(field.attname)
        else:
            row.__dict__.setdefault(SHUT, set()).add(field.attname)
