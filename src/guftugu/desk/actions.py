from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from guftugu.desk.models import LastHere

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def come_in(viewer: Viewer, dialogue: Dialogue, *, now: datetime) -> None:
    """Somebody is here again: the last time becomes the time before. Once a session."""
    if viewer.account is None:
        return
    here, made = LastHere.objects.get_or_create(
        account=viewer.account, dialogue=dialogue, defaults={"id": uuid4(), "here_at": now}
    )
    if not made:
        here.before_at, here.here_at = here.here_at, now
        here.save(update_fields=["before_at", "here_at"])
