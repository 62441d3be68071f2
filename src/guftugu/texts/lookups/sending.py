from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.rooms.kinds import RoomKind
from guftugu.texts.models import Text
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def copies_with_translators(viewer: Viewer, text: Text) -> list[Text]:
    """Where a text lies to be rendered."""
    rows = Text.objects.filter(visible_to(viewer), copy_of=text, room__kind=RoomKind.TRANSLATORS)
    return list(rows.select_related("room", "dialogue"))
