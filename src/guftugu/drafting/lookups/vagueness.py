from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues.positions import NOW, Moment, as_of, in_force
from guftugu.drafting.models import IntendedVagueness, JointText
from guftugu.drafting.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def intended_vagueness(viewer: Viewer, joint: JointText, moment: Moment = NOW) -> dict[UUID, IntendedVagueness]:
    """By passage of the moderators' draft: that it is meant to stay open, and why. For nobody but moderators."""
    rows = IntendedVagueness.objects.filter(visible_to(viewer), passage__text=joint.text_id)
    opened = open_rows(viewer, in_force(as_of(rows, moment), lambda row: row.passage_id))
    return {row.passage_id: row for row in opened}
