"""The agenda of the coming meeting: what hangs, what was not finished, what is owed, and the work that comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from guftugu.dialogues.kinds import OccasionKind, OccasionState
from guftugu.phases.guide import likely_next
from guftugu.reports.composed import Composed
from guftugu.reports.composers import asking, events, meetings, owed, unfinished
from guftugu.reports.composers.attendance import changes_among, expected
from guftugu.reports.composers.drafts import Draft
from guftugu.reports.composers.gathered import Gathered, gather
from guftugu.reports.composers.sentences import (
    counted,
    ended,
    labels_of,
    listed,
    meeting_in_words,
    meetings_in_words,
    plain,
    quoted,
)
from guftugu.reports.composers.standing import rests_on, work_told
from guftugu.reports.composers.telling import Teller, marked
from guftugu.reports.composers.voices import voices_of, voices_told

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.record.lookups.seen import EntrySeen, Shown
    from guftugu.reports.composers.asking import Group
    from guftugu.reports.composers.owed import Due
    from guftugu.reports.composers.unfinished import OpenItem
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class Proposed:
    """A proposed item, and what it comes from."""

    item: str
    source: str
    entries: tuple[Shown, ...] = ()


def compose_agenda(
    viewer: Viewer, dialogue: Dialogue, meeting: Occasion, *, language: str = "en", now: datetime
) -> Composed:
    """For who may know what the viewer may: narrow him to the readers' rooms first. As known at `now`."""
    with override(language):
        found = gather(viewer, dialogue, meeting, language=language, now=now)
        return _composed(found, Draft(f"agenda-{found.number}"), Teller(found.parties))


def _composed(found: Gathered, draft: Draft, teller: Teller) -> Composed:
    title = _("Agenda for %(meeting)s") % {"meeting": meeting_in_words(found.number)}
    groups = asking.grouped(asking.hanging(found, found.after_last))
    opened = unfinished.unfinished(found, teller)
    due = owed.owed(found)
    draft.paragraph(_purpose(found, teller), "purpose")
    draft.paragraph([expected(found), *changes_among(found, found.after_last)], "expected")
    draft.paragraph(teller.tell_all(_noted_for_it(found)), "noted")
    _table(draft, _proposed(found, groups, opened, due))
    _since(draft, found, teller, due)
    _hanging(draft, found, groups)
    _answered(draft, found, teller)
    unfinished.unfinished_told(draft, found, opened)
    owed.owed_told(draft, found, teller, due)
    work_told(draft, found)
    voices_told(draft, found, found.after_last, heading=_("Missing voices to consider"))
    _ahead(draft, found, teller)
    return draft.composed(title)


def _purpose(found: Gathered, teller: Teller) -> list[str]:
    """The day as said and why then, and what was decided of this meeting beforehand. Of one that was held, the day."""
    when = meetings.when_and_where(found.meeting)
    if found.meeting.occasion.state != OccasionState.PLANNED:
        return [ended(when)]
    noted, said = found.of(found.meeting), found.meeting.said.strip().removeprefix("the ")
    repeats = bool(noted) and bool(said) and said in noted[0].entry.words
    sentences = [marked(when, noted[:1] if repeats else [])]
    plans = found.meeting.plans
    if len(plans) > 1 and plans[-1].because:
        because = quoted(plain(plans[-1].because))
        sentences.append(_("The reason given for the date: %(because)s") % {"because": because})
    return [*sentences, teller.tell_all(noted[1:] if repeats else noted)]


def _noted_for_it(found: Gathered) -> list[EntrySeen]:
    """What was noted at the last meeting that names this one: "ask at #7 …"."""
    names_it = re.compile(rf"#\s?{found.number}(?!\d)")
    return [one for one in (found.of(found.last) if found.last else []) if names_it.search(one.entry.words)]


def _proposed(
    found: Gathered, groups: Sequence[Group], opened: Sequence[OpenItem], due: Sequence[Due]
) -> list[Proposed]:
    items = _of_the_time_between(found)
    items += [_group_proposed(found, group) for group in groups]
    meeting = meeting_in_words(found.after_last)
    if opened:
        headings = listed(quoted(each.item.heading) for each in opened if each.item.heading)
        item = _("Unfinished: %(headings)s") % {"headings": headings} if headings else _("What was not finished")
        items.append(Proposed(item, meeting, tuple(one for each in opened for one in each.entries)))
    if due:
        items.append(Proposed(_("What was asked for and offered"), "", tuple(each.made for each in due)))
    items += _work_proposed(found)
    if voices := [one for one in voices_of(found, found.after_last) if not one.brought]:
        named = meetings_in_words(one.row.named_after.number for one in voices if one.row.named_after)
        items.append(Proposed(_("Who else ought to be heard"), named))
    following = found.of(found.following)[:1] if found.following else []
    usual = "" if following else _("as at every meeting")
    items.append(Proposed(_("What next, and what each takes home"), usual, tuple(following)))
    return items


