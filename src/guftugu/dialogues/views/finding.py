"""What several views ask first. Not allowed and not there answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from guftugu.dialogues import lookups
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.middleware import ViewerRequest

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue


def dialogue_or_404(request: ViewerRequest, number: int) -> Dialogue:
    found = lookups.dialogue(request.viewer, number)
    if found is None:
        raise Http404
    return found


def moderated_or_404(request: ViewerRequest, number: int) -> Dialogue:
    """A dialogue whose moderators' room the viewer keeps."""
    found = dialogue_or_404(request, number)
    room = lookups.room_of_kind(request.viewer, found, RoomKind.MODERATORS)
    if room is None or not request.viewer.may_keep(room):
        raise Http404
    return found
