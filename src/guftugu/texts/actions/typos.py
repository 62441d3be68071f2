"""A comma put right in the language that leads, without making every rendering stale."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.rooms.acts import record_act
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.sending import take_renderings
from guftugu.texts.actions.versions import write_version
from guftugu.texts.kinds import TickKind
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.models import Text, Tick
from guftugu.texts.visibility import may_write_on

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version
    from guftugu.texts.passages import Written


@transaction.atomic
def write_with_typos(
    text: Text, title: str, passages: Sequence[Written], *, typos: Collection[UUID], after: int, note: str = "",
    by: Viewer, now: datetime,
) -> Version:  # fmt: skip
    """The next version, in which of some passages (`typos`; the title is one) no more than a slip was put right.

    What is rendered of these stands as it stood, what was agreed stays agreed; so does what translators have ready of
    them, which is taken over first. Where the words that lead are still the same, there is nothing to say.
    """
    if not may_write_on(by, text):
        raise UnableToWrite(_("You cannot write in this room."))
    if typos and by.may_keep(text.room):
        take_renderings(text, only=typos, by=by, now=now)
    before = {row.passage.id: row for row in side_by_side(by, text.pk).all_rows} if typos else {}
    version = write_version(text, title, passages, after=after, note=note, by=by, now=now)
    changed = [
        (row.lead, before[row.passage.id])
        for row in (side_by_side(by, text.pk).all_rows if typos else [])
        if row.lead and row.passage.id in typos and row.passage.id in before and row.lead != before[row.passage.id].lead
    ]
    ticks = [
        Tick(
            id=uuid4(), rendering=one.rendering, lead_id=lead, room=text.room, kind=TickKind.TYPO_ONLY, recorded_at=now
        )
        for lead, was in changed
        for one in was.renderings
        if one.is_ready
    ]
    if ticks:
        Tick.objects.bulk_create(ticks)
        record_act("typos_ticked", by=by, about=version, room=text.room, kept=ticks, now=now)
    return version
