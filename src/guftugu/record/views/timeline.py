from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import OccasionKind, OccasionState
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released
from guftugu.look.timeline import Lane, TimelineItem, draw_timeline, months_around
from guftugu.record.views.asking import url_of

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.middleware import ViewerRequest


@open_as_released
@require_safe
def timeline(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """Everything dated, in one picture; in the table, what was planned and what became of it."""
    found = dialogue_or_404(request, dialogue)
    known = dialogues.occasions(request.viewer, found)
    shown = {
        "dialogue": found,
        "drawing": _drawing(found, known),
        "occasions": [(seen, url_of(found, seen.occasion)) for seen in known],
    }
    return render(request, "record/timeline.html", shown)


def _drawing(dialogue: Dialogue, known: list[DatedOccasion]) -> str:
    placed = [(seen, item) for seen in known if (item := _item(dialogue, seen))]
    if not placed:
        return ""
    lanes = [
        Lane(label=str(kind.label).capitalize(), items=items)
        for kind in OccasionKind
        if (items := [item for seen, item in placed if seen.occasion.kind == kind])
    ]
    start, end = months_around([day for _seen, item in placed for day in (item.earliest, item.latest)])
    return draw_timeline(lanes, start=start, end=end, title=_("Everything the record dates"))


def _item(dialogue: Dialogue, seen: DatedOccasion) -> TimelineItem | None:
    """Nothing is drawn of what nobody can date, or of a plan that was dropped: the table has them."""
    about = seen.occasion
    if about.earliest is None or about.latest is None or about.state == OccasionState.DROPPED:
        return None
    return TimelineItem(
        label=about.title or str(about.get_kind_display()),
        earliest=about.earliest,
        latest=about.latest,
        url=url_of(dialogue, about),
        is_planned=about.state == OccasionState.PLANNED,
    )
