from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from guftugu.rooms import visibility as rooms

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def papers_visible_to(viewer: Viewer) -> Q:
    """Papers whose text stands in one of the viewer's rooms."""
    return rooms.visible_to(viewer, room="text__room")


def visible_to(viewer: Viewer) -> Q:
    return rooms.visible_to(viewer)
