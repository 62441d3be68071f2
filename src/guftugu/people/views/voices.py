from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guftugu.people import actions, lookups
from guftugu.people.forms import BringForm, LoseForm, VoiceForm
from guftugu.people.views.asking import answer, bound_to, dialogue_or_404, room_of, rooms_to_write_in
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import VoiceSeen
    from guftugu.rooms.middleware import ViewerRequest


def name_voice(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    rooms = rooms_to_write_in(request, found)
    form = bound_to(
        request, VoiceForm, rooms=rooms, chosen=room_of(rooms, RoomKind.PLENARY),
        meetings=lookups.clock(request.viewer, found),
    )  # fmt: skip

    def act() -> None:
        told = form.cleaned_data
        actions.name_missing_voice(
            found, form.chosen_room(), told["words"], why=told["why"], named_after=form.chosen_meeting(),
            by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "heading": _("A missing voice"),
        "lede": _("Who ought to be heard and is not there. A kind of person, rather than a name."),
        "label": _("Record that it is missing"),
    }
    return answer(request, form, act, shown=shown, back=reverse("people:people", args=[dialogue]))


def bring_voice(request: ViewerRequest, dialogue: int, voice: UUID) -> HttpResponse:
    found, seen = _voice(request, dialogue, voice)
    there = {who.code for who, _row in seen.brought}
    others = [each for each in lookups.persons(request.viewer, found) if each.code not in there]
    form = bound_to(request, BringForm, persons=others, meetings=lookups.clock(request.viewer, found))

    def act() -> None:
        actions.bring_voice(
            seen.row, form.chosen_person(), how=form.cleaned_data["how"], held_after=form.chosen_meeting(),
            by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "voice": seen,
        "heading": _("Who was brought"),
        "label": _("Record that they came"),
        "is_empty": not others,
        "empty": _("There is nobody you know of who could be put down here."),
    }
    return answer(request, form, act, shown=shown, back=reverse("people:people", args=[dialogue]))


def lose_voice(request: ViewerRequest, dialogue: int, voice: UUID, code: str) -> HttpResponse:
    found, seen = _voice(request, dialogue, voice)
    who = next((who for who, _row in seen.brought if who.code == code), None)
    if who is None:
        raise Http404
    form = bound_to(request, LoseForm, meetings=lookups.clock(request.viewer, found))

    def act() -> None:
        actions.lose_voice(
            seen.row, who.row, how=form.cleaned_data["how"], held_after=form.chosen_meeting(),
            by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "voice": seen,
        "person": who,
        "heading": _("Missing again"),
        "lede": _("They left, or were put down here by mistake. That they were once put down stays in the record."),
        "label": _("Record that it is missing again"),
    }
    return answer(request, form, act, shown=shown, back=reverse("people:people", args=[dialogue]))


def _voice(request: ViewerRequest, number: int, voice_id: UUID) -> tuple[Dialogue, VoiceSeen]:
    """Whoever may not write in the voice's room has nothing to do here."""
    found = dialogue_or_404(request, number)
    seen = lookups.missing_voice(request.viewer, found, voice_id)
    if seen is None or seen.room not in rooms_to_write_in(request, found):
        raise Http404
    return found, seen
