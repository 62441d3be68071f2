"""Pages on which parties say where they stand, and the moderators make the text final."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guftugu.dialogues.views.finding import spoken
from guftugu.drafting.actions import stances as actions
from guftugu.drafting.brackets import brackets_in
from guftugu.drafting.forms.joint_texts import SureForm
from guftugu.drafting.forms.rounds import StanceForm
from guftugu.drafting.kinds import StanceKind
from guftugu.drafting.lookups.stances import LETTERS, matrix
from guftugu.drafting.views.asking import draft_or_404, joint_text_or_404, meetings_held, read_or_sent
from guftugu.people.lookups import parties_spoken_for
from guftugu.record.views.asking import answer
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.renderings import languages, unready
from guftugu.texts.standing import statement

if TYPE_CHECKING:
    from guftugu.drafting.lookups.joint_texts import JointTextSeen
    from guftugu.drafting.lookups.stances import Matrix
    from guftugu.people.lookups import PartySeen
    from guftugu.rooms.middleware import ViewerRequest


@read_or_sent
def stances(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """Where each party stands to each passage and to the whole, and one stance more."""
    found, seen = joint_text_or_404(request, dialogue, jointtext)
    told = matrix(request.viewer, seen.joint, language=spoken())
    speaks_for = _speaks_for(request, seen, told.parties if told else [])
    form = None
    here = reverse("drafting:stances", args=[dialogue, jointtext])
    shown = {
        "dialogue": found,
        "seen": seen,
        "matrix": told,
        "letters": [(LETTERS[kind], kind.label) for kind in StanceKind],
    }
    if told is None or not speaks_for or seen.is_final:
        if request.method == "POST":
            raise Http404
        return render(request, "drafting/stances.html", {**shown, "form": form})
    form = StanceForm(
        request.POST or None, parties=speaks_for, passages=[row.passage for row in told.rows if row.passage],
        meetings=meetings_held(request, found),
    )  # fmt: skip

    def act() -> None:
        given = form.cleaned_data
        actions.take_stance(
            seen.joint, told.text.version, form.chosen_party, given["kind"],
            passage=form.chosen_passage.id if form.chosen_passage else None, on_all=given["on_all"], note=given["note"],
            held_after=form.held_after, by=request.viewer, now=request.now,
        )  # fmt: skip

    return answer(request, form, act, shown=shown, back=here, template="drafting/stances.html")


@read_or_sent
def finish(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    found, seen = draft_or_404(request, dialogue, jointtext)
    if seen.is_final or seen.joint.circulated_id is None:
        raise Http404
    told = matrix(request.viewer, seen.joint, language=spoken())
    form = SureForm(request.POST or None)

    def act() -> str:
        actions.finish(seen.joint, by=request.viewer, now=request.now)
        messages.success(request, _("The text is final."))
        return reverse("drafting:final", args=[dialogue, jointtext])

    shown = {
        "dialogue": found,
        "seen": seen,
        "matrix": told,
        "brackets": brackets_in(one.words for one in told.text.passages) if told else 0,
        "unready": _unready(request, told),
        "statement": statement(languages(request.viewer, told.text.text)) if told else "",
    }
    back = reverse("drafting:joint-text", args=[dialogue, jointtext])
    return answer(request, form, act, shown=shown, back=back, template="drafting/finish.html")


def _speaks_for(request: ViewerRequest, seen: JointTextSeen, parties: list[PartySeen]) -> list[PartySeen]:
    """Moderators write down what they heard of any side; members of a caucus say it for their own."""
    if seen.holds_pen:
        return parties
    own = parties_spoken_for(request.viewer, seen.joint.dialogue)
    return [one for one in parties if one.party.pk in own]


def _unready(request: ViewerRequest, told: Matrix | None) -> list[tuple[str, int]]:
    """Languages in which something is stale or not rendered, and how much."""
    if told is None:
        return []
    waiting = unready(request.viewer, told.text.version)
    return [(spoken_name(*tongue), states.total()) for tongue, states in waiting.items()]
