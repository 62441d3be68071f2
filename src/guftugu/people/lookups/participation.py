from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import DateSense, OccasionState
from guftugu.dialogues.positions import INSTANT, NOW, Moment, as_of
from guftugu.people.kinds import WayRole, WayState
from guftugu.people.lookups.persons import PersonSeen, persons
from guftugu.people.models import Participation, ParticipationStep, Person
from guftugu.people.sorting import code_key
from guftugu.people.visibility import steps_visible_to
from guftugu.rooms.words import is_sunset, open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

OUT = {WayState.DECLINED, WayState.LEFT}
ORDER = {
    state: place
    for place, state in enumerate((WayState.SOUGHT, WayState.APPROACHED, WayState.WEIGHING, WayState.ENGAGED))
}


@dataclass(frozen=True)
class WaySeen:
    """A person's way into the dialogue, up to the moment; the last step is where it stands."""

    participation: Participation
    person: PersonSeen
    steps: list[ParticipationStep]

    @property
    def standing(self) -> ParticipationStep:
        return self.steps[-1]

    @property
    def state(self) -> str:
        return self.standing.state

    @property
    def is_sunset(self) -> bool:
        return any(is_sunset(step, "reason") for step in self.steps)

    @property
    def role(self) -> str | Promise:
        return WayRole(self.participation.role).label

    @property
    def room(self) -> Room:
        return self.participation.room


@dataclass(frozen=True)
class StageSeen:
    state: str
    label: str
    ways: list[WaySeen]

    def by_letter(self) -> dict[str, list[WaySeen]]:
        """By the party's letter; who has no party goes by the letters of the code name."""
        letters: dict[str, list[WaySeen]] = defaultdict(list)
        for way in self.ways:
            letters[way.person.letter or way.person.code.rstrip("0123456789")].append(way)
        return letters


@dataclass(frozen=True)
class Pipeline:
    stages: list[StageSeen]
    moment: Moment

    @property
    def ways(self) -> list[WaySeen]:
        return [way for stage in self.stages for way in stage.ways]

    def letters(self) -> list[str]:
        return sorted({letter for stage in self.stages for letter in stage.by_letter()})


def pipeline(
    viewer: Viewer, dialogue: Dialogue, moment: Moment = NOW, *, known: Iterable[PersonSeen] | None = None
) -> Pipeline:
    """Who stands where on the way in. Nobody falls out of it: who declined or left is still there, with the reason."""
    standing: dict[str, list[WaySeen]] = defaultdict(list)
    for way in _ways(viewer, dialogue, moment, known=known):
        if not way.standing.ends:
            standing[way.state].append(way)
    return Pipeline([StageSeen(state, str(state.label), standing[state]) for state in WayState], moment)


def ways(
    viewer: Viewer,
    dialogue: Dialogue,
    person: Person,
    moment: Moment = NOW,
    *,
    known: Iterable[PersonSeen] | None = None,
) -> list[WaySeen]:
    return _ways(viewer, dialogue, moment, person=person, known=known)


def unusual_step(viewer: Viewer, dialogue: Dialogue, person: Person, *, room: Room, role: str, state: str) -> str:
    """What is out of the ordinary about the next step, in words; "" where nothing is. People judge: none is refused."""
    taken = [way for way in ways(viewer, dialogue, person) if way.room.pk == room.pk and way.participation.role == role]
    before = WayState(taken[0].state) if taken else None
    after = WayState(state)
    if before is None:
        return _("Left without having been engaged, as far as is recorded.") if after == WayState.LEFT else ""
    told = {"before": before.label, "after": after.label}
    if before == after:
        return _("The step before was the same: %(before)s.") % told
    if after == WayState.LEFT and before != WayState.ENGAGED:
        return _("Left without having been engaged: the step before was %(before)s.") % told
    if before == WayState.ENGAGED and after != WayState.LEFT:
        return _("After %(before)s one usually leaves; this step says %(after)s.") % told
    if before in OUT or ORDER.get(after, 9) < ORDER.get(before, 0):
        return _("A step back: from %(before)s to %(after)s.") % told
    return ""


def clock(viewer: Viewer, dialogue: Dialogue) -> dict[int, Occasion]:
    """The meetings held so far, as far as the viewer can tell: those he sees, and those that steps he sees name."""
    seen = [each.occasion for each in dialogues.meetings(viewer, dialogue)]
    steps = ParticipationStep.objects.filter(steps_visible_to(viewer), participation__person__dialogue=dialogue)
    named = [step.held_after for step in steps.exclude(held_after=None).select_related("held_after")]
    held = [meeting for meeting in (*seen, *named) if meeting and meeting.state == OccasionState.HELD]
    return {meeting.number: meeting for meeting in sorted(held, key=lambda each: each.number or 0) if meeting.number}


def known_then(viewer: Viewer, dialogue: Dialogue, after_meeting: int) -> datetime | None:
    """The last moment of knowing only what was known after that meeting: before anything of a later one came in."""
    later = [
        dated.recorded_at
        for each in dialogues.meetings(viewer, dialogue)
        if (each.occasion.number or 0) > after_meeting
        for dated in each.dates
        if dated.sense == DateSense.HELD
    ]
    steps = ParticipationStep.objects.filter(steps_visible_to(viewer), participation__person__dialogue=dialogue)
    named = steps.filter(held_after__number__gt=after_meeting).order_by("recorded_at").first()
    first = min([*later, *([named.recorded_at] if named else [])], default=None)
    return first - INSTANT if first else None


def _ways(
    viewer: Viewer,
    dialogue: Dialogue,
    moment: Moment,
    *,
    person: Person | None = None,
    known: Iterable[PersonSeen] | None = None,
) -> list[WaySeen]:
    rows = ParticipationStep.objects.filter(steps_visible_to(viewer), participation__person__dialogue=dialogue)
    if person is not None:
        rows = rows.filter(participation__person=person)
    related = ("participation", "participation__room", "held_after")
    opened = open_rows(viewer, as_of(rows, moment).select_related(*related))
    people = {seen.row.pk: seen for seen in (persons(viewer, dialogue) if known is None else known)}
    steps: dict[UUID, list[ParticipationStep]] = defaultdict(list)
    for step in opened:
        steps[step.participation_id].append(step)
    found = [
        WaySeen(taken[0].participation, people[taken[0].participation.person_id], sorted(taken, key=_when))
        for taken in steps.values()
    ]
    return sorted(found, key=lambda way: (code_key(way.person.code), way.participation.role, str(way.room.pk)))


def _when(step: ParticipationStep) -> tuple[int, date, datetime, int]:
    """By meeting, then by the last day it can have been (if nobody said: the day it was recorded), then as recorded.

    So a step told late takes its place among those before it, and a correction follows what it corrects.
    """
    after = (step.held_after.number if step.held_after else None) or 0
    return after, step.latest or step.recorded_at.date(), step.recorded_at, step.number
