from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.record.actions.writing import Draft, write_entries
from guftugu.record.models import EntrySubject
from guftugu.rooms import lookups as rooms
from guftugu.rooms.actions.releases import UnableToRelease, check_release, record_release
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.record.models import Entry
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def release_entry(entry: Entry, to_room: Room, *, by: Viewer, now: datetime) -> Entry:
    """Take an entry's words into another room, as an entry there. It is told in both rooms.

    The note line as typed and the agenda item stay behind. The side goes along unless nothing is attributed; the
    speaker only where the dialogue attributes by name, and never out of a caucus, which speaks as one voice.
    """
    (source,) = open_rows(by, [entry])
    check_release(from_room=source.room, to_room=to_room, by=by)
    _check(source, to_room, by=by)
    attribution = source.dialogue.attribution
    is_caucus = source.room.is_caucus
    draft = Draft(
        room=to_room,
        kind=source.kind,
        words=source.words,
        language=source.language,
        script=source.script,
        party="" if attribution == "none" else source.room.letter if is_caucus else source.party,
        speaker=source.speaker if attribution == "named" and not is_caucus else "",
        source="" if is_caucus else source.source,
        is_illustration=source.is_illustration,
        subjects=list(EntrySubject.objects.filter(entry=source).values_list("subject", flat=True)),
    )
    occasion = _occasion(source, by=by)
    written = write_entries(source.dialogue, occasion, [draft], by=by, now=now)
    (copy,) = written.entries
    record_act("entry_added", by=by, about=copy, room=to_room, kept=written.kept, now=now)
    record_release(source, copy, from_room=source.room, to_room=to_room, by=by, now=now)
    return copy


def _check(source: Entry, to_room: Room, *, by: Viewer) -> None:
    if not source.dialogue.rooms.filter(pk=to_room.pk).exists():
        raise UnableToRelease(_("That room belongs to another dialogue."))
    if to_room.kind == RoomKind.TRANSLATORS:
        raise UnableToRelease(_("Translators get texts, and no entries of the record."))
    if not source.words:
        raise UnableToRelease(_("These words do not open, so they cannot be released."))
    told = str(source.pk)
    if any(row.source == told and row.to_room_id == to_room.pk for row in rooms.releases(by, source.room)):
        raise UnableToRelease(_("This entry was released there already."))


def _occasion(source: Entry, *, by: Viewer) -> Occasion:
    """A caucus's own occasion stays in the caucus, for it says when it met: the copy belongs to the last meeting."""
    if not source.occasion.room.is_caucus:
        return source.occasion
    latest = dialogues.latest_meeting(by, source.dialogue)
    if latest is None:
        raise UnableToRelease(_("There is no meeting yet to which this could belong."))
    return latest.occasion
