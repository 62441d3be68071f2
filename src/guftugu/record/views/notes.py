"""The sheet: where notes are taken, and how they are saved without ever losing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, rooms_to_write_in, spoken
from guftugu.people import lookups as people
from guftugu.record.actions.sheets import LONGEST, save_sheet, set_sheet_aside
from guftugu.record.lookups import sheets as lookups
from guftugu.record.lookups.filing import read_notes
from guftugu.record.lookups.subjects import short_names
from guftugu.record.views.asking import meeting_or_404, occasion_or_404, url_of
from guftugu.record.wording import FLAGS, GRAMMAR
from guftugu.rooms.middleware import open_to_all
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.models import Sheet
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room


@require_safe
def sheets(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    if not rooms_to_write_in(request, found):
        raise Http404
    known = {seen.occasion.pk: seen for seen in dialogues.occasions(request.viewer, found)}
    listed = [(sheet, known.get(sheet.occasion_id)) for sheet in lookups.sheets(request.viewer, found)]
    meetings = [seen for seen in known.values() if seen.occasion.is_meeting]
    shown = {"dialogue": found, "sheets": listed, "meetings": meetings, "own": request.viewer.account_id}
    return render(request, "record/sheets.html", shown)


@require_safe
def meeting_notes(request: ViewerRequest, dialogue: int, number: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    return _page(request, found, meeting_or_404(request, found, number))


@require_safe
def notes(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    return _page(request, found, occasion_or_404(request, found, occasion))


@csrf_exempt
@open_to_all
@require_POST
def save_notes(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    """Save what is in the box. Whatever stands in the way, what was typed comes back and the page says it is not saved.

    So this view is open to those whose session has ended, and looks at the form's token itself.
    """
    if not request.viewer.is_signed_in:
        return _not_saved(
            request,
            _("Your session has ended. Log in in another window, come back to this one, and save."),
            status=401,
        )
    if not _is_from_our_page(request):
        return _not_saved(
            request, _("You have logged in anew since this page was made. Save once more."), is_again=True
        )
    found = dialogues.dialogue(request.viewer, dialogue)
    dated = dialogues.occasion(request.viewer, found, occasion) if found else None
    room = _room(request, found, request.POST.get("room", "")) if found else None
    if found is None or dated is None or room is None:
        return _not_saved(request, _("There is no such meeting in your rooms. Copy what you typed."), status=404)
    try:
        sheet_id, version = UUID(request.POST.get("sheet", "")), int(request.POST.get("version", "0"))
        sheet = save_sheet(
            sheet_id, request.POST.get("text", ""), occasion=dated.occasion, room=room, version=version,
            by=request.viewer, now=request.now,
        )  # fmt: skip
    except ValueError:
        return _not_saved(request, _("This page was not sent whole. Load it again in another window."), status=400)
    except Refusal as refusal:
        return _not_saved(request, str(refusal), status=409)
    if request.htmx:
        return render(request, "record/notes.html#saved", _saved(request, found, sheet))
    return redirect(f"{_notes_url(found, dated)}?sheet={sheet.pk}")


@require_POST
def set_aside(request: ViewerRequest, dialogue: int, sheet: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = lookups.sheet(request.viewer, sheet)
    if seen is None or seen.writer_id != request.viewer.account_id or seen.filed_at is not None:
        raise Http404
    set_sheet_aside(seen, by=request.viewer, now=request.now)
    return redirect("record:sheets", dialogue=found.number)


def _page(request: ViewerRequest, dialogue: Dialogue, dated: DatedOccasion) -> HttpResponse:
    """My sheet for this occasion and room: the one asked for, the one I was writing, or an empty one."""
    room = _room(request, dialogue, request.GET.get("room", ""), otherwise=dated.occasion.room_id)
    asked = _sheet(request, dated)
    room = asked.room if asked else room
    if room is None:
        raise Http404
    sheet = asked
    if sheet is None and "new" not in request.GET:
        sheet = lookups.own_open_sheet(request.viewer, dated.occasion, room)
    others = [
        other
        for other in lookups.sheets_of(request.viewer, dated.occasion, room)
        if other.writer_id == request.viewer.account_id and (sheet is None or other.pk != sheet.pk)
    ]
    known = people.speakers(request.viewer, dialogue)
    shown = {
        "dialogue": dialogue,
        "dated": dated,
        "occasion_url": url_of(dialogue, dated.occasion),
        "save_url": reverse("record:save-notes", args=[dialogue.number, dated.occasion.pk]),
        "file_url": _file_url(dialogue, dated, room),
        "here": _notes_url(dialogue, dated),
        "room": room,
        "rooms": rooms_to_write_in(request, dialogue),
        "others": others,
        "text": sheet.text if sheet else "",
        "longest": LONGEST,
        "grammar": GRAMMAR,
        "parties": people.parties(request.viewer, dialogue, language=spoken()),
        "codes": sorted(known.codes),
        "shorts": sorted(short_names(request.viewer, dialogue, room=room)),
        **_saved(request, dialogue, sheet, fresh=uuid4()),
    }
    return render(request, "record/notes.html", shown)


def _saved(
    request: ViewerRequest, dialogue: Dialogue, sheet: Sheet | None, *, fresh: UUID | None = None
) -> dict[str, Any]:
    """What the page says of the sheet: saved when, how many lines, which of them to look at."""
    if sheet is None:
        return {"dialogue": dialogue, "sheet": None, "sheet_id": fresh, "version": 0}
    read = read_notes(request.viewer, sheet.text, dialogue=dialogue, room=sheet.room)
    flagged = [(line, [FLAGS[flag] for flag in sorted(line.flags)]) for line in read.flagged]
    return {
        "dialogue": dialogue,
        "sheet": sheet,
        "sheet_id": sheet.pk,
        "version": sheet.version,
        "line_count": len(read),
        "flagged": flagged,
        "beside": sheet.beside,
    }


def _not_saved(request: ViewerRequest, why: str, *, status: int = 200, is_again: bool = False) -> HttpResponse:
    """What was typed, given back. For htmx the text is on the page still."""
    sent = {name: request.POST.get(name, "") for name in ("text", "sheet", "version", "room")}
    shown = {"why": why, "is_again": is_again, "action": request.path, "sent": sent}
    template = "record/not_saved.html#line" if request.htmx else "record/not_saved.html"
    response = render(request, template, shown, status=status)
    response["Cache-Control"] = "no-store"
    return response


class _TokenCheck(CsrfViewMiddleware):
    """Django's own check, which tells instead of answering: its answer would not hold what was typed."""

    def _reject(self, request: Any, reason: str) -> Any:
        return reason


