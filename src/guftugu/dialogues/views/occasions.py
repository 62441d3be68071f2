from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guftugu.dialogues import lookups
from guftugu.dialogues.actions.occasions import add_reported_date, change_plan, drop_plan, mark_held, record_occasion
from guftugu.dialogues.forms.dating import AfterMeetingForm, DropForm, OccasionForm, PlanForm, ReportForm, WhenForm
from guftugu.dialogues.kinds import OccasionState
from guftugu.dialogues.views.finding import dialogue_or_404
from guftugu.rooms import lookups as rooms
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue, Occasion

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def record(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """In two steps: what was typed comes back with the guessed bounds, and is saved once somebody saw them."""
    found = dialogue_or_404(request, dialogue)
    writable = [room for room in lookups.rooms_of(request.viewer, found) if request.viewer.holds_key(room)]
    if not writable:
        raise Http404
    form = OccasionForm(
        request.POST or None, near=_near(request, found), rooms=writable,
        number=lookups.next_number(request.viewer, found), meetings=lookups.meetings(request.viewer, found),
    )  # fmt: skip
    if form.is_valid() and not form.asks_again:
        typed = form.cleaned_data
        try:
            made = record_occasion(
                found, form.rooms[typed["room"]], typed["kind"], number=typed["number"], title=typed["title"],
                place=typed["place"], when=form.when(), is_planned=typed["state"] == OccasionState.PLANNED,
                because=typed["because"], held_after=form.meeting(), by=request.viewer, now=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _recorded(request, found, made)
    return _dating_page(request, found, form, title=_("Record an occasion"), label=_("Record it"))


@require_safe
def dates(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    dated = _occasion_or_404(request, found, occasion)
    room = dated.occasion.room
    shown = {
        "dialogue": found,
        "dated": dated,
        "may_write": request.viewer.holds_key(room),
        "may_sunset": room in rooms.shelves_of(request.viewer, dated.occasion.pk),
    }
    return render(request, "dialogues/dates.html", shown)


@read_or_sent
def plan(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found, dated = _to_date(request, dialogue, occasion, states={OccasionState.PLANNED})
    form = _after(PlanForm, request, found)

    def act() -> object:
        return change_plan(
            dated.occasion, form.when(), because=form.cleaned_data["because"], held_after=form.meeting(),
            by=request.viewer, now=request.now,
        )  # fmt: skip

    return _dated_again(
        request, found, dated, form, act, title=_("Plan it for another time"), label=_("Change the plan")
    )


@read_or_sent
def held(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found, dated = _to_date(request, dialogue, occasion, states={OccasionState.PLANNED, OccasionState.DROPPED})
    form = _after(AfterMeetingForm, request, found)

    def act() -> object:
        return mark_held(dated.occasion, form.when(), held_after=form.meeting(), by=request.viewer, now=request.now)

    return _dated_again(request, found, dated, form, act, title=_("It took place"), label=_("Record as held"))


@read_or_sent
def report(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found, dated = _to_date(request, dialogue, occasion, states=set(OccasionState))
    form = ReportForm(request.POST or None, near=_near(request, found))

    def act() -> object:
        source = form.cleaned_data["source"]
        return add_reported_date(dated.occasion, form.when(), source=source, by=request.viewer, now=request.now)

    return _dated_again(request, found, dated, form, act, title=_("Another source's date"), label=_("Add it"))


@read_or_sent
def drop(request: ViewerRequest, dialogue: int, occasion: UUID) -> HttpResponse:
    found, dated = _to_date(request, dialogue, occasion, states={OccasionState.PLANNED})
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            drop_plan(dated.occasion, because=form.cleaned_data["because"], held_after=_clock(request, found),
                      by=request.viewer, now=request.now)  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _recorded(request, found, dated.occasion)
    return render(request, "dialogues/drop.html", {"dialogue": found, "dated": dated, "form": form})


def _dated_again(
    request: ViewerRequest,
    dialogue: Dialogue,
    dated: DatedOccasion,
    form: WhenForm,
    act: Callable[[], object],
    *,
    title: str,
    label: str,
) -> HttpResponse:
    if form.is_valid() and not form.asks_again:
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _recorded(request, dialogue, dated.occasion)
    return _dating_page(request, dialogue, form, dated=dated, title=title, label=label)


def _dating_page(
    request: ViewerRequest,
    dialogue: Dialogue,
    form: WhenForm,
    *,
    title: str,
    label: str,
    dated: DatedOccasion | None = None,
) -> HttpResponse:
    asks = form.is_bound and form.is_valid() and form.asks_again
    shown: dict[str, Any] = {
        "dialogue": dialogue,
        "dated": dated,
        "form": form.with_guess() if asks else form,
        "asks": asks,
        "guess": form.guess if asks else None,
        "title": title,
        "label": label,
    }
    return render(request, "dialogues/dating.html", shown)


def _after(kind: type[PlanForm | AfterMeetingForm], request: ViewerRequest, dialogue: Dialogue) -> Any:
    meetings = lookups.meetings(request.viewer, dialogue)
    return kind(request.POST or None, near=_near(request, dialogue), meetings=meetings)


def _to_date(
    request: ViewerRequest, number: int, occasion: UUID, *, states: set[OccasionState]
) -> tuple[Dialogue, DatedOccasion]:
    found = dialogue_or_404(request, number)
    dated = _occasion_or_404(request, found, occasion)
    if dated.occasion.state not in states or not request.viewer.holds_key(dated.occasion.room):
        raise Http404
    return found, dated


def _occasion_or_404(request: ViewerRequest, dialogue: Dialogue, occasion: UUID) -> DatedOccasion:
    dated = lookups.occasion(request.viewer, dialogue, occasion)
    if dated is None:
        raise Http404
    return dated


def _clock(request: ViewerRequest, dialogue: Dialogue) -> Occasion | None:
    latest = lookups.latest_meeting(request.viewer, dialogue)
    return latest.occasion if latest else None


def _near(request: ViewerRequest, dialogue: Dialogue) -> date:
    """A date without a year is one of the time the dialogue is in."""
    clock = _clock(request, dialogue)
    return (clock.latest if clock else None) or request.now.date()


def _recorded(request: ViewerRequest, dialogue: Dialogue, occasion: Occasion) -> HttpResponse:
    messages.success(request, _("Recorded."))
    return redirect("dialogues:dates", dialogue=dialogue.number, occasion=occasion.pk)
