"""What several views ask first. Not allowed and not there answer alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from guftugu.dialogues import lookups
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.middleware import ViewerRequest, open_to_all

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room

ORDER = (
    RoomKind.PLENARY,
    RoomKind.CAUCUS,
    RoomKind.MODERATORS,
    RoomKind.STAFF,
    RoomKind.COLLEAGUES,
    RoomKind.TRANSLATORS,
    RoomKind.OPEN,
)
View = TypeVar("View", bound=Callable[..., HttpResponse])


def open_as_released(view: View) -> View:
    """For pages that show what was released into the open room. Strangers who find nothing there are asked to log in,
    whether there is something for others or not.
    """

    @wraps(view)
    def shown(request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.viewer.is_signed_in:
                raise
            return HttpResponse(status=401) if request.htmx else redirect_to_login(request.get_full_path())

    return cast("View", open_to_all(shown))


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


def spoken() -> str:
    return get_language() or ""


def rooms_to_write_in(request: ViewerRequest, dialogue: Dialogue) -> list[Room]:
    """Whose key the viewer holds, without the rooms into which words come by a release: the open one, translators'."""
    if not request.viewer.is_signed_in:
        return []
    mine = lookups.rooms_of(request.viewer, dialogue)
    released_into = (RoomKind.OPEN, RoomKind.TRANSLATORS)
    writable = [room for room in mine if room.kind not in released_into and request.viewer.holds_key(room)]
    return sorted(writable, key=lambda room: ORDER.index(RoomKind(room.kind)))
