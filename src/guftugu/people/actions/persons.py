from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.people import lookups
from guftugu.people.actions.remarks import add_remark
from guftugu.people.actions.writing import check_keeps, check_knows, check_writes, make_known
from guftugu.people.codes import is_code, written_code
from guftugu.people.models import Party, Person, PersonName
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Account, Room
    from guftugu.rooms.viewer import Viewer


class UnableToAddPerson(Refusal):
    pass


@transaction.atomic
def add_person(
    dialogue: Dialogue,
    room: Room,
    code: str,
    *,
    by: Viewer,
    now: datetime,
    party: Party | None = None,
    account: Account | None = None,
    languages: Iterable[str] = (),
    name: str = "",
    name_room: Room | None = None,
    spellings: Iterable[str] = (),
    note: str = "",
    source: str = "",
    is_illustration: bool = False,
) -> Person:
    """Somebody under a code name, known of in `room`. The real name, if given, lies in `name_room`: the moderators'."""
    check_keeps(dialogue, by=by)
    check_writes(dialogue, room, by=by)
    if room.is_caucus:
        raise UnableToAddPerson(_("Code names are the whole dialogue's: a caucus gives none of its own."))
    person = Person(id=uuid4(), dialogue=dialogue, room=room, code=written_code(code), recorded_at=now)
    person.is_illustration = is_illustration
    _check_code(dialogue, person.code, by=by)
    _set_plain(person, party=party, account=account, languages=languages)
    person.save(force_insert=True)
    make_known(person, room, now=now)
    record_act("person_added", by=by, about=person, room=room, kept=[person], now=now)
    for words, is_spelling in ((name, False), *((spelling, True) for spelling in spellings)):
        if words.strip():
            set_name(person, words, room=name_room, is_spelling=is_spelling, by=by, now=now)
    if note.strip() or source.strip():
        add_remark(person, room, note, source=source, by=by, now=now)
    return person


@transaction.atomic
def set_name(
    person: Person,
    words: str,
    *,
    by: Viewer,
    now: datetime,
    room: Room | None = None,
    language: str = "",
    is_spelling: bool = False,
) -> PersonName:
    """Say who the person is, in the moderators' room or in another that may know it. The name before stays there.

    Staff who are not in the moderators' room drop the name into it and do not read it again.
    """
    check_knows(person, by=by)
    if not words.strip():
        raise UnableToAddPerson(_("A name has to say something."))
    room = room or _moderators_room(person.dialogue, by=by)
    if room.kind != RoomKind.MODERATORS or by.may_read(room):
        check_writes(person.dialogue, room, by=by)
    else:
        check_keeps(person.dialogue, by=by)
    name = PersonName(id=uuid4(), person=person, room=room, language=language, is_spelling=is_spelling, recorded_at=now)
    seal(name, shelf=shelf_in(room, by=by, now=now, about=About("person", person.pk)), words=words.strip())
    name.save(force_insert=True)
    make_known(person, room, now=now)
    record_act("person_named", by=by, about=person, room=room, kept=[name], now=now)
    return name


@transaction.atomic
def correct_person(
    person: Person,
    *,
    party: Party | None,
    account: Account | None,
    languages: Iterable[str],
    by: Viewer,
    now: datetime,
) -> None:
    """Put right what is plain about a person: the party, the log-in, the languages. No words are touched."""
    check_keeps(person.dialogue, by=by)
    check_knows(person, by=by)
    _set_plain(person, party=party, account=account, languages=languages)
    person.save(update_fields=["party", "account", "speaks"])
    record_act("person_corrected", by=by, about=person, room=person.room, kept=[person], now=now)


@transaction.atomic
def introduce_person(person: Person, room: Room, *, by: Viewer, now: datetime) -> None:
    """Let another room know that there is such a code name: who was only sought comes to plenary.

    What was written of the person elsewhere stays where it is.
    """
    check_keeps(person.dialogue, by=by)
    check_knows(person, by=by)
    check_writes(person.dialogue, room, by=by)
    if room.is_caucus:
        raise UnableToAddPerson(_("A caucus learns code names in plenary."))
    make_known(person, room, now=now)
    record_act("person_introduced", by=by, about=person, room=room, now=now)


def _set_plain(person: Person, *, party: Party | None, account: Account | None, languages: Iterable[str]) -> None:
    if party is not None and party.dialogue_id != person.dialogue_id:
        raise UnableToAddPerson(_("That party belongs to another dialogue."))
    others = Person.objects.filter(dialogue=person.dialogue_id, account=account).exclude(pk=person.pk)
    if account is not None and others.exists():
        raise UnableToAddPerson(_("This log-in belongs to another code name."))
    person.party, person.account = party, account
    person.speaks = " ".join(dict.fromkeys(code.strip() for code in languages if code.strip()))


def _check_code(dialogue: Dialogue, code: str, *, by: Viewer) -> None:
    if not is_code(code):
        raise UnableToAddPerson(_("A code name is up to three letters and a number, as in G1."))
    if not lookups.is_code_free(by, dialogue, code):
        raise UnableToAddPerson(_("This code name is in use, or looks like one that is."))


def _moderators_room(dialogue: Dialogue, *, by: Viewer) -> Room:
    room = dialogues.moderators_room(by, dialogue)
    if room is None:
        raise UnableToAddPerson(_("Say in which room the name may be known."))
    return room
