from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from guftugu.dialogues.views.finding import dialogue_or_404, rooms_to_write_in, spoken
from guftugu.people import lookups as people
from guftugu.record.actions.filing import file_sheets
from guftugu.record.lookups.filing import merged_lines, room_of_asides
from guftugu.record.lookups.sheets import sheets_of
from guftugu.record.notes import LineFlag, LineKind
from guftugu.record.views.asking import occasion_or_404, url_of
from guftugu.record.wording import FLAGS, KINDS
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.people.lookups import PartySeen
    from guftugu.record.models import Sheet
    from guftugu.record.notes import MergedLine
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room


@dataclass(frozen=True)
class Understood:
    """A line as it will be filed."""

    merged: MergedLine[UUID]
    kind: Any
    party: PartySeen | None
    flags: list[Any]
    room: Room | None

    @property
    def is_only_about(self) -> bool:
        """The words are as they were typed; only a subject is not known."""
        return self.merged.line.flags <= {LineFlag.UNKNOWN_SUBJECT}

    @property
    def is_heading(self) -> bool:
        return self.merged.line.kind is LineKind.HEADING


@require_http_methods(["GET", "HEAD", "POST"])
def file_notes(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    """How the lines were understood; then, asked once more, they become entries."""
    found = dialogue_or_404(request, dialogue)
    dated = occasion_or_404(request, found, occasion)
    asked = request.GET.get("room", "") or str(dated.occasion.room_id)
    room = next((room for room in rooms_to_write_in(request, found) if str(room.pk) == asked), None)
    if room is None:
        raise Http404
    waiting = [
        sheet
        for sheet in sheets_of(request.viewer, dated.occasion, room)
        if sheet.filed_at is None and sheet.text.strip()
    ]
    chosen = _chosen(request, waiting)
    refusal = ""
    if request.method == "POST":
        try:
            filed = file_sheets(chosen, by=request.viewer, now=request.now)
        except Refusal as refused:
            refusal = str(refused)
        else:
            messages.success(request, _filed(len(filed)))
            return redirect(f"{url_of(found, dated.occasion)}?room={room.pk}")
    lines = _understood(request, dialogue_or_404(request, dialogue), chosen) if chosen else []
    shown = {
        "dialogue": found,
        "dated": dated,
        "room": room,
        "waiting": [(sheet, sheet in chosen) for sheet in waiting],
        "chosen": chosen,
        "lines": lines,
        "flagged": sum(bool(line.flags) for line in lines),
        "count": sum(not line.is_heading for line in lines),
        "refusal": refusal,
        "way_back": url_of(found, dated.occasion),
        "sheets_url": reverse("record:sheets", args=[dialogue]),
    }
    return render(request, "record/filing.html", shown, status=409 if refusal else 200)


def _chosen(request: ViewerRequest, waiting: list[Sheet]) -> list[Sheet]:
    """The sheets ticked, as they were when they were looked at; at first all that were not set aside or kept beside."""
    asked = request.POST.getlist("sheet") or request.GET.getlist("sheet")
    if not asked:
        return [sheet for sheet in waiting if sheet.set_aside_at is None and sheet.beside_id is None] or waiting[:1]
    versions = dict(one.partition(":")[::2] for one in asked)
    chosen = [sheet for sheet in waiting if str(sheet.pk) in versions]
    for sheet in chosen:
        told = versions[str(sheet.pk)]
        if request.method == "POST":
            sheet.version = int(told) if told.isdecimal() else 0
    return chosen


def _understood(request: ViewerRequest, dialogue: Any, chosen: list[Sheet]) -> list[Understood]:
    marks = people.party_marks(request.viewer, dialogue, language=spoken())
    apart = room_of_asides(request.viewer, chosen[0])
    return [
        Understood(
            merged,
            KINDS[merged.line.kind],
            marks.get(merged.line.party or ""),
            [FLAGS[flag] for flag in sorted(merged.line.flags)],
            apart if merged.line.is_for_moderators_only and apart != chosen[0].room else None,
        )
        for merged in merged_lines(request.viewer, chosen)
    ]


def _filed(count: int) -> str:
    return ngettext("%(count)d line is filed.", "%(count)d lines are filed.", count) % {"count": count}
