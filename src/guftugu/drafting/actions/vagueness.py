from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.drafting.actions.circulating import about
from guftugu.drafting.actions.joint_texts import UnableToDraft, pen_room
from guftugu.drafting.models import IntendedVagueness, JointText
from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.lookups.texts import is_placed, latest_version

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def intend_vagueness(
    joint: JointText, passage: UUID, why: str = "", *, ends: bool = False, by: Viewer, now: datetime
) -> IntendedVagueness:
    """Say that a passage of the draft is meant to stay open, or no longer. The moderators know; nobody else sees it."""
    pen = pen_room(joint.dialogue, by=by)
    if not is_placed(by, latest_version(by, joint.text), passage):
        raise UnableToDraft(_("There is no such passage in this draft."))
    row = IntendedVagueness(id=uuid4(), passage_id=passage, room=pen, ends=ends, recorded_at=now)
    seal(row, shelf=shelf_in(pen, by=by, now=now, about=about(joint)), why=why.strip())
    row.save(force_insert=True)
    verb = "vagueness_ended" if ends else "vagueness_intended"
    record_act(verb, by=by, about=row, room=pen, kept=[row], now=now)
    return row