def _is_from_our_page(request: ViewerRequest) -> bool:
    check = _TokenCheck(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, _page, (), {}) is None


def _sheet(request: ViewerRequest, dated: DatedOccasion) -> Sheet | None:
    try:
        found = lookups.sheet(request.viewer, UUID(request.GET.get("sheet", "")))
    except ValueError:
        return None
    if found is None or found.writer_id != request.viewer.account_id or found.filed_at is not None:
        return None
    return found if found.occasion_id == dated.occasion.pk else None


def _room(request: ViewerRequest, dialogue: Dialogue, asked: str, *, otherwise: UUID | None = None) -> Room | None:
    """The room whose lines these are: the one asked for, else the occasion's, if the viewer may write there."""
    wanted = asked or str(otherwise or "")
    return next((room for room in rooms_to_write_in(request, dialogue) if str(room.pk) == wanted), None)


def _notes_url(dialogue: Dialogue, dated: DatedOccasion) -> str:
    if dated.occasion.number is not None:
        return reverse("record:meeting-notes", args=[dialogue.number, dated.occasion.number])
    return reverse("record:notes", args=[dialogue.number, dated.occasion.pk])


def _file_url(dialogue: Dialogue, dated: DatedOccasion, room: Room) -> str:
    return f"{reverse('record:file', args=[dialogue.number, dated.occasion.pk])}?room={room.pk}"
