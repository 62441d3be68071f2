"""The meeting itself: the day it was held or is planned for, and what was said there, by agenda item."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guftugu.dialogues.kinds import OccasionState
from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.exchanges import Exchange, Item
from guftugu.reports.composers.sentences import (
    begun,
    counted,
    labels_of,
    listed,
    meeting_in_words,
    party_in_words,
    plain,
    quoted,
    when_said,
)
from guftugu.reports.composers.telling import marked

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.telling import Teller


def when_and_where(dated: DatedOccasion) -> str:
    """ "Dialogue #7 is planned for early May 1994, in Moscow"; without its end."""
    said, place = plain(dated.said), plain(dated.occasion.place)
    told = {"meeting": meeting_in_words(dated.occasion.number), "when": when_said(said), "said": said}
    sentence = {
        (OccasionState.HELD, True): _("%(meeting)s was held %(when)s"),
        (OccasionState.HELD, False): _("%(meeting)s was held"),
        (OccasionState.PLANNED, True): _("%(meeting)s is planned for %(said)s"),
        (OccasionState.PLANNED, False): _("%(meeting)s is planned"),
        (OccasionState.DROPPED, True): _("%(meeting)s was planned and given up"),
        (OccasionState.DROPPED, False): _("%(meeting)s was planned and given up"),
    }[OccasionState(dated.occasion.state), bool(said)] % told
    return _("%(sentence)s, in %(place)s") % {"sentence": sentence, "place": place} if place else sentence


def item_told(draft: Draft, teller: Teller, item: Item, *, apart: set[UUID]) -> None:
    """Changes of position first, then what was noted, what was proposed and what became of it, and the questions."""
    key = item.key
    narrative = [one for one in item.narrative if one.entry.pk not in apart]
    draft.paragraph(changes_told(teller, item.changes), f"{key}/changes")
    draft.paragraph(teller.tell_all(narrative), f"{key}/noted")
    draft.paragraph(teller.tell_all(item.standing_alone), f"{key}/responses")
    for exchange in item.exchanges:
        draft.item(exchange_told(teller, exchange), f"{key}/{exchange.lead.entry.pk}")
    draft.paragraph(teller.tell_all(item.loose_answers), f"{key}/answers")
    draft.paragraph(_statements_told(item), f"{key}/statements")


def hangs(one: EntrySeen) -> bool:
    """A question noted as left hanging: it is told with the others of its kind."""
    return one.entry.kind == EntryKind.QUESTION and one.question is not None


def is_worth_telling(item: Item, *, apart: set[UUID]) -> bool:
    return any(one.entry.pk not in apart for one in item.entries if not hangs(one)) or bool(item.exchanges)


def changes_told(teller: Teller, changes: list[EntrySeen]) -> list[str]:
    """Each side's own: that it changed its position, then to what."""
    by_side: dict[str, list[EntrySeen]] = defaultdict(list)
    for one in changes:
        by_side[one.entry.party].append(one)
    sentences: list[str] = []
    for letter, several in by_side.items():
        side = party_in_words(letter, teller.parties)
        sentences.append(
            begun(_("%(side)s changed its position.") % {"side": side} if side else _("A position changed."))
        )
        sentences += [teller.tell(one) for one in several]
    return sentences


def exchange_told(teller: Teller, exchange: Exchange) -> list[str]:
    sentences = [marked(teller.proposed(exchange.lead), [exchange.lead])]
    sentences += [teller.tell(one) for one in exchange.said_to_it]
    if exchange.is_question and not exchange.answers:
        sentences.append(_("No answer is noted."))
    elif not exchange.said_to_it:
        sentences.append(_("Neither agreement nor objection is noted."))
    return sentences


def moved(teller: Teller, item: Item) -> list[tuple[str, str]]:
    """What moved under one item, in a sentence each that points at where it is told; with the key of each."""
    by_side: dict[str, list[EntrySeen]] = defaultdict(list)
    for one in item.changes:
        by_side[one.entry.party].append(one)
    told = [
        (marked(_change_counted(item, letter, several, teller), several), f"{item.key}/{letter}")
        for letter, several in by_side.items()
    ]
    for exchange in item.exchanges:
        if exchange.found_agreement:
            who = teller.who(exchange.lead) or _("somebody")
            sentence = _under(item, _("what %(who)s proposed found agreement") % {"who": who})
            told.append((marked(sentence, [exchange.lead, *exchange.agreed]), str(exchange.lead.entry.pk)))
    questions = [exchange for exchange in item.exchanges if exchange.is_question]
    agreed = [one for exchange in questions for one in exchange.agreed]
    agreed += [one for one in item.standing_alone if one.entry.kind == EntryKind.AGREEMENT]
    if agreed:
        sides = listed(dict.fromkeys(teller.who(one) for one in agreed)) or _("somebody")
        told.append((marked(_under(item, _("%(who)s agreed") % {"who": sides}), agreed), f"{item.key}/agreed"))
    if item.decisions:
        number = len(item.decisions)
        sentence = ngettext("a decision was taken", "%(number)s decisions were taken", number)
        sentence = _under(item, sentence % {"number": counted(number)})
        told.append((marked(sentence, item.decisions), f"{item.key}/decided"))
    return told


def _change_counted(item: Item, letter: str, changes: list[EntrySeen], teller: Teller) -> str:
    number = len(changes)
    side = party_in_words(letter, teller.parties) or _("one side")
    sentence = ngettext("%(side)s changed its position", "%(side)s changed its position in %(number)s points", number)
    return _under(item, sentence % {"side": side, "number": counted(number)})


def _under(item: Item, sentence: str) -> str:
    """`Under “The questioning”, the government's side agreed`; without the place where there was no item."""
    if not item.heading:
        return begun(sentence)
    return _("Under %(item)s, %(sentence)s") % {"item": quoted(item.heading), "sentence": sentence}


def _statements_told(item: Item) -> str:
    """Which of many statements is a main line only a reader can say: here is where they stand."""
    if not item.statements:
        return ""
    number = len(item.statements)
    sentence = ngettext(
        "The notes hold one statement more here.", "The notes hold %(number)s statements more here.", number
    )
    return f"{sentence % {'number': counted(number)}}{labels_of(item.statements)}"
