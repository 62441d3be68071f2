from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.people.actions.writing import check_clock, check_knows, check_writes, make_known
from guftugu.people.models import MissingVoice, Person, VoiceBrought
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToNameVoice(Refusal):
    pass


@transaction.atomic
def name_missing_voice(
    dialogue: Dialogue,
    room: Room,
    words: str,
    *,
    why: str,
    by: Viewer,
    now: datetime,
    named_after: Occasion | None = None,
    is_illustration: bool = False,
) -> MissingVoice:
    """Say who ought to be heard and is not there, and why it matters. Whoever is in a room may say so there."""
    check_writes(dialogue, room, by=by)
    check_clock(dialogue, named_after)
    if not words.strip():
        raise UnableToNameVoice(_("Say whose voice is missing."))
    voice = MissingVoice(id=uuid4(), dialogue=dialogue, room=room, named_after=named_after, recorded_at=now)
    voice.is_illustration = is_illustration
    shelf = shelf_in(room, by=by, now=now, about=About("voice", voice.pk))
    seal(voice, shelf=shelf, words=words.strip(), why=why.strip())
    voice.save(force_insert=True)
    record_act("voice_named", by=by, about=voice, room=room, kept=[voice], now=now)
    return voice


@transaction.atomic
def bring_voice(
    voice: MissingVoice,
    person: Person,
    *,
    by: Viewer,
    now: datetime,
    how: str = "",
    held_after: Occasion | None = None,
) -> VoiceBrought:
    """This person now speaks for it. Others may too."""
    return _write("voice_brought", voice, person, how, held_after=held_after, ends=False, by=by, now=now)


@transaction.atomic
def lose_voice(
    voice: MissingVoice,
    person: Person,
    *,
    by: Viewer,
    now: datetime,
    how: str = "",
    held_after: Occasion | None = None,
) -> VoiceBrought:
    """This person speaks for it no longer, or was put down by mistake: the voice is missing again."""
    told = VoiceBrought.objects.filter(voice=voice, person=person).order_by("-recorded_at").first()
    if told is None or told.ends:
        raise UnableToNameVoice(_("This person was not brought for this voice."))
    return _write("voice_lost", voice, person, how, held_after=held_after, ends=True, by=by, now=now)


def _write(
    verb: str,
    voice: MissingVoice,
    person: Person,
    how: str,
    *,
    held_after: Occasion | None,
    ends: bool,
    by: Viewer,
    now: datetime,
) -> VoiceBrought:
    check_writes(voice.dialogue, voice.room, by=by)
    check_knows(person, by=by)
    check_clock(voice.dialogue, held_after)
    if person.dialogue_id != voice.dialogue_id:
        raise UnableToNameVoice(_("There is no such person."))
    row = VoiceBrought(id=uuid4(), voice=voice, person=person, held_after=held_after, recorded_at=now, ends=ends)
    seal(row, shelf=shelf_in(voice.room, by=by, now=now, about=About("voice", voice.pk)), how=how.strip())
    row.save(force_insert=True)
    make_known(person, voice.room, now=now)
    record_act(verb, by=by, about=voice, room=voice.room, kept=[row], now=now)
    return row
