from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guftugu.rooms import lookups
from guftugu.rooms.actions import members
from guftugu.rooms.forms import LetInForm
from guftugu.rooms.lookups import MemberSeen, Waiting
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.models import Room
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.views.finding import home, kept_room_or_404, next_or, room_or_404

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def let_in(request: ViewerRequest, room: UUID, account: UUID) -> HttpResponse:
    found = kept_room_or_404(request, room)
    waits = _waiting_or_404(request, found, account)
    form = LetInForm(request.POST or None)
    if form.is_valid():
        with_past = form.cleaned_data["past"] == "with"
        try:
            members.let_in(waits.account, found, by=request.viewer, now=request.now, with_past=with_past)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Let in. Everybody in the room sees it."))
            return redirect(next_or(request, reverse("rooms:room", args=[room])))
    return render(request, "rooms/let_in.html", {"waits": waits, "room": found, "form": form})


@read_or_sent
def turn_away(request: ViewerRequest, room: UUID, account: UUID) -> HttpResponse:
    found = kept_room_or_404(request, room)
    waits = _waiting_or_404(request, found, account)
    way_back = next_or(request, reverse("rooms:room", args=[room]))
    if request.method == "POST":
        members.turn_away(waits.account, found, by=request.viewer, now=request.now)
        messages.success(request, _("Taken out of the queue."))
        return redirect(way_back)
    shown = {
        "question": _("Turn %(name)s away from this room?") % {"name": waits.account.name},
        "consequence": _("They leave the queue and read nothing here. They can be put into it again."),
        "label": _("Turn away"),
        "way_back": way_back,
        "room": found,
    }
    return render(request, "rooms/confirm.html", shown)


@read_or_sent
def put_out(request: ViewerRequest, room: UUID, account: UUID) -> HttpResponse:
    found = kept_room_or_404(request, room)
    member = _member_or_404(request, found, account)
    if member.account.pk == request.viewer.account_id:
        return redirect("rooms:leave", room=room)
    shown = {
        "question": _("Put %(name)s out of this room?") % {"name": member.account.name},
        "consequence": _(
            "Their keys to this room go at once, and a new key is started: they open nothing of it any more. "
            "What they read or printed before, they know."
        ),
        "label": _("Put out"),
        "done": _("Put out. The room has a new key."),
    }
    return _end_membership(request, found, member, shown, target=reverse("rooms:room", args=[room]))


@read_or_sent
def leave(request: ViewerRequest, room: UUID) -> HttpResponse:
    found = room_or_404(request, room)
    assert request.viewer.account_id is not None
    member = _member_or_404(request, found, request.viewer.account_id)
    shown = {
        "question": _("Leave this room?"),
        "consequence": _(
            "Your keys to it go at once: you open nothing in it any more. Whoever keeps the room can let you in again."
        ),
        "label": _("Leave"),
        "done": _("You have left the room."),
    }
    return _end_membership(request, found, member, shown, target=home())


def _end_membership(
    request: ViewerRequest, room: Room, member: MemberSeen, shown: dict[str, str], *, target: str
) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        try:
            members.put_out(member.account, room, by=request.viewer, now=request.now)
        except Refusal as refusal:
            refused = str(refusal)
        else:
            messages.success(request, shown["done"])
            return redirect(target)
    way_back = reverse("rooms:room", args=[room.pk])
    return render(request, "rooms/confirm.html", {**shown, "room": room, "way_back": way_back, "refused": refused})


def _waiting_or_404(request: ViewerRequest, room: Room, account: UUID) -> Waiting:
    waits = lookups.waiting(request.viewer, room, account)
    if waits is None:
        raise Http404
    return waits


def _member_or_404(request: ViewerRequest, room: Room, account: UUID) -> MemberSeen:
    inside = lookups.room_seen(request.viewer, room).members
    member = next((one for one in inside if one.account.pk == account), None)
    if member is None:
        raise Http404
    return member
