"""What every page here asks first, and how a form is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import spoken
from guftugu.people import lookups
from guftugu.people.codes import same_code
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import OrganisationSeen, PersonSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room

Form = TypeVar("Form", bound=forms.Form)


def dialogue_or_404(request: ViewerRequest, number: int) -> Dialogue:
    found = dialogues.dialogue(request.viewer, number)
    if found is None or not request.viewer.is_signed_in:
        raise Http404
    return found


def person_or_404(request: ViewerRequest, dialogue: Dialogue, code: str) -> PersonSeen:
    return among_or_404(lookups.persons(request.viewer, dialogue, language=spoken()), code)


def among_or_404(persons: list[PersonSeen], code: str) -> PersonSeen:
    found = next((seen for seen in persons if same_code(seen.code) == same_code(code)), None)
    if found is None:
        raise Http404
    return found


def organisation_or_404(request: ViewerRequest, dialogue: Dialogue, organisation_id: UUID) -> OrganisationSeen:
    found = lookups.organisation(request.viewer, dialogue, organisation_id, language=spoken())
    if found is None:
        raise Http404
    return found


def keepers_only(request: ViewerRequest, dialogue: Dialogue) -> None:
    if not lookups.may_keep_people(request.viewer, dialogue):
        raise Http404


def rooms_to_write_in(request: ViewerRequest, dialogue: Dialogue) -> list[Room]:
    """Whose key the viewer holds, without the open room: nobody is named there."""
    mine = dialogues.rooms_of(request.viewer, dialogue)
    return [room for room in mine if not room.is_open and request.viewer.holds_key(room)]


def room_of(rooms: list[Room], *kinds: str) -> Room | None:
    """The first of these kinds among the rooms."""
    return next((room for kind in kinds for room in rooms if room.kind == kind), None)


def bound_to(request: ViewerRequest, form: type[Form], **options: Any) -> Form:
    return form(request.POST if request.method == "POST" else None, **options)


def answer(
    request: ViewerRequest,
    form: forms.Form,
    act: Callable[[], str | None],
    *,
    shown: dict[str, Any],
    back: str,
    template: str = "people/form.html",
) -> HttpResponse:
    """Show the form; sent and right, do the act and go back. What the act gives is a warning for the next page."""
    if request.method == "POST" and form.is_valid():
        try:
            warning = act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if warning:
                messages.warning(request, warning)
            return redirect(back)
    return render(request, template, {"form": form, "way_back": back, **shown})