def _of_the_time_between(found: Gathered) -> list[Proposed]:
    told = {"meeting": meeting_in_words(found.after_last)}
    happened = events.first_of_each(found, OccasionKind.DEVELOPMENT)
    handed_over = events.first_of_each(found, OccasionKind.HANDOVER)
    items = []
    if happened:
        item = _("What has happened since %(meeting)s") % told if found.last else _("What has happened")
        items.append(Proposed(item, "", tuple(happened)))
    if handed_over:
        items.append(Proposed(_("What was handed over, and what was said to it"), "", tuple(handed_over)))
    return items


def _work_proposed(found: Gathered) -> list[Proposed]:
    held = found.standings(found.after_last)
    evidence = {one.phase: tuple(rests_on(one)) for one in held if one.subject is None}
    judged = _("judged after %(meeting)s") % {"meeting": meeting_in_words(found.after_last)}
    return [
        Proposed(
            _("The work of phase %(phase)s") % {"phase": one.phase.value},
            judged if one.phase in evidence else "",
            evidence.get(one.phase, ()),
        )
        for one in (likely_next(held) if held else [])
    ]


def _group_proposed(found: Gathered, group: Group) -> Proposed:
    number = len(group.questions)
    counts = ngettext("one question left hanging", "%(number)s questions left hanging", number)
    item = _("%(subject)s: %(questions)s") % {
        "subject": group.heading, "questions": counts % {"number": counted(number)},
    }  # fmt: skip
    return Proposed(
        item, listed(asking.sources_of(found, group.questions)), tuple(one.asked for one in group.questions)
    )


def _table(draft: Draft, items: Sequence[Proposed]) -> None:
    draft.begin(_("Proposed items"), "items")
    rows = [
        (str(number), each.item, f"{each.source}{labels_of(each.entries)}".strip())
        for number, each in enumerate(items, 1)
    ]
    draft.table([(_("No."), _("Item"), _("Comes from")), *rows])


def _since(draft: Draft, found: Gathered, teller: Teller, due: Sequence[Due]) -> None:
    if not found.since_last:
        return
    if found.last:
        draft.begin(_("Since %(meeting)s") % {"meeting": meeting_in_words(found.after_last)}, "since")
    else:
        draft.begin(_("What has happened"), "since")
    events.events_told(draft, found, teller, leaving_out=owed.occasions_of(due))


def _hanging(draft: Draft, found: Gathered, groups: Sequence[Group]) -> None:
    if not groups and not found.reads_plenary:
        # Who does not read the plenary cannot know that nothing hangs.
        return
    draft.begin(_("Questions left hanging"), "hanging")
    if not groups:
        draft.paragraph(_("No question of an earlier meeting is left hanging."), "none")
    for group in groups:
        draft.subheading(group.heading, group.key)
        for one in group.questions:
            draft.item(asking.hanging_told(found, one), str(one.asked.entry.pk))


def _answered(draft: Draft, found: Gathered, teller: Teller) -> None:
    """Since the last agenda was made: at the last meeting, and after it."""
    near = [one for one in (found.last, *found.since_last) if one]
    answered = asking.answered(found, found.after_last, at=[one.occasion.pk for one in near])
    dropped = asking.dropped(found, found.after_last, since=found.after_last - 1)
    if not answered and not dropped:
        return
    draft.begin(_("Answered since the last agenda"), "answered")
    for one in answered:
        draft.item(asking.answered_told(found, teller, one), str(one.asked.entry.pk))
    for one in dropped:
        draft.item(asking.dropped_told(found, one), str(one.asked.entry.pk))


def _ahead(draft: Draft, found: Gathered, teller: Teller) -> None:
    ahead = [one for one in found.ahead if events.is_dated_ahead(one)]
    intentions = events.intentions(found)
    if found.meeting.occasion.state != OccasionState.PLANNED:
        return
    if not ahead and not intentions:
        return
    draft.begin(_("The time ahead"), "ahead")
    for one in ahead:
        draft.item(events.ahead_told(found, one), str(one.occasion.pk))
    draft.paragraph(teller.tell_all(intentions), "intentions")
