from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released, rooms_to_write_in, spoken
from guftugu.record.actions.entries import corrections_end
from guftugu.record.lookups import attachments, entries, questions, sheets
from guftugu.record.views.asking import (
    Line,
    lines,
    meeting_or_404,
    occasion_or_404,
    url_of,
)
from guftugu.rooms import lookups as rooms

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room


@open_as_released
@require_safe
def meetings(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """Everything that was held or is planned: the meetings, then the rest."""
    found = dialogue_or_404(request, dialogue)
    known = dialogues.occasions(request.viewer, found)
    shown = {
        "dialogue": found,
        "meetings": sorted(
            (seen for seen in known if seen.occasion.is_meeting), key=lambda seen: seen.occasion.number or 0
        ),
        "others": [(seen, url_of(found, seen.occasion)) for seen in known if not seen.occasion.is_meeting],
        "may_write": bool(rooms_to_write_in(request, found)),
    }
    return render(request, "record/meetings.html", shown)


@open_as_released
@require_safe
def meeting(request: ViewerRequest, dialogue: int, number: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    return _page(request, found, meeting_or_404(request, found, number))


@open_as_released
@require_safe
def occasion(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    return _page(request, found, occasion_or_404(request, found, occasion))


def _page(request: ViewerRequest, dialogue: Dialogue, dated: DatedOccasion) -> HttpResponse:
    viewer, about = request.viewer, dated.occasion
    held_in = entries.rooms_of(viewer, about)
    room = _chosen(request, dated, held_in)
    seen = entries.entries_of(viewer, about, room, language=spoken())
    writable = rooms_to_write_in(request, dialogue)
    last = max((one.entry.recorded_at for one in seen), default=None)
    shown = {
        "dialogue": dialogue,
        "dated": dated,
        "here": request.path,
        "room": room,
        "rooms": list(dict.fromkeys([about.room, *held_in])),
        "items": _items(lines(request, dialogue, seen)),
        "hanging": [one for one in questions.questions(viewer, dialogue, occasion=about) if not one.standing.ends],
        "attachments": attachments.attachments(viewer, about),
        "may_write": bool(writable),
        "may_write_here": room in writable,
        "unfiled": sheets.unfiled(viewer, about) if writable else [],
        "corrections_end": corrections_end(dialogue, last) if last and room in writable else None,
        "to_sunset": rooms.shelves_of(viewer, about.pk) if viewer.is_signed_in else [],
        "now": request.now,
    }
    return render(request, "record/occasion.html", shown)


def _chosen(request: ViewerRequest, dated: DatedOccasion, held_in: Sequence[Room]) -> Room:
    """The room asked for, if the record has something there that the viewer may read; else the occasion's own."""
    asked = request.GET.get("room", "")
    return next((room for room in held_in if str(room.pk) == asked), dated.occasion.room)


def _items(listed: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    return [(item, list(group)) for item, group in groupby(listed, key=lambda line: line.seen.entry.agenda_item)]
