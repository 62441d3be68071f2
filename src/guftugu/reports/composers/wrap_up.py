"""The wrap-up report over a time: the dialogue, its process, its meetings, where it stands, what else, what next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from guftugu.dialogues.kinds import OccasionKind
from guftugu.reports.composed import Composed, Period
from guftugu.reports.composers.around import academic, academic_told, ahead_told, related_told
from guftugu.reports.composers.covered import Covered, Happening, cover, is_all_about
from guftugu.reports.composers.drafts import Draft
from guftugu.reports.composers.judged import judged_told, process_told
from guftugu.reports.composers.narrating import paragraphs, told
from guftugu.reports.composers.periods import period_in_words
from guftugu.reports.composers.sentences import in_which_language, meetings_in_words
from guftugu.reports.composers.shaped import meeting_told
from guftugu.reports.composers.telling import NOTED, Teller

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


def compose_wrap_up(
    viewer: Viewer, dialogue: Dialogue, period: Period, *, language: str = "en", now: datetime
) -> Composed:
    """For who may know what the viewer may: narrow him to the readers' rooms first. As known at `now`."""
    with override(language):
        covered = cover(viewer, dialogue, period, language=language, now=now)
        draft = Draft(f"wrap-up-{period.first.isoformat()}")
        return _composed(covered, draft, Teller(covered.parties))


def _composed(covered: Covered, draft: Draft, teller: Teller) -> Composed:
    told_of = {"dialogue": covered.title, "period": period_in_words(covered.period)}
    title = (_("%(dialogue)s: report for %(period)s") if covered.title else _("Report for %(period)s")) % told_of
    if any(one.entry.kind in NOTED and in_which_language(one) for one in covered.entries.values()):
        draft.paragraph(
            _("What is noted in another language than this report's stands in quotation marks."), "languages"
        )
    apart = {one.id for one in academic(covered)}
    process = _process(covered, apart)
    opening = _opening(covered, apart | {one.id for one in process})
    for key, sentences in paragraphs((str(one.id), told(teller, one.entries)) for one in opening):
        draft.paragraph(sentences, key)
    if _is_nothing_recorded(covered):
        draft.paragraph(_nothing(covered), "nothing")
        if not covered.entries:
            return draft.composed(title)
    process_told(draft, covered, teller, process)
    taken = apart | {one.id for one in (*process, *opening)}
    taken |= _meetings_told(draft, covered, teller)
    judged_told(draft, covered, teller)
    related_told(draft, covered, teller, leaving_out=taken)
    ahead_told(draft, covered, teller, leaving_out=taken)
    academic_told(draft, covered, teller)
    return draft.composed(title)


def _meetings_told(draft: Draft, covered: Covered, teller: Teller) -> set[UUID]:
    if not covered.meetings:
        return set()
    draft.begin(meetings_in_words(one.number for one in covered.meetings), "meetings")
    with_them = [each for one in covered.meetings for each in meeting_told(draft, covered, teller, one)]
    return {one.id for one in with_them}


def _frame(covered: Covered) -> list[Happening]:
    """Programmes that run since the first meeting or before: what the dialogue is, how it works and reports."""
    first = min((one.ends for one in covered.held_meetings), default=covered.period.first)
    running = [one for one in covered.apart if one.kind == OccasionKind.PROGRAMME and one.entries]
    return [one for one in running if one.is_held and one.begins <= min(first, covered.period.last)]


def _process(covered: Covered, leaving_out: set[UUID]) -> list[Happening]:
    return [one for one in _frame(covered) if one.id not in leaving_out and is_all_about(one, covered.process)]


def _opening(covered: Covered, leaving_out: set[UUID]) -> list[Happening]:
    """The frame, and papers on it: the reports themselves, of this time or since."""
    frame = sorted(
        (one for one in _frame(covered) if one.id not in leaving_out), key=lambda one: (one.begins, one.filed)
    )
    subjects = frozenset(pk for one in frame for pk in one.subjects)
    papers = [
        one
        for one in covered.apart
        if one.kind == OccasionKind.PAPER
        and one.is_held
        and one.id not in leaving_out
        and one.ends >= covered.period.first
        and covered.was_known(one)
        and is_all_about(one, subjects)
    ]
    return [*frame, *papers]


def _is_nothing_recorded(covered: Covered) -> bool:
    of_this_time = [one for one in covered.happenings if one.is_held and covered.overlaps(one) and one.entries]
    return not [one for one in of_this_time if one.kind != OccasionKind.PROGRAMME]


def _nothing(covered: Covered) -> str:
    return _("Of %(period)s the record holds nothing that the readers of this report may know.") % {
        "period": period_in_words(covered.period)
    }
