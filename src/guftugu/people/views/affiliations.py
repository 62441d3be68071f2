from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from guftugu.dialogues.views.finding import spoken
from guftugu.people import actions, lookups
from guftugu.people.forms import AffiliationForm, CorrectionForm, EndForm
from guftugu.people.views.asking import (
    answer,
    bound_to,
    dialogue_or_404,
    person_or_404,
    room_of,
    rooms_to_write_in,
)
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import AffiliationSeen, PersonSeen
    from guftugu.rooms.middleware import ViewerRequest


def add_affiliation(request: ViewerRequest, dialogue: int, code: str) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen, rooms = person_or_404(request, found, code), rooms_to_write_in(request, found)
    form = bound_to(
        request, AffiliationForm, rooms=rooms, chosen=room_of(rooms, RoomKind.MODERATORS, RoomKind.STAFF),
        organisations=lookups.organisations(request.viewer, found, language=spoken()),
        meetings=lookups.clock(request.viewer, found),
    )  # fmt: skip

    def act() -> None:
        told = form.cleaned_data
        actions.add_affiliation(
            seen.row, form.chosen_room(), told["role"], organisation=form.chosen_organisation(), since=form.when(),
            held_after=form.chosen_meeting(), note=told["note"], source=told["source"],
            by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "person": seen,
        "heading": _("Where the person stands"),
        "lede": _("Somebody may stand in several places at once. A change of place is told, not typed over."),
        "label": _("Record it"),
    }
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def correct_affiliation(request: ViewerRequest, dialogue: int, code: str, series: UUID) -> HttpResponse:
    found, seen, told_before = _affiliation(request, dialogue, code, series)
    before = told_before.row
    initial = {
        "organisation": str(before.organisation_id or ""), "role": before.role, "note": before.note,
        "source": before.source, "said": before.since_said, "guessed": before.since_said,
        "earliest": before.since_earliest, "latest": before.since_latest,
    }  # fmt: skip
    form = bound_to(
        request, CorrectionForm, rooms=[before.room], meetings={}, initial=initial,
        organisations=lookups.organisations(request.viewer, found, language=spoken()),
    )  # fmt: skip

    def act() -> None:
        told = form.cleaned_data
        actions.correct_affiliation(
            before, told["role"], organisation=form.chosen_organisation(), since=form.when(), note=told["note"],
            source=told["source"], by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "person": seen,
        "heading": _("Tell it better"),
        "lede": _("The words before stay in the record."),
        "label": _("Put right"),
    }
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def end_affiliation(request: ViewerRequest, dialogue: int, code: str, series: UUID) -> HttpResponse:
    found, seen, before = _affiliation(request, dialogue, code, series)
    if before.is_over:
        raise Http404
    form = bound_to(request, EndForm, meetings=lookups.clock(request.viewer, found))

    def act() -> None:
        actions.end_affiliation(
            before.row, form.when(), held_after=form.chosen_meeting(), note=form.cleaned_data["note"],
            by=request.viewer, now=request.now,
        )  # fmt: skip

    shown = {
        "dialogue": found,
        "person": seen,
        "heading": _("This is over"),
        "affiliation": before,
        "label": _("Record that it is over"),
    }
    return answer(request, form, act, shown=shown, back=_page(dialogue, seen))


def _affiliation(
    request: ViewerRequest, number: int, code: str, series: UUID
) -> tuple[Dialogue, PersonSeen, AffiliationSeen]:
    found = dialogue_or_404(request, number)
    seen = person_or_404(request, found, code)
    told = lookups.affiliation(request.viewer, found, seen.row, series)
    if told is None:
        raise Http404
    return found, seen, told


def _page(dialogue: int, seen: PersonSeen) -> str:
    return reverse("people:person", args=[dialogue, seen.code])
