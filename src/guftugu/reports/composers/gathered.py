"""What the papers of one meeting are written from, read once: the number of queries does not grow with the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import DateSense, OccasionKind, OccasionState
from guftugu.dialogues.lookups import DatedOccasion
from guftugu.dialogues.positions import Moment
from guftugu.people import lookups as people
from guftugu.phases import lookups as phases
from guftugu.record.kinds import EntryKind
from guftugu.record.lookups.entries import NO_FILTERS, filtered, in_order, ordered
from guftugu.record.lookups.questions import QuestionSeen, questions
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.people.lookups import PartySeen, PersonSeen
    from guftugu.phases.lookups import StandingSeen
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.rooms.viewer import Viewer

# Of the same words in several rooms the first of these is cited: what was released stands beside what it came from.
INNERMOST = (RoomKind.PLENARY, RoomKind.MODERATORS, RoomKind.STAFF, RoomKind.COLLEAGUES, RoomKind.OPEN)
# Work of and about the dialogue; no event that a meeting would have to take up.
NO_EVENTS = (OccasionKind.MEETING, OccasionKind.PLAN, OccasionKind.PAPER, OccasionKind.PRESENTATION)
ASKED_OR_OFFERED = (EntryKind.QUESTION, EntryKind.PROPOSAL)


@dataclass(frozen=True)
class Gathered:
    """Of one meeting: the meeting before it, what lies between, what lies ahead, and what was said of all this."""

    viewer: Viewer
    dialogue: Dialogue
    meeting: DatedOccasion
    known_at: datetime
    language: str
    occasions: list[DatedOccasion]
    entries: dict[UUID, list[EntrySeen]]
    parties: dict[str, PartySeen]
    persons: list[PersonSeen]
    asked_before: dict[int, list[QuestionSeen]]
    judged_before: dict[int, list[StandingSeen]]

    @property
    def number(self) -> int:
        return self.meeting.occasion.number or 0

    @cached_property
    def held(self) -> list[DatedOccasion]:
        return held_meetings(self.occasions)

    @property
    def last(self) -> DatedOccasion | None:
        """The last meeting held before this one."""
        return last_before(self.held, self.number)

    @property
    def following(self) -> DatedOccasion | None:
        """The meeting after this one, held or planned."""
        later = [
            one for one in self.occasions if one.occasion.is_meeting and one.occasion.state != OccasionState.DROPPED
        ]
        numbered = [(one.occasion.number or 0, one) for one in later if (one.occasion.number or 0) > self.number]
        return min(numbered, key=lambda each: each[0], default=(0, None))[1]

    @property
    def after_last(self) -> int:
        return self.last.occasion.number or 0 if self.last else 0

    @cached_property
    def since_last(self) -> list[DatedOccasion]:
        if self.last is None and self.number > 1:
            # Who may not know of the meetings cannot be told what lies between them.
            return []
        return between(self.occasions, self.held, self.after_last, self.number)

    @cached_property
    def ahead(self) -> list[DatedOccasion]:
        """What is planned, apart from this meeting, in the order of time."""
        return [one for one in self.occasions if _is_planned(one) and one.occasion.pk != self.meeting.occasion.pk]

    @cached_property
    def by_id(self) -> dict[UUID, DatedOccasion]:
        return {one.occasion.pk: one for one in (*self.occasions, self.meeting)}

    @property
    def is_for_the_team(self) -> bool:
        """Who reads this reads the moderators' room: asides may be told, and code names."""
        return any(room.kind == RoomKind.MODERATORS for room in self.viewer.rooms.values())

    @property
    def reads_plenary(self) -> bool:
        return reads_plenary(self.viewer)

    def moment(self, after_meeting: int) -> Moment:
        return Moment(after_meeting=after_meeting, known_at=self.known_at)

    @cached_property
    def noted_there(self) -> list[EntrySeen]:
        """What was said at the meeting; not what was decided of it before it was held."""
        held = [date.recorded_at for date in self.meeting.dates if date.sense == DateSense.HELD]
        return [one for one in self.of(self.meeting) if not _is_decided_before(one, min(held, default=None))]

    def of(self, one: DatedOccasion) -> list[EntrySeen]:
        return self.entries.get(one.occasion.pk, [])

    def questions(self, after_meeting: int) -> list[QuestionSeen]:
        """Every question that was ever left hanging, and where it stood after that meeting."""
        if after_meeting not in self.asked_before:
            seen = questions(self.viewer, self.dialogue, self.moment(after_meeting), language=self.language)
            self.asked_before[after_meeting] = [one for one in seen if tells(self.viewer, one.asked)]
        return self.asked_before[after_meeting]

    def standings(self, after_meeting: int) -> list[StandingSeen]:
        """In force after that meeting, as known at the time of composing; as far as the reader may know."""
        if after_meeting not in self.judged_before:
            moment = self.moment(after_meeting)
            held = phases.standings(self.viewer, self.dialogue, moment, language=self.language)
            self.judged_before[after_meeting] = held
        return self.judged_before[after_meeting]


