from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.actions.occasions import When
from guftugu.people.actions.writing import (
    check_bounds_of,
    check_clock,
    check_keeps,
    check_knows,
    check_writes,
    make_known,
)
from guftugu.people.kinds import WayRole, WayState
from guftugu.people.models import Participation, ParticipationStep, Person
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

NEVER_SAID = When("")


class UnableToTakeStep(Refusal):
    pass


@transaction.atomic
def take_step(
    person: Person,
    state: str,
    *,
    room: Room,
    by: Viewer,
    now: datetime,
    when: When = NEVER_SAID,
    reason: str = "",
    vouched_by: str = "",
    held_after: Occasion | None = None,
    role: str = WayRole.PARTICIPANT,
    is_illustration: bool = False,
) -> ParticipationStep:
    """A step on a person's way into the dialogue, or out of it, in any order: people judge what happened."""
    check_keeps(person.dialogue, by=by)
    check_knows(person, by=by)
    check_writes(person.dialogue, room, by=by)
    check_clock(person.dialogue, held_after)
    check_bounds_of(when)
    if state not in WayState or role not in WayRole:
        raise UnableToTakeStep(_("There is no such step."))
    way = _way(person, room, role, is_illustration=is_illustration, now=now)
    step = ParticipationStep(id=uuid4(), participation=way, state=state, held_after=held_after, recorded_at=now)
    step.number = ParticipationStep.objects.filter(participation=way).count() + 1
    step.earliest, step.latest, step.edtf = when.earliest or when.latest, when.latest or when.earliest, when.edtf
    shelf = shelf_in(room, by=by, now=now, about=About("person", person.pk))
    seal(step, shelf=shelf, reason=reason.strip(), vouched_by=vouched_by.strip(), said=when.said.strip())
    step.save(force_insert=True)
    make_known(person, room, now=now)
    record_act("step_taken", by=by, about=person, room=room, kept=[step], now=now)
    return step


def _way(person: Person, room: Room, role: str, *, is_illustration: bool, now: datetime) -> Participation:
    made_with = {"id": uuid4(), "is_illustration": is_illustration, "recorded_at": now}
    return Participation.objects.get_or_create(person=person, room=room, role=role, defaults=made_with)[0]
