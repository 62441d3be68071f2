from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guftugu.people import actions
from guftugu.people.forms import OrganisationForm, OrganisationNameForm, RemarkForm
from guftugu.people.views.asking import answer, bound_to, dialogue_or_404, organisation_or_404, rooms_to_write_in

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest


def add_organisation(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    form = bound_to(request, OrganisationForm, rooms=rooms_to_write_in(request, found))

    def act() -> None:
        told = form.cleaned_data
        actions.add_organisation(
            found, form.chosen_room(), told["name"], kind=told["kind"], language=told["language"],
            spellings=form.chosen_spellings(), note=told["note"], source=told["source"],
            by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {"dialogue": found, "heading": _("An organisation"), "label": _("Add the organisation")}
    return answer(request, form, act, shown=shown, back=reverse("people:organisations", args=[dialogue]))


def name_organisation(request: ViewerRequest, dialogue: int, organisation: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = organisation_or_404(request, found, organisation)
    form = bound_to(request, OrganisationNameForm, rooms=rooms_to_write_in(request, found), chosen=seen.room)

    def act() -> None:
        told = form.cleaned_data
        actions.rename_organisation(
            seen.row, told["name"], room=form.chosen_room(), language=told["language"],
            is_spelling=told["is_spelling"], by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "heading": _("What the organisation is called"),
        "about": seen.name,
        "label": _("Call it so"),
    }
    return answer(request, form, act, shown=shown, back=reverse("people:organisation", args=[dialogue, organisation]))


def remark_organisation(request: ViewerRequest, dialogue: int, organisation: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = organisation_or_404(request, found, organisation)
    form = bound_to(request, RemarkForm, rooms=rooms_to_write_in(request, found), chosen=seen.room)

    def act() -> None:
        told = form.cleaned_data
        actions.add_remark(
            seen.row, form.chosen_room(), told["words"], source=told["source"], by=request.viewer, now=request.now
        )

    shown = {"dialogue": found, "heading": _("A note"), "about": seen.name, "label": _("Add the note")}
    return answer(request, form, act, shown=shown, back=reverse("people:organisation", args=[dialogue, organisation]))
