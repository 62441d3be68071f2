"""What every page here asks first. Not allowed and not there answer alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import OccasionState, Role
from guftugu.dialogues.views.finding import spoken
from guftugu.phases import lookups
from guftugu.record.lookups.entries import entries_labelled
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.phases.forms.standings import Find
    from guftugu.phases.lookups import StandingSeen
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room

JUDGED_IN = (RoomKind.MODERATORS, RoomKind.PLENARY, RoomKind.STAFF, RoomKind.COLLEAGUES)


def standing_or_404(request: ViewerRequest, dialogue: Dialogue, standing: UUID) -> StandingSeen:
    found = lookups.standing(request.viewer, dialogue, standing, language=spoken())
    if found is None:
        raise Http404
    return found


def rooms_to_judge_in(request: ViewerRequest, dialogue: Dialogue) -> list[Room]:
    """Of a moderator's rooms those in which judgements are made, his own first; of anybody else none."""
    viewer = request.viewer
    if dialogues.role(viewer, dialogue) != Role.MODERATOR:
        return []
    mine = [room for room in dialogues.rooms_of(viewer, dialogue) if room.kind in JUDGED_IN and viewer.holds_key(room)]
    return sorted(mine, key=lambda room: JUDGED_IN.index(RoomKind(room.kind)))


def rooms_to_tell(request: ViewerRequest, dialogue: Dialogue, seen: StandingSeen) -> list[Room]:
    """Of the rooms of who keeps the judgement's room, those that do not know of it yet."""
    if not request.viewer.may_keep(seen.room):
        return []
    known = {seen.room.pk, *(room.pk for room in seen.told_in)}
    return [room for room in dialogues.rooms_of(request.viewer, dialogue) if room.pk not in known]


def meetings_held(request: ViewerRequest, dialogue: Dialogue) -> list[DatedOccasion]:
    meetings = dialogues.meetings(request.viewer, dialogue)
    return [seen for seen in meetings if seen.occasion.state == OccasionState.HELD]


def finder(request: ViewerRequest, dialogue: Dialogue) -> Find:
    def find(labels: Iterable[str]) -> list[Shown]:
        return entries_labelled(request.viewer, dialogue, labels)

    return find


def answer(
    request: ViewerRequest, form: forms.Form, act: Callable[[], str], *, shown: dict[str, Any], back: str
) -> HttpResponse:
    """Show the form; sent and right, do the act, say what it says, and go back. Refused, what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            told = act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect(back)
    return render(request, "phases/form.html", {"form": form, "way_back": back, **shown})
