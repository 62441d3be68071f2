"""What hands asked for in all rounds of a joint text, as its words are traced by. For moderators: it names hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guftugu.drafting.kinds import WordingKind
from guftugu.drafting.lookups.proposals import ProposalSeen, proposals
from guftugu.drafting.tracing import Asked, AskedBy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from guftugu.drafting.models import Disposition, Round
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import TextSeen


@dataclass
class AllAsked:
    """`words` and `moves` as they were released, a move as (passage of the draft, hand, since when it is known).

    `became` is by proposal as it was asked first: what was said of it last, in whichever round.
    """

    words: list[Asked] = field(default_factory=list)
    moves: list[tuple[str, AskedBy, datetime]] = field(default_factory=list)
    became: dict[str, Disposition] = field(default_factory=dict)


def all_asked(viewer: Viewer, rounds: Sequence[Round], circulated: Sequence[TextSeen]) -> AllAsked:
    """`circulated` are the versions that went round."""
    bases = {one.version.pk: one for one in circulated}
    first: dict[UUID, AskedBy] = {}
    found = AllAsked()
    for row in rounds:
        base = bases.get(row.base_id)
        if row.released_at is None or base is None:
            continue
        for one in proposals(viewer, row):
            _gather(found, one, row, base, first)
    return found


def _gather(found: AllAsked, one: ProposalSeen, row: Round, base: TextSeen, first: dict[UUID, AskedBy]) -> None:
    assert row.released_at is not None
    asked = one.proposal
    by = AskedBy(one.hand, row.number, str(asked.pk))
    by = first[asked.pk] = first.get(asked.carried_from_id, by) if asked.carried_from_id else by
    if one.disposition:
        found.became[by.proposal] = one.disposition
    # What is in conflict was asked of another base, on which it has been told already.
    if one.clashes or one.waits:
        return
    order = {seen.id: seen.composed_as or str(seen.id) for seen in base.passages}
    passage = order.get(asked.passage_id, str(asked.passage_id))
    if asked.kind == WordingKind.MOVE:
        found.moves.append((passage, by, row.released_at))
        return
    is_new = asked.kind == WordingKind.NEW
    before = "" if is_new else next((seen.words for seen in base.passages if seen.id == asked.passage_id), "")
    found.words.append(
        Asked(
            by, str(asked.pk), "" if is_new and asked.comes_first else passage, before, one.in_lead,
            tuple(order.values()), row.released_at,
        )
    )  # fmt: skip
