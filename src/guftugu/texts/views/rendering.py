"""The translator's pages: what waits, a text in one language, and all its languages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404
from guftugu.rooms.kinds import RoomKind
from guftugu.texts.files import is_right_to_left, language_tag
from guftugu.texts.kinds import RenderingState
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.renderings import in_all_languages, side_by_side
from guftugu.texts.lookups.to_render import ToRender
from guftugu.texts.lookups.to_render import to_render as waiting
from guftugu.texts.progress import draw_progress
from guftugu.texts.standing import statement
from guftugu.texts.views.boxes import Sent, boxes
from guftugu.texts.views.reading import text_or_404
from guftugu.texts.visibility import may_render

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])
FIRST = (RenderingState.STALE, RenderingState.NEW)


@require_safe
def to_render(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """All that waits to be rendered, by text and language."""
    found = dialogue_or_404(request, dialogue)
    if dialogues.room_of_kind(request.viewer, found, RoomKind.TRANSLATORS) is None:
        raise Http404
    listed = waiting(request.viewer, found)
    shown = {"dialogue": found, "listed": [(one, spoken_name(*one.language.tongue), _tag(one)) for one in listed]}
    return render(request, "texts/to_render.html", shown)


@read_or_sent
def render_text(request: ViewerRequest, dialogue: int, text: UUID, tag: str) -> HttpResponse:
    """A text in one language: what waits first, then the rest. What was typed stays, whatever happens meanwhile."""
    found, seen = text_or_404(request, dialogue, text)
    if not may_render(request.viewer, seen.text) or seen.text.closed_at is not None:
        raise Http404
    sides = side_by_side(request.viewer, text)
    tongue = next((one.tongue for one in sides.others if language_tag(*one.tongue) == tag), None)
    if tongue is None:
        raise Http404
    sent = Sent(request, sides, tongue) if request.method == "POST" else None
    if sent and sent.keep():
        messages.success(request, _("Kept."))
        here = reverse("texts:render", args=[dialogue, text, tag])
        return redirect(f"{here}#p-{sent.pressed}" if sent.pressed in sent.rows else here)
    if sent:
        sides = side_by_side(request.viewer, text)
    rows = boxes(request, sides, tongue, sent)
    states = sides.states(tongue)
    counts = [(str(state.label), states[state]) for state in RenderingState]
    shown = {
        "dialogue": found,
        "seen": seen,
        "tongue": tongue,
        "name": spoken_name(*tongue),
        "lead_name": spoken_name(*sides.languages[0].tongue),
        "rows": sorted(rows, key=lambda one: not one.waits),
        "counts": counts,
        "drawing": draw_progress(counts),
        "ready": sum(not one.waits for one in rows),
        "astray": sent.astray if sent else [],
    }
    return render(request, "texts/render.html", shown)


@require_safe
def beside(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """All languages of a version, passage by passage."""
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else None
    found, seen = text_or_404(request, dialogue, text, number)
    sides = in_all_languages(request.viewer, seen)
    shown = {
        "dialogue": found,
        "seen": seen,
        "names": [(one, spoken_name(*one.tongue), is_right_to_left(*one.tongue)) for one in sides.languages],
        "rows": [(row, [(one, spoken_name(*one.tongue)) for one in row.renderings]) for row in sides.all_rows],
        "statement": statement(sides.languages),
    }
    return render(request, "texts/side_by_side.html", shown)


def _tag(one: ToRender) -> str:
    return language_tag(*one.language.tongue)
