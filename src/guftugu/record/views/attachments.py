from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released, rooms_to_write_in
from guftugu.record.actions.attachments import attach as attach_file
from guftugu.record.files import LARGEST, kind_of
from guftugu.record.forms.attachments import AttachForm
from guftugu.record.lookups import attachments as lookups
from guftugu.record.views.asking import occasion_or_404, url_of
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest

# What a form around the file weighs at most.
MORE = 64 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    dated = occasion_or_404(request, found, occasion)
    rooms = rooms_to_write_in(request, found)
    if not rooms:
        raise Http404
    back = url_of(found, dated.occasion)
    is_too_large = int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + MORE
    is_sent = request.method == "POST" and not is_too_large
    form = AttachForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, rooms=rooms,
        initial={"room": str(dated.occasion.room_id)},
    )  # fmt: skip
    if is_sent and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            attach_file(
                dated.occasion, form.rooms[form.cleaned_data["room"]], file_name=sent.name, content=sent.read(),
                by=request.viewer, now=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(back)
    shown = {
        "dialogue": found,
        "dated": dated,
        "form": form,
        "refusal": _("This file is larger than 10 MB. Make the scan coarser, or divide it.") if is_too_large else "",
        "way_back": back,
    }
    return render(request, "record/attach.html", shown)


@open_as_released
@require_safe
def attachment(request: ViewerRequest, dialogue: int, attachment: UUID) -> HttpResponse:
    """The file itself: to be kept, never shown in place, and with nothing in it allowed to run."""
    found = lookups.attachment(request.viewer, dialogue_or_404(request, dialogue), attachment)
    kind = kind_of(found.content) if found else None
    if found is None or kind is None:
        raise Http404
    response = HttpResponse(found.content, content_type=kind.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.file_name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response
