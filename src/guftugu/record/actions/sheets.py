from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.record.actions.writing import check_writes
from guftugu.record.lookups.sheets import times_of
from guftugu.record.models import Sheet
from guftugu.record.notes import carry_times, tidy_text
from guftugu.record.notes.rows import rows_of
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import is_broken, is_sunset, open_rows, seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

# In Cyrillic each letter takes six bytes on its way here, and a request has four million.
LONGEST = 400_000


class UnableToSave(Refusal):
    pass


@transaction.atomic
def save_sheet(
    sheet_id: UUID,
    text: str,
    *,
    occasion: Occasion,
    room: Room,
    version: int,
    by: Viewer,
    now: datetime,
    language: str = "en",
) -> Sheet:
    """Keep what stands in the text box. `version` is the one its writer began from; a new sheet begins from 0.

    Where the sheet was saved from elsewhere meanwhile, or is filed, nothing is lost: this text is kept as a second
    sheet `beside` the first. So look at what comes back, not at the id that was given.
    """
    text = tidy_text(text)
    if len(text) > LONGEST:
        raise UnableToSave(_("This sheet is too long. Begin another one."))
    check_writes(occasion.dialogue, room, occasion, by=by)
    there = Sheet.objects.select_for_update(of=("self",)).filter(pk=sheet_id).select_related("room", "kept_in").first()
    if there is None:
        return _begin(sheet_id, text, occasion, room, beside=None, by=by, now=now, language=language)
    if (there.writer_id, there.occasion_id, there.room_id) != (by.account_id, occasion.pk, room.pk):
        raise UnableToSave(_("This sheet is not yours."))
    open_rows(by, [there])
    if there.text == text:
        return there
    if is_sunset(there, "text") or is_broken(there, "text") or there.filed_at or there.version != version:
        return _begin(uuid4(), text, occasion, room, beside=there, by=by, now=now, language=language)
    times = carry_times([row.raw for row in rows_of(there.text)], times_of(there), text, now=now)
    _write(there, text, times, by=by, now=now)
    return there


@transaction.atomic
def set_sheet_aside(sheet: Sheet, *, by: Viewer, now: datetime) -> None:
    """Not for filing. It stays where it is, and saving it again takes it up again."""
    if sheet.writer_id != by.account_id or sheet.filed_at is not None:
        raise UnableToSave(_("Only its writer can do this, and only before the sheet is filed."))
    sheet.set_aside_at = now
    sheet.save(update_fields=["set_aside_at"])
    record_act("sheet_set_aside", by=by, about=sheet, room=sheet.kept_in, now=now)


def _begin(
    sheet_id: UUID,
    text: str,
    occasion: Occasion,
    room: Room,
    *,
    beside: Sheet | None,
    by: Viewer,
    now: datetime,
    language: str,
) -> Sheet:
    moderators = dialogues.moderators_room(by, occasion.dialogue)
    kept_in = room if room.is_caucus else moderators
    if kept_in is None or by.account is None:
        raise UnableToSave(_("Notes are taken by somebody with a role in this dialogue."))
    sheet = Sheet(id=sheet_id, occasion=occasion, room=room, kept_in=kept_in, writer=by.account, beside=beside)
    sheet.language, sheet.begun_at = language, now
    _write(sheet, text, [now] * len(rows_of(text)), by=by, now=now)
    record_act("sheet_begun", by=by, about=sheet, room=kept_in, now=now)
    return sheet


def _write(sheet: Sheet, text: str, times: Sequence[datetime], *, by: Viewer, now: datetime) -> None:
    shelf = shelf_in(sheet.kept_in, by=by, now=now, about=About("sheet", sheet.occasion_id))
    seal(sheet, shelf=shelf, text=text, times=json.dumps([seen.isoformat() for seen in times]))
    sheet.version += 1
    sheet.saved_at, sheet.set_aside_at = now, None
    sheet.save()
