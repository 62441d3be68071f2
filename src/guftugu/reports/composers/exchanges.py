"""What was said at a meeting, by agenda item: who asked and answered, what was proposed and what became of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.sentences import plain
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import EntrySeen, Shown

RESPONSES = frozenset({EntryKind.AGREEMENT, EntryKind.OBJECTION})
LEADS = frozenset({EntryKind.QUESTION, EntryKind.PROPOSAL, EntryKind.CHANGE_OF_POSITION})


@dataclass(frozen=True)
class Exchange:
    """A question or a proposal with what was said to it at the meeting: answers, agreement, objections, in order."""

    lead: EntrySeen
    said_to_it: list[Shown] = field(default_factory=list)

    @property
    def is_question(self) -> bool:
        return self.lead.entry.kind == EntryKind.QUESTION

    @property
    def answers(self) -> list[Shown]:
        return self._of(EntryKind.ANSWER)

    @property
    def agreed(self) -> list[Shown]:
        return self._of(EntryKind.AGREEMENT)

    @property
    def objections(self) -> list[Shown]:
        return self._of(EntryKind.OBJECTION)

    @property
    def found_agreement(self) -> bool:
        return not self.is_question and bool(self.agreed) and not self.objections

    def _of(self, kind: EntryKind) -> list[Shown]:
        return [one for one in self.said_to_it if one.entry.kind == kind]


@dataclass
class Item:
    """One agenda item: its heading ("" before the first) and what was said under it, in order."""

    heading: str
    entries: list[EntrySeen] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Stable between compositions: entries are never changed, and the first of an item stays the first."""
        return str(self.entries[0].entry.pk)

    @cached_property
    def changes(self) -> list[EntrySeen]:
        return self._of(EntryKind.CHANGE_OF_POSITION)

    @cached_property
    def decisions(self) -> list[EntrySeen]:
        return self._of(EntryKind.DECISION)

    @cached_property
    def narrative(self) -> list[EntrySeen]:
        """What was noted of it, in the order in which it happened."""
        return self._of(EntryKind.NOTE, EntryKind.DEVELOPMENT, EntryKind.CONTACT, EntryKind.DECISION)

    @cached_property
    def statements(self) -> list[EntrySeen]:
        return self._of(EntryKind.STATEMENT)

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """In the order in which they began. Questions left hanging are told elsewhere, unless something was answered.

        Agreement and objections go to what they name; else to the question or proposal last put before them.
        """
        found = {one.entry.pk: Exchange(one, _answers_there(one)) for one in self._of(*LEADS)}
        for one in self._of(*RESPONSES):
            before = [lead for lead in found.values() if lead.lead.entry.place < one.entry.place]
            named = found.get(one.in_reply_to.entry.pk) if one.in_reply_to else None
            lead = named or (before[-1] if before and not self._is_apart(before[-1], one) else None)
            if lead is not None:
                lead.said_to_it.append(one)
        told = [one for one in found.values() if one.lead.entry.kind != EntryKind.CHANGE_OF_POSITION]
        return [one for one in told if one.said_to_it or not one.is_question or one.lead.question is None]

    @cached_property
    def loose_answers(self) -> list[EntrySeen]:
        """Answers to no question of the notes: perhaps to one of an earlier meeting."""
        return [one for one in self._of(EntryKind.ANSWER) if one.in_reply_to is None]

    @cached_property
    def standing_alone(self) -> list[EntrySeen]:
        """Agreement and objections that belong to no question and no proposal of this item."""
        taken = {one.entry.pk for exchange in self.exchanges for one in exchange.said_to_it}
        return [one for one in self._of(*RESPONSES) if one.entry.pk not in taken]

    def unanswered_objections(self) -> list[EntrySeen]:
        """Objections after which the other side said nothing more under this item."""
        objections = self._of(EntryKind.OBJECTION)
        return [one for one in objections if not one.replies and not self._is_followed(one)]

    def _is_apart(self, exchange: Exchange, one: EntrySeen) -> bool:
        """After a question and its answer something else was said, and that was agreed or objected to."""
        first, last = exchange.lead.entry.place, one.entry.place
        return exchange.is_question and any(first < said.entry.place < last for said in self.statements)

    def _is_followed(self, one: EntrySeen) -> bool:
        kinds = (EntryKind.STATEMENT, EntryKind.ANSWER, EntryKind.AGREEMENT, EntryKind.PROPOSAL, EntryKind.DECISION)
        later = [other for other in self._of(*kinds) if other.entry.place > one.entry.place]
        return any(not one.entry.party or other.entry.party != one.entry.party for other in later)

    def _of(self, *kinds: EntryKind) -> list[EntrySeen]:
        return [one for one in self.entries if one.entry.kind in kinds]


def items_of(entries: Iterable[EntrySeen]) -> list[Item]:
    """The agenda items of a meeting in their order; the moderators' asides are none of it."""
    items: dict[str, Item] = {}
    for one in entries:
        if one.room.kind not in {RoomKind.MODERATORS, RoomKind.STAFF}:
            heading = plain(one.entry.agenda_item)
            items.setdefault(heading, Item(heading)).entries.append(one)
    return list(items.values())


def _answers_there(lead: EntrySeen) -> list[Shown]:
    """What answers it on the same occasion; agreement that names it is found among the responses."""
    there = lead.entry.occasion_id
    replies = [one for one in lead.replies if one.entry.occasion_id == there and one.entry.words]
    return [one for one in replies if one.entry.kind not in RESPONSES]


def asides_of(entries: Sequence[EntrySeen]) -> list[EntrySeen]:
    return [one for one in entries if one.room.kind == RoomKind.MODERATORS]
