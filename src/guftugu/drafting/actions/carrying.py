"""Taking what nobody dealt with over to the next round, onto the draft that goes round there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from guftugu.drafting.actions.circulating import about
from guftugu.drafting.carrying import Onto, carried
from guftugu.drafting.kinds import Carried
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.models import Proposal, Round
from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.drafting.lookups.proposals import ProposalSeen
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


def carry_over(found: Round, pen: Room, *, by: Viewer, now: datetime) -> list[Proposal]:
    """What the round before left open, as a proposal to this one. Part of an act that tells the trail."""
    before = (
        Round.objects.filter(joint_text=found.joint_text_id, number=found.number - 1)
        .select_related("base", "joint_text__text", "joint_text__dialogue")
        .first()
    )
    left = [] if before is None else [one for one in proposals(by, before) if one.disposition is None]
    if before is None or not left:
        return []
    old = text_seen(by, before.base.text_id, number=before.base.number).passages
    new = text_seen(by, found.base.text_id, number=found.base.number).passages
    shelf = shelf_in(pen, by=by, now=now, about=about(found.joint_text))
    rows = []
    lead = (found.joint_text.text.language, found.joint_text.text.script)
    for one in left:
        row = one.proposal
        onto = _waiting(one) if one.waits else carried(one.asking, old, new)
        made = Proposal(
            id=uuid4(), round=found, passage_id=UUID(onto.passage), room=pen, caucus=row.caucus, kind=row.kind,
            after_id=UUID(onto.after) if onto.after else None, comes_first=onto.comes_first,
            passage_kind=row.passage_kind, level=row.level, language=row.language, script=row.script,
            carried_from=row, carried=onto.state, recorded_at=now,
        )  # fmt: skip
        leads = (row.language, row.script) == lead
        seal(
            made, shelf=shelf, words=onto.words if leads else row.words, why=row.why, carried_because=onto.because,
            lead_words="" if leads else onto.words,
        )  # fmt: skip
        rows.append(made)
    Proposal.objects.bulk_create(rows)
    record_act("proposals_carried", by=by, about=found, room=pen, kept=rows, now=now)
    return rows


def _waiting(one: ProposalSeen) -> Onto:
    """What nobody has rendered yet stays as it was asked; it waits for its rendering in this round too."""
    row = one.proposal
    return Onto(
        str(row.passage_id), "", Carried.CLEAN, "", str(row.after_id or ""), comes_first=row.comes_first
    )  # fmt: skip
