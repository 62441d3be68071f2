"""The door: what would leave with a paper, the release into another room, the file to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released
from guftugu.reports.actions.checking import check_off
from guftugu.reports.actions.leaving import record_export, release_paper
from guftugu.reports.audiences import Readers, readers_in, readers_of
from guftugu.reports.kinds import Audience
from guftugu.reports.lookups.going_out import file_name, leaving_with, printed
from guftugu.reports.views.asking import keeps, let_out_or_404, paper_or_404
from guftugu.rooms.refusals import Refusal
from guftugu.texts.files import FORMATS, write

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: ViewerRequest, dialogue: int, paper: UUID) -> HttpResponse:
    """What would leave, to be looked through and ticked; from here it is released, or taken as a file."""
    found = dialogue_or_404(request, dialogue)
    seen = let_out_or_404(request, found, paper)
    to_room = _room_meant(request, found, seen)
    readers = readers_in(to_room) if to_room else readers_of(seen.row.audience)
    refusal = ""
    if request.method == "POST":
        findings = leaving_with(request.viewer, found, seen, readers, to_room=to_room)
        ticked = set(request.POST.getlist("finding"))
        try:
            chosen = [finding for finding in findings if finding.mark in ticked and finding.is_waiting]
            check_off(seen, chosen, readers, by=request.viewer, now=request.now)
        except Refusal as refused:
            refusal = str(refused)
        else:
            asked = {name: request.GET[name] for name in ("to", "as") if name in request.GET}
            address = reverse("reports:leaving", args=[dialogue, paper])
            return redirect(f"{address}?{urlencode(asked)}" if asked else address)
    return _shown(request, found, seen, readers, to_room, refusal=refusal)


@require_POST
def release(request: ViewerRequest, dialogue: int, paper: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = let_out_or_404(request, found, paper)
    to_room = _room_meant(request, found, seen)
    if to_room is None:
        raise Http404
    try:
        copy = release_paper(seen, to_room, by=request.viewer, now=request.now)
    except Refusal as refused:
        return _shown(request, found, seen, readers_in(to_room), to_room, refusal=str(refused))
    return redirect("reports:paper", dialogue=dialogue, paper=copy.pk)


@open_as_released
@require_safe
def export(request: ViewerRequest, dialogue: int, paper: UUID, suffix: str) -> HttpResponse:
    """The file. Who keeps the paper sees first what nobody has looked at yet; the trail tells that it was taken."""
    found = dialogue_or_404(request, dialogue)
    seen = paper_or_404(request, found, paper)
    readers = readers_of(seen.row.audience)
    if keeps(request.viewer, found, seen) and "unchecked" not in request.GET:
        findings = leaving_with(request.viewer, found, seen, readers)
        if any(finding.is_waiting for finding in findings):
            address = reverse("reports:leaving", args=[dialogue, paper])
            return redirect(f"{address}?{urlencode({'as': suffix})}")
    body = write(printed(request.viewer, found, seen), suffix)
    if request.viewer.is_signed_in:
        record_export(found, seen.room, paper=seen.row, by=request.viewer, now=request.now)
    response = HttpResponse(body, content_type=FORMATS[f".{suffix}"].content_type)
    name = file_name(request.viewer, seen, suffix)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


def _shown(
    request: ViewerRequest, dialogue: Dialogue, seen: PaperSeen, readers: Readers, to_room: Room | None, *, refusal: str
) -> HttpResponse:
    findings = leaving_with(request.viewer, dialogue, seen, readers, to_room=to_room)
    suffix = request.GET.get("as", "")
    suffix = suffix if f".{suffix}" in FORMATS else ""
    at = [dialogue.number, seen.row.pk]
    shown = {
        "dialogue": dialogue,
        "paper": seen,
        "to_room": to_room,
        "audience": "" if to_room else Audience(seen.row.audience).label,
        "rooms": _rooms_beyond(request, dialogue, seen),
        "waiting": [finding for finding in findings if finding.is_waiting],
        "checked": [finding for finding in findings if finding.is_checked and not finding.is_known],
        "known": [finding for finding in findings if finding.is_known],
        "suffix": suffix,
        "export_url": reverse(f"reports:export-{suffix}", args=at) if suffix else "",
        "refusal": refusal,
    }
    return render(request, "reports/leaving.html", shown)


def _rooms_beyond(request: ViewerRequest, dialogue: Dialogue, seen: PaperSeen) -> list[Room]:
    """Where the viewer can release it to."""
    if not request.viewer.may_keep(seen.room):
        return []
    return [room for room in dialogues.rooms_of(request.viewer, dialogue) if room.pk != seen.room.pk]


def _room_meant(request: ViewerRequest, dialogue: Dialogue, seen: PaperSeen) -> Room | None:
    """The room of the address; none is asked for, or there is no such room for the viewer: then it does not exist."""
    asked = request.GET.get("to", "") or request.POST.get("to", "")
    if not asked:
        return None
    for room in _rooms_beyond(request, dialogue, seen):
        if str(room.pk) == asked:
            return room
    raise Http404
