"""Where entries belong, for those who read them outside the room of the occasion: its kind, its number, its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.record.models import Entry
from guftugu.record.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OccasionBehind:
    """What of an occasion is never sealed. Its title, its place and its date as said stay in its own room."""

    id: UUID
    kind: str
    number: int | None
    state: str
    earliest: date | None
    latest: date | None
    recorded_at: datetime
    room_kind: str


def occasions_behind(viewer: Viewer, dialogue: Dialogue) -> dict[UUID, OccasionBehind]:
    """The occasions of all entries the viewer may read: to group and order what was released to him, not to name it."""
    rows = Entry.objects.filter(visible_to(viewer), dialogue=dialogue)
    found = rows.order_by().values_list(
        "occasion", "occasion__kind", "occasion__number", "occasion__state", "occasion__earliest",
        "occasion__latest", "occasion__recorded_at", "occasion__room__kind",
    ).distinct()  # fmt: skip
    return {row[0]: OccasionBehind(*row) for row in found}
