from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from guftugu.rooms import visibility as rooms

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """Judgements of the viewer's rooms. Of one he reads where it was made, he is not shown the copies."""
    return rooms.visible_to(viewer) & ~rooms.visible_to(viewer, room="copy_of__room")
