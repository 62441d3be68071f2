"""The meetings of a time: how each came about, what moved there, what was worked out, and where it was carried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guftugu.dialogues.kinds import OccasionKind
from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.covered import subjects_in
from guftugu.reports.composers.narrating import told
from guftugu.reports.composers.sentences import begun, counted, labels_of, party_in_words
from guftugu.reports.composers.telling import NOTED
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.reports.composers.covered import Covered, Happening
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.telling import Teller

KEPT = NOTED | {EntryKind.PROPOSAL, EntryKind.AGREEMENT}
# As long as a paragraph may get where the record says no better where to break it.
LONG = 5


@dataclass
class Narrative:
    """Paragraphs in the making: the entry each begins with, and its sentences."""

    paragraphs: list[tuple[UUID, list[str]]] = field(default_factory=list)
    is_broken: bool = True

    def say(self, one: EntrySeen, sentences: Sequence[str]) -> None:
        if self.is_broken:
            self.paragraphs.append((one.entry.pk, []))
            self.is_broken = False
        self.paragraphs[-1][1].extend(sentences)

    def break_here(self, *, if_long: bool = False) -> None:
        if not if_long or (self.paragraphs and len(self.paragraphs[-1][1]) >= LONG):
            self.is_broken = True


def meeting_told(draft: Draft, covered: Covered, teller: Teller, meeting: Happening) -> list[Happening]:
    """Gives back what else was told with it: what had happened before, and the hand-overs that followed."""
    entries = [one for one in meeting.entries if _is_kept(covered, one)]
    before = backgrounds(covered, meeting)
    trigger = _trigger(covered, entries, before)
    narrative, item = Narrative(), None
    for one in entries:
        if covered.is_told_with_the_judgement(one):
            narrative.break_here(if_long=True)
            continue
        is_new = item is not None and bool(one.entry.agenda_item) and one.entry.agenda_item != item
        item = one.entry.agenda_item or item
        _say(narrative, teller, entries, one, breaks=is_new)
        if one is trigger:
            for past in _past(covered, meeting, one, before):
                narrative.say(past, told(teller, [past], is_meeting=True))
    followed = _followed(covered, meeting)
    carried = [one for each in followed for one in each.entries if not covered.is_told_with_the_judgement(one)]
    if carried:
        narrative.say(carried[0], told(teller, carried))
    for pk, sentences in narrative.paragraphs:
        draft.paragraph(sentences, str(pk))
    return [*before, *followed]


def backgrounds(covered: Covered, meeting: Happening) -> list[Happening]:
    """Developments between the meeting before and this one that bear on what was said there; the latest first.

    Those in the time of the report itself are told among the work around its meetings.
    """
    last = covered.meeting_before(meeting)
    return [
        one
        for one in reversed(covered.apart)
        if one.kind == OccasionKind.DEVELOPMENT
        and one.is_held
        and one.entries
        and not covered.overlaps(one)
        and one.ends < meeting.begins
        and (last is None or one.begins > last.ends)
        and one.subjects & meeting.subjects
    ]


def _is_kept(covered: Covered, one: EntrySeen) -> bool:
    """Who reads the plenary is spared the exchange itself and asides; what was released was meant to be told."""
    if not covered.reads_plenary:
        return True
    return one.entry.kind in KEPT and one.question is None and one.room.kind != RoomKind.MODERATORS


def _say(narrative: Narrative, teller: Teller, entries: Sequence[EntrySeen], one: EntrySeen, *, breaks: bool) -> None:
    if one.entry.kind == EntryKind.CHANGE_OF_POSITION:
        changes = _changes_of(entries, one.entry.party)
        if one is changes[0]:
            narrative.break_here()
            narrative.say(one, [_led(teller, changes), *told(teller, changes, is_meeting=True)])
        return
    if one.entry.kind == EntryKind.DECISION or breaks:
        narrative.break_here(if_long=breaks)
    narrative.say(one, told(teller, [one], is_meeting=True))


def _changes_of(entries: Sequence[EntrySeen], party: str) -> list[EntrySeen]:
    return [
        each for each in entries if each.entry.kind == EntryKind.CHANGE_OF_POSITION and each.entry.party == party
    ]  # fmt: skip


def _led(teller: Teller, changes: Sequence[EntrySeen]) -> str:
    side = party_in_words(changes[0].entry.party, teller.parties) or _("one side")
    number = len(changes)
    sentence = ngettext("%(side)s changed its position.", "%(side)s changed its position in %(number)s points.", number)
    return begun(sentence % {"side": side, "number": counted(number)}) + labels_of(changes)


def _trigger(covered: Covered, entries: Sequence[EntrySeen], before: Sequence[Happening]) -> EntrySeen | None:
    """The sentence after which the past is told: the first that it bears on, else the first change of position."""
    subjects = {pk for one in before for pk in one.subjects}
    untold = [one for one in entries if not covered.is_told_with_the_judgement(one)]
    bearing = (one for one in untold if subjects & subjects_in(one))
    changes = (one for one in untold if one.entry.kind == EntryKind.CHANGE_OF_POSITION)
    return next(bearing, None) or next(changes, None)


def _past(covered: Covered, meeting: Happening, trigger: EntrySeen, before: Sequence[Happening]) -> list[EntrySeen]:
    """What had just happened, what the meeting before had said to it, and what else is noted of it."""
    happened = [one for each in before for one in each.entries if not covered.is_told_with_the_judgement(one)]
    last = covered.meeting_before(meeting)
    if last is None or last in covered.meetings:
        return happened
    noted = [one for one in last.entries if one.entry.kind in NOTED and one.entry.pk not in covered.evidence]
    shared = {one.entry.pk: len(subjects_in(one) & subjects_in(trigger)) for one in noted}
    most = max(shared.values(), default=0)
    said = [one for one in noted if most and shared[one.entry.pk] == most]
    opening = [one for one in noted[:1] if said and one not in said and not one.subjects]
    return [*happened[:1], *opening, *said, *happened[1:]]


def _followed(covered: Covered, meeting: Happening) -> list[Happening]:
    handed = [one for one in covered.apart if one.kind == OccasionKind.HANDOVER and one.is_held and one.entries]
    mine = [one for one in handed if covered.meeting_before(one) is meeting]
    return sorted(mine, key=lambda one: one.filed)
