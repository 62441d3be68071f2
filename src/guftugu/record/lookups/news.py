from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from guftugu.dialogues import lookups as dialogues
from guftugu.record.lookups.entries import in_order, ordered
from guftugu.record.lookups.seen import EntrySeen
from guftugu.record.models import Entry
from guftugu.record.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

ORDER = ("plenary", "caucus", "moderators", "staff", "colleagues", "translators", "open")


@dataclass(frozen=True)
class RoomNews:
    """What came into one room since a moment: how much, and the last of it in the order of the record."""

    room: Room
    count: int
    last: Sequence[EntrySeen]

    @property
    def rest(self) -> int:
        return self.count - len(self.last)


def news(
    viewer: Viewer, dialogue: Dialogue, *, since: datetime | None, of_each: int = 3, language: str = ""
) -> list[RoomNews]:
    """Entries that came into the viewer's rooms since he was last here. Of other rooms there is no news."""
    mine = dialogues.rooms_of(viewer, dialogue)
    rows = Entry.objects.filter(visible_to(viewer), dialogue=dialogue, room__in=[room.pk for room in mine])
    if since is not None:
        rows = rows.filter(recorded_at__gt=since)
    listed = list(ordered(rows).values_list("pk", "room"))
    counts = Counter(room for _pk, room in listed)
    newest = {room.pk: [pk for pk, of in listed if of == room.pk][-of_each:] for room in mine}
    seen = in_order(viewer, [pk for several in newest.values() for pk in several], language=language)
    by_room = {room.pk: [one for one in seen if one.room.pk == room.pk] for room in mine}
    ordered_rooms = sorted(mine, key=lambda room: ORDER.index(room.kind))
    return [RoomNews(room, counts[room.pk], by_room[room.pk]) for room in ordered_rooms if counts[room.pk]]
