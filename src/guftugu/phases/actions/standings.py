from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import OccasionKind, OccasionState, Role
from guftugu.dialogues.positions import Moment, as_of, in_force
from guftugu.phases.kinds import Firmness, Phase
from guftugu.phases.models import Standing
from guftugu.record.actions.citations import UnableToCite, write_citations
from guftugu.record.lookups.subjects import subject as subject_seen
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.record.models import Citation, Entry, Subject
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToJudge(Refusal):
    pass


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is sealed of a judgement, and the language it is in."""

    why: str
    judged_by: str = ""
    language: str = ""


@transaction.atomic
def judge(
    dialogue: Dialogue,
    room: Room,
    phase: int,
    firmness: str,
    why: str,
    *,
    cites: Iterable[Entry],
    held_after: Occasion | None,
    by: Viewer,
    now: datetime,
    subject: Subject | None = None,
    judged_by: str = "",
    language: str = "",
) -> Standing:
    """Say where the group, or one subject, stands, and why. What was said of this phase before stays, and is replaced.

    Only moderators judge; a judgement gives its reason and the entries it rests on.
    """
    cited = list(cites)
    _check_judge(dialogue, room, by=by)
    _check_told(phase, firmness, why, cited)
    _check_clock(dialogue, held_after, by=by)
    _check_cited(dialogue, cited, by=by)
    if subject is not None and subject_seen(by, dialogue, subject.pk) is None:
        raise UnableToJudge(_("There is no such subject."))
    row = Standing(
        id=uuid4(), dialogue=dialogue, room=room, subject=subject, phase=phase, firmness=firmness,
        held_after=held_after, recorded_at=now,
    )  # fmt: skip
    citations = write_standing(row, Words(why=why, judged_by=judged_by, language=language), cited, by=by, now=now)
    record_act("standing_judged", by=by, about=row, room=room, kept=[row, *citations], now=now)
    return row


@transaction.atomic
def end_standing(
    standing: Standing,
    why: str,
    *,
    held_after: Occasion | None,
    by: Viewer,
    now: datetime,
    cites: Iterable[Entry] = (),
    judged_by: str = "",
    language: str = "",
) -> Standing:
    """Say that it holds no more, since which meeting, and why. Ended after the meeting it was judged, it never held."""
    cited = list(cites)
    dialogue, room = standing.dialogue, standing.room
    _check_judge(dialogue, room, by=by)
    _check_clock(dialogue, held_after, by=by)
    _check_cited(dialogue, cited, by=by)
    _check_ending(standing, why, held_after, by=by)
    row = Standing(
        id=uuid4(), dialogue=dialogue, room=room, subject=standing.subject, phase=standing.phase,
        firmness=standing.firmness, held_after=held_after, recorded_at=now, ends=True,
    )  # fmt: skip
    citations = write_standing(row, Words(why=why, judged_by=judged_by, language=language), cited, by=by, now=now)
    record_act("standing_ended", by=by, about=row, room=room, kept=[row, *citations], now=now)
    return row


def write_standing(row: Standing, words: Words, cites: Sequence[Entry], *, by: Viewer, now: datetime) -> list[Citation]:
    """Seal and keep it with what it cites. A part of an act that tells the trail.

    It lies on the shelf of the meeting after which it held: where that is forgotten, so is what was concluded from it.
    """
    about = About("occasion", row.held_after_id) if row.held_after_id else About()
    shelf = shelf_in(row.room, by=by, now=now, about=about)
    row.language = words.language
    said = {"why": words.why.strip(), "judged_by": words.judged_by.strip()}
    seal(row, shelf=shelf, **{name: told for name, told in said.items() if told})
    row.save(force_insert=True)
    return write_citations(row, row.room, cites, by=by, now=now)


def _check_judge(dialogue: Dialogue, room: Room, *, by: Viewer) -> None:
    if dialogues.role(by, dialogue) != Role.MODERATOR:
        raise UnableToJudge(_("Only moderators judge where the group stands."))
    if not by.is_signed_in or not by.holds_key(room):
        raise UnableToJudge(_("You cannot write in this room."))
    if not dialogue.rooms.filter(pk=room.pk).exists():
        raise UnableToJudge(_("That room belongs to another dialogue."))
    if room.kind in (RoomKind.OPEN, RoomKind.CAUCUS):
        raise UnableToJudge(_("No judgement is made in this room. Make it in the moderators' room and release it."))


def _check_told(phase: int, firmness: str, why: str, cited: Sequence[Entry]) -> None:
    if phase not in Phase.values or firmness not in Firmness.values:
        raise UnableToJudge(_("There is no such phase, or it cannot be judged so."))
    if not why.strip():
        raise UnableToJudge(_("Say why: a judgement gives its reason."))
    if not cited:
        raise UnableToJudge(_("Name the entries this rests on: a judgement names its evidence."))


def _check_cited(dialogue: Dialogue, cited: Sequence[Entry], *, by: Viewer) -> None:
    if any(entry.dialogue_id != dialogue.pk or not by.may_read(entry.room_id) for entry in cited):
        raise UnableToCite(_("There is no such entry to cite."))


def _check_clock(dialogue: Dialogue, held_after: Occasion | None, *, by: Viewer) -> None:
    if held_after is None:
        return
    is_meeting = held_after.kind == OccasionKind.MEETING and held_after.dialogue_id == dialogue.pk
    if not is_meeting or not by.may_read(held_after.room_id):
        raise UnableToJudge(_("There is no such meeting."))
    if held_after.state != OccasionState.HELD:
        raise UnableToJudge(_("That meeting has not been held yet."))


def _check_ending(standing: Standing, why: str, held_after: Occasion | None, *, by: Viewer) -> None:
    if not why.strip():
        raise UnableToJudge(_("Say why: a judgement gives its reason."))
    if standing.ends or standing.copy_of_id is not None:
        raise UnableToJudge(_("Only a judgement can be ended, in the room where it was made."))
    if standing.phase == Phase.ENGAGING and standing.subject_id is None:
        raise UnableToJudge(_("The first phase never closes: voices that are missing are brought in all along."))
    if _number(held_after) < _number(standing.held_after):
        raise UnableToJudge(_("It cannot end before the meeting after which it held."))
    rows = Standing.objects.filter(
        dialogue=standing.dialogue, subject=standing.subject, phase=standing.phase, copy_of=None,
        room__in=list(by.room_ids),
    )  # fmt: skip
    if not in_force(as_of(rows, Moment(after_meeting=_number(held_after))), lambda row: row.series):
        raise UnableToJudge(_("By then it had ended already."))


def _number(meeting: Occasion | None) -> int:
    return (meeting.number if meeting else None) or 0
