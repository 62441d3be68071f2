"""What happened around the meetings, and what lies ahead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from guftugu.dialogues.kinds import OccasionKind
from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.sentences import begun, ended, labels_of, meeting_in_words, plain, when_said

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.gathered import Gathered
    from guftugu.reports.composers.telling import Teller

# What happened in the country before what the team did; what of the memo was carried where, together.
ORDER = (
    OccasionKind.DEVELOPMENT, OccasionKind.HANDOVER, OccasionKind.VISIT, OccasionKind.CONTACT,
    OccasionKind.WORKSHOP, OccasionKind.PROGRAMME,
)  # fmt: skip


def events_told(
    draft: Draft,
    found: Gathered,
    teller: Teller,
    *,
    leaving_out: Sequence[UUID] = (),
    told_there: Sequence[EntrySeen] = (),
) -> None:
    """A paragraph an occasion: first what happened in the world, then hand-overs together, then what else was done.

    `told_there` is what was told at the meeting of the world outside.
    """
    happened = [one for one in in_order_of_kind(found.since_last) if one.occasion.pk not in leaving_out]
    told = [(one, _event_told(found, teller, one)) for one in happened]
    for dated, words in told:
        if dated.occasion.kind == OccasionKind.DEVELOPMENT:
            draft.paragraph(words, str(dated.occasion.pk))
    draft.paragraph(teller.tell_all(told_there), "told-there")
    draft.paragraph([words for one, words in told if one.occasion.kind == OccasionKind.HANDOVER], "handovers")
    for dated, words in told:
        if dated.occasion.kind not in {OccasionKind.DEVELOPMENT, OccasionKind.HANDOVER}:
            draft.paragraph(words, str(dated.occasion.pk))


def _event_told(found: Gathered, teller: Teller, dated: DatedOccasion) -> str:
    entries = found.of(dated)
    return teller.tell_all(entries, is_meeting=False) if entries else _bare(dated)


def in_order_of_kind(occasions: Sequence[DatedOccasion]) -> list[DatedOccasion]:
    kinds = [kind.value for kind in ORDER]
    return sorted(occasions, key=lambda one: kinds.index(one.occasion.kind) if one.occasion.kind in kinds else 9)


def first_of_each(found: Gathered, *kinds: OccasionKind) -> list[EntrySeen]:
    """Of what happened since the last meeting, the first entry of each occasion of these kinds."""
    return [found.of(one)[0] for one in found.since_last if one.occasion.kind in kinds and found.of(one)]


def ahead_told(found: Gathered, dated: DatedOccasion) -> str:
    """`In June 1994: Dialogue #8. [¶201]`; without a date as said, only what is planned."""
    entries = [one for one in found.of(dated) if not one.entry.is_illustration]
    title = plain(dated.occasion.title) or meeting_in_words(dated.occasion.number)
    said = when_said(dated.said)
    return f"{ended(f'{begun(said)}: {title}' if said else title)}{labels_of(entries)}"


def is_dated_ahead(dated: DatedOccasion) -> bool:
    return dated.occasion.kind not in {OccasionKind.PLAN, OccasionKind.PAPER, OccasionKind.PRESENTATION}


def intentions(found: Gathered) -> list[EntrySeen]:
    """Decisions on the months ahead that belong to no one occasion."""
    plans = [dated for dated in found.ahead if dated.occasion.kind == OccasionKind.PLAN]
    return [one for dated in plans for one in found.of(dated) if one.entry.kind == EntryKind.DECISION]


def _bare(dated: DatedOccasion) -> str:
    """An occasion of which the record holds no words."""
    title, said = plain(dated.occasion.title), when_said(dated.said)
    if not title:
        return ""
    return ended(_("%(title)s, %(when)s") % {"title": title, "when": said} if said else title)
