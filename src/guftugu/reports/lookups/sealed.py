from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from guftugu.dialogues import lookups as dialogues
from guftugu.rooms import sealing
from guftugu.rooms.fields import SealedField, SealedFileField, sealed_fields
from guftugu.rooms.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

# What no person wrote, or wrote elsewhere already: searched words, ticks, times and sizes, ids.
NO_WORDS = {
    "record.search_block.lines",
    "record.sheet.times",
    "record.attachment.size",
    "reports.checked.words",
    "rooms.release.source",
    "rooms.release.by",
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """Words as somebody wrote them, and the room under whose seal they lie; None for what the open room says."""

    words: str
    room: Room | None


def sealed_words(viewer: Viewer, dialogue: Dialogue, *, without: Collection[UUID] = ()) -> Iterator[Sealed]:
    """All words of the dialogue's rooms that the viewer may read, of whatever table, but of the texts in `without`.

    Tables are found by their sealed fields, so that what a later package seals is looked through too, and each word's
    room by the shelf that seals it: one row may hold words of two rooms.
    """
    rooms = {room.pk: room for room in dialogues.rooms_of(viewer, dialogue)}
    for model in apps.get_app_config("guftugu").get_models():
        fields = [field for field in sealed_fields(model) if _holds_words(field)]
        if not fields:
            continue
        opened = open_rows(viewer, _rows(viewer, model, fields, without))
        shelves = viewer.keyring.shelves(())
        for row in opened:
            for field in fields:
                stored, words = row.__dict__.get(field.attname), getattr(row, field.attname)
                if not stored or not words:
                    continue
                shelf = sealing.shelf_of(stored)
                held = shelves.get(shelf) if shelf else None
                if shelf is None:
                    yield Sealed(words, None)
                elif held is not None and held.room in rooms:
                    yield Sealed(words, rooms[held.room])


def _holds_words(field: SealedField) -> bool:
    return not isinstance(field, SealedFileField) and field.mark not in NO_WORDS


def _rows(viewer: Viewer, model: type[Model], fields: list[SealedField], without: Collection[UUID]) -> Any:
    """Composed words are the record's own, and already looked at there."""
    names = {field.name for field in model._meta.concrete_fields}
    rows = model._default_manager.filter(visible_to(viewer) if "room" in names else Q())
    if model._meta.model_name == "version":
        rows = rows.exclude(text__in=without)
    if model._meta.model_name == "rendering":
        rows = rows.exclude(passage__text__in=without).exclude(version__origin="composed")
    return rows.only(*(field.attname for field in fields))
