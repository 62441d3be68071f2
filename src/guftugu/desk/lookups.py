from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from guftugu.desk.models import LastHere
from guftugu.desk.visibility import visible_to
from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import OccasionKind, OccasionState, Role
from guftugu.drafting.kinds import RoundState
from guftugu.drafting.lookups.joint_texts import JointTextSeen, joint_texts
from guftugu.drafting.lookups.to_render import proposals_to_render
from guftugu.people.lookups.participation import Pipeline, pipeline
from guftugu.people.lookups.voices import VoiceSeen, missing_voices
from guftugu.phases.kinds import Phase
from guftugu.phases.lookups.ribbons import ribbon
from guftugu.phases.lookups.standings import history, standings
from guftugu.phases.wording import sentence
from guftugu.record.lookups.news import RoomNews, news
from guftugu.record.lookups.questions import QuestionSeen, questions_left_hanging
from guftugu.record.lookups.sheets import sheets
from guftugu.reports.kinds import PaperKind
from guftugu.reports.lookups.papers import last_report, papers
from guftugu.rooms import lookups as rooms
from guftugu.rooms.kinds import RoomKind
from guftugu.texts.lookups.to_render import ToRender, to_render

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.phases.lookups.standings import StandingSeen
    from guftugu.phases.ribbon import Ribbon
    from guftugu.record.models import Sheet
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.lookups import RoomSeen, Waiting
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

MOST_QUESTIONS = 6
MOST_PLANS = 6
# What is planned that somebody else is waiting for.
GOES = {OccasionKind.MEETING, OccasionKind.VISIT, OccasionKind.WORKSHOP}
CONVENES = {Role.MODERATOR, Role.STAFF}
RENDERED_IN = {RoomKind.TRANSLATORS, RoomKind.OPEN}
RENDERS = {Role.MODERATOR, Role.TRANSLATOR}
OWED = {OccasionKind.WORKSHOP, OccasionKind.HANDOVER, OccasionKind.PROGRAMME}


@dataclass(frozen=True)
class LastPapers:
    """What a mediator reaches for first: the last memo, the coming agenda, the last report."""

    memo: PaperSeen | None = None
    agenda: PaperSeen | None = None
    report: PaperSeen | None = None

    @property
    def all(self) -> list[PaperSeen]:
        return [one for one in (self.memo, self.agenda, self.report) if one]

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True, kw_only=True)
class Home:
    """What somebody's home shows. A part that is not for his role, or not for his rooms, is empty."""

    role: str
    since: datetime | None
    latest: DatedOccasion | None
    upcoming: DatedOccasion | None
    news: list[RoomNews]
    standings: list[StandingSeen] = field(default_factory=list)
    ribbon: Ribbon | None = None
    papers: LastPapers = field(default_factory=LastPapers)
    owed: list[DatedOccasion] = field(default_factory=list)
    plans: list[DatedOccasion] = field(default_factory=list)
    hanging: list[QuestionSeen] = field(default_factory=list)
    more_hanging: int = 0
    queue: list[Waiting] = field(default_factory=list)
    to_open: list[Room] = field(default_factory=list)
    alone: list[RoomSeen] = field(default_factory=list)
    doubtful: list[RoomSeen] = field(default_factory=list)
    sunsets_pending: int = 0
    voices: list[VoiceSeen] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    pipeline: Pipeline | None = None
    caucus: Room | None = None
    going_round: list[JointTextSeen] = field(default_factory=list)
    only_renders: bool = False
    to_render: list[ToRender] = field(default_factory=list)
    proposals_to_render: int = 0

    @property
    def waits_for_rendering(self) -> int:
        return sum(one.waits for one in self.to_render) + self.proposals_to_render

    @property
    def hanging_count(self) -> int:
        return len(self.hanging) + self.more_hanging

    @property
    def where(self) -> str:
        return sentence(self.standings)

    @property
    def reasons(self) -> list[StandingSeen]:
        """Why we think so: of phase 1, which never closes, only where nothing else was judged."""
        open_ended = [seen for seen in self.standings if seen.phase != Phase.ENGAGING or seen.subject]
        return open_ended or self.standings


def only_renders(viewer: Viewer, role: str | None) -> bool:
    """A translator who is in no rooms but those of translators: nothing of the record is there for him."""
    return role == Role.TRANSLATOR and {room.kind for room in viewer.rooms.values()} <= RENDERED_IN


def last_here(viewer: Viewer, dialogue: Dialogue) -> datetime | None:
    """The time before this one, or None for somebody's first."""
    found = LastHere.objects.filter(visible_to(viewer), dialogue=dialogue).first()
    return found.before_at if found else None


