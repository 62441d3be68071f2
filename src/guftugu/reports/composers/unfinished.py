"""What the last meeting left unfinished: questions without an answer, proposals without agreement, objections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.reports.composers import meetings
from guftugu.reports.composers.exchanges import Item, items_of
from guftugu.reports.composers.sentences import meeting_in_words
from guftugu.reports.composers.telling import marked

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.gathered import Gathered
    from guftugu.reports.composers.telling import Teller


@dataclass
class OpenItem:
    """An agenda item of the last meeting, and the sentences that say what is open in it; each with its entry."""

    item: Item
    told: list[tuple[str, EntrySeen]] = field(default_factory=list)

    @property
    def entries(self) -> list[EntrySeen]:
        return [one for _sentence, one in self.told]


def unfinished(found: Gathered, teller: Teller) -> list[OpenItem]:
    entries = found.of(found.last) if found.last else []
    opened = [OpenItem(item, _open_in(teller, item)) for item in items_of(entries)]
    return [each for each in opened if each.told]


def unfinished_told(draft: Draft, found: Gathered, opened: Sequence[OpenItem]) -> None:
    if not opened or found.last is None:
        return
    meeting = meeting_in_words(found.last.occasion.number)
    draft.begin(_("Unfinished at %(meeting)s") % {"meeting": meeting}, "unfinished")
    for each in opened:
        draft.subheading(each.item.heading, each.item.key)
        for sentence, one in each.told:
            draft.item(sentence, str(one.entry.pk))


def _open_in(teller: Teller, item: Item) -> list[tuple[str, EntrySeen]]:
    """A question nobody answered; a proposal that found no agreement, or an objection; an objection by itself."""
    told = []
    taken = {one.entry.pk for exchange in item.exchanges for one in exchange.objections}
    for exchange in item.exchanges:
        is_open = not exchange.answers if exchange.is_question else not exchange.found_agreement
        if is_open:
            told.append((" ".join(meetings.exchange_told(teller, exchange)), exchange.lead))
        elif exchange.objections:
            taken -= {one.entry.pk for one in exchange.objections}
    alone = [one for one in item.unanswered_objections() if one.entry.pk not in taken]
    nothing = _("Nothing is noted that was said to it.")
    return [*told, *[(f"{marked(teller.as_said(one), [one])} {nothing}", one) for one in alone]]
