"""What was asked for in a round, and what became of it, as the moderators see it. For nobody else: it names hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.algorithms.words import compare
from guftugu.drafting.kinds import Became, Carried, WordingKind
from guftugu.drafting.models import Disposition, Proposal, Round
from guftugu.drafting.visibility import visible_to
from guftugu.rooms.words import open_rows
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.algorithms.words import Change
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class ProposalSeen:
    proposal: Proposal
    changes: list[Change] = field(default_factory=list)
    disposition: Disposition | None = None

    @property
    def hand(self) -> str:
        return self.proposal.caucus.letter

    @property
    def clashes(self) -> bool:
        """Carried over, and the draft has changed the same words since."""
        return self.proposal.carried == Carried.CONFLICT


@dataclass(frozen=True)
class Tally:
    """What became of the proposals of a round."""

    proposals: int
    became: Counter[str]

    @property
    def left(self) -> int:
        return self.proposals - self.became.total()

    @property
    def told(self) -> list[tuple[str, int]]:
        return [(str(kind.label), self.became[kind]) for kind in Became]


def proposals(viewer: Viewer, found: Round) -> list[ProposalSeen]:
    rows = Proposal.objects.filter(visible_to(viewer), round=found).select_related("caucus", "room")
    listed = open_rows(viewer, rows.order_by("caucus__letter", "recorded_at", "pk"))
    if not listed:
        return []
    became = last_dispositions(viewer, [row.pk for row in listed], listed[0].room)
    before = {one.id: one.words for one in text_seen(viewer, found.base.text_id, number=found.base.number).passages}
    return [_seen(row, became, before.get(row.passage_id, "")) for row in listed]


def last_dispositions(viewer: Viewer, wanted: Collection[UUID], room: Room) -> dict[UUID, Disposition]:
    """By proposal: the last that was said, as the moderators keep it."""
    rows = Disposition.objects.filter(visible_to(viewer), room=room, proposal__in=wanted)
    return {row.proposal_id: row for row in open_rows(viewer, rows.order_by("recorded_at", "pk"))}


def tallies(viewer: Viewer, rounds: Collection[Round]) -> dict[UUID, Tally]:
    """By round. Who is not in the moderators' room finds none, not even a number."""
    rows = Proposal.objects.filter(visible_to(viewer), round__in=rounds).values_list("pk", "round", "room")
    told = {pk: (of, room) for pk, of, room in rows}
    said = Disposition.objects.filter(
        visible_to(viewer), proposal__in=told, room__in={room for _of, room in told.values()}
    )
    became = dict(said.order_by("recorded_at", "pk").values_list("proposal", "became"))
    found: dict[UUID, Tally] = {}
    for pk, (of, _room) in told.items():
        before = found.get(of, Tally(0, Counter()))
        found[of] = Tally(before.proposals + 1, before.became + Counter([became[pk]] if pk in became else []))
    return found


def _seen(row: Proposal, became: dict[UUID, Disposition], before: str) -> ProposalSeen:
    changes = compare(before, row.words) if row.kind == WordingKind.CHANGE else []
    return ProposalSeen(row, changes, became.get(row.pk))
