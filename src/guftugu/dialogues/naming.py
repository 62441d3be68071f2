from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import prefetch_related_objects

from guftugu.dialogues.lookups import dialogues, titles

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def dialogues_of_rooms(viewer: Viewer) -> dict[UUID, str]:
    """By room of the viewer's: what its dialogue is called, if he is in several, and so in several plenaries."""
    listed = dialogues(viewer)
    if len(listed) < 2:
        return {}
    prefetch_related_objects(listed, "rooms")
    called = titles(viewer, listed)
    return {
        room.pk: called.get(dialogue.pk) or str(dialogue.number)
        for dialogue in listed
        for room in dialogue.rooms.all()
        if viewer.may_read(room)
    }
