from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guftugu.rooms import lookups
from guftugu.rooms.actions.rooms import open_caucus
from guftugu.rooms.kinds import WHAT, RoomKind
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.models import Room
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.surroundings import names_around
from guftugu.rooms.verbs import thing
from guftugu.rooms.views.finding import home, room_or_404


@require_safe
def rooms(request: ViewerRequest) -> HttpResponse:
    viewer, around = request.viewer, names_around(request.viewer)
    seen = sorted(lookups.rooms_seen(viewer), key=lambda one: around.get(one.room.pk, ""))
    shown = {
        "rooms": [(one, WHAT[RoomKind(one.room.kind)], around.get(one.room.pk, "")) for one in seen],
        "to_open": lookups.caucuses_to_open(viewer),
        "waiting": lookups.waiting_before(viewer),
        "keeps": any(viewer.may_keep(room) for room in viewer.rooms.values() if not room.is_open),
    }
    return render(request, "rooms/rooms.html", shown)


@require_safe
def room(request: ViewerRequest, room: UUID) -> HttpResponse:
    found = room_or_404(request, room)
    seen = lookups.room_seen(request.viewer, found)
    shown = {
        "seen": seen,
        "room": found,
        "what": WHAT[RoomKind(found.kind)],
        "newest": sorted(seen.members, key=lambda member: member.since, reverse=True)[:3],
        "releases": _releases(request, found),
        "own": request.viewer.account,
    }
    return render(request, "rooms/room.html", shown)


@require_safe
def waiting(request: ViewerRequest) -> HttpResponse:
    """The page of whoever is invited and not let in. Asked with `?since=` it answers only if something changed."""
    viewer = request.viewer
    before, to_open = lookups.waiting_before(viewer), lookups.caucuses_to_open(viewer)
    inside = [room for room in lookups.rooms(viewer) if not room.is_open]
    state = _state(before, to_open, inside)
    if request.htmx and request.GET.get("since") == state:
        return HttpResponse(status=204)
    shown = {
        "before": before,
        "to_open": to_open,
        "inside": inside,
        "state": state,
        "fingerprint": lookups.own_fingerprint(viewer),
        "name": viewer.account.name if viewer.account else "",
        "home": home(),
    }
    return render(request, "rooms/waiting.html#waiting" if request.htmx else "rooms/waiting.html", shown)


@require_POST
def open_own_caucus(request: ViewerRequest, room: UUID) -> HttpResponse:
    caucus = next((one for one in lookups.caucuses_to_open(request.viewer) if one.pk == room), None)
    if caucus is None:
        raise Http404
    try:
        open_caucus(caucus, by=request.viewer, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("rooms:waiting")
    messages.success(request, _("The caucus is open. You alone hold its key: let somebody in soon."))
    return redirect("rooms:room", room=room)


@require_safe
def queue(request: ViewerRequest) -> HttpResponse:
    return render(request, "rooms/queue.html", {"queue": lookups.queue(request.viewer)})


def _releases(request: ViewerRequest, room: Room) -> list[dict[str, object]]:
    rows = lookups.releases(request.viewer, room)
    ids = {row.pk: UUID(row.by) if row.by else None for row in rows}
    names = lookups.account_names(request.viewer, list(ids.values()))
    return [
        {"row": row, "what": thing(row.kind), "is_out": row.from_room_id == room.pk, "by": names.get(by) if by else ""}
        for row, by in ((row, ids[row.pk]) for row in rows)
    ]


def _state(*listed: list[Room]) -> str:
    told = "|".join(",".join(str(room.pk) for room in rooms) for rooms in listed)
    return str(int(sha256(told.encode()).hexdigest()[:12], 16))
