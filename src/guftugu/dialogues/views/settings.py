from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guftugu.dialogues import lookups
from guftugu.dialogues.actions.dialogues import (
    add_caucus,
    make_translators_room,
    name_caucus_opener,
    name_dialogue,
    set_rules,
)
from guftugu.dialogues.forms.convening import CaucusForm, OpenerForm, RulesForm, TitleForm
from guftugu.dialogues.views.finding import moderated_or_404
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def settings(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = moderated_or_404(request, dialogue)
    initial = {"attribution": found.attribution, "correction_days": found.correction_days}
    form = RulesForm(request.POST or None, initial=initial)
    if form.is_valid():
        set_rules(found, **form.cleaned_data, by=request.viewer, now=request.now)
        return _saved(request, found)
    titles = lookups.titles_in_rooms(request.viewer, found)
    shown: dict[str, Any] = {
        "dialogue": found,
        "form": form,
        "rooms": [(room, titles.get(room.pk, "")) for room in lookups.rooms_of(request.viewer, found)],
        "caucuses": lookups.caucuses_seen(request.viewer, found),
        "has_translators": lookups.has_room_of_kind(request.viewer, found, RoomKind.TRANSLATORS),
    }
    return render(request, "dialogues/settings.html", shown)


@require_POST
def translators_room(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = moderated_or_404(request, dialogue)
    try:
        make_translators_room(found, by=request.viewer, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("dialogues:settings", dialogue=found.number)
    return _saved(request, found)


@read_or_sent
def title(request: ViewerRequest, dialogue: int, room: UUID) -> HttpResponse:
    found = moderated_or_404(request, dialogue)
    within = next((one for one in lookups.rooms_of(request.viewer, found) if one.pk == room), None)
    if within is None:
        raise Http404
    form = TitleForm(request.POST or None, initial={"title": lookups.titles_in_rooms(request.viewer, found).get(room)})
    if form.is_valid():
        try:
            name_dialogue(found, within, form.cleaned_data["title"], by=request.viewer, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, found)
    return render(request, "dialogues/title.html", {"dialogue": found, "room": within, "form": form})


@read_or_sent
def new_caucus(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = moderated_or_404(request, dialogue)
    form = CaucusForm(request.POST or None, **_people(request, found))
    if form.is_valid():
        letter = form.cleaned_data["letter"]
        try:
            add_caucus(found, letter, opener=form.chosen_opener(), by=request.viewer, now=request.now)
        except Refusal as refusal:
            form.add_error("letter", str(refusal))
        else:
            return _saved(request, found)
    return _caucus_page(request, found, form, title=_("A caucus"))


@read_or_sent
def opener(request: ViewerRequest, dialogue: int, room: UUID) -> HttpResponse:
    found = moderated_or_404(request, dialogue)
    seen = next((one for one in lookups.caucuses_seen(request.viewer, found) if one.room.pk == room), None)
    if seen is None or not seen.may_be_named:
        raise Http404
    caucus = seen.room
    form = OpenerForm(request.POST or None, **_people(request, found))
    if form.is_valid():
        named = form.chosen_opener()
        if named is None:
            form.add_error("opener", _("Say who."))
        else:
            try:
                name_caucus_opener(found, caucus, named, by=request.viewer, now=request.now)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                return _saved(request, found)
    return _caucus_page(request, found, form, title=_("Who opens the caucus %(letter)s") % {"letter": caucus.letter})


def _people(request: ViewerRequest, dialogue: Dialogue) -> dict[str, Any]:
    people = lookups.appointments(request.viewer, dialogue)
    return {"people": people, "asked_into": lookups.asked_into(request.viewer, dialogue)}


def _caucus_page(request: ViewerRequest, dialogue: Dialogue, form: Form, *, title: str) -> HttpResponse:
    return render(request, "dialogues/caucus.html", {"dialogue": dialogue, "form": form, "title": title})


def _saved(request: ViewerRequest, dialogue: Dialogue) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("dialogues:settings", dialogue=dialogue.number)
