"""Entries as mark-up.

Here and not in a template, for a page may show five hundred of them: a template took some twenty times
as long. Whatever somebody wrote goes through `escape`; all else is said in this file.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from guftugu.look.templatetags.look import LANGUAGE_CODE, party, state, words
from guftugu.record.kinds import EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import PartySeen
    from guftugu.record.lookups.seen import EntrySeen, Shown
    from guftugu.record.lookups.subjects import SubjectSeen

PLAIN = EntryKind.STATEMENT.value
LONGEST_CORRECTION = 60


class EntryMarkup:
    """What entries look like on one page, in the language it is shown in."""

    def __init__(self, dialogue: Dialogue, parties: Mapping[str, PartySeen]) -> None:
        self.record = reverse("record:record", args=[dialogue.number])
        self.subjects = reverse("record:subjects", args=[dialogue.number])
        self.kinds = {kind.value: escape(str(kind.label)) for kind in EntryKind}
        self._parties = parties
        self._marks: dict[str, str] = {}
        self._languages: dict[str, str] = {}
        self._in_margin = escape(_("In the margin"))
        self._in_reply_to = escape(_("in reply to"))

    def entry(self, seen: EntrySeen, about: Sequence[SubjectSeen]) -> SafeString:
        """A list's item: number, who spoke and how, the words, and beside them what bears on them."""
        said = str(self.words(seen))
        if margin := self.margin(seen, about):
            said = f'<div class="beside">{margin}{said}</div>'
        kind = "entry is-answer" if seen.in_reply_to else "entry"
        head = f'<li class="{kind}" id="e{escape(seen.address)}">{self.number(seen)}{self.meta(seen)}'
        return SafeString(f"{head}{said}</li>")

    def number(self, shown: Shown) -> str:
        return f'<a class="pn" href="{self.record}{escape(shown.address)}/">{escape(shown.label)}</a>'

    def meta(self, seen: EntrySeen) -> SafeString:
        """Who spoke, and what kind of saying it was. A statement of nobody says nothing of itself."""
        entry = seen.entry
        parts = []
        if entry.party:
            parts.append(self._mark(entry.party))
        if entry.speaker:
            parts.append(f"<bdi>{escape(entry.speaker)}</bdi>")
        if entry.kind != PLAIN:
            parts.append(self.kinds[entry.kind])
        if seen.in_reply_to:
            parts.append(f"{self._in_reply_to} {self.number(seen.in_reply_to)}")
        if entry.is_illustration:
            parts.append(state(_("illustration")))
        if entry.flags:
            parts.append(state(_("to look at"), "waiting"))
        return SafeString(f'<p class="meta">{" ".join(parts)}</p>' if parts else "")

    def words(self, shown: Shown) -> SafeString:
        entry = shown.entry
        said = entry.words
        if not said:
            return SafeString(f'<p class="meta">{escape(self._why_none(shown))}</p>')
        if "\n" in said:
            return words(said, entry.language)
        return SafeString(f'<div class="words"{self._lang(entry.language)}><p dir="auto">{escape(said)}</p></div>')

    def margin(self, seen: EntrySeen, about: Sequence[SubjectSeen]) -> SafeString:
        if not about and not seen.has_evidence:
            return SafeString("")
        parts = []
        if seen.corrections:
            parts.append(f"<p>{escape(_('Corrected:'))}</p><ul>{self._listed(seen.corrections)}</ul>")
        if seen.question and not seen.question.ends:
            parts.append(f"<p>{escape(seen.question.get_state_display().capitalize())}</p>")
        if seen.cites:
            parts.append(f"<p>{escape(_('Rests on'))} {self._numbers(seen.cites)}</p>")
        if seen.cited_by:
            parts.append(f"<p>{escape(_('Cited in'))} {self._numbers(seen.cited_by)}</p>")
        if about:
            parts.append(f"<p>{' · '.join(map(self._subject, about))}</p>")
        # Notes before it can push it down beside the next entry: so it says whose it is.
        parts.insert(0, f'<span class="pn whose">{escape(seen.label)}</span>')
        return SafeString(f'<div class="margin" role="note" aria-label="{self._in_margin}">{"".join(parts)}</div>')

    def short(self, shown: Shown, *, most: int = 24) -> SafeString:
        """A number and the beginning of the words, for a line in a list."""
        entry = shown.entry
        said = Truncator(entry.words).words(most) if entry.words else ""
        told = f' <bdi class="words"{self._lang(entry.language)}>{escape(said)}</bdi>' if said else ""
        return SafeString(self.number(shown) + told)

    def _listed(self, many: Sequence[Shown]) -> str:
        return "".join(f"<li>{self.short(shown, most=LONGEST_CORRECTION)}</li>" for shown in many)

    def _numbers(self, many: Sequence[Shown]) -> str:
        return " ".join(map(self.number, many))

    def _subject(self, seen: SubjectSeen) -> str:
        name = f'<bdi class="words"{self._lang(seen.language)}>{escape(seen.shown)}</bdi>'
        return f'<a href="{self.subjects}{seen.subject.pk}/">{name}</a>'

    def _mark(self, letter: str) -> str:
        if letter not in self._marks:
            seen = self._parties.get(letter)
            self._marks[letter] = (
                party(letter, name=seen.name, shape=seen.shape, pattern=seen.pattern) if seen else party(letter)
            )
        return self._marks[letter]

    def _lang(self, code: str) -> str:
        if code not in self._languages:
            self._languages[code] = f' lang="{code}"' if LANGUAGE_CODE.fullmatch(code) else ""
        return self._languages[code]

    def _why_none(self, shown: Shown) -> str:
        if shown.is_sunset:
            return _("These words were sunset: their key is destroyed.")
        if shown.is_broken:
            return _("Something stands here that was changed or moved, and does not open.")
        return _("No words.")
