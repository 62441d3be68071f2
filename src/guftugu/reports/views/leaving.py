"""The door: what would leave with a paper, the release into another room, the file to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released
from guftugu.reports.actions.checking import check_off
from guftugu.reports.actions.leaving import record_export, release_paper
from guftugu.reports.audiences import Readers, readers_in, readers_of
from guftugu.reports.kinds import Audience
from guftugu.reports.lookups.going_out import file_name, leaving_with, lines_of, printed
from guftugu.reports.views.asking import keeps, let_out_or_404, paper_or_404, with_asked
from guftugu.rooms.refusals import Refusal
from guftugu.texts.files import FORMATS, write
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.views.reading import tongues_of
from guftugu.texts.views.taking import as_handed
from guftugu.texts.visibility import may_hand_over

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room
    from guftugu.texts.files import Document


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
            return redirect(with_asked(request, reverse("reports:leaving", args=[dialogue, paper]), **asked))
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
    """The file. Who keeps the paper sees first what nobody has looked at yet; the trail tells that it was taken.

    `?hand-over=` says for which hand-over it is, as it does of a text.
    """
    found = dialogue_or_404(request, dialogue)
    seen = paper_or_404(request, found, paper)
    readers = readers_of(seen.row.audience)
    if keeps(request.viewer, found, seen) and "unchecked" not in request.GET:
        findings = leaving_with(request.viewer, found, seen, readers)
        if any(finding.is_waiting for finding in findings):
            return redirect(with_asked(request, reverse("reports:leaving", args=[dialogue, paper]), **{"as": suffix}))
    body = write(_printed(request, found, seen), suffix)
    if request.viewer.is_signed_in:
        record_export(found, seen.room, paper=seen.row, by=request.viewer, now=request.now)
    response = HttpResponse(body, content_type=FORMATS[f".{suffix}"].content_type)
    name = file_name(request.viewer, seen, suffix)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


def _printed(request: ViewerRequest, dialogue: Dialogue, seen: PaperSeen) -> Document:
    lines = lines_of(request.viewer, dialogue, seen)
    standing = text_seen(request.viewer, seen.text.pk, number=seen.version.number)
    _links, told = tongues_of(request, standing)
    words, line = as_handed(request, dialogue, told, ". ".join(lines))
    return printed(request.viewer, dialogue, seen, words=words, lines=[line] if "hand-over" in request.GET else lines)


def _shown(
    request: ViewerRequest, dialogue: Dialogue, seen: PaperSeen, readers: Readers, to_room: Room | None, *, refusal: str
) -> HttpResponse:
    findings = leaving_with(request.viewer, dialogue, seen, readers, to_room=to_room)
    suffix = request.GET.get("as", "")
    suffix = suffix if f".{suffix}" in FORMATS else ""
    waiting = [finding for finding in findings if finding.is_waiting]
    shown = {
        "dialogue": dialogue,
        "paper": seen,
        "to_room": to_room,
        "audience": "" if to_room else Audience(seen.row.audience).label,
        "rooms": _rooms_beyond(request, dialogue, seen),
        "waiting": waiting,
        "checked": [finding for finding in findings if finding.is_checked and not finding.is_known],
        "known": [finding for finding in findings if finding.is_known],
        "suffix": suffix,
        "export_url": _file_address(request, dialogue, seen, suffix, is_unchecked=bool(waiting)) if suffix else "",
        "may_log": may_hand_over(request.viewer, seen.room),
        "is_for_somebody": "hand-over" in request.GET,
        "refusal": refusal,
    }
    return render(request, "reports/leaving.html", shown)


def _file_address(
    request: ViewerRequest, dialogue: Dialogue, seen: PaperSeen, suffix: str, *, is_unchecked: bool
) -> str:
    address = reverse(f"reports:export-{suffix}", args=[dialogue.number, seen.row.pk])
    return with_asked(request, address, **({"unchecked": "1"} if is_unchecked else {}))


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
