"""Who ought to be heard and is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.people import lookups as people
from guftugu.people.sorting import code_key
from guftugu.reports.composers.sentences import begun, ended, listed, meeting_in_words, plain, unended
from guftugu.reports.composers.telling import ILLUSTRATION

if TYPE_CHECKING:
    from guftugu.people.lookups import VoiceSeen
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.gathered import Gathered


def voices_of(found: Gathered, after_meeting: int) -> list[VoiceSeen]:
    """Those named up to that meeting, as far as the reader may know; with who was brought by then."""
    moment = found.moment(after_meeting)
    named = people.missing_voices(found.viewer, found.dialogue, moment, known=found.persons)
    reads_plenary = found.reads_plenary
    return [one for one in named if one.words and (reads_plenary or not one.row.is_illustration)]


def voices_told(draft: Draft, found: Gathered, after_meeting: int, *, heading: str) -> None:
    named = voices_of(found, after_meeting)
    if not named:
        return
    draft.begin(heading, "voices")
    for one in sorted(named, key=lambda each: bool(each.brought)):
        draft.item(_voice_told(one), str(one.row.pk))


def _voice_told(one: VoiceSeen) -> str:
    words, why = plain(one.words), plain(one.why)
    sentences = [ended(begun(words))]
    if why:
        sentences[0] = ended(f"{unended(begun(words))}: {why[0].lower()}{why[1:]}")
    if one.row.named_after:
        sentences.append(_("Named at %(meeting)s.") % {"meeting": meeting_in_words(one.row.named_after.number)})
    if one.brought:
        codes = sorted((person.code for person, _row in one.brought), key=code_key)
        sentences.append(_("Since then %(who)s was brought in.") % {"who": listed(codes)})
    mark = ILLUSTRATION if one.row.is_illustration else ""
    return f"{' '.join(sentences)}{mark}"
