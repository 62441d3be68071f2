"""What every act on people asks first: may this viewer write this there?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.translation import gettext as _

from guftugu.people.lookups import may_keep_people
from guftugu.people.models import Organisation, Person, PersonKnown
from guftugu.people.visibility import organisations_visible_to, persons_visible_to
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.actions.occasions import When
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToWrite(Refusal):
    pass


def check_keeps(dialogue: Dialogue, *, by: Viewer) -> None:
    if not may_keep_people(by, dialogue):
        raise UnableToWrite(_("Only the moderators and the staff of this dialogue can do this."))


def check_writes(dialogue: Dialogue, room: Room, *, by: Viewer) -> None:
    """Nobody is named in the open room: what is to be public is released into it."""
    if room.is_open or not by.is_signed_in or not by.holds_key(room):
        raise UnableToWrite(_("You cannot write in this room."))
    if not dialogue.rooms.filter(pk=room.pk).exists():
        raise UnableToWrite(_("That room belongs to another dialogue."))


def check_knows(person: Person, *, by: Viewer) -> None:
    if not Person.objects.filter(persons_visible_to(by), pk=person.pk).exists():
        raise UnableToWrite(_("There is no such person."))


def check_knows_organisation(organisation: Organisation, *, by: Viewer) -> None:
    if not Organisation.objects.filter(organisations_visible_to(by), pk=organisation.pk).exists():
        raise UnableToWrite(_("There is no such organisation."))


def make_known(person: Person, room: Room, *, now: datetime) -> None:
    """What is written of a person in a room tells that room the code name. A caucus learns code names in plenary."""
    if not room.is_caucus:
        PersonKnown.objects.get_or_create(person=person, room=room, defaults={"id": uuid4(), "since": now})


def check_clock(dialogue: Dialogue, held_after: Occasion | None) -> None:
    if held_after is not None and (held_after.dialogue_id != dialogue.pk or held_after.number is None):
        raise UnableToWrite(_("That is no meeting of this dialogue."))


def check_bounds_of(when: When) -> None:
    if when.earliest and when.latest and when.earliest > when.latest:
        raise UnableToWrite(_("The latest day lies before the earliest."))
