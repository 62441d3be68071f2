"""Work around the meetings, and what lies ahead: grouped by what belongs together, in an order a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from guftugu.dialogues.kinds import OccasionKind
from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.covered import is_all_about
from guftugu.reports.composers.narrating import paragraphs, told
from guftugu.reports.composers.sentences import begun, ended, meeting_in_words, when_said
from guftugu.reports.composers.shaped import backgrounds

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.reports.composers.covered import Covered, Happening
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.telling import Teller

# Not told among the work around the meetings: each has its own place.
ELSEWHERE = (OccasionKind.HANDOVER, OccasionKind.PLAN, OccasionKind.PRESENTATION)
ASKED = (EntryKind.QUESTION, EntryKind.PROPOSAL)
VISITS, WORLD, REQUESTS, PAPERS, OTHERS = range(5)


def related_told(draft: Draft, covered: Covered, teller: Teller, *, leaving_out: set[UUID]) -> None:
    """Visits, the world outside, requests and offers, papers, and the rest, each with what led to it."""
    happened = [one for one in covered.apart if one.id not in leaving_out and _is_related(covered, one)]
    groups = _grouped(covered, happened)
    if not groups:
        return
    draft.begin(_("Related work"), "related")
    for group in groups:
        led = _before(covered, group, leaving_out)
        blocks = [(str(one.id), told(teller, _untold(covered, one)) or _bare(one)) for one in [*led, *group]]
        for key, sentences in paragraphs(blocks):
            draft.paragraph(sentences, key)


def ahead_told(draft: Draft, covered: Covered, teller: Teller, *, leaving_out: set[UUID]) -> None:
    """What is over first comes first, and what is open longest last; coming meetings in a row are told together."""
    ahead = [one for one in covered.happenings if one.id not in leaving_out and _is_ahead(covered, one)]
    ahead.sort(key=lambda one: (one.ends, one.begins, one.filed))
    blocks = []
    for run in _meetings_together(ahead):
        block = _coming(covered, teller, run) if run[0].is_meeting else told(teller, run[0].entries)
        blocks.append((str(run[0].id), block or [words for one in run for words in _bare(one)]))
    packed = paragraphs(blocks)
    if packed:
        draft.begin(_("Setting future agendas"), "ahead")
    for key, sentences in packed:
        draft.paragraph(sentences, key)


def academic_told(draft: Draft, covered: Covered, teller: Teller) -> list[Happening]:
    found = academic(covered)
    blocks = []
    for is_planned in (False, True):
        shown = [one for one in found if one.kind == OccasionKind.PRESENTATION and one.is_planned == is_planned]
        shown.sort(key=lambda one: one.filed)
        if shown:
            blocks.append((str(shown[0].id), told(teller, [entry for one in shown for entry in one.entries])))
    others = {
        one.id: (str(one.id), told(teller, one.entries)) for one in found if one.kind != OccasionKind.PRESENTATION
    }
    first = [others[one.id] for one in found if one.kind == OccasionKind.PROGRAMME]
    papers = [others[one.id] for one in found if one.kind == OccasionKind.PAPER]
    rest = [
        others[one.id] for one in found
        if one.kind not in {OccasionKind.PRESENTATION, OccasionKind.PROGRAMME, OccasionKind.PAPER}
    ]  # fmt: skip
    packed = paragraphs([*first, *blocks, *papers, *rest])
    if packed:
        draft.begin(_("Conceptual and academic development"), "academic")
    for key, sentences in packed:
        draft.paragraph(sentences, key)
    return found


def academic(covered: Covered) -> list[Happening]:
    """Presentations up to now and to come, and all that is about what they are about."""
    return [
        one
        for one in covered.apart
        if one.entries
        and (one.begins <= covered.period.last if one.is_held else covered.was_known(one))
        and (one.kind == OccasionKind.PRESENTATION or is_all_about(one, covered.academic))
    ]


def _is_related(covered: Covered, one: Happening) -> bool:
    return one.is_held and covered.overlaps(one) and one.kind not in ELSEWHERE


def _is_ahead(covered: Covered, one: Happening) -> bool:
    if not one.is_planned or one.is_moderators or one.kind in {OccasionKind.PRESENTATION, OccasionKind.PAPER}:
        return False
    return one.ends >= covered.period.first and covered.was_known(one)


def _untold(covered: Covered, one: Happening) -> list[EntrySeen]:
    return [entry for entry in one.entries if not covered.is_told_with_the_judgement(entry)]


def _grouped(covered: Covered, happened: Sequence[Happening]) -> list[list[Happening]]:
    """Each group begins with what is first in rank and takes in all that shares with it a subject of its own."""
    left = sorted(happened, key=lambda one: (_rank(one), one.filed))
    groups: list[list[Happening]] = []
    while left:
        group = [left.pop(0)]
        while more := [one for one in left if _own(covered, [one]) & _own(covered, group)]:
            group += more
            left = [one for one in left if one not in more]
        groups.append(sorted(group, key=lambda one: (_rank(one), one.filed)))
    return groups


def _rank(one: Happening) -> int:
    if one.kind == OccasionKind.VISIT:
        return VISITS
    if one.kind == OccasionKind.DEVELOPMENT:
        return WORLD
    if one.kind == OccasionKind.PAPER:
        return PAPERS
    return REQUESTS if any(entry.entry.kind in ASKED and entry.entry.party for entry in one.entries) else OTHERS


def _own(covered: Covered, several: Iterable[Happening]) -> frozenset[UUID]:
    """Subjects that these do not share with the matter of the meetings."""
    return frozenset(pk for one in several for pk in one.subjects) - covered.matter


def _before(covered: Covered, group: Sequence[Happening], leaving_out: set[UUID]) -> list[Happening]:
    """The last thing before this time that led to it."""
    before = [
        one
        for one in covered.apart
        if one.is_held
        and one.entries
        and one.ends < covered.period.first
        and one.id not in leaving_out
        and one.kind not in ELSEWHERE
        and _own(covered, [one]) & _own(covered, group)
    ]
    return before[-1:]


def _meetings_together(ahead: Sequence[Happening]) -> list[list[Happening]]:
    runs: list[list[Happening]] = []
    for one in ahead:
        if runs and one.is_meeting and runs[-1][-1].is_meeting:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _coming(covered: Covered, teller: Teller, meetings: Sequence[Happening]) -> list[str]:
    """When they are to be, then what they are to be about, with what has happened since that bears on it."""
    entries = [one for meeting in meetings for one in meeting.entries[:1]]
    entries += [one for meeting in meetings for one in meeting.entries[1:]]
    since = {one.id: one for meeting in meetings for one in backgrounds(covered, meeting)}
    happened = [entry for one in since.values() for entry in _untold(covered, one)]
    bare = [words for meeting in meetings if not meeting.entries for words in _bare(meeting)]
    return [*told(teller, [*entries, *happened]), *bare]


def _bare(one: Happening) -> list[str]:
    """An occasion of which the readers know that it is, and no more."""
    if one.dated is None or one.entries:
        return []
    title = str(one.dated.occasion.title).strip() or (meeting_in_words(one.number) if one.is_meeting else "")
    said = when_said(one.dated.said)
    told_of = _("%(when)s: %(title)s") % {"when": begun(said), "title": title}
    return [ended(told_of if said else title)] if title else []
