"""What a report over a time is written from, read once: what happened, what was noted of it, what was judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import OccasionKind, OccasionState
from guftugu.dialogues.positions import Moment
from guftugu.people import lookups as people
from guftugu.phases import lookups as phases
from guftugu.record.lookups.entries import NO_FILTERS, filtered, in_order, ordered
from guftugu.record.lookups.occasions import occasions_behind
from guftugu.reports.composers.gathered import INNERMOST, as_known, reads_plenary, tells
from guftugu.reports.composers.standing import reasons
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import PartySeen
    from guftugu.phases.lookups import StandingSeen
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.reports.composed import Period
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class Happening:
    """An occasion as far as the readers may know it. `dated` where they may know its title and its date as said."""

    id: UUID
    kind: str
    number: int
    state: str
    earliest: date | None
    latest: date | None
    recorded_at: datetime
    is_moderators: bool
    dated: DatedOccasion | None = None
    entries: list[EntrySeen] = field(default_factory=list)

    @property
    def is_meeting(self) -> bool:
        return self.kind == OccasionKind.MEETING

    @property
    def is_held(self) -> bool:
        return self.state == OccasionState.HELD

    @property
    def is_planned(self) -> bool:
        return self.state == OccasionState.PLANNED

    @cached_property
    def subjects(self) -> frozenset[UUID]:
        return frozenset(pk for one in self.entries for pk in subjects_in(one))

    @property
    def filed(self) -> tuple[datetime, int]:
        """When it came into the record; of what came at once, by the numbers of what was noted of it."""
        return self.recorded_at, self.entries[0].entry.number if self.entries else 0

    @property
    def begins(self) -> date:
        return self.earliest or date.max

    @property
    def ends(self) -> date:
        return self.latest or date.max


@dataclass(frozen=True)
class Covered:
    """The time a report is about, what came before that it answers to, and what lies ahead."""

    viewer: Viewer
    title: str
    period: Period
    happenings: list[Happening]
    parties: dict[str, PartySeen]
    standings: list[StandingSeen]

    @cached_property
    def meetings(self) -> list[Happening]:
        """Those that ended in this time: each meeting is in one report, and in no other."""
        return [one for one in self.held_meetings if self.period.first <= one.ends <= self.period.last]

    @cached_property
    def held_meetings(self) -> list[Happening]:
        held = [one for one in self.happenings if one.is_meeting and one.is_held]
        return sorted(held, key=lambda one: one.number)

    @cached_property
    def apart(self) -> list[Happening]:
        """Everything but meetings and what the moderators judged among themselves."""
        return [one for one in self.happenings if not one.is_meeting and not one.is_moderators]

    @property
    def reads_plenary(self) -> bool:
        return reads_plenary(self.viewer)

    @cached_property
    def entries(self) -> dict[UUID, EntrySeen]:
        return {one.entry.pk: one for happening in self.happenings for one in happening.entries}

    @cached_property
    def judgements(self) -> list[EntrySeen]:
        """What the moderators noted of where the group stood at the end of this time, when they conferred on it."""
        held = [one for one in self.held_meetings if one.ends <= self.period.last]
        since = [one for one in self.happenings if one.is_moderators and self.meeting_before(one) in held[-1:]]
        return [one for happening in since for one in happening.entries]

    @cached_property
    def process(self) -> frozenset[UUID]:
        """The subjects of all of the moderators' judgements: what is about them is about the process itself."""
        return shared_by_all(one for each in self.happenings if each.is_moderators for one in each.entries)

    @cached_property
    def academic(self) -> frozenset[UUID]:
        presented = [one for one in self.happenings if one.kind == OccasionKind.PRESENTATION]
        return shared_by_all(entry for one in presented for entry in one.entries)

    @cached_property
    def evidence(self) -> set[UUID]:
        """What the judgements that are told rest on."""
        return {shown.entry.pk for one in reasons(self.standings) for shown in one.evidence}

    @cached_property
    def matter(self) -> frozenset[UUID]:
        """What the meetings of this time were about: too wide to say what else belongs together."""
        return frozenset(pk for one in self.meetings for pk in one.subjects)

    def is_told_with_the_judgement(self, one: EntrySeen) -> bool:
        return one.entry.pk in self.evidence and bool(self.process & subjects_in(one))

    def was_known(self, one: Happening) -> bool:
        """Recorded before the next meeting was over: a report composed long after does not tell what came later."""
        later = [each for each in self.held_meetings if each.ends > self.period.last]
        return not later or one.recorded_at.date() <= later[0].ends

    def overlaps(self, one: Happening) -> bool:
        return one.begins <= self.period.last and (one.latest is None or one.latest >= self.period.first)

    def meeting_before(self, one: Happening) -> Happening | None:
        """The last meeting that was held before an occasion began."""
        before = [each for each in self.held_meetings if each.begins <= one.begins and each.id != one.id]
        if one.is_meeting:
            before = [each for each in self.held_meetings if each.number < one.number]
        return before[-1] if before else None


