from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.record.actions.citations import write_citations
from guftugu.record.actions.questions import write_open_questions
from guftugu.record.actions.writing import Draft, UnableToAddEntry, check_writes, write_entries
from guftugu.record.models import Entry
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.record.models import Subject
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToCorrect(Refusal):
    pass


@transaction.atomic
def add_entry(
    dialogue: Dialogue,
    room: Room,
    occasion: Occasion,
    kind: str,
    words: str,
    *,
    by: Viewer,
    now: datetime,
    language: str = "",
    script: str = "",
    party: str = "",
    speaker: str = "",
    agenda_item: str = "",
    source: str = "",
    in_reply_to: Entry | None = None,
    about: Iterable[Subject] = (),
    cites: Iterable[Entry] = (),
    is_illustration: bool = False,
    is_left_hanging: bool = False,
    held_after: Occasion | None = None,
) -> Entry:
    """One entry that stands on no sheet: a development, a contact, a judgement, something said in the caucus."""
    check_writes(dialogue, room, occasion, by=by)
    if kind not in Entry.Kind.values:
        raise UnableToAddEntry(_("There is no such kind of entry."))
    if not words.strip():
        raise UnableToAddEntry(_("An entry has to say something."))
    if in_reply_to is not None and not by.may_read(in_reply_to.room_id):
        raise UnableToAddEntry(_("There is no such entry to reply to."))
    draft = Draft(
        room=room, kind=kind, words=words.strip(), language=language, script=script, party=party, speaker=speaker,
        agenda_item=agenda_item.strip(), source=source.strip(), is_illustration=is_illustration,
        subjects=[subject.pk for subject in about], in_reply_to=in_reply_to,
    )  # fmt: skip
    written = write_entries(dialogue, occasion, [draft], by=by, now=now)
    (entry,) = written.entries
    citations = write_citations(entry, room, cites, by=by, now=now)
    asked = [entry] if is_left_hanging else []
    held_after = held_after or clock(dialogue, occasion, by=by)
    questions = write_open_questions(asked, held_after=held_after, now=now)
    record_act("entry_added", by=by, about=entry, room=room, kept=[*written.kept, *citations, *questions], now=now)
    return entry


@transaction.atomic
def correct_entry(entry: Entry, words: str, *, by: Viewer, now: datetime) -> Entry:
    """Say what an entry should have said: an entry of its own, shown beside the one it corrects.

    Open to all who are in its room until the window that the moderators set has run out; refused after.
    """
    (entry,) = open_rows(by, [entry])
    original = entry.corrects or entry
    if not by.is_signed_in or not by.holds_key(entry.room):
        raise UnableToCorrect(_("You cannot write in this room."))
    if not words.strip() or words.strip() == entry.words:
        raise UnableToCorrect(_("A correction has to say something else."))
    if not may_correct(original, now=now):
        raise UnableToCorrect(
            _("The time for corrections has run out. Add an entry that says what is so, and cite this one.")
        )
    draft = Draft(
        room=entry.room, kind=original.kind, words=words.strip(), language=entry.language, corrects=original,
    )  # fmt: skip
    written = write_entries(entry.dialogue, entry.occasion, [draft], by=by, now=now)
    (correction,) = written.entries
    record_act("entry_corrected", by=by, about=original, room=entry.room, kept=written.kept, now=now)
    return correction


def may_correct(entry: Entry, *, now: datetime) -> bool:
    return now <= corrections_end(entry.dialogue, entry.recorded_at)


def corrections_end(dialogue: Dialogue, recorded_at: datetime) -> datetime:
    return recorded_at + timedelta(days=dialogue.correction_days)


def clock(dialogue: Dialogue, occasion: Occasion, *, by: Viewer) -> Occasion | None:
    """The meeting after which something of this occasion holds: itself, or the last one held."""
    if occasion.is_meeting:
        return occasion
    latest = dialogues.latest_meeting(by, dialogue)
    return latest.occasion if latest else None
