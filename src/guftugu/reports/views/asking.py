"""What every page here asks first. Not allowed and not there answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.utils.http import urlencode

from guftugu.reports.kinds import PaperKind
from guftugu.reports.lookups import papers as lookups
from guftugu.reports.lookups.composing import rooms_to_compose_in

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.viewer import Viewer

ASKED_OF_A_FILE = ("language", "hand-over", "named")


def paper_or_404(request: ViewerRequest, dialogue: Dialogue, paper_id: UUID) -> PaperSeen:
    found = lookups.paper(request.viewer, dialogue, paper_id)
    if found is None:
        raise Http404
    return found


def kept_or_404(request: ViewerRequest, dialogue: Dialogue, paper_id: UUID) -> PaperSeen:
    """A paper that the viewer composes."""
    found = paper_or_404(request, dialogue, paper_id)
    if not keeps(request.viewer, dialogue, found):
        raise Http404
    return found


def let_out_or_404(request: ViewerRequest, dialogue: Dialogue, paper_id: UUID) -> PaperSeen:
    """A paper that the viewer checks and releases: one of his own, or one that was released to a room he keeps."""
    found = paper_or_404(request, dialogue, paper_id)
    if not lets_out(request.viewer, dialogue, found):
        raise Http404
    return found


def lets_out(viewer: Viewer, dialogue: Dialogue, paper: PaperSeen) -> bool:
    return keeps(viewer, dialogue, paper) or (paper.is_copy and viewer.may_keep(paper.room))


def keeps(viewer: Viewer, dialogue: Dialogue, paper: PaperSeen) -> bool:
    rooms = rooms_to_compose_in(viewer, dialogue, paper.row.kind)
    return not paper.is_copy and paper.room.pk in {room.pk for room in rooms}


def with_asked(request: ViewerRequest, address: str, **more: str) -> str:
    """The address, with what was asked of the file: for which hand-over it is, in which language."""
    asked = {name: request.GET[name] for name in ASKED_OF_A_FILE if name in request.GET} | more
    return f"{address}?{urlencode(asked)}" if asked else address


def kinds_to_compose(viewer: Viewer, dialogue: Dialogue) -> list[str]:
    return [kind for kind in PaperKind.values if rooms_to_compose_in(viewer, dialogue, kind)]
