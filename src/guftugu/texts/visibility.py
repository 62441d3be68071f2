from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.rooms import visibility as rooms

if TYPE_CHECKING:
    from django.db.models import Q

    from guftugu.rooms.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """Texts, versions, renderings, assents: those of the viewer's rooms."""
    return rooms.visible_to(viewer)
