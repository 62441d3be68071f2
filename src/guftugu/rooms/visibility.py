"""What "may read" means: the rule is one query; the check on an object asks the same rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def visible_to(viewer: Viewer, *, room: str = "room") -> Q:
    """Rows of the rooms the viewer is in. `room` is the path to the room's key."""
    return Q(**{f"{room}__in": list(viewer.room_ids)})
