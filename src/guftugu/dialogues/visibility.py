from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from guftugu.dialogues.models import Title
from guftugu.rooms import visibility as rooms
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def dialogues_visible_to(viewer: Viewer) -> Q:
    """Dialogues one of whose rooms the viewer is in. The open room counts once the dialogue has a title there."""
    inside = [pk for pk, room in viewer.rooms.items() if not room.is_open]
    named = Title.objects.filter(rooms.visible_to(viewer), room__kind=RoomKind.OPEN).values("dialogue")
    return Q(rooms__in=inside) | Q(pk__in=named)


def visible_to(viewer: Viewer) -> Q:
    """Occasions (and all else that carries a room) of the viewer's rooms."""
    return rooms.visible_to(viewer)
