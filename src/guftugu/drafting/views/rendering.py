"""Proposals in other languages: what waits for a translator, one of them, and sending them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guftugu.drafting.actions.rendering import render_proposal, send_proposals
from guftugu.drafting.forms.rendering import ProposalRenderingForm
from guftugu.drafting.lookups import to_render as lookups
from guftugu.drafting.views.asking import read_or_sent, round_or_404
from guftugu.people.languages import language_name
from guftugu.record.views.asking import answer, done
from guftugu.texts.views.reading import translators_or_404

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest


@require_safe
def to_render(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """What was asked in other languages and waits for its words in the one that leads."""
    found = translators_or_404(request, dialogue)
    listed = lookups.proposals_to_render(request.viewer, found)
    shown = {"dialogue": found, "listed": [(one, language_name(one.sent.language)) for one in listed]}
    return render(request, "drafting/to_render.html", shown)


@read_or_sent
def render_one(request: ViewerRequest, dialogue: int, proposaltorender: UUID) -> HttpResponse:
    found = translators_or_404(request, dialogue)
    seen = lookups.proposal_to_render(request.viewer, found, proposaltorender)
    done = seen.rendering
    before = {"words": done.words, "why": done.why, "note": done.note} if done else {"words": seen.sent.lead}
    form = ProposalRenderingForm(
        request.POST or None, initial=before, draft=seen.sent.lead, asks_why=bool(seen.sent.why)
    )

    def act() -> None:
        told = form.cleaned_data
        render_proposal(
            seen.sent, told["words"], why=told.get("why", ""), note=told["note"], by=request.viewer, now=request.now
        )
        messages.success(request, _("Kept. The moderators have it beside the words that were asked."))

    shown = {
        "dialogue": found,
        "one": seen,
        "asked_in": language_name(seen.sent.language),
        "into": language_name(seen.into),
    }
    back = reverse("drafting:to-render", args=[dialogue])
    return answer(request, form, act, shown=shown, back=back, template="drafting/render_one.html")


@require_POST
def send(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002 (the address says so)
    _found, seen = round_or_404(request, dialogue, round, holds_pen=True)

    def act() -> str:
        sent = send_proposals(seen.round, by=request.viewer, now=request.now)
        told = ngettext("%(number)d proposal was sent.", "%(number)d proposals were sent.", len(sent))
        return told % {"number": len(sent)}

    return done(request, act, back=reverse("drafting:consolidate", args=[dialogue, round]))
