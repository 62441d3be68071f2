from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.record.models import Sheet
from guftugu.record.visibility import sheets_visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


def sheets(viewer: Viewer, dialogue: Dialogue) -> list[Sheet]:
    """Mine, and those kept in rooms I am in: newest first, unopened."""
    rows = _sheets(viewer).filter(occasion__dialogue=dialogue).defer("text", "times")
    return list(rows.order_by("-saved_at", "pk"))


def sheets_of(viewer: Viewer, occasion: Occasion, room: Room) -> list[Sheet]:
    """Those of one occasion whose lines go to one room, opened."""
    return open_rows(viewer, _sheets(viewer).filter(occasion=occasion, room=room))


def unfiled(viewer: Viewer, occasion: Occasion) -> list[Sheet]:
    """Sheets of an occasion that wait to be filed, unopened."""
    rows = _sheets(viewer).filter(occasion=occasion, filed_at=None, set_aside_at=None)
    return list(rows.defer("text", "times"))


def sheet(viewer: Viewer, sheet_id: UUID) -> Sheet | None:
    return next(iter(open_rows(viewer, _sheets(viewer).filter(pk=sheet_id))), None)


def own_open_sheet(viewer: Viewer, occasion: Occasion, room: Room) -> Sheet | None:
    """The sheet the viewer is writing: his last one that is neither filed nor set aside."""
    rows = _sheets(viewer).filter(occasion=occasion, room=room, writer=viewer.account_id)
    rows = rows.filter(filed_at=None, set_aside_at=None).order_by("-saved_at", "pk")
    return next(iter(open_rows(viewer, rows[:1])), None)


def times_of(sheet: Sheet) -> list[datetime]:
    return [datetime.fromisoformat(told) for told in json.loads(sheet.times or "[]")]


def _sheets(viewer: Viewer) -> QuerySet[Sheet]:
    rows = Sheet.objects.filter(sheets_visible_to(viewer))
    return rows.select_related("occasion__dialogue", "occasion__room", "room", "kept_in", "writer", "beside")
