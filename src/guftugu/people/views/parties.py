from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import spoken
from guftugu.people import actions, lookups
from guftugu.people.forms import PartyForm, PartyNameForm
from guftugu.people.views.asking import answer, bound_to, dialogue_or_404, rooms_to_write_in
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.middleware import ViewerRequest


def add_party(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = _moderated(request, dialogue)
    form = bound_to(request, PartyForm, rooms=rooms_to_write_in(request, found))

    def act() -> None:
        told = form.cleaned_data
        actions.add_party(
            found, told["letter"], kind=told["kind"], name=told["name"], language=told["language"],
            rooms=form.chosen_rooms(), shape=told["shape"], pattern=told["pattern"],
            by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {"dialogue": found, "heading": _("A party"), "label": _("Add the party")}
    return answer(request, form, act, shown=shown, back=reverse("people:people", args=[dialogue]))


def name_party(request: ViewerRequest, dialogue: int, letter: str) -> HttpResponse:
    found = _moderated(request, dialogue)
    seen = lookups.party(request.viewer, found, letter, language=spoken())
    if seen is None:
        raise Http404
    form = bound_to(request, PartyNameForm, rooms=rooms_to_write_in(request, found))

    def act() -> None:
        told = form.cleaned_data
        for room in form.chosen_rooms():
            actions.name_party(
                seen.party, room, told["name"], language=told["language"], by=request.viewer, now=request.now
            )

    shown = {"dialogue": found, "party": seen, "heading": _("What the party is called"), "label": _("Call it so")}
    return answer(request, form, act, shown=shown, back=reverse("people:people", args=[dialogue]))


def _moderated(request: ViewerRequest, number: int) -> Dialogue:
    found = dialogue_or_404(request, number)
    if dialogues.room_of_kind(request.viewer, found, RoomKind.MODERATORS) is None:
        raise Http404
    return found
