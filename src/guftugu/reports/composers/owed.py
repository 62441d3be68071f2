"""Requests and offers that were made outside the meetings and are not met yet, as far as the record holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.gathered import ASKED_OR_OFFERED, Gathered, meeting_before

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import EntrySeen, Shown
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.telling import Teller


@dataclass(frozen=True)
class Due:
    """Something asked for or offered, what was said to it, and what was noted of it."""

    made: EntrySeen
    replies: list[Shown]
    notes: list[Shown]

    @property
    def is_offer(self) -> bool:
        return self.made.entry.kind == EntryKind.PROPOSAL

    @property
    def entries(self) -> list[Shown]:
        return [self.made, *self.replies, *self.notes]


def owed(found: Gathered) -> list[Due]:
    """Those that nobody answered, and those of the time since the last meeting, with their answers: requests first."""
    recent = {one.occasion.pk for one in found.since_last}
    due: dict[str, Due] = {}
    for dated in found.occasions:
        if dated.occasion.is_meeting or meeting_before(dated, found.held) >= max(found.number, 1):
            continue
        for one in found.of(dated):
            is_recent = dated.occasion.pk in recent
            if _is_request(one) and (is_recent or not one.replies):
                due[str(one.entry.pk)] = Due(one, _read(found, one.replies), _read(found, one.cited_by))
    return _notes_once(sorted(due.values(), key=lambda each: each.is_offer))


def owed_told(draft: Draft, found: Gathered, teller: Teller, due: Sequence[Due]) -> None:
    if not due:
        return
    draft.begin(_("Asked for and offered"), "owed")
    for each in due:
        sentences = [teller.tell(one, is_meeting=False) for one in each.entries]
        if not each.replies:
            sentences.append(_("Nothing is noted of an answer.") if each.is_offer else _("It waits for an answer."))
        draft.item(sentences, str(each.made.entry.pk))
    taken = {one.entry.pk for each in due for one in each.entries}
    beside = [one for pk in occasions_of(due) for one in found.entries.get(pk, []) if one.entry.pk not in taken]
    draft.paragraph(teller.tell_all(beside, is_meeting=False), "beside")


def occasions_of(due: Sequence[Due]) -> list[UUID]:
    """Where they were made, each once. All that was noted there is told with them."""
    return list(dict.fromkeys(each.made.entry.occasion_id for each in due))


def _is_request(one: EntrySeen) -> bool:
    """Somebody asked or offered it; a proposal that nobody made is a plan."""
    return one.entry.kind in ASKED_OR_OFFERED and one.question is None and bool(one.entry.party)


def _read(found: Gathered, several: Sequence[Shown]) -> list[Shown]:
    told = [one for one in several if one.entry.words and one.entry.kind in {EntryKind.ANSWER, EntryKind.NOTE}]
    return [one for one in told if found.reads_plenary or not one.entry.is_illustration]


def _notes_once(due: list[Due]) -> list[Due]:
    """A note that names several stands with the last of them."""
    last = {note.entry.pk: place for place, each in enumerate(due) for note in each.notes}
    return [
        Due(each.made, each.replies, [note for note in each.notes if last[note.entry.pk] == place])
        for place, each in enumerate(due)
    ]
