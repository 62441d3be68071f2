from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.rooms import visibility as rooms

if TYPE_CHECKING:
    from django.db.models import Q

    from guftugu.rooms.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """Rounds, comments, wordings, proposals, dispositions, stances: those of the viewer's rooms."""
    return rooms.visible_to(viewer)


def joint_texts_visible_to(viewer: Viewer) -> Q:
    """For those who hold the pen, and once a round was opened for all to whom the draft went."""
    return rooms.visible_to(viewer, room="text__room") | rooms.visible_to(viewer, room="circulated__room")


def releasings_visible_to(viewer: Viewer) -> Q:
    """That a caucus has released shows to all to whom the round went; what it released, to nobody."""
    return rooms.visible_to(viewer, room="round__room")
