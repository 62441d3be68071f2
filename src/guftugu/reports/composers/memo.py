"""The analytical memo of one meeting: what was said and what moved, what hangs, where the dialogue stands and why."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from guftugu.dialogues.kinds import OccasionKind, OccasionState
from guftugu.record.kinds import EntryKind
from guftugu.reports.composed import Composed
from guftugu.reports.composers import asking, events, meetings
from guftugu.reports.composers.attendance import who_came
from guftugu.reports.composers.drafts import Draft
from guftugu.reports.composers.exchanges import Item, asides_of, items_of
from guftugu.reports.composers.gathered import Gathered, gather
from guftugu.reports.composers.sentences import begun, counted, ended, labels_of, meeting_in_words, questions_counted
from guftugu.reports.composers.standing import standing_told
from guftugu.reports.composers.telling import Teller, marked
from guftugu.reports.composers.voices import voices_told

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.rooms.viewer import Viewer

_YEAR = re.compile(r",?\s*\d{4}$")
# "Sixth meeting, at the beginning of March 1994." says no more than the date.
A_NOTE_OF_NO_MORE = 25


def compose_memo(
    viewer: Viewer, dialogue: Dialogue, meeting: Occasion, *, language: str = "en", now: datetime
) -> Composed:
    """For who may know what the viewer may: narrow him to the readers' rooms first. As known at `now`."""
    with override(language):
        found = gather(viewer, dialogue, meeting, language=language, now=now)
        return _composed(found, Draft(f"memo-{found.number}"), Teller(found.parties))


def _composed(found: Gathered, draft: Draft, teller: Teller) -> Composed:
    title = _("Analytical memo on %(meeting)s") % {"meeting": meeting_in_words(found.number)}
    entries = found.noted_there
    items = items_of(entries)
    opening = _opening_note(found, items)
    draft.paragraph(_opening(found, teller, opening), "opening")
    if not entries:
        draft.paragraph(
            _("The record holds nothing that was said there. Once the notes are filed, this memo can be composed."),
            "empty",
        )
    _who_came(draft, found)
    outside = _told_of_the_world(items)
    apart = {one.entry.pk for one in (*outside, *([opening] if opening else []))}
    _events(draft, found, teller, outside)
    _main_lines(draft, teller, items, apart)
    _what_moved(draft, found, teller, items)
    _hanging(draft, found)
    _answered(draft, found, teller, items)
    _asides(draft, found, teller)
    standing_told(draft, found)
    voices_told(draft, found, found.number, heading=_("Who is missing"))
    _next(draft, found, teller)
    return draft.composed(title)


def _opening_note(found: Gathered, items: list[Item]) -> EntrySeen | None:
    """The first note, where it says of the meeting when it was held: it is told at the head and not again."""
    first = items[0].entries[0] if items else None
    if first is None or first.entry.kind != EntryKind.NOTE:
        return None
    said = _YEAR.sub("", found.meeting.said.strip().removeprefix("the "))
    says_so = said and said in first.entry.words
    is_of_it = str(OccasionKind.MEETING.label) in first.entry.words.lower() or _names(found, first)
    return first if says_so and is_of_it else None


def _opening(found: Gathered, teller: Teller, opening: EntrySeen | None) -> list[str]:
    """When it was held; and the note of it in full, where that says more."""
    if opening and _names(found, opening):
        return [teller.tell(opening)]
    held = meetings.when_and_where(found.meeting)
    if opening and len(opening.entry.words) > len(found.meeting.said) + A_NOTE_OF_NO_MORE:
        return [ended(held), teller.tell(opening)]
    entries = [opening] if opening else found.noted_there[:1]
    return [f"{ended(held)}{labels_of(entries)}"]


def _names(found: Gathered, note: EntrySeen) -> bool:
    """The note is a sentence that can stand for itself: it says which meeting it speaks of."""
    return meeting_in_words(found.number) in note.entry.words


def _who_came(draft: Draft, found: Gathered) -> None:
    if sentences := who_came(found):
        draft.begin(_("Who came"), "came")
        draft.paragraph(sentences)


def _told_of_the_world(items: list[Item]) -> list[EntrySeen]:
    """Developments told at the meeting. What was told together with a change of position belongs to that."""
    still = [item for item in items if not item.changes]
    return [one for item in still for one in item.narrative if one.entry.kind == EntryKind.DEVELOPMENT]


def _events(draft: Draft, found: Gathered, teller: Teller, outside: list[EntrySeen]) -> None:
    if not found.since_last and not outside:
        return
    if found.last:
        draft.begin(_("Events since %(meeting)s") % {"meeting": meeting_in_words(found.after_last)}, "events")
    else:
        draft.begin(_("Events before the meeting"), "events")
    events.events_told(draft, found, teller, told_there=outside)


def _main_lines(draft: Draft, teller: Teller, items: list[Item], apart: set[UUID]) -> None:
    told = [item for item in items if meetings.is_worth_telling(item, apart=apart)]
    if not told:
        return
    draft.begin(_("Main lines"), "lines")
    for item in told:
        draft.subheading(item.heading, item.key)
        meetings.item_told(draft, teller, item, apart=apart)


