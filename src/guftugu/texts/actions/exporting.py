from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from guftugu.rooms.acts import record_act

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version


@transaction.atomic
def export_version(version: Version, *, by: Viewer, now: datetime) -> None:
    """Somebody who may read it takes a version out as a file. That it went is told; where to, nobody knows.

    Of what is public it is not told: everybody's trail would say who is here, and when.
    """
    if version.room.is_open:
        return
    record_act("text_exported", by=by, about=version, room=version.room, now=now)
