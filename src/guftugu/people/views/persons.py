from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import spoken
from guftugu.people import actions, lookups
from guftugu.people.forms import CorrectPersonForm, IntroduceForm, PersonForm, PersonNameForm, RemarkForm, StepForm
from guftugu.people.views.asking import (
    answer,
    bound_to,
    dialogue_or_404,
    keepers_only,
    person_or_404,
    room_of,
    rooms_to_write_in,
)
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import PersonSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Account, Room


def add_person(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    keepers_only(request, found)
    rooms = [room for room in rooms_to_write_in(request, found) if not room.is_caucus]
    form = bound_to(
        request, PersonForm, rooms=rooms, chosen=room_of(rooms, RoomKind.PLENARY, RoomKind.STAFF),
        name_rooms=_name_rooms(request, found), parties=lookups.parties(request.viewer, found, language=spoken()),
        accounts=_accounts(request, found),
    )  # fmt: skip

    def act() -> None:
        told = form.cleaned_data
        actions.add_person(
            found, form.chosen_room(), told["code"], party=form.chosen_party(), account=form.chosen_account(),
            languages=form.spoken(), name=told["name"], name_room=form.chosen_name_room(), note=told["note"],
            source=told["source"], by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "heading": _("A person"),
        "lede": _("Give a code name. It stands for the person on every page and paper; the real name lies apart."),
        "label": _("Add under this code name"),
    }
    return answer(request, form, act, shown=shown, back=reverse("people:people", args=[dialogue]))


def correct_person(request: ViewerRequest, dialogue: int, code: str) -> HttpResponse:
    found, seen = _kept(request, dialogue, code)
    initial = {"party": seen.letter, "account": str(seen.row.account_id or "")}
    form = bound_to(
        request, CorrectPersonForm, parties=lookups.parties(request.viewer, found, language=spoken()),
        accounts=_accounts(request, found), speaks=seen.languages, initial=initial,
    )  # fmt: skip

    def act() -> None:
        is_asked = "account" in form.fields
        actions.correct_person(
            seen.row, party=form.chosen_party(), languages=form.spoken(), by=request.viewer, now=request.now,
            account=form.chosen_account() if is_asked else seen.row.account,
        )  # fmt: skip

    shown = {"dialogue": found, "person": seen, "heading": _("Put right"), "label": _("Put right")}
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def name_person(request: ViewerRequest, dialogue: int, code: str) -> HttpResponse:
    found, seen = _kept(request, dialogue, code)
    form = bound_to(request, PersonNameForm, rooms=_name_rooms(request, found))

    def act() -> None:
        told = form.cleaned_data
        actions.set_name(
            seen.row, told["name"], room=form.chosen_room(), language=told["language"],
            is_spelling=told["is_spelling"], by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "person": seen,
        "heading": _("Real name"),
        "lede": _("Whoever reads this knows who it is. Leave it unwritten if you can."),
        "label": _("Seal the name"),
    }
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def introduce_person(request: ViewerRequest, dialogue: int, code: str) -> HttpResponse:
    found, seen = _kept(request, dialogue, code)
    known = {room.pk for room in lookups.rooms_that_know(request.viewer, seen.row)}
    others = [room for room in rooms_to_write_in(request, found) if room.pk not in known and not room.is_caucus]
    form = bound_to(request, IntroduceForm, rooms=others)

    def act() -> None:
        actions.introduce_person(seen.row, form.chosen_room(), by=request.viewer, now=request.now)

    shown = {
        "dialogue": found,
        "person": seen,
        "heading": _("Make known in another room"),
        "label": _("Make known there"),
        "is_empty": not others,
        "empty": _("All your rooms know this code name."),
    }
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def remark_person(request: ViewerRequest, dialogue: int, code: str) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = person_or_404(request, found, code)
    rooms = rooms_to_write_in(request, found)
    form = bound_to(request, RemarkForm, rooms=rooms, chosen=room_of(rooms, RoomKind.MODERATORS, RoomKind.STAFF))

    def act() -> None:
        told = form.cleaned_data
        actions.add_remark(
            seen.row, form.chosen_room(), told["words"], source=told["source"], by=request.viewer, now=request.now
        )

    shown = {"dialogue": found, "person": seen, "heading": _("A note"), "label": _("Add the note")}
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def take_step(request: ViewerRequest, dialogue: int, code: str) -> HttpResponse:
    found, seen = _kept(request, dialogue, code)
    rooms, ways = rooms_to_write_in(request, found), lookups.ways(request.viewer, found, seen.row)
    chosen = ways[0].room if ways else room_of(rooms, RoomKind.STAFF, RoomKind.MODERATORS)
    form = bound_to(request, StepForm, rooms=rooms, chosen=chosen, meetings=lookups.clock(request.viewer, found))

    def act() -> str:
        told, room = form.cleaned_data, form.chosen_room()
        unusual = lookups.unusual_step(
            request.viewer, found, seen.row, room=room, role=told["role"], state=told["state"]
        )
        actions.take_step(
            seen.row, told["state"], room=room, when=form.when(), reason=told["reason"],
            vouched_by=told["vouched_by"], held_after=form.chosen_meeting(), role=told["role"],
            by=request.viewer, now=request.now,
        )  # fmt: skip
        return (
            _("Recorded. %(unusual)s If that is how it was, nothing need be done.") % {"unusual": unusual}
            if unusual
            else ""
        )

    shown = {
        "dialogue": found,
        "person": seen,
        "ways": ways,
        "heading": _("A step on the way in"),
        "lede": _("Steps are recorded in any order. None is changed later; a mistake is put right by another."),
        "label": _("Record the step"),
    }
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def _kept(request: ViewerRequest, number: int, code: str) -> tuple[Dialogue, PersonSeen]:
    found = dialogue_or_404(request, number)
    keepers_only(request, found)
    return found, person_or_404(request, found, code)


def _page(dialogue: int, seen: PersonSeen) -> str:
    return reverse("people:person", args=[dialogue, seen.code])


def _accounts(request: ViewerRequest, dialogue: Dialogue) -> list[Account]:
    """Log-ins of the dialogue: for moderators, who alone may tie one to a code name."""
    return [each.account for each in dialogues.appointments(request.viewer, dialogue)]


def _name_rooms(request: ViewerRequest, dialogue: Dialogue) -> list[Room]:
    """The moderators' room first, also for staff, who can put a name into it and not read it again."""
    mine, first = rooms_to_write_in(request, dialogue), dialogues.moderators_room(request.viewer, dialogue)
    return [*([first] if first else []), *(room for room in mine if room != first and not room.is_caucus)]
