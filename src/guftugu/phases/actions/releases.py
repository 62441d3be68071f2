from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.kinds import Attribution
from guftugu.phases.actions.standings import Words, write_standing
from guftugu.phases.lookups.standings import standing as standing_seen
from guftugu.phases.models import Standing
from guftugu.record.lookups.releases import went_to
from guftugu.record.lookups.subjects import subject as subject_seen
from guftugu.rooms.actions.releases import UnableToRelease, check_release, record_release
from guftugu.rooms.acts import record_act

if TYPE_CHECKING:
    from guftugu.phases.lookups.standings import StandingSeen
    from guftugu.record.models import Entry
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def release_standing(standing: Standing, to_room: Room, *, by: Viewer, now: datetime) -> Standing:
    """Take a judgement into another room: told there as it was judged, with both its clocks.

    Of its evidence goes along what stands in that room, or was released there. By whom it was judged goes along only
    where the dialogue attributes by name.
    """
    check_release(from_room=standing.room, to_room=to_room, by=by)
    seen = standing_seen(by, standing.dialogue, standing.pk)
    if seen is None or not seen.why:
        raise UnableToRelease(_("These words do not open, so they cannot be released."))
    source = seen.row
    _check(source, to_room, by=by)
    row = Standing(
        id=uuid4(), dialogue=source.dialogue, room=to_room, subject=source.subject, phase=source.phase,
        firmness=source.firmness, held_after=source.held_after, recorded_at=source.recorded_at, ends=source.ends,
        copy_of_id=source.copy_of_id or source.pk,
    )  # fmt: skip
    judged_by = seen.judged_by if source.dialogue.attribution == Attribution.NAMED else ""
    words = Words(why=seen.why, judged_by=judged_by, language=seen.language)
    citations = write_standing(row, words, evidence_in(seen, to_room, by=by), by=by, now=now)
    record_act("standing_told", by=by, about=row, room=to_room, kept=[row, *citations], now=now)
    record_release(source, row, from_room=source.room, to_room=to_room, by=by, now=now)
    return row


def evidence_in(seen: StandingSeen, room: Room, *, by: Viewer) -> list[Entry]:
    """What the judgement rests on, as far as those in another room can read it: there, or as it was released there."""
    found: list[Entry] = []
    for shown in seen.evidence:
        copies = [shown] if shown.room.pk == room.pk else went_to(by, shown.entry)
        found += [copy.entry for copy in copies if copy.room.pk == room.pk]
    return found


def _check(source: Standing, to_room: Room, *, by: Viewer) -> None:
    if not source.dialogue.rooms.filter(pk=to_room.pk).exists():
        raise UnableToRelease(_("That room belongs to another dialogue."))
    original = source.copy_of_id or source.pk
    if to_room.pk == Standing.objects.values_list("room", flat=True).get(pk=original) or (
        Standing.objects.filter(copy_of=original, room=to_room).exists()
    ):
        raise UnableToRelease(_("This judgement is known there already."))
    there = by.narrowed([to_room.pk])
    if source.subject_id is not None and subject_seen(there, source.dialogue, source.subject_id) is None:
        raise UnableToRelease(_("Its subject has no name in that room. Name it there first."))
