"""The process and the judgements on it: its five phases, where the dialogue stands among them, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guftugu.dialogues.kinds import OccasionKind
from guftugu.phases.guide import guide
from guftugu.phases.kinds import Phase
from guftugu.phases.wording import sentence
from guftugu.reports.composers.covered import subjects_in
from guftugu.reports.composers.narrating import in_sentences, told
from guftugu.reports.composers.sentences import ended, labels_of, meeting_in_words, quoted
from guftugu.reports.composers.standing import phase_in_words, reasons
from guftugu.reports.composers.telling import marked

if TYPE_CHECKING:
    from guftugu.phases.guide import PhaseGuide
    from guftugu.phases.lookups import StandingSeen
    from guftugu.record.lookups.seen import EntrySeen, Shown
    from guftugu.reports.composers.covered import Covered, Happening
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.telling import Teller

# Words shorter than this say little of what a sentence is about; longer ones are alike when they begin alike.
SHORT, ALIKE = 3, 6
_WORDS = re.compile(r"[^\W\d_]+")


def process_told(draft: Draft, covered: Covered, teller: Teller, described: Sequence[Happening]) -> None:
    """As the record describes it, phase by phase; where it does not, in the words of the guide, which cite nothing."""
    draft.begin(_("The process reviewed"), "process")
    entries = [one for happening in described for one in happening.entries]
    early = _before_the_first_meeting(covered)
    if not entries:
        draft.paragraph(
            _("The process is understood as five phases, which a dialogue may pass through more than once.")
        )
        for phase in guide():
            draft.item(_guide_told(phase), f"phase-{phase.phase.value}")
        draft.paragraph(told(teller, early), "early")
        return
    items: dict[str, list[EntrySeen]] = {}
    for one in entries:
        items.setdefault(one.entry.agenda_item, []).append(one)
    draft.paragraph(told(teller, items.pop("", [])))
    draft.item(told(teller, early), "early")
    for several in items.values():
        draft.item(told(teller, several), str(several[0].entry.pk))


def judged_told(draft: Draft, covered: Covered, teller: Teller) -> None:
    """Each judgement as it was noted, or as it stands, with its reasons; every sentence cites what it rests on."""
    held = [one for one in reasons(covered.standings) if one.subject is None]
    noted = {one.id: _noted_of(covered, one) for one in held}
    rest = [one for one in covered.judgements if not any(one in several for several in noted.values())]
    if not held:
        return
    draft.begin(_("Where the dialogue stands, and why"), "standing")
    for one in held:
        key = f"phase-{one.phase.value}"
        lead = told(teller, noted[one.id]) or [_stands(one)]
        draft.paragraph([*lead, *_why(one, noted[one.id])], key)
    if not covered.reads_plenary:
        draft.paragraph(told(teller, rest), "noted")


def _guide_told(phase: PhaseGuide) -> str:
    # The first phase is never over: what shows that it has begun to bear comes first among its signs.
    sign = phase.signs[0 if phase.phase == Phase.ENGAGING else -1]
    told_of = _("A sign that it has done its work: %(sign)s") % {"sign": f"{sign[:1].lower()}{sign[1:]}"}
    return f"{ended(phase_in_words(phase.phase))} {phase.purpose} {told_of}"


def _before_the_first_meeting(covered: Covered) -> list[EntrySeen]:
    """What was noted of the process before there were meetings: that was its first phase."""
    first = min((one.begins for one in covered.held_meetings), default=None)
    earlier = [
        one
        for one in covered.apart
        if one.is_held and one.kind != OccasionKind.PROGRAMME and first is not None and one.begins < first
    ]
    return [entry for one in earlier for entry in one.entries if covered.process & subjects_in(entry)]


def _noted_of(covered: Covered, standing: StandingSeen) -> list[EntrySeen]:
    """The moderators' notes that name this phase and no other."""
    return [one for one in covered.judgements if _phases_in(one.entry.words) == {standing.phase.value}]


def _phases_in(words: str) -> set[int]:
    return {int(number) for number in re.findall(r"(?<![\w#.,-])[1-5](?![\w-])", words)}


def _stands(one: StandingSeen) -> str:
    where = sentence([one])
    told_of = {"where": f"{where[:1].lower()}{where[1:]}", "meeting": meeting_in_words(one.after)}
    words = _("After %(meeting)s the judgement was: %(where)s.") if one.after else _("The judgement was: %(where)s.")
    return f"{words % told_of}{labels_of(one.evidence)}"


def _why(one: StandingSeen, noted: Sequence[EntrySeen]) -> list[str]:
    """Its reasons, sentence by sentence, each with the evidence that is about the same; a conclusion with all of it."""
    words = one.why.strip()
    if not words:
        return []
    if one.language and one.language.split("-")[0] != (get_language() or "en").split("-")[0]:
        return [marked(quoted(words), one.evidence)]
    sentences = in_sentences(words)
    resting: list[list[Shown]] = [[] for _each in sentences]
    known = Counter(
        stem for each in (*sentences, *(shown.entry.words for shown in one.evidence)) for stem in _stems(each)
    )
    for shown in one.evidence:
        stems = _stems(shown.entry.words)
        # A word that many of them have says little of which belongs to which.
        shared = [sum(1 / known[stem] for stem in _stems(each) & stems) for each in sentences]
        resting[shared.index(max(shared))].append(shown)
    whole = [*noted] or one.evidence
    return [marked(each, several or whole) for each, several in zip(sentences, resting, strict=True)]


def _stems(words: str) -> set[str]:
    return {word[:ALIKE].casefold() for word in _WORDS.findall(words) if len(word) > SHORT}
