from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guftugu.rooms import lookups
from guftugu.rooms.actions import sunset
from guftugu.rooms.forms import SunsetForm
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.views.finding import kept_room_or_404, next_or

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def sunsets(request: ViewerRequest) -> HttpResponse:
    shown = {"sunsets": lookups.sunsets(request.viewer), "backups": lookups.backups(request.viewer)}
    return render(request, "rooms/sunsets.html", shown)


@read_or_sent
def sunset_room(request: ViewerRequest, room: UUID) -> HttpResponse:
    found = kept_room_or_404(request, room)
    if found.is_open:
        raise Http404
    form = SunsetForm(request.POST or None)
    if form.is_valid():
        try:
            sunset.sunset_room(found, by=request.viewer, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _told(request)
    shown = {
        "question": _("Sunset this room?"),
        "consequence": _("Every key of the room is destroyed. Nothing that was written in it opens for anybody, ever."),
        "label": _("Destroy the keys of this room"),
        "way_back": reverse("rooms:room", args=[room]),
        "form": form,
        "room": found,
    }
    return render(request, "rooms/confirm_sunset.html", shown)


@read_or_sent
def sunset_shelf(request: ViewerRequest, room: UUID, of: UUID) -> HttpResponse:
    """What one meeting, person or text has in a room. Its page leads here; this one does not know its name."""
    found = kept_room_or_404(request, room)
    if found not in lookups.shelves_of(request.viewer, of):
        raise Http404
    form = SunsetForm(request.POST or None)
    if form.is_valid():
        try:
            sunset.sunset_shelf(found, of, by=request.viewer, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _told(request)
    shown = {
        "question": _("Sunset these words?"),
        "consequence": _(
            "The key of all that this meeting, person or text has in this room is destroyed. "
            "Its words open for nobody, ever; of plenary and the staff room, what the moderators’ room holds "
            "of it (who spoke, the notes as typed) goes too. Numbers and the trail stay."
        ),
        "label": _("Destroy the key"),
        "way_back": next_or(request, reverse("rooms:room", args=[room])),
        "form": form,
        "room": found,
    }
    return render(request, "rooms/confirm_sunset.html", shown)


@require_POST
def tick_key_file(request: ViewerRequest, backup: UUID) -> HttpResponse:
    found = lookups.backup(request.viewer, backup)
    if found is None:
        raise Http404
    sunset.tick_key_file(found, by=request.viewer, now=request.now)
    messages.success(request, _("Ticked: this key file is destroyed."))
    return redirect("rooms:sunsets")


def _told(request: ViewerRequest) -> HttpResponse:
    messages.success(request, _("The keys are destroyed. See below which key files of backups still hold them."))
    return redirect("rooms:sunsets")
