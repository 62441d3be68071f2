"""How an entry is told: what was noted as a sentence, what somebody said as a quotation, each with its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.sentences import (
    begun,
    ended,
    in_which_language,
    labels_of,
    party_in_words,
    plain,
    quoted,
    unended,
)

if TYPE_CHECKING:
    from guftugu.people.lookups import PartySeen
    from guftugu.record.lookups.seen import EntrySeen, Shown

# Stands after what is illustration; a paper that has it says at its head what it means.
ILLUSTRATION = "†"
NOTED = frozenset(
    {EntryKind.NOTE, EntryKind.DEVELOPMENT, EntryKind.DECISION, EntryKind.CONTACT, EntryKind.CHANGE_OF_POSITION}
)
# One sentence; "That is …", "That would …" say something of what was said before.
_THAT_CLAUSE = re.compile(r"That (?!(?:is|was|has|had|will|would|can|could|may|might|must|should)\b)[^.?!]+[.]?")


@dataclass(frozen=True)
class Teller:
    """Tells entries to who may know these parties. `is_meeting`: words that have a side were spoken by it."""

    parties: dict[str, PartySeen]

    def tell(self, shown: Shown, *, is_meeting: bool = True) -> str:
        """A whole sentence, or several, and the label."""
        entry = shown.entry
        if entry.kind in NOTED or not is_meeting:
            return marked(as_noted(shown), [shown])
        return marked(self.as_said(shown), [shown])

    def tell_all(self, several: Sequence[Shown], *, is_meeting: bool = True) -> str:
        return " ".join(self.tell(shown, is_meeting=is_meeting) for shown in several)

    def as_said(self, shown: Shown) -> str:
        """`The opposition's side asked: “…”`; where nobody may know who, `It was asked: “…”`."""
        told = {"who": self.who(shown), "words": quoted(last_words(shown)), "language": in_which_language(shown)}
        return begun((_BY if told["who"] else _BY_NOBODY)[_spoken(shown)]() % told)

    def who(self, shown: Shown) -> str:
        return party_in_words(shown.entry.party, self.parties)

    def proposed(self, shown: Shown) -> str:
        """A proposal that was noted as `That the group write …` goes into the sentence."""
        words, who = last_words(shown), self.who(shown)
        is_clause = _THAT_CLAUSE.fullmatch(words) and not in_which_language(shown)
        if shown.entry.kind != EntryKind.PROPOSAL or not is_clause or not who:
            return self.as_said(shown)
        return begun(f"{who} {_('proposed')} {words[0].lower()}{words[1:]}")


def as_noted(shown: Shown) -> str:
    """The rapporteur's own sentence; in another language than the paper's it is quoted."""
    language, words = in_which_language(shown), last_words(shown)
    return f"{quoted(words)}{language}" if language else begun(words)


def last_words(shown: Shown) -> str:
    """As corrected, where it was corrected."""
    corrections: list[Shown] = getattr(shown, "corrections", [])
    readable = [one for one in corrections if one.entry.words]
    return plain((readable[-1] if readable else shown).entry.words)


def marked(sentence: str, entries: Sequence[Shown]) -> str:
    """The sentence with its end, the mark of illustration, the labels: those of corrections too."""
    rests_on = [one for shown in entries for one in (shown, *getattr(shown, "corrections", []))]
    mark = ILLUSTRATION if any(shown.entry.is_illustration for shown in entries) else ""
    return f"{ended(sentence)}{mark}{labels_of(rests_on)}"


def question_told(seen: EntrySeen) -> str:
    """The question itself, to stand at the beginning of an item."""
    words = last_words(seen)
    return f"{quoted(words)}{in_which_language(seen)}" if in_which_language(seen) else begun(ended(words))


def clause(shown: Shown) -> str:
    """Its words without their end, to stand in a table."""
    return begun(unended(last_words(shown)))


def _spoken(shown: Shown) -> EntryKind:
    kind = EntryKind(shown.entry.kind)
    return kind if kind in _BY else EntryKind.STATEMENT


_BY = {
    EntryKind.STATEMENT: lambda: _("%(who)s said%(language)s: %(words)s"),
    EntryKind.QUESTION: lambda: _("%(who)s asked%(language)s: %(words)s"),
    EntryKind.ANSWER: lambda: _("%(who)s answered%(language)s: %(words)s"),
    EntryKind.PROPOSAL: lambda: _("%(who)s proposed%(language)s: %(words)s"),
    EntryKind.AGREEMENT: lambda: _("%(who)s agreed%(language)s: %(words)s"),
    EntryKind.OBJECTION: lambda: _("%(who)s objected%(language)s: %(words)s"),
}
_BY_NOBODY = {
    EntryKind.STATEMENT: lambda: _("It was said%(language)s: %(words)s"),
    EntryKind.QUESTION: lambda: _("It was asked%(language)s: %(words)s"),
    EntryKind.ANSWER: lambda: _("The answer was%(language)s: %(words)s"),
    EntryKind.PROPOSAL: lambda: _("It was proposed%(language)s: %(words)s"),
    EntryKind.AGREEMENT: lambda: _("There was agreement%(language)s: %(words)s"),
    EntryKind.OBJECTION: lambda: _("There was an objection%(language)s: %(words)s"),
}