def home(viewer: Viewer, dialogue: Dialogue, *, language: str = "") -> Home:
    role = dialogues.role(viewer, dialogue) or ""
    since = last_here(viewer, dialogue)
    everything = dialogues.occasions(viewer, dialogue)
    meetings = [one for one in everything if one.occasion.is_meeting]
    planned = [one for one in everything if one.occasion.state == OccasionState.PLANNED]
    judged = history(viewer, dialogue, language=language)
    held = [one for one in meetings if one.occasion.state == OccasionState.HELD]
    hanging = questions_left_hanging(viewer, dialogue, language=language)
    inside = {room.pk for room in dialogues.rooms_of(viewer, dialogue) if not room.is_open}
    mine = [seen for seen in rooms.rooms_seen(viewer) if seen.room.pk in inside]
    return Home(
        role=role,
        since=since,
        latest=max(held, key=_number, default=None),
        upcoming=min((one for one in meetings if one in planned), key=_number, default=None),
        news=news(viewer, dialogue, since=since, language=language),
        standings=standings(viewer, dialogue, language=language),
        ribbon=ribbon(viewer, dialogue, language=language, known=judged) if judged else None,
        papers=_last_papers(viewer, dialogue),
        owed=[one for one in planned if one.occasion.kind in OWED] if role in CONVENES else [],
        plans=_next(planned, role),
        hanging=hanging[:MOST_QUESTIONS],
        more_hanging=max(0, len(hanging) - MOST_QUESTIONS),
        queue=rooms.queue(viewer),
        to_open=rooms.caucuses_to_open(viewer),
        alone=[seen for seen in mine if seen.hangs_by_one],
        doubtful=[seen for seen in mine if not seen.is_vouched],
        sunsets_pending=_pending(viewer) if role == Role.MODERATOR else 0,
        voices=_still_missing(viewer, dialogue) if role in (Role.MODERATOR, Role.STAFF, Role.PARTICIPANT) else [],
        sheets=[sheet for sheet in sheets(viewer, dialogue) if not sheet.filed_at and not sheet.set_aside_at],
        pipeline=pipeline(viewer, dialogue) if role in (Role.MODERATOR, Role.STAFF) else None,
        caucus=dialogues.room_of_kind(viewer, dialogue, RoomKind.CAUCUS),
        going_round=_going_round(viewer, dialogue) if role == Role.PARTICIPANT else [],
        only_renders=only_renders(viewer, role),
        to_render=to_render(viewer, dialogue) if role in RENDERS else [],
        proposals_to_render=_unrendered(viewer, dialogue) if role in RENDERS else 0,
    )


def _going_round(viewer: Viewer, dialogue: Dialogue) -> list[JointTextSeen]:
    """The drafts that wait for an answer of the sides."""
    listed = joint_texts(viewer, dialogue)
    return [seen for seen in listed if seen.open_round and seen.open_round.state == RoundState.OPEN]


def _next(planned: list[DatedOccasion], role: str) -> list[DatedOccasion]:
    """Meetings and visits before what is planned at large; what is owed stands apart for those who convene."""
    apart = OWED if role in CONVENES else set()
    dated = [one for one in planned if one.occasion.kind not in apart]
    return sorted(dated, key=lambda one: one.occasion.kind not in GOES)[:MOST_PLANS]


def _last_papers(viewer: Viewer, dialogue: Dialogue) -> LastPapers:
    listed = papers(viewer, dialogue)
    of_meetings = sorted((one for one in listed if one.meeting), key=lambda one: one.meeting.number or 0)  # type: ignore[union-attr]
    return LastPapers(
        memo=next((one for one in reversed(of_meetings) if one.row.kind == PaperKind.MEMO), None),
        agenda=next((one for one in reversed(of_meetings) if one.row.kind == PaperKind.AGENDA), None),
        report=last_report(viewer, dialogue),
    )


def _number(one: DatedOccasion) -> int:
    return one.occasion.number or 0


def _unrendered(viewer: Viewer, dialogue: Dialogue) -> int:
    return sum(not one.is_rendered for one in proposals_to_render(viewer, dialogue))


def _pending(viewer: Viewer) -> int:
    return sum(1 for seen in rooms.sunsets(viewer) if seen.pending)


def _still_missing(viewer: Viewer, dialogue: Dialogue) -> list[VoiceSeen]:
    return [voice for voice in missing_voices(viewer, dialogue) if not voice.brought]
