"""Pages on which a moderator judges where the group stands, ends a judgement, and tells another room of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guftugu.dialogues.views.finding import dialogue_or_404, spoken
from guftugu.phases.actions import releases, standings
from guftugu.phases.forms.standings import GROUP, EndForm, JudgeForm, ReleaseForm
from guftugu.phases.views.asking import (
    answer,
    finder,
    meetings_held,
    rooms_to_judge_in,
    rooms_to_tell,
    standing_or_404,
)
from guftugu.record.languages import language_of
from guftugu.record.lookups.subjects import subjects

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def judge(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    rooms = rooms_to_judge_in(request, found)
    if not rooms:
        raise Http404
    form = JudgeForm(
        request.POST or None,
        subjects=subjects(viewer, found, language=spoken()),
        rooms=rooms,
        meetings=meetings_held(request, found),
        find=finder(request, found),
        initial={"phase": request.GET.get("phase", ""), "about": request.GET.get("about", GROUP)},
    )

    def act() -> str:
        told = form.cleaned_data
        standings.judge(
            found, form.rooms[told["room"]], told["phase"], told["firmness"], told["why"], cites=told["cites"],
            subject=form.subject, held_after=form.held_after, judged_by=told["judged_by"],
            language=language_of(told["why"], otherwise=spoken()), by=viewer, now=request.now,
        )  # fmt: skip
        return _("The judgement is kept. If it was a mistake, end it after the same meeting.")

    shown = {
        "dialogue": found,
        "heading": _("Judge where we stand"),
        "lede": _(
            "People judge, the software only keeps it. What was judged of this phase before stays in the history and "
            "holds no more."
        ),
        "label": _("Keep the judgement"),
    }
    return answer(request, form, act, shown=shown, back=reverse("phases:standings", args=[dialogue]))


@read_or_sent
def end(request: ViewerRequest, dialogue: int, standing: UUID) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    seen = standing_or_404(request, found, standing)
    if seen.room not in rooms_to_judge_in(request, found) or seen.is_copy or seen.ends:
        raise Http404
    form = EndForm(request.POST or None, meetings=meetings_held(request, found), find=finder(request, found))

    def act() -> str:
        told = form.cleaned_data
        standings.end_standing(
            seen.row, told["why"], held_after=form.held_after, cites=told["cites"], judged_by=told["judged_by"],
            language=language_of(told["why"], otherwise=spoken()), by=viewer, now=request.now,
        )  # fmt: skip
        if seen.told_in:
            return _(
                "The judgement holds no more. Rooms that were told of it do not know yet: release the ending there."
            )
        return _("The judgement holds no more. It stays in the history.")

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("It holds no more"),
        "lede": _("Ended after the very meeting for which it was judged, it is as if it had not been made."),
        "label": _("End the judgement"),
    }
    return answer(request, form, act, shown=shown, back=reverse("phases:standings", args=[dialogue]))


@read_or_sent
def release(request: ViewerRequest, dialogue: int, standing: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = standing_or_404(request, found, standing)
    others = rooms_to_tell(request, found, seen)
    if not others:
        raise Http404
    form = ReleaseForm(request.POST or None, rooms=others)

    def act() -> str:
        room = form.rooms[form.cleaned_data["room"]]
        releases.release_standing(seen.row, room, by=request.viewer, now=request.now)
        return _("The judgement is told there.")

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("Release a judgement"),
        "lede": _(
            "It is told in the other room, for all who are in it now or later, with its reason and with what of its "
            "evidence they can read there. It cannot be taken back, and both rooms see that it was done."
        ),
        "label": _("Release the judgement"),
    }
    return answer(request, form, act, shown=shown, back=reverse("phases:standings", args=[dialogue]))
