"""What was asked for in a round, and what became of it, as the moderators see it. For nobody else: it names hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.algorithms.words import compare
from guftugu.drafting.carrying import Asking
from guftugu.drafting.kinds import PLENARY, Became, Carried, WordingKind
from guftugu.drafting.models import Disposition, Proposal, ProposalRendering, ProposalToRender, Round
from guftugu.drafting.visibility import visible_to
from guftugu.rooms.words import open_rows
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.algorithms.words import Change
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import PassageSeen


@dataclass(frozen=True)
class ProposalSeen:
    """`in_lead`: its words in the language that leads; "" while one in another language waits for its rendering."""

    proposal: Proposal
    in_lead: str
    changes: list[Change] = field(default_factory=list)
    disposition: Disposition | None = None
    sent: ProposalToRender | None = None
    rendering: ProposalRendering | None = None
    behind: PassageSeen | None = None

    @property
    def hand(self) -> str:
        return self.proposal.caucus.letter or PLENARY

    @property
    def moves(self) -> bool:
        """It asks for a place, and for no words."""
        return self.proposal.kind == WordingKind.MOVE

    @property
    def clashes(self) -> bool:
        """Carried over, and the draft has changed the same words since."""
        return self.proposal.carried == Carried.CONFLICT

    @property
    def is_rendered(self) -> bool:
        """Asked in another language than the one that leads."""
        return bool(self.proposal.words) and self.in_lead != self.proposal.words

    @property
    def waits(self) -> bool:
        """Nobody has rendered it yet, so it cannot be laid beside the others."""
        return bool(self.proposal.words) and not self.in_lead

    @property
    def asking(self) -> Asking:
        row = self.proposal
        return Asking(
            self.hand, str(row.passage_id), row.kind, self.in_lead, str(row.after_id or ""),
            comes_first=row.comes_first, passage_kind=row.passage_kind,
        )  # fmt: skip


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
    rows = Proposal.objects.filter(visible_to(viewer), round=found).select_related("caucus", "room", "after")
    listed = open_rows(viewer, rows.order_by("caucus__letter", "recorded_at", "pk"))
    if not listed:
        return []
    became = last_dispositions(viewer, [row.pk for row in listed], listed[0].room)
    base = text_seen(viewer, found.base.text_id, number=found.base.number)
    by_id = {one.id: one for one in base.passages}
    lead = (base.text.language, base.text.script)
    sent, rendered = _rendered(viewer, [row for row in listed if (row.language, row.script) != lead])
    found_seen = []
    for row in listed:
        rendering = rendered.get(row.pk)
        words = row.words if (row.language, row.script) == lead else rendering.words if rendering else row.lead_words
        was = by_id.get(row.passage_id)
        changes = compare(was.words if was else "", words) if words and row.kind == WordingKind.CHANGE else []
        behind = by_id.get(row.after_id) if row.after_id else None
        found_seen.append(ProposalSeen(row, words, changes, became.get(row.pk), sent.get(row.pk), rendering, behind))
    return found_seen


def _rendered(
    viewer: Viewer, rows: Collection[Proposal]
) -> tuple[dict[UUID, ProposalToRender], dict[UUID, ProposalRendering]]:
    """By proposal: what was sent to the translators, and their last rendering of it."""
    if not rows:
        return {}, {}
    sent = ProposalToRender.objects.filter(visible_to(viewer), proposal__in=[row.pk for row in rows])
    opened = {row.pk: row for row in open_rows(viewer, sent)}
    done = ProposalRendering.objects.filter(visible_to(viewer), sent__in=opened).order_by("recorded_at", "pk")
    rendered = {opened[row.sent_id].proposal_id: row for row in open_rows(viewer, done)}
    return {row.proposal_id: row for row in opened.values()}, rendered


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