def _what_moved(draft: Draft, found: Gathered, teller: Teller, items: list[Item]) -> None:
    moved = [each for item in items for each in meetings.moved(teller, item)]
    later = _changed_since(found)
    if not moved and not later and not items:
        return
    draft.begin(_("What moved"), "moved")
    for sentence, key in moved:
        draft.item(sentence, key)
    if not moved:
        draft.paragraph(_("The notes have no change of position, no agreement and no decision."), "nothing")
    draft.paragraph(later, "since")


def _changed_since(found: Gathered) -> list[str]:
    """Of positions that changed at later meetings, as known now."""
    later = [one for one in found.held if (one.occasion.number or 0) > found.number]
    sentences = []
    for dated in later:
        changes = [one for one in found.of(dated) if one.entry.kind == EntryKind.CHANGE_OF_POSITION]
        if changes:
            told = {"meeting": meeting_in_words(dated.occasion.number)}
            sentences.append(marked(_("Since then positions changed at %(meeting)s") % told, changes))
    return sentences


def _asides(draft: Draft, found: Gathered, teller: Teller) -> None:
    """Those that a judgement rests on are told with the judgement."""
    judged = {shown.label for one in found.standings(found.number) for shown in one.evidence}
    asides = [one for one in asides_of(found.noted_there) if one.label not in judged]
    if asides:
        draft.begin(_("What the moderators noted"), "asides")
        draft.paragraph(teller.tell_all(asides))


def _hanging(draft: Draft, found: Gathered) -> None:
    hanging = asking.left_hanging(found, found.number)
    here = [one for one in hanging if one.asked.entry.occasion_id == found.meeting.occasion.pk]
    earlier = [one for one in hanging if one not in here]
    if not hanging:
        return
    draft.begin(_("Left hanging"), "hanging")
    for one in here:
        draft.item(asking.hanging_told(found, one, is_there=True), str(one.asked.entry.pk))
    if earlier:
        draft.subheading(_("From earlier meetings"), "earlier")
    for one in earlier:
        draft.item(asking.hanging_told(found, one), str(one.asked.entry.pk))


def _answered(draft: Draft, found: Gathered, teller: Teller, items: list[Item]) -> None:
    """What was left hanging earlier and is answered now: at the meeting, or on the way to it."""
    here = asking.answered(found, found.number, at=[found.meeting.occasion.pk])
    between = asking.answered(found, found.number, at=[one.occasion.pk for one in found.since_last])
    dropped = asking.dropped(found, found.number, since=found.after_last)
    loose = [one for item in items for one in item.loose_answers]
    if not here and not between and not dropped and not loose:
        return
    draft.begin(_("Questions of earlier meetings that were answered"), "answered")
    for one in here:
        draft.item(asking.answered_told(found, teller, one), str(one.asked.entry.pk))
    if between:
        draft.subheading(_("Answered between the meetings"), "between")
    for one in between:
        draft.item(asking.answered_told(found, teller, one), str(one.asked.entry.pk))
    for one in dropped:
        draft.item(asking.dropped_told(found, one), str(one.asked.entry.pk))
    taken = {one.answer.entry.pk for one in here if one.answer}
    draft.paragraph(_loose([one for one in loose if one.entry.pk not in taken]), "loose")


def _loose(loose: list[EntrySeen]) -> str:
    """Told above, where they were said; here only that somebody ought to look at them."""
    if not loose:
        return ""
    sentence = ngettext(
        "One answer belongs to no question of this meeting; it may answer one left hanging earlier.",
        "%(number)s answers belong to no question of this meeting; they may answer some left hanging earlier.",
        len(loose),
    )
    return marked(begun(sentence % {"number": counted(len(loose))}), loose)


def _next(draft: Draft, found: Gathered, teller: Teller) -> None:
    following = found.following
    is_last = following is None or following.occasion.state != OccasionState.HELD
    ahead = [one for one in found.ahead if is_last and one is not following and events.is_dated_ahead(one)]
    draft.begin(_("What next"), "next")
    draft.paragraph(_following(found, teller, following), "meeting")
    for one in ahead:
        draft.item(events.ahead_told(found, one), str(one.occasion.pk))
    if is_last:
        draft.paragraph(teller.tell_all(events.intentions(found)), "intentions")


def _following(found: Gathered, teller: Teller, following: DatedOccasion | None) -> list[str]:
    sentences = []
    if following is not None:
        is_planned = following.occasion.state == OccasionState.PLANNED
        noted = [one for one in found.of(following) if one.entry.kind == EntryKind.DECISION and is_planned]
        sentences += [marked(meetings.when_and_where(following), noted[:1]), teller.tell_all(noted[1:])]
    elif not found.ahead:
        sentences.append(_("The record holds no plan for the time after this meeting."))
    if hanging := len(asking.hanging(found, found.number)):
        told = {"questions": questions_counted(hanging)}
        sentences.append(_("The next agenda begins with what was left hanging: %(questions)s.") % told)
    return sentences
