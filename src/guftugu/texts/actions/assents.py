from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.actions.occasions import When
from guftugu.people.actions.writing import check_bounds_of, check_clock, check_knows
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.lookups.assents import assents
from guftugu.texts.models import Assent
from guftugu.texts.visibility import is_own, may_record_assents

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.people.models import Person
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version


class UnableToAssent(Refusal):
    pass


NEVER_SAID = When("")


@transaction.atomic
def assent(
    version: Version, person: Person, *, by: Viewer, now: datetime, when: When = NEVER_SAID, note: str = "",
    held_after: Occasion | None = None,
) -> Assent:  # fmt: skip
    """Record that a person assented to this version, and when, as said. To a later version he assents anew."""
    _check(version, person, when=when, held_after=held_after, by=by)
    if any(seen.person.pk == person.pk and seen.version.pk == version.pk for seen in assents(by, version.text)):
        raise UnableToAssent(_("This assent is recorded already."))
    return _write(version, person, when=when, note=note, held_after=held_after, ends=False, by=by, now=now)


@transaction.atomic
def take_back(
    version: Version, person: Person, *, by: Viewer, now: datetime, when: When = NEVER_SAID, note: str = "",
    held_after: Occasion | None = None,
) -> Assent:  # fmt: skip
    """Record that a person no longer assents. That he once did stays."""
    _check(version, person, when=when, held_after=held_after, by=by)
    if not any(seen.person.pk == person.pk for seen in assents(by, version.text)):
        raise UnableToAssent(_("There is no assent to take back."))
    return _write(version, person, when=when, note=note, held_after=held_after, ends=True, by=by, now=now)


def _check(version: Version, person: Person, *, when: When, held_after: Occasion | None, by: Viewer) -> None:
    text = version.text
    if text.room.is_open or not by.is_signed_in or not by.holds_key(text.room):
        raise UnableToAssent(_("You cannot write in this room."))
    if person.dialogue_id != text.dialogue_id:
        raise UnableToAssent(_("There is no such person in this dialogue."))
    check_knows(person, by=by)
    if not is_own(by, person) and not may_record_assents(by, text):
        raise UnableToAssent(_("You can record your own assent only."))
    check_clock(text.dialogue, held_after)
    check_bounds_of(when)


def _write(
    version: Version, person: Person, *, when: When, note: str, held_after: Occasion | None, ends: bool, by: Viewer,
    now: datetime,
) -> Assent:  # fmt: skip
    row = Assent(
        id=uuid4(), version=version, person=person, room=version.room, held_after=held_after, ends=ends,
        recorded_at=now, edtf=when.edtf, earliest=when.earliest or when.latest, latest=when.latest or when.earliest,
    )  # fmt: skip
    shelf = shelf_in(version.room, by=by, now=now, about=About("text", version.text_id))
    seal(row, shelf=shelf, said=when.said.strip(), note=note.strip())
    row.save(force_insert=True)
    verb = "assent_taken_back" if ends else "assented"
    record_act(verb, by=by, about=row, room=version.room, kept=[row], now=now)
    return row
