from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.record.lookups.seen import Shown
from guftugu.record.models import Entry
from guftugu.record.visibility import visible_to
from guftugu.rooms import lookups as rooms
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def went_to(viewer: Viewer, entry: Entry) -> list[Shown]:
    """The entries in other rooms that these words became, as far as the viewer is there too."""
    room = viewer.rooms[entry.room_id]
    told = str(entry.pk)
    copies = [row.copy_id for row in rooms.releases(viewer, room) if row.source == told and row.kind == "entry"]
    return _shown(viewer, copies)


def came_from(viewer: Viewer, entry: Entry) -> list[Shown]:
    """The entry of another room whose words were released as this one. Told only to who is in that room."""
    room = viewer.rooms[entry.room_id]
    sources = [UUID(row.source) for row in rooms.releases(viewer, room) if row.copy_id == entry.pk and row.source]
    return _shown(viewer, sources)


def _shown(viewer: Viewer, wanted: list[UUID]) -> list[Shown]:
    rows = Entry.objects.filter(visible_to(viewer), pk__in=wanted).order_by("recorded_at", "number")
    return [Shown(row, viewer.rooms[row.room_id]) for row in open_rows(viewer, rows)]
