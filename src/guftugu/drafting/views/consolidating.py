"""The moderators' page on which the next draft is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guftugu.drafting.actions.consolidating import Overtaken, write_next_draft
from guftugu.drafting.kinds import RoundState
from guftugu.drafting.lookups.consolidation import consolidation
from guftugu.drafting.lookups.vagueness import intended_vagueness
from guftugu.drafting.views.asking import read_or_sent, round_or_404
from guftugu.drafting.views.pen import Pen
from guftugu.rooms.refusals import Refusal
from guftugu.texts.lookups.comparison import compared
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.drafting.lookups.consolidation import Consolidation
    from guftugu.drafting.lookups.joint_texts import RoundSeen
    from guftugu.rooms.middleware import ViewerRequest


@read_or_sent
def consolidate(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002 (the address says so)
    """What each hand asked, what is suggested and why, and the pen. Refused or overtaken, what was typed stays."""
    found, seen = round_or_404(request, dialogue, round, holds_pen=True)
    if seen.is_open:
        raise Http404
    may_write = seen.round.state != RoundState.CLOSED
    laid = consolidation(request.viewer, seen.round)
    pen = Pen(laid, request.POST if request.method == "POST" and may_write else None)
    vague = intended_vagueness(request.viewer, seen.joint)
    shown: dict[str, Any] = {
        "dialogue": found,
        "seen": seen,
        "laid": laid,
        "pen": pen,
        "vague": {one.row.key: vague[one.row.draft] for one in pen.rows if one.row.draft in vague},
        "may_write": may_write,
    }
    if request.method == "POST" and may_write and pen.is_valid():
        try:
            write_next_draft(
                seen.round, pen.head.cleaned_data["title"], pen.written(), pen.became(),
                after=pen.head.cleaned_data["after"], typos=pen.typos(), by=request.viewer, now=request.now,
            )  # fmt: skip
        except Overtaken as refusal:
            shown |= {"meanwhile": _meanwhile(request, seen, laid, pen.head.cleaned_data["after"])}
            pen.head.add_error(None, str(refusal))
            pen.go_on_after(laid.latest.version.number)
        except Refusal as refusal:
            pen.head.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Those who asked see what became of what they asked, and nothing else."))
            return redirect("drafting:consolidate", dialogue, round)
    return render(request, "drafting/consolidate.html", shown)


def _meanwhile(request: ViewerRequest, seen: RoundSeen, laid: Consolidation, begun_on: int) -> Any:
    return compared(text_seen(request.viewer, seen.joint.text_id, number=begun_on), laid.latest)
