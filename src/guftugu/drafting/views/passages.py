"""One passage of a round: what is said of it, a comment, a wording in any language, what the caucus settles on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from guftugu.drafting.actions import caucus as actions
from guftugu.drafting.forms.rounds import CommentForm, WordingForm
from guftugu.drafting.kinds import WordingKind
from guftugu.drafting.lookups import caucus as lookups
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.together import laid_together
from guftugu.drafting.views.asking import (
    caucus_of,
    in_caucus,
    read_or_sent,
    round_or_404,
    tag_of,
    tongue_of,
    tongues,
)
from guftugu.rooms.refusals import Refusal
from guftugu.texts.kinds import PassageKind
from guftugu.texts.plain import rows_typed

if TYPE_CHECKING:
    from guftugu.drafting.lookups.bases import Base, Tongue
    from guftugu.drafting.lookups.caucus import PassageInRound
    from guftugu.drafting.lookups.joint_texts import RoundSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room


@read_or_sent
def passage(request: ViewerRequest, dialogue: int, round: UUID, passage: UUID) -> HttpResponse:  # noqa: A002
    found, seen = round_or_404(request, dialogue, round)
    viewer, caucus = request.viewer, caucus_of(request, found)
    base = base_of(viewer, seen.round)
    tongue = tongue_of(request, base)
    listed = lookups.passages_in_round(viewer, seen.round, caucus, base=base, tongue=tongue)
    one = next((one for one in listed if one.passage.id == passage), None)
    if one is None:
        raise Http404
    rooms = [room for room in (seen.round.room, caucus) if room and viewer.holds_key(room)]
    asked = request.POST.get("act", "")
    comment = CommentForm(request.POST if asked == "comment" else None, rooms=rooms, prefix="comment")
    together = laid_together(one, tongue)
    begun = together.words if together and together.is_clean and "together" in request.GET else one.passage.words
    wording = _wording_form(request if asked == "word" else None, one, base, tongue, begun)
    aloud = _wording_form(request if asked == "aloud" else None, one, base, tongue, one.passage.words, is_aloud=True)
    if request.method == "POST" and seen.is_open:
        form, act = {"comment": (comment, _comment), "aloud": (aloud, _aloud)}.get(asked, (wording, _word))
        if form.is_valid() and _done(form, lambda: act(request, seen, passage, form, caucus)):
            here = reverse("drafting:passage", args=[dialogue, round, passage])
            return redirect(in_caucus(here, caucus, tag_of(tongue)))
    typed = request.POST.get(f"{asked}-words", "")
    shown = {
        "dialogue": found, "seen": seen, "caucus": caucus, "one": one, "comment_form": comment,
        "too_late": "" if seen.is_open else typed,
        "wording_form": wording, "aloud_form": aloud, "forms": [wording, aloud, comment],
        "may_comment": seen.is_open and bool(rooms),
        "may_say_aloud": seen.is_open and seen.round.room in rooms, "tongues": tongues(base, tongue),
        "tag": tag_of(tongue), "together": together,
    }  # fmt: skip
    return render(request, "drafting/passage.html", shown)


@require_POST
def settle(request: ViewerRequest, dialogue: int, round: UUID, wording: UUID) -> HttpResponse:  # noqa: A002
    """The caucus, or plenary, makes a wording its own, or no longer does."""
    _found, seen = round_or_404(request, dialogue, round)
    row = lookups.wording(request.viewer, seen.round, wording)
    try:
        actions.settle(row, by=request.viewer, now=request.now, is_withdrawn="withdraw" in request.POST)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    back = reverse("drafting:round", args=[dialogue, round])
    within = row.room if row.room.is_caucus else None
    return redirect(f"{in_caucus(back, within, request.POST.get('language', ''))}#p-{row.passage_id}")


def _wording_form(
    request: ViewerRequest | None, one: PassageInRound, base: Base, tongue: Tongue, begun: str, *,
    is_aloud: bool = False,
) -> WordingForm:  # fmt: skip
    words = rows_typed(begun) if one.passage.kind == PassageKind.TABLE else begun
    return WordingForm(
        request.POST if request else None, base=base, passage=one.passage.id, is_aloud=is_aloud,
        prefix="aloud" if is_aloud else "word",
        initial={"words": words, "language": tag_of(tongue)},
    )  # fmt: skip


def _comment(
    request: ViewerRequest, seen: RoundSeen, passage: UUID, form: Any, _caucus: Room | None
) -> None:  # fmt: skip
    told = form.cleaned_data
    actions.comment(
        seen.round, passage, form.rooms[told["room"]], told["words"], kind=told["kind"], by=request.viewer,
        now=request.now,
    )  # fmt: skip


def _word(request: ViewerRequest, seen: RoundSeen, passage: UUID, form: Any, caucus: Room | None) -> None:
    if caucus is None:
        raise Http404
    _propose(request, seen, passage, form, caucus)


def _aloud(request: ViewerRequest, seen: RoundSeen, passage: UUID, form: Any, _caucus: Room | None) -> None:
    _propose(request, seen, passage, form, seen.round.room)


def _propose(request: ViewerRequest, seen: RoundSeen, passage: UUID, form: Any, room: Room) -> None:
    told = form.cleaned_data
    language, script = form.tongue
    is_new = told["kind"] == WordingKind.NEW
    actions.propose_wording(
        seen.round, (is_new and form.after) or passage, room, told["kind"], told["words"], why=told["why"],
        language=language, script=script, after=None if is_new else form.after, comes_first=form.comes_first,
        by=request.viewer, now=request.now,
    )  # fmt: skip


def _done(form: Any, act: Callable[[], None]) -> bool:
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
