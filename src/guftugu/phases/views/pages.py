"""Where we stand, and the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guftugu.dialogues.forms.moments import MomentForm
from guftugu.dialogues.positions import NOW, Moment
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released, spoken
from guftugu.phases import lookups
from guftugu.phases.guide import guide as guide_to_phases
from guftugu.phases.guide import likely_next
from guftugu.phases.kinds import Phase
from guftugu.phases.ribbon import ribbon_of, up_to
from guftugu.phases.turned import draw_either
from guftugu.phases.views.asking import rooms_to_judge_in
from guftugu.phases.wording import sentence, sentences_on_subjects

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.phases.lookups import StandingSeen
    from guftugu.rooms.middleware import ViewerRequest


@open_as_released
@require_safe
def standings(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """Where we stand and why; asked so, where we stood after a meeting, as known then or now."""
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    columns = lookups.columns(viewer, found)
    held = [column.number for column in columns if not column.is_planned]
    form = MomentForm(MomentForm.asked(request.GET), meetings=held)
    moment = _moment(request, found, form)
    told = lookups.history(viewer, found, moment, language=spoken())
    ribbon = ribbon_of(told, up_to(columns, moment.after_meeting))
    in_force = ribbon.in_force
    of_group = sorted(
        (seen for seen in in_force if seen.subject is None), key=lambda seen: (seen.phase == Phase.ENGAGING, seen.phase)
    )
    shown = {
        "dialogue": found,
        "moment_form": form,
        "moment": moment,
        "is_now": moment == NOW,
        "is_as_known_then": form.is_as_known_then,
        "judged_by_all": len({seen.judged_by for seen in of_group}) == 1,
        "last_judged": max((seen for seen in of_group), key=lambda seen: (seen.after, seen.recorded_at), default=None),
        "sentence": sentence(in_force),
        "ribbon": ribbon,
        "drawing": draw_either(ribbon),
        "of_group": of_group,
        "of_subjects": _by_subject(in_force),
        "in_force": {seen.id for seen in in_force},
        "history": told,
        "may_judge": bool(rooms_to_judge_in(request, found)),
    }
    return render(request, "phases/where.html", shown)


@open_as_released
@require_safe
def guide(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    told = lookups.standings(viewer, found, language=spoken())
    here: dict[Phase, list[StandingSeen]] = {phase: [] for phase in Phase}
    for seen in told:
        here[seen.phase].append(seen)
    # What is usually there is read off pages that strangers do not see.
    usual = lookups.usual(viewer, found) if viewer.is_signed_in else {}
    following = {one.phase for one in likely_next(told)}
    shown = {
        "dialogue": found,
        "sentence": sentence(told),
        "phases": [
            {
                "guide": each,
                "standings": here[each.phase],
                "usual": usual.get(each.phase, []),
                "is_likely_next": each.phase in following,
            }
            for each in guide_to_phases()
        ],
    }
    return render(request, "phases/guide.html", shown)


def _moment(request: ViewerRequest, dialogue: Dialogue, form: MomentForm) -> Moment:
    after = form.after_meeting
    if after is None:
        return NOW
    known = lookups.known_then(request.viewer, dialogue, after) if form.is_as_known_then else None
    return Moment(after, known)


def _by_subject(in_force: list[StandingSeen]) -> list[tuple[StandingSeen, str, list[StandingSeen]]]:
    """Each subject with the sentence on it, and the judgements it sums up."""
    found = []
    for subject, said in sentences_on_subjects(in_force):
        on_it = [seen for seen in in_force if seen.row.subject_id == subject.subject.pk]
        found.append((on_it[0], said, on_it))
    return found
