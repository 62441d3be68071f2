"""What was asked in other languages, as translators have it: the words, and not whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from guftugu.algorithms.words import compare
from guftugu.drafting.kinds import RoundState, WordingKind
from guftugu.drafting.models import ProposalRendering, ProposalToRender
from guftugu.drafting.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.algorithms.words import Change
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class ToRenderSeen:
    """`changes`: what was asked, beside the passage in the same language. `into`: the language that leads."""

    sent: ProposalToRender
    into: str
    rendering: ProposalRendering | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def is_rendered(self) -> bool:
        return self.rendering is not None


def proposals_to_render(viewer: Viewer, dialogue: Dialogue) -> list[ToRenderSeen]:
    """Of rounds that go on, in the order of the text; those that nobody rendered yet first."""
    rows = ProposalToRender.objects.filter(visible_to(viewer), proposal__round__joint_text__dialogue=dialogue)
    rows = rows.exclude(proposal__round__state=RoundState.CLOSED)
    listed = open_rows(viewer, rows.select_related("room", "proposal__round__joint_text__text"))
    done = ProposalRendering.objects.filter(visible_to(viewer), sent__in=[row.pk for row in listed])
    rendered = {row.sent_id: row for row in open_rows(viewer, done.order_by("recorded_at", "pk"))}
    seen = [_seen(row, rendered.get(row.pk)) for row in listed]
    return sorted(seen, key=lambda one: one.is_rendered)


def proposal_to_render(viewer: Viewer, dialogue: Dialogue, sent: UUID) -> ToRenderSeen:
    found = next((one for one in proposals_to_render(viewer, dialogue) if one.sent.pk == sent), None)
    if found is None:
        raise Http404
    return found


def _seen(row: ProposalToRender, rendering: ProposalRendering | None) -> ToRenderSeen:
    changes = compare(row.before, row.words) if row.kind == WordingKind.CHANGE and row.before else []
    return ToRenderSeen(row, row.proposal.round.joint_text.text.language, rendering, changes)
