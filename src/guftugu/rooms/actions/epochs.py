from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guftugu.rooms.acts import record_act
from guftugu.rooms.epochs import next_epoch
from guftugu.rooms.models import Epoch, Room
from guftugu.rooms.viewer import Viewer


@transaction.atomic
def start_epoch(room: Room, *, by: Viewer, now: datetime) -> Epoch:
    """From here on the room has a new key, and who was in it before and is not now has none."""
    epoch = next_epoch(room, by=by, now=now)
    record_act("epoch_started", by=by, about=epoch, room=room, now=now)
    return epoch
