from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.dialogues.positions import NOW, Moment, as_of, in_force
from guftugu.rooms.words import open_rows
from guftugu.texts.models import Assent
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Text


def assents(viewer: Viewer, text: Text, moment: Moment = NOW) -> list[Assent]:
    """Who assents to a text at a moment, and to which version last. Who took his back is not among them."""
    rows = Assent.objects.filter(visible_to(viewer), version__text=text)
    listed = as_of(rows.select_related("version", "person", "held_after"), moment)
    return open_rows(viewer, in_force(listed, lambda row: row.person_id))


def assent_history(viewer: Viewer, text: Text) -> list[Assent]:
    """Every assent and every taking back, oldest first."""
    rows = Assent.objects.filter(visible_to(viewer), version__text=text).select_related("version", "person")
    return open_rows(viewer, rows.order_by("recorded_at", "pk"))
