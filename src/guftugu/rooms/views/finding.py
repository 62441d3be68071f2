"""What several views ask first. Not allowed and not there answer alike."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from guftugu.rooms import lookups
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.models import Room


def room_or_404(request: ViewerRequest, room_id: UUID) -> Room:
    room = lookups.room(request.viewer, room_id)
    if room is None:
        raise Http404
    return room


def kept_room_or_404(request: ViewerRequest, room_id: UUID) -> Room:
    room = room_or_404(request, room_id)
    if not request.viewer.may_keep(room):
        raise Http404
    return room


def next_or(request: ViewerRequest, default: str) -> str:
    """Where `?next=` says, if that is a page of ours."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else default


def home() -> str:
    return resolve_url(settings.LOGIN_REDIRECT_URL)
