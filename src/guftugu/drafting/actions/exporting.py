from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.drafting.actions.joint_texts import UnableToDraft
from guftugu.drafting.kinds import RoundState
from guftugu.rooms.acts import record_act

if TYPE_CHECKING:
    from guftugu.drafting.models import Round
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def export_our_proposals(found: Round, caucus: Room, *, by: Viewer, now: datetime) -> None:
    """Somebody takes out what became of what his caucus asked. Its own trail tells it, and nobody else's."""
    if not caucus.is_caucus or not by.holds_key(caucus):
        raise UnableToDraft(_("Only who is in a caucus reads what became of what it asked."))
    if found.state == RoundState.OPEN:
        raise UnableToDraft(_("Nothing was opened yet."))
    record_act("answer_exported", by=by, about=found, room=caucus, now=now)