def gather(viewer: Viewer, dialogue: Dialogue, meeting: Occasion, *, language: str, now: datetime) -> Gathered:
    """For the viewer, whatever he may read of the dialogue but no caucus: what was said there is nobody's paper."""
    mine = {room.pk for room in dialogues.rooms_of(viewer, dialogue) if room.kind != RoomKind.CAUCUS}
    viewer = viewer.narrowed(mine)
    listed = (as_known(one, now) for one in dialogues.occasions(viewer, dialogue))
    occasions = sorted((one for one in listed if one is not None), key=_in_time)
    dated = next((one for one in occasions if one.occasion.pk == meeting.pk), DatedOccasion(meeting))
    parties = people.party_marks(viewer, dialogue, language=language)
    persons = people.persons(viewer, dialogue, language=language)
    found = Gathered(viewer, dialogue, dated, now, language, occasions, {}, parties, persons, {}, {})
    found.entries.update(_entries(found))
    return found


def tells(viewer: Viewer, seen: EntrySeen) -> bool:
    """Illustration is told, as such, only to who reads the plenary, where it lies; never further out."""
    if seen.is_sunset or seen.is_broken or not seen.entry.words:
        return False
    return not seen.entry.is_illustration or reads_plenary(viewer)


def reads_plenary(viewer: Viewer) -> bool:
    return any(room.kind == RoomKind.PLENARY for room in viewer.rooms.values())


def as_known(dated: DatedOccasion, at: datetime) -> DatedOccasion | None:
    """The occasion as it was known at a time: what was planned then, though it was held since; None: not yet known."""
    occasion = dated.occasion
    dates = [date for date in dated.dates if date.recorded_at <= at]
    if occasion.recorded_at > at or not dates:
        return None
    if len(dates) < len(dated.dates):
        told = [date for date in dates if date.sense != DateSense.REPORTED]
        is_held = any(date.sense == DateSense.HELD for date in told)
        is_dropped = bool(told) and told[-1].ends
        occasion.state = (
            OccasionState.HELD if is_held else OccasionState.DROPPED if is_dropped else OccasionState.PLANNED
        )
        in_force = [date for date in told if not date.ends]
        if in_force:
            occasion.earliest, occasion.latest = in_force[-1].earliest, in_force[-1].latest
    return DatedOccasion(occasion, dates)


def held_meetings(occasions: Iterable[DatedOccasion]) -> list[DatedOccasion]:
    held = [one for one in occasions if one.occasion.is_meeting and one.occasion.state == OccasionState.HELD]
    return sorted(held, key=lambda one: one.occasion.number or 0)


def last_before(held: Sequence[DatedOccasion], number: int) -> DatedOccasion | None:
    return next((one for one in reversed(held) if (one.occasion.number or 0) < number), None)