def cover(viewer: Viewer, dialogue: Dialogue, period: Period, *, language: str, now: datetime) -> Covered:
    """For the viewer, whatever he may read of the dialogue but no caucus; as known at `now`."""
    mine = {room.pk for room in dialogues.rooms_of(viewer, dialogue) if room.kind != RoomKind.CAUCUS}
    viewer = viewer.narrowed(mine)
    happenings = _happenings(viewer, dialogue, now=now)
    for one in _entries(viewer, dialogue, period, happenings, language=language, now=now):
        happenings[one.entry.occasion_id].entries.append(one)
    listed = sorted(happenings.values(), key=lambda one: (one.begins, one.ends, one.filed))
    numbers = [one.number for one in listed if one.is_meeting and one.is_held and one.ends <= period.last]
    known = any(one.is_meeting for one in listed)
    moment = Moment(after_meeting=max(numbers, default=0) if known else None, known_at=now)
    return Covered(
        viewer, dialogues.titles(viewer, [dialogue]).get(dialogue.pk, ""), period, listed,
        people.party_marks(viewer, dialogue, language=language),
        phases.standings(viewer, dialogue, moment, language=language),
    )  # fmt: skip


def subjects_in(one: EntrySeen) -> frozenset[UUID]:
    return frozenset(seen.subject.pk for seen in one.subjects)


def shared_by_all(entries: Iterable[EntrySeen]) -> frozenset[UUID]:
    listed = [subjects_in(one) for one in entries]
    return frozenset.intersection(*listed) if listed else frozenset()


def is_all_about(one: Happening, subjects: Collection[UUID]) -> bool:
    return bool(one.entries) and all(subjects_in(entry) & frozenset(subjects) for entry in one.entries)


def _happenings(viewer: Viewer, dialogue: Dialogue, *, now: datetime) -> dict[UUID, Happening]:
    known = (as_known(one, now) for one in dialogues.occasions(viewer, dialogue))
    found = {
        one.occasion.pk: Happening(
            one.occasion.pk, one.occasion.kind, one.occasion.number or 0, one.occasion.state, one.occasion.earliest,
            one.occasion.latest, one.occasion.recorded_at, one.occasion.room.kind == RoomKind.MODERATORS, one,
        )
        for one in known if one is not None
    }  # fmt: skip
    for pk, one in occasions_behind(viewer, dialogue).items():
        if pk not in found and one.recorded_at <= now:
            found[pk] = Happening(
                pk, one.kind, one.number or 0, one.state, one.earliest, one.latest, one.recorded_at,
                one.room_kind == RoomKind.MODERATORS,
            )  # fmt: skip
    return found


def _entries(
    viewer: Viewer,
    dialogue: Dialogue,
    period: Period,
    happenings: dict[UUID, Happening],
    *,
    language: str,
    now: datetime,
) -> list[EntrySeen]:
    """Of everything but meetings; of the meetings of this time, the one before, and those that lie ahead."""
    meetings = sorted((one for one in happenings.values() if one.is_meeting), key=lambda one: one.number)
    held = [one for one in meetings if one.is_held and one.ends <= period.last]
    first = next((place for place, one in enumerate(held) if one.ends >= period.first), len(held))
    near = [*held[max(first - 1, 0) :], *[one for one in meetings if one.is_planned]]
    wanted = ~Q(occasion__kind=OccasionKind.MEETING) | Q(occasion__in=[one.id for one in near])
    rows = filtered(viewer, dialogue, NO_FILTERS).filter(wanted, corrects=None, recorded_at__lte=now)
    seen = in_order(viewer, list(ordered(rows).values_list("pk", flat=True)), language=language)
    told = [one for one in seen if one.entry.occasion_id in happenings and tells(viewer, one)]
    return _once(told)


def _once(entries: Sequence[EntrySeen]) -> list[EntrySeen]:
    """Words that were released stand in several rooms; they are told once, as of the innermost."""
    kept: dict[tuple[UUID, str], EntrySeen] = {}
    for one in entries:
        key = (one.entry.occasion_id, one.entry.words)
        if key not in kept or _depth(one) < _depth(kept[key]):
            kept[key] = one
    chosen = {one.entry.pk for one in kept.values()}
    return [one for one in entries if one.entry.pk in chosen]


def _depth(one: EntrySeen) -> int:
    return INNERMOST.index(RoomKind(one.room.kind)) if one.room.kind in INNERMOST else len(INNERMOST)
