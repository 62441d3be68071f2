from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues.positions import NOW, Moment, as_of
from guftugu.record.lookups.seen import EntrySeen, Shown, entries_seen, question_order
from guftugu.record.models import Entry, OpenQuestion
from guftugu.record.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class QuestionSeen:
    """A question and where it stood. `answer` only where the viewer may read it."""

    asked: EntrySeen
    standing: OpenQuestion
    answer: Shown | None = None


def questions_left_hanging(
    viewer: Viewer, dialogue: Dialogue, moment: Moment = NOW, *, language: str = ""
) -> list[QuestionSeen]:
    """What nobody had answered at a moment: after which meeting, as known then or now. Oldest first."""
    return [seen for seen in questions(viewer, dialogue, moment, language=language) if not seen.standing.ends]


def questions(
    viewer: Viewer, dialogue: Dialogue, moment: Moment = NOW, *, language: str = "", occasion: Occasion | None = None
) -> list[QuestionSeen]:
    """Every question that was ever left hanging, and where it stood at a moment."""
    rows = OpenQuestion.objects.filter(visible_to(viewer), asked__dialogue=dialogue)
    if occasion is not None:
        rows = rows.filter(asked__occasion=occasion)
    known = as_of(rows, moment).select_related("held_after")
    standings = {row.asked_id: row for row in sorted(open_rows(viewer, known), key=question_order)}
    asked = Entry.objects.filter(visible_to(viewer), pk__in=standings).order_by("recorded_at", "number")
    answers = _shown(viewer, [row.answered_by_id for row in standings.values() if row.answered_by_id])
    seen = [(one, standings[one.entry.pk]) for one in entries_seen(viewer, asked, language=language)]
    return [
        QuestionSeen(one, row, answers.get(row.answered_by_id) if row.answered_by_id else None) for one, row in seen
    ]


def _shown(viewer: Viewer, wanted: Sequence[UUID]) -> dict[UUID, Shown]:
    rows = open_rows(viewer, Entry.objects.filter(visible_to(viewer), pk__in=wanted))
    return {row.pk: Shown(row, viewer.rooms[row.room_id]) for row in rows}
