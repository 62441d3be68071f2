"""Pages of a round: opening it, reading it, releasing, opening all releases, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.drafting.actions import caucus as actions
from guftugu.drafting.actions import rounds
from guftugu.drafting.actions.circulating import circulate as circulate_draft
from guftugu.drafting.forms.joint_texts import RoundForm, SureForm
from guftugu.drafting.lookups import caucus as lookups
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.lookups.joint_texts import answers
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.views.asking import (
    caucus_of,
    caucus_or_404,
    caucuses_of,
    draft_or_404,
    in_caucus,
    over,
    read_or_sent,
    round_or_404,
    tag_of,
    tongue_of,
    tongues,
)
from guftugu.drafting.views.files import PAPERS
from guftugu.record.views.asking import answer
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.texts.lookups.releasing import going_along
from guftugu.texts.lookups.texts import latest_version

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.drafting.lookups.joint_texts import JointTextSeen
    from guftugu.rooms.middleware import ViewerRequest


@read_or_sent
def open_round(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """First until when; then what everybody will read; then it goes round."""
    found, seen = draft_or_404(request, dialogue, jointtext)
    if seen.open_round is not None:
        messages.info(request, _("A round is open already."))
        return redirect("drafting:round", dialogue, seen.open_round.pk)
    if seen.is_final:
        raise Http404
    form = RoundForm(request.POST or None)
    shown: dict[str, Any] = {
        "dialogue": found,
        "seen": seen,
        "form": form,
        "heading": _("Open a round"),
        "label": _("See what everybody will read"),
    }
    if request.method == "POST" and form.is_valid():
        if "sure" not in request.POST:
            return render(request, "drafting/circulate.html", {**shown, **_going(request, found, seen), "asks": True})
        try:
            made = rounds.open_round(
                seen.joint, deadline_said=form.cleaned_data["said"], deadline=form.deadline, by=request.viewer,
                now=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The round is open. Everybody in plenary can read the draft."))
            return redirect("drafting:round", dialogue, made.pk)
    return render(request, "drafting/circulate.html", shown)


@read_or_sent
def circulate(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """The draft to plenary without a round, after looking at what would go."""
    found, seen = draft_or_404(request, dialogue, jointtext)
    if seen.is_final or seen.open_round is not None:
        raise Http404
    form = SureForm(request.POST or None)

    def act() -> None:
        circulate_draft(seen.joint, by=request.viewer, now=request.now)
        messages.success(request, _("Plenary has the draft. Stances can be taken on it."))

    back = reverse("drafting:joint-text", args=[dialogue, jointtext])
    shown = {"dialogue": found, "seen": seen, "heading": _("Circulate the draft"), **_going(request, found, seen)}
    return answer(request, form, act, shown=shown, back=back, template="drafting/circulate.html")


@require_safe
def round_page(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002 (the address says so)
    found, seen = round_or_404(request, dialogue, round)
    viewer, caucus, plenary = request.viewer, caucus_of(request, found), seen.round.room
    base = base_of(viewer, seen.round)
    tongue = tongue_of(request, base)
    shown = {
        "dialogue": found,
        "seen": seen,
        "caucus": caucus,
        "caucuses": caucuses_of(request, found),
        "tongues": tongues(base, tongue),
        "tag": tag_of(tongue),
        "passages": lookups.passages_in_round(viewer, seen.round, caucus, base=base, tongue=tongue),
        "answers": answers(viewer, seen.round, dialogues.caucuses(viewer, found)),
        "may_comment": seen.is_open and viewer.holds_key(plenary),
        "became_of_plenary": [] if seen.is_open else lookups.became_of_ours(viewer, seen.round, plenary, base=base),
    }
    if caucus is not None:
        shown |= {
            "released": lookups.answer_released(viewer, seen.round, caucus, base=base),
            "now": lookups.answer_now(viewer, seen.round, caucus, base=base) if seen.is_open else [],
            "became": lookups.became_of_ours(viewer, seen.round, caucus, base=base),
            "papers": PAPERS,
        }
    return render(request, "drafting/round.html", shown)


@read_or_sent
def release(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002
    """The caucus's answer, after looking at exactly what would go."""
    found, seen = round_or_404(request, dialogue, round)
    caucus = caucus_or_404(request, found)
    if not seen.is_open:
        return over(request, found, seen, caucus)
    form = SureForm(request.POST or None)

    def act() -> None:
        actions.release_answer(seen.round, caucus, by=request.viewer, now=request.now)
        messages.success(request, _("Released. Until a moderator opens all releases you can replace it."))

    base = base_of(request.viewer, seen.round)
    shown = {
        "dialogue": found,
        "seen": seen,
        "caucus": caucus,
        "now": lookups.answer_now(request.viewer, seen.round, caucus, base=base),
        "released": lookups.answer_released(request.viewer, seen.round, caucus, base=base),
    }
    back = in_caucus(reverse("drafting:round", args=[dialogue, round]), caucus)
    return answer(request, form, act, shown=shown, back=back, template="drafting/release.html")


@read_or_sent
def open_releases(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002
    found, seen = round_or_404(request, dialogue, round, holds_pen=True)
    if not seen.is_open:
        messages.info(request, _("All releases were opened already."))
        return redirect("drafting:joint-text", dialogue, seen.joint.pk)
    form = SureForm(request.POST or None)

    def act() -> str:
        rounds.open_releases(seen.round, by=request.viewer, now=request.now)
        return reverse("drafting:consolidate", args=[dialogue, round])

    told = answers(request.viewer, seen.round, dialogues.caucuses(request.viewer, found))
    deadline = seen.round.deadline
    said_aloud = lookups.passages_in_round(request.viewer, seen.round, None)
    shown = {
        "dialogue": found,
        "seen": seen,
        "plenary": [one for one in said_aloud if one.settled],
        "unsettled": [one for one in said_aloud if one.unsettled],
        "missing": [one.room for one in told if not one.has_released],
        "is_early": deadline is not None and request.now.date() <= deadline,
    }
    back = reverse("drafting:joint-text", args=[dialogue, seen.joint.pk])
    return answer(request, form, act, shown=shown, back=back, template="drafting/open_releases.html")


@read_or_sent
def close_round(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002
    found, seen = round_or_404(request, dialogue, round, holds_pen=True)
    form = SureForm(request.POST or None)

    def act() -> None:
        rounds.close_round(seen.round, by=request.viewer, now=request.now)

    left = [one for one in proposals(request.viewer, seen.round) if one.disposition is None]
    back = reverse("drafting:joint-text", args=[dialogue, seen.joint.pk])
    shown = {"dialogue": found, "seen": seen, "left": left}
    return answer(request, form, act, shown=shown, back=back, template="drafting/close.html")


def _going(request: ViewerRequest, dialogue: Dialogue, seen: JointTextSeen) -> dict[str, Any]:
    plenary = dialogues.room_of_kind(request.viewer, dialogue, RoomKind.PLENARY)
    if plenary is None:
        raise Http404
    return {"going": going_along(request.viewer, latest_version(request.viewer, seen.joint.text), plenary)}
