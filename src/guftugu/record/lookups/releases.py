from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.record.lookups.seen import Shown
from guftugu.record.models import Entry
from guftugu.record.visibility import visible_to
from guftugu.rooms import lookups as rooms
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.rooms.models import Room
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


def labels_in(viewer: Viewer, cited: Collection[Shown], room: Room) -> dict[str, str]:
    """By label: what a room calls these entries. Those it cannot read and never was given are missing."""
    found = {shown.label: shown.label for shown in cited if shown.room.pk == room.pk or shown.room.is_open}
    by_id = {str(shown.entry.pk): shown.label for shown in cited if shown.label not in found}
    went = {}
    for source in {shown.room.pk: shown.room for shown in cited if shown.label not in found}.values():
        for row in rooms.releases(viewer, source):
            if row.source in by_id and row.to_room_id == room.pk:
                went[row.copy_id] = by_id[row.source]
    copies = _shown(viewer, list(went))
    return found | {went[copy.entry.pk]: copy.label for copy in copies}


def _shown(viewer: Viewer, wanted: list[UUID]) -> list[Shown]:
    rows = Entry.objects.filter(visible_to(viewer), pk__in=wanted).order_by("recorded_at", "number")
    return [Shown(row, viewer.rooms[row.room_id]) for row in open_rows(viewer, rows)]
