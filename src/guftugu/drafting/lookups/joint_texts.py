from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from guftugu.drafting.kinds import RoundState
from guftugu.drafting.models import Area, JointText, Releasing, Round
from guftugu.drafting.visibility import joint_texts_visible_to, releasings_visible_to, visible_to
from guftugu.record.lookups.subjects import subjects
from guftugu.rooms.words import open_rows
from guftugu.texts.lookups.texts import latest_versions

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.lookups.subjects import SubjectSeen
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version


@dataclass(frozen=True)
class JointTextSeen:
    """`latest` is what the viewer reads last of it: the draft, for those who hold the pen; else what circulated."""

    joint: JointText
    title: str
    rounds: list[Round] = field(default_factory=list)
    holds_pen: bool = False
    latest: Version | None = None

    @property
    def last_round(self) -> Round | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def open_round(self) -> Round | None:
        last = self.last_round
        return last if last and last.state != RoundState.CLOSED else None

    @property
    def is_final(self) -> bool:
        return self.joint.final_id is not None

    @property
    def draft_circulates(self) -> bool:
        """Plenary has the draft as the moderators have it."""
        return self.latest is not None and self.latest.pk == self.joint.circulated_draft_id


@dataclass(frozen=True)
class RoundSeen:
    round: Round
    seen: JointTextSeen

    @property
    def joint(self) -> JointText:
        return self.seen.joint

    @property
    def is_open(self) -> bool:
        return self.round.state == RoundState.OPEN


@dataclass(frozen=True)
class AreaSeen:
    area: Area
    subject: SubjectSeen


@dataclass(frozen=True)
class CaucusAnswer:
    """All that shows of a caucus's answer outside it."""

    room: Room
    has_released: bool


def has_joint_texts(viewer: Viewer, dialogue: Dialogue) -> bool:
    return JointText.objects.filter(joint_texts_visible_to(viewer), dialogue=dialogue).exists()


def joint_texts(viewer: Viewer, dialogue: Dialogue) -> list[JointTextSeen]:
    """Those the viewer may know of, the newest first; what they are called where he reads them."""
    rows = list(
        JointText.objects.filter(joint_texts_visible_to(viewer), dialogue=dialogue)
        .select_related("text__room", "circulated__room", "dialogue", "final__text__room", "final__text__dialogue")
        .distinct()
        .order_by("-made_at", "-pk")
    )
    rounds = _rounds(viewer, rows)
    readable = {row.pk: row.text_id if viewer.may_read(row.text.room_id) else row.circulated_id for row in rows}
    latest = latest_versions(viewer, [pk for pk in readable.values() if pk])
    return [_seen(viewer, row, rounds.get(row.pk, []), latest.get(readable[row.pk] or row.pk)) for row in rows]


def joint_text(viewer: Viewer, dialogue: Dialogue, joint_id: UUID) -> JointTextSeen:
    found = next((seen for seen in joint_texts(viewer, dialogue) if seen.joint.pk == joint_id), None)
    if found is None:
        raise Http404
    return found


def round_seen(viewer: Viewer, dialogue: Dialogue, round_id: UUID) -> RoundSeen:
    for seen in joint_texts(viewer, dialogue):
        for found in seen.rounds:
            if found.pk == round_id:
                return RoundSeen(found, seen)
    raise Http404


def areas(viewer: Viewer, joint: JointText, *, language: str = "") -> list[AreaSeen]:
    """In their order, as far as the viewer knows the subjects."""
    known = {seen.subject.pk: seen for seen in subjects(viewer, joint.dialogue, language=language)}
    rows = Area.objects.filter(joint_text=joint, subject__in=known).select_related("talked_through_at", "joint_text")
    return [AreaSeen(row, known[row.subject_id]) for row in rows]


def answers(viewer: Viewer, found: Round, caucuses: list[Room]) -> list[CaucusAnswer]:
    """Which caucuses have released; nothing more of any of them, not even when."""
    there = set(Releasing.objects.filter(releasings_visible_to(viewer), round=found).values_list("room", flat=True))
    return [CaucusAnswer(room, room.pk in there) for room in caucuses]


def _seen(viewer: Viewer, row: JointText, rounds: list[Round], latest: Version | None) -> JointTextSeen:
    title = latest.title if latest else ""
    return JointTextSeen(row, title, rounds, viewer.may_read(row.text.room_id), latest)


def _rounds(viewer: Viewer, joints: list[JointText]) -> dict[UUID, list[Round]]:
    """Without the other half of their keys, which no page has any use for."""
    rows = Round.objects.filter(visible_to(viewer), joint_text__in=joints).defer("private_key")
    known = {row.pk: row for row in joints}
    listed = open_rows(viewer, rows.select_related("room", "base", "draft__text__room", "draft__text__dialogue"))
    by_joint: dict[UUID, list[Round]] = {}
    for row in sorted(listed, key=lambda one: one.number):
        row.joint_text = known[row.joint_text_id]
        by_joint.setdefault(row.joint_text_id, []).append(row)
    return by_joint
