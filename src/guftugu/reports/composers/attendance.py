"""Who came to a meeting, as far as the record tells: who was noted as speaking, and who had agreed to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guftugu.people import lookups as people
from guftugu.people.kinds import PartyKind, WayRole, WayState
from guftugu.people.sorting import code_key
from guftugu.reports.composers.exchanges import asides_of
from guftugu.reports.composers.sentences import begun, counted, listed, meeting_in_words, party_in_words
from guftugu.reports.composers.telling import ILLUSTRATION, marked

if TYPE_CHECKING:
    from guftugu.people.lookups import WaySeen
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.reports.composers.gathered import Gathered


@dataclass(frozen=True)
class Heard:
    """Who was noted as speaking: by code name where the reader may know it, and by side. The first entry of each."""

    codes: dict[str, EntrySeen] = field(default_factory=dict)
    letters: dict[str, EntrySeen] = field(default_factory=dict)


def heard_at(entries: Sequence[EntrySeen]) -> Heard:
    heard = Heard()
    apart = {one.entry.pk for one in asides_of(entries)}
    for one in sorted(entries, key=lambda each: each.entry.is_illustration):
        if one.entry.pk in apart:
            continue
        if one.entry.speaker:
            heard.codes.setdefault(one.entry.speaker, one)
        if one.entry.party:
            heard.letters.setdefault(one.entry.party, one)
    return heard


def who_came(found: Gathered) -> list[str]:
    """Sentences: who spoke, who is new, who was not heard that was before, who has come in or gone since."""
    heard = heard_at(found.noted_there)
    before = heard_at(found.of(found.last) if found.last else [])
    sentences = [_spoke(found, heard)]
    if heard.codes and before.codes:
        sentences += [_newly(found, heard, before), _not_heard(found, heard, before)]
    elif heard.letters and before.letters:
        sentences.append(_sides_not_heard(found, heard, before))
    return [sentence for sentence in (*sentences, *changes_among(found, found.number)) if sentence]


def changes_among(found: Gathered, after_meeting: int) -> list[str]:
    """Who agreed to take part after that meeting, and who left or declined then; as far as the reader may know."""
    known = found.persons
    now = people.pipeline(found.viewer, found.dialogue, found.moment(after_meeting), known=known)
    told = {
        WayState.ENGAGED: _("Since %(meeting)s, %(who)s agreed to take part"),
        WayState.LEFT: _("Since %(meeting)s, %(who)s left"),
        WayState.DECLINED: _("Since %(meeting)s, %(who)s declined to take part"),
    }
    moved: dict[str, list[WaySeen]] = defaultdict(list)
    for way in now.ways:
        held_after = way.standing.held_after
        if way.participation.role == WayRole.PARTICIPANT and held_after and held_after.number == after_meeting:
            moved[way.state].append(way)
    return [
        _of_persons(sentence % {"meeting": meeting_in_words(after_meeting), "who": _ways_by_side(found, moved[state])},
                    moved[state])
        for state, sentence in told.items()
        if moved[state]
    ]  # fmt: skip


def expected(found: Gathered) -> str:
    """Who has agreed to take part, by side, where the reader knows of the ways in."""
    ways = people.pipeline(found.viewer, found.dialogue, found.moment(found.after_last), known=found.persons).ways
    engaged = [way for way in ways if way.state == WayState.ENGAGED and way.participation.role == WayRole.PARTICIPANT]
    if not engaged:
        return ""
    return _of_persons(_("Expected are %(who)s") % {"who": _ways_by_side(found, engaged)}, engaged)


def _spoke(found: Gathered, heard: Heard) -> str:
    if heard.codes:
        sides, team = _split(found, heard.codes)
        number = sum(len(codes) for codes in sides.values())
        told = {"number": counted(number), "who": _by_side(found, sides)}
        sentence = ngettext(
            "%(number)s member of the group spoke: %(who)s", "%(number)s members of the group spoke: %(who)s", number
        )
        if not number:
            sentence = _("No member of the group is noted as speaking")
        sentence = begun(sentence % told)
        if team:
            sentence = _("%(spoke)s; of the moderators, %(team)s") % {"spoke": sentence, "team": listed(team)}
        return marked(sentence, list(heard.codes.values()))
    if not heard.letters:
        return ""
    letters = [letter for letter in found.parties if letter in heard.letters]
    letters += [letter for letter in heard.letters if letter not in found.parties]
    names = listed(party_in_words(letter, found.parties) for letter in letters)
    return marked(begun(_("%(names)s spoke") % {"names": names}), [heard.letters[letter] for letter in letters])


def _newly(found: Gathered, heard: Heard, before: Heard) -> str:
    new = {code: one for code, one in heard.codes.items() if code not in before.codes}
    return _compared(found, new, _("Heard now and not at %(meeting)s: %(who)s"))


def _not_heard(found: Gathered, heard: Heard, before: Heard) -> str:
    gone = {code: one for code, one in before.codes.items() if code not in heard.codes}
    return _compared(found, gone, _("Heard at %(meeting)s and not now: %(who)s"))


def _compared(found: Gathered, codes: dict[str, EntrySeen], sentence: str) -> str:
    """Of the sides; which moderator spoke is no news."""
    sides, _team = _split(found, codes)
    of_sides = [code for several in sides.values() for code in several]
    if not of_sides or not found.last:
        return ""
    told = {"who": _by_side(found, sides), "meeting": meeting_in_words(found.last.occasion.number)}
    return marked(sentence % told, [codes[code] for code in of_sides])


def _sides_not_heard(found: Gathered, heard: Heard, before: Heard) -> str:
    gone = {letter: one for letter, one in before.letters.items() if letter not in heard.letters}
    if not gone or not found.last:
        return ""
    names = listed(party_in_words(letter, found.parties) for letter in gone)
    told = {"who": names, "meeting": meeting_in_words(found.last.occasion.number)}
    return marked(_("Heard at %(meeting)s and not now: %(who)s") % told, list(gone.values()))


def _split(found: Gathered, codes: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The codes of the sides, and of those who moderate."""
    letter_of = {person.code: person.letter for person in found.persons}
    sides: dict[str, list[str]] = defaultdict(list)
    team: list[str] = []
    for code in sorted(codes, key=code_key):
        letter = letter_of.get(code, "")
        seen = found.parties.get(letter)
        if seen is not None and seen.party.kind != PartyKind.SIDE:
            team.append(code)
        else:
            sides[letter].append(code)
    return sides, team


def _by_side(found: Gathered, sides: dict[str, list[str]]) -> str:
    """ "G1 and G2 of the government's side, O1 of the opposition's side"."""
    told = []
    for letter, codes in sorted(sides.items()):
        side = party_in_words(letter, found.parties)
        told.append(_("%(codes)s of %(side)s") % {"codes": listed(codes), "side": side} if side else listed(codes))
    return "; ".join(told) if len(told) > 1 and any(len(codes) > 1 for codes in sides.values()) else listed(told)


def _ways_by_side(found: Gathered, ways: Iterable[WaySeen]) -> str:
    return _by_side(found, _split(found, {way.person.code for way in ways})[0])


def _of_persons(sentence: str, ways: Iterable[WaySeen]) -> str:
    """What the record of persons says rests on no entry; where it is illustration it is said to be."""
    mark = ILLUSTRATION if any(way.participation.is_illustration for way in ways) else ""
    return f"{sentence}.{mark}"
