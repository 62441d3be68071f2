"""Questions left hanging: where each comes from, which were answered and by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from guftugu.record.kinds import QuestionState
from guftugu.reports.composers.gathered import Gathered, meeting_before
from guftugu.reports.composers.sentences import (
    ended,
    in_which_language,
    meeting_in_words,
    meetings_in_words,
    party_in_words,
    plain,
    quoted,
    when_said,
)
from guftugu.reports.composers.telling import ILLUSTRATION, NOTED, Teller, as_noted, last_words, marked, question_told

if TYPE_CHECKING:
    from guftugu.record.lookups.questions import QuestionSeen
    from guftugu.record.lookups.seen import Shown
    from guftugu.record.lookups.subjects import SubjectSeen

# What is said of the record itself, not of what the sides talk about.
OF_THE_RECORD = frozenset({"illustration", "sources-differ"})


@dataclass(frozen=True)
class Group:
    """Questions about one subject, or raised under one agenda item."""

    heading: str
    key: str
    questions: list[QuestionSeen]


def hanging(found: Gathered, after_meeting: int) -> list[QuestionSeen]:
    """What nobody had answered after that meeting: by the meeting where it was asked, then as noted."""
    return _in_order(found, [one for one in found.questions(after_meeting) if not one.standing.ends])


def left_hanging(found: Gathered, after_meeting: int) -> list[QuestionSeen]:
    """What nobody had answered when that meeting ended, though an answer came before the next one."""
    later = [one for one in found.questions(after_meeting) if _answered_after(found, one, after_meeting)]
    return _in_order(found, [*hanging(found, after_meeting), *later])


def answered(found: Gathered, after_meeting: int, *, at: Iterable[UUID]) -> list[QuestionSeen]:
    """Questions of other occasions that were answered at one of these."""
    there = set(at)
    return [
        one
        for one in found.questions(after_meeting)
        if one.standing.state == QuestionState.ANSWERED
        and one.answer is not None
        and one.answer.entry.occasion_id in there
        and one.answer.entry.occasion_id != one.asked.entry.occasion_id
    ]


def dropped(found: Gathered, after_meeting: int, *, since: int) -> list[QuestionSeen]:
    return [
        one
        for one in found.questions(after_meeting)
        if one.standing.state == QuestionState.DROPPED
        and one.standing.held_after is not None
        and since < (one.standing.held_after.number or 0) <= after_meeting
    ]


def grouped(questions: Sequence[QuestionSeen]) -> list[Group]:
    """By what they are about: each goes where most others go. The largest group first."""
    counts = Counter(about.subject.pk for one in questions for about in _subjects(one))
    groups: dict[str, Group] = {}
    for one in questions:
        about = max(_subjects(one), key=lambda each: counts[each.subject.pk], default=None)
        heading = about.shown if about else plain(one.asked.entry.agenda_item)
        key = str(about.subject.pk) if about else f"item-{heading}" if heading else "rest"
        groups.setdefault(key, Group(heading or _("Other questions"), key, [])).questions.append(one)
    return sorted(groups.values(), key=lambda group: (group.key == "rest", -len(group.questions)))


def hanging_told(found: Gathered, one: QuestionSeen, *, is_there: bool = False) -> str:
    """The question, who asked it and where it was left hanging, what became of it since.

    `is_there`: the paper is that meeting's own, and need not say where.
    """
    question = question_told(one.asked)
    if one.asked.entry.is_illustration:
        question += ILLUSTRATION
    sentences = [question, _source(found, one, is_there=is_there)]
    if one.standing.state == QuestionState.CARRIED:
        sentences.append(_carried(one))
    told = f"{' '.join(each for each in sentences if each)} [{one.asked.label}]"
    if one.answer is None:
        return told
    since = _("An answer came %(where)s") % {"where": where(found, one.answer.entry.occasion_id)}
    return f"{told} {marked(since, [one.answer])}"


def answered_told(found: Gathered, teller: Teller, one: QuestionSeen) -> str:
    """The question with where it was left hanging, then the answer, whose it is, and where it was given."""
    answer = one.answer
    assert answer is not None
    told = {"question": quoted(last_words(one.asked)), "where": where(found, one.asked.entry.occasion_id)}
    sentence = marked(_("%(question)s was left hanging %(where)s") % told, [one.asked])
    return f"{sentence} {_answer_told(found, teller, answer)}"


def dropped_told(found: Gathered, one: QuestionSeen) -> str:
    told = {"question": quoted(last_words(one.asked)), "where": where(found, one.asked.entry.occasion_id)}
    sentence = _("%(question)s was left hanging %(where)s and was dropped") % told
    because = plain(one.standing.because)
    return marked(f"{sentence}: {because}" if because else sentence, [one.asked])


def where(found: Gathered, occasion_id: UUID) -> str:
    """ "at Dialogue #4"; the title of another occasion; or no more than that it was earlier."""
    dated = found.by_id.get(occasion_id)
    if dated is None:
        return _("at an earlier occasion")
    if dated.occasion.is_meeting:
        return _("at %(meeting)s") % {"meeting": meeting_in_words(dated.occasion.number)}
    return when_said(dated.said) or _("with “%(title)s”") % {"title": plain(dated.occasion.title)}


def sources_of(found: Gathered, questions: Iterable[QuestionSeen]) -> list[str]:
    """The occasions they come from, each once: "Dialogues #1 and #5"."""
    dated = [found.by_id.get(one.asked.entry.occasion_id) for one in questions]
    numbers = [one.occasion.number for one in dated if one and one.occasion.is_meeting]
    titles = [plain(one.occasion.title) for one in dated if one and not one.occasion.is_meeting]
    return [meetings_in_words(numbers), *dict.fromkeys(titles)]


def _answer_told(found: Gathered, teller: Teller, answer: Shown) -> str:
    """What was said is quoted; what was noted stands as it is, and says itself when that was."""
    dated = found.by_id.get(answer.entry.occasion_id)
    is_noted = answer.entry.kind in NOTED
    told = {
        "who": teller.who(answer),
        "where": where(found, answer.entry.occasion_id),
        "words": as_noted(answer) if is_noted else quoted(last_words(answer)),
        "language": "" if is_noted else in_which_language(answer),
    }
    if dated is None or not dated.occasion.is_meeting:
        sentence = _("The answer%(language)s: %(words)s")
    elif told["who"]:
        sentence = _("The answer of %(who)s, %(where)s%(language)s: %(words)s")
    else:
        sentence = _("The answer, %(where)s%(language)s: %(words)s")
    return marked(sentence % told, [answer])


def _source(found: Gathered, one: QuestionSeen, *, is_there: bool) -> str:
    told = {
        "who": party_in_words(one.asked.entry.party, found.parties),
        "where": where(found, one.asked.entry.occasion_id),
    }
    if is_there:
        return _("Asked by %(who)s.") % told if told["who"] else ""
    if told["who"]:
        return _("Asked by %(who)s %(where)s and left hanging.") % told
    return _("Left hanging %(where)s.") % told


def _carried(one: QuestionSeen) -> str:
    because = plain(one.standing.because)
    if one.standing.held_after is None:
        told = _("Carried to the next agenda")
    else:
        meeting = meeting_in_words(one.standing.held_after.number)
        told = _("Carried on after %(meeting)s") % {"meeting": meeting}
    return ended(f"{told}: {because}" if because else told)


def _subjects(one: QuestionSeen) -> list[SubjectSeen]:
    return [about for about in one.asked.subjects if about.short not in OF_THE_RECORD]


def _answered_after(found: Gathered, one: QuestionSeen, number: int) -> bool:
    dated = found.by_id.get(one.answer.entry.occasion_id) if one.answer else None
    if dated is None or one.standing.state != QuestionState.ANSWERED:
        return False
    if dated.occasion.is_meeting:
        return (dated.occasion.number or 0) > number
    return meeting_before(dated, found.held) >= number


def _in_order(found: Gathered, questions: Iterable[QuestionSeen]) -> list[QuestionSeen]:
    return sorted(questions, key=lambda one: (_asked_at(found, one), one.asked.entry.place))


def _asked_at(found: Gathered, one: QuestionSeen) -> int:
    dated = found.by_id.get(one.asked.entry.occasion_id)
    return (dated.occasion.number or 0) if dated else 0
