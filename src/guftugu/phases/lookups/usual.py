from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import OccasionKind, OccasionState
from guftugu.people import lookups as people
from guftugu.people.kinds import PartyKind, WayRole, WayState
from guftugu.phases.kinds import Phase
from guftugu.phases.lookups.standings import history
from guftugu.record.kinds import EntryKind
from guftugu.record.lookups.entries import NO_FILTERS, filtered
from guftugu.record.lookups.subjects import subjects
from guftugu.texts.kinds import TextKind
from guftugu.texts.lookups.texts import texts

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class Usual:
    """Something that is usually there in a phase, whether it is, as far as the viewer can see, and on which page."""

    words: str
    is_there: bool
    page: str


def usual(viewer: Viewer, dialogue: Dialogue) -> dict[Phase, list[Usual]]:
    """By phase. It is a reminder: nothing waits for it."""
    kinds = set(filtered(viewer, dialogue, NO_FILTERS).order_by().values_list("kind", flat=True).distinct())
    held = {
        seen.occasion.kind
        for seen in dialogues.occasions(viewer, dialogue)
        if seen.occasion.state == OccasionState.HELD
    }  # fmt: skip
    written = {listed.text.kind for listed in texts(viewer, dialogue)}
    return {
        Phase.ENGAGING: [
            *_of_engaging(viewer, dialogue),
            Usual(_("There are terms, as a text, to which one can agree."), TextKind.COVENANT in written,
                  "texts:texts"),
        ],
        Phase.MAPPING: [
            Usual(_("The group has met face to face."), OccasionKind.MEETING in held, "record:meetings"),
            Usual(_("What is talked about has names."), bool(subjects(viewer, dialogue)), "record:subjects"),
        ],
        Phase.PROBING: [
            Usual(_("Questions were asked and answered."), EntryKind.ANSWER in kinds, "record:record"),
            Usual(_("A side was seen to change its position."), EntryKind.CHANGE_OF_POSITION in kinds,
                  "record:record"),
            Usual(_("A problem is judged by itself."), _is_on_subject(viewer, dialogue), "phases:standings"),
        ],
        Phase.PLANNING: [
            Usual(_("Somebody proposed what could be done."), EntryKind.PROPOSAL in kinds, "record:record"),
            Usual(_("The group agreed or decided on something."),
                  bool(kinds & {EntryKind.AGREEMENT, EntryKind.DECISION}), "record:record"),
            Usual(_("There is a text of the whole group."), TextKind.JOINT_MEMO in written, "texts:texts"),
        ],
        Phase.ACTING: [
            Usual(_("A text of the group was handed to somebody."), OccasionKind.HANDOVER in held, "record:timeline"),
        ],
    }  # fmt: skip


def _is_on_subject(viewer: Viewer, dialogue: Dialogue) -> bool:
    return any(seen.subject is not None for seen in history(viewer, dialogue))


def _of_engaging(viewer: Viewer, dialogue: Dialogue) -> list[Usual]:
    persons = people.persons(viewer, dialogue)
    came = {
        way.person.letter
        for way in people.pipeline(viewer, dialogue, known=persons).ways
        if way.state == WayState.ENGAGED and way.participation.role == WayRole.PARTICIPANT
    }
    sides = {side.letter for side in people.parties(viewer, dialogue) if side.party.kind == PartyKind.SIDE}
    return [
        Usual(_("Somebody of every side has come."), bool(sides) and sides <= came, "people:pipeline"),
        Usual(
            _("It is written down whose voices are missing."),
            bool(people.missing_voices(viewer, dialogue, known=persons)),
            "people:pipeline",
        ),
    ]