def between(
    occasions: Iterable[DatedOccasion], held: Sequence[DatedOccasion], last: int, number: int
) -> list[DatedOccasion]:
    """What took place after one meeting and before the other, or in its days.

    Meetings are not among it, and neither is what the moderators did among themselves.
    """
    return [
        one
        for one in occasions
        if one.occasion.kind not in NO_EVENTS
        and one.occasion.state == OccasionState.HELD
        and one.occasion.room.kind != RoomKind.MODERATORS
        and last <= meeting_before(one, held) < number
    ]


def meeting_before(one: DatedOccasion, held: Sequence[DatedOccasion]) -> int:
    """The number of the last meeting before an occasion: as its days say; where they leave it open, as somebody said.

    Who records something long after is asked after which meeting it holds; days that are plain go before that.
    """
    first, last = one.occasion.earliest, one.occasion.latest
    numbers = [meeting.occasion.number or 0 for meeting in held]
    ends = [meeting.occasion.latest for meeting in held]
    begins = [meeting.occasion.earliest for meeting in held]
    least = max((no for no, end in zip(numbers, ends, strict=True) if first and end and end < first), default=0)
    later = [no for no, begin in zip(numbers, begins, strict=True) if last and begin and begin > last]
    most = max((no for no in numbers if no < min(later)), default=0) if later else max(numbers, default=0)
    return min(max(_said_after(one, held), least), max(most, least))


def _said_after(one: DatedOccasion, held: Sequence[DatedOccasion]) -> int:
    said = [date.held_after.number for date in one.dates if date.held_after and date.sense != DateSense.REPORTED]
    if said and said[-1]:
        return said[-1]
    known = [meeting for meeting in held if meeting.occasion.recorded_at <= one.occasion.recorded_at]
    return (known[-1].occasion.number or 0) if known else 0


def _is_decided_before(one: EntrySeen, held: datetime | None) -> bool:
    entry = one.entry
    is_of_the_notes = entry.kind != EntryKind.DECISION or entry.agenda_item or entry.party
    return not is_of_the_notes and (held is None or entry.recorded_at < held)


def _in_time(one: DatedOccasion) -> tuple[date, date, datetime]:
    """By their days, then as they were recorded, so that two composings of the same record agree."""
    return one.occasion.earliest or date.max, one.occasion.latest or date.max, one.occasion.recorded_at


def _is_planned(one: DatedOccasion) -> bool:
    return one.occasion.state == OccasionState.PLANNED


def _entries(found: Gathered) -> dict[UUID, list[EntrySeen]]:
    near = [one for one in (found.meeting, found.last, *found.since_last, *found.ahead) if one]
    wanted = Q(occasion__in=[one.occasion.pk for one in near]) | Q(kind=EntryKind.CHANGE_OF_POSITION)
    wanted |= Q(kind__in=ASKED_OR_OFFERED) & ~Q(occasion__kind=OccasionKind.MEETING)
    rows = filtered(found.viewer, found.dialogue, NO_FILTERS).filter(wanted, corrects=None)
    rows = rows.filter(recorded_at__lte=found.known_at)
    seen = in_order(found.viewer, list(ordered(rows).values_list("pk", flat=True)), language=found.language)
    told: dict[UUID, list[EntrySeen]] = defaultdict(list)
    for one in _once([one for one in seen if tells(found.viewer, one)]):
        told[one.entry.occasion_id].append(one)
    return told


def _once(entries: Sequence[EntrySeen]) -> list[EntrySeen]:
    """Words that were released stand in several rooms; they are told once, as of the innermost."""
    innermost: dict[tuple[UUID, str], int] = {}
    for one in entries:
        key = (one.entry.occasion_id, one.entry.words)
        innermost[key] = min(_depth(one), innermost.get(key, len(INNERMOST)))
    return [one for one in entries if _depth(one) == innermost[one.entry.occasion_id, one.entry.words]]


def _depth(one: EntrySeen) -> int:
    return INNERMOST.index(RoomKind(one.room.kind)) if one.room.kind in INNERMOST else len(INNERMOST)
