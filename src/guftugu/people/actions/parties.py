from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.people.actions.writing import check_writes
from guftugu.people.kinds import PartyKind
from guftugu.people.models import Party, PartyName
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

LETTER = re.compile(r"[^\W\d_]{1,3}")


class UnableToAddParty(Refusal):
    pass


@transaction.atomic
def add_party(
    dialogue: Dialogue,
    letter: str,
    *,
    by: Viewer,
    now: datetime,
    kind: str = PartyKind.SIDE,
    name: str = "",
    language: str = "",
    rooms: Sequence[Room] = (),
    caucus: Room | None = None,
    shape: str = "",
    pattern: str = "",
) -> Party:
    """A party under its letter, called `name` in each of these rooms. Its caucus is found by the letter."""
    moderators = _check_moderates(dialogue, by=by)
    letter = letter.strip().upper()
    if not LETTER.fullmatch(letter):
        raise UnableToAddParty(_("A party is told by one letter, or by two or three."))
    if Party.objects.filter(dialogue=dialogue, letter=letter).exists():
        raise UnableToAddParty(_("There is a party of this letter already."))
    caucus = caucus or dialogue.rooms.filter(kind=RoomKind.CAUCUS, letter=letter).first()
    party = Party(id=uuid4(), dialogue=dialogue, letter=letter, kind=kind, shape=shape, pattern=pattern, made_at=now)
    party.caucus = caucus
    party.save(force_insert=True)
    record_act("party_added", by=by, about=party, room=moderators, kept=[party], now=now)
    for room in rooms if name.strip() else ():
        name_party(party, room, name, language=language, by=by, now=now)
    return party


@transaction.atomic
def name_party(party: Party, room: Room, words: str, *, by: Viewer, now: datetime, language: str = "") -> PartyName:
    """Say what the party is called in a room, in a language. The name before stays in the record."""
    _check_moderates(party.dialogue, by=by)
    check_writes(party.dialogue, room, by=by)
    if not words.strip():
        raise UnableToAddParty(_("A name has to say something."))
    name = PartyName(id=uuid4(), party=party, room=room, language=language, recorded_at=now)
    seal(name, shelf=shelf_in(room, by=by, now=now), words=words.strip())
    name.save(force_insert=True)
    record_act("party_named", by=by, about=party, room=room, kept=[name], now=now)
    return name


def _check_moderates(dialogue: Dialogue, *, by: Viewer) -> Room:
    moderators = dialogues.room_of_kind(by, dialogue, RoomKind.MODERATORS)
    if moderators is None or not by.holds_key(moderators):
        raise UnableToAddParty(_("Only a moderator of this dialogue can do this."))
    return moderators
