from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from guftugu.reports.models import Paper
from guftugu.rooms.acts import record_act
from guftugu.texts.actions.releases import release_version

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def release_paper(paper: PaperSeen, to_room: Room, *, by: Viewer, now: datetime) -> Paper:
    """The version that stands becomes a paper of the other room; a further version of it if one was released there."""
    version = release_version(paper.version, to_room, by=by, now=now)
    there = Paper.objects.filter(text=version.text).first()
    if there is not None:
        return there
    row = paper.row
    copy = Paper(
        id=uuid4(), text=version.text, kind=row.kind, audience=row.audience, meeting=row.meeting,
        covers_from=row.covers_from, covers_to=row.covers_to,
    )  # fmt: skip
    copy.save(force_insert=True)
    record_act("paper_released", by=by, about=copy, room=to_room, kept=[copy], now=now)
    return copy


@transaction.atomic
def record_export(dialogue: Dialogue, room: Room, *, by: Viewer, now: datetime, paper: Paper | None = None) -> None:
    """That a paper left as a file: one that is kept, or (none) one composed for the occasion.

    Of what is public it is not told: everybody's trail would say who is here, and when.
    """
    if room.is_open:
        return
    record_act("paper_exported", by=by, about=paper or dialogue, room=room, now=now)
