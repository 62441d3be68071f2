"""A text leaves by the pages of `texts`. Where it is a paper, whoever keeps it is shown first what would leave with it.

These stand at the same addresses, before those of `texts` (see the addresses of `desk`), and give way to them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released
from guftugu.reports.lookups import papers as lookups
from guftugu.reports.views.asking import keeps, lets_out, with_asked
from guftugu.texts.views import reading, writing

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.viewer import Viewer


def release(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    if found := _paper(request, dialogue, text, lets_out):
        return redirect("reports:leaving", dialogue=dialogue, paper=found.row.pk)
    return writing.release(request, dialogue=dialogue, text=text)


@open_as_released
def export(request: ViewerRequest, dialogue: int, text: UUID, number: int, suffix: str) -> HttpResponse:
    """The version that stands is the paper; an earlier one is a text like any other."""
    found = _paper(request, dialogue, text, keeps)
    if found and found.version.number == number:
        address = reverse(f"reports:export-{suffix}", args=[dialogue, found.row.pk])
        return redirect(with_asked(request, address))
    return reading.export(request, dialogue=dialogue, text=text, number=number, suffix=suffix)


def _paper(
    request: ViewerRequest, dialogue: int, text: UUID, may: Callable[[Viewer, Dialogue, PaperSeen], bool]
) -> PaperSeen | None:
    within = dialogue_or_404(request, dialogue)
    every = (one for each in lookups.papers(request.viewer, within) for one in each.with_copies)
    return next((one for one in every if one.text.pk == text and may(request.viewer, within, one)), None)
