from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.rooms.words import open_rows
from guftugu.texts.models import PassageNote
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Text


def notes(viewer: Viewer, text: Text, *, language: str = "") -> dict[UUID, list[PassageNote]]:
    """By passage: what moderators and translators noted of it, in this language or in all."""
    rows = PassageNote.objects.filter(visible_to(viewer), passage__text=text, language__in=["", language])
    found: dict[UUID, list[PassageNote]] = defaultdict(list)
    for row in open_rows(viewer, rows):
        found[row.passage_id].append(row)
    return found
