from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guftugu.rooms import lookups
from guftugu.rooms.middleware import ViewerRequest
from guftugu.trail import lookups as trail

ACTS_A_PAGE = 100


@require_safe
def trail_of_rooms(request: ViewerRequest) -> HttpResponse:
    told = request.GET.get("before", "")
    before = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None
    acts = lookups.acts(request.viewer, most=ACTS_A_PAGE + 1, before=before)
    head = trail.head().hex()
    shown = {
        "acts": acts[:ACTS_A_PAGE],
        "older": acts[ACTS_A_PAGE - 1].row.number if len(acts) > ACTS_A_PAGE else None,
        "is_first": before is None,
        "head": " ".join(head[at : at + 8] for at in range(0, len(head), 8)),
        "backups": lookups.backups(request.viewer),
    }
    return render(request, "rooms/trail.html", shown)
