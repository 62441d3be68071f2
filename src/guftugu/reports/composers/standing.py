"""Where the dialogue stands and why, as it was judged; and the work that usually comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.phases.guide import likely_next
from guftugu.phases.kinds import Firmness, Phase
from guftugu.phases.wording import sentence, sentences_on_subjects
from guftugu.reports.composers.sentences import ended, labels_of, meeting_in_words, plain, quoted
from guftugu.rooms.kinds import RoomKind

if TYPE_CHECKING:
    from guftugu.phases.lookups import StandingSeen
    from guftugu.record.lookups.seen import Shown
    from guftugu.reports.composers.drafts import Draft
    from guftugu.reports.composers.gathered import Gathered


def standing_told(draft: Draft, found: Gathered) -> None:
    """How it was judged, each judgement with its reasons and what it rests on, and what the judgement was before."""
    held = found.standings(found.number)
    if not held and not found.is_for_the_team:
        return
    draft.begin(_("Where the dialogue stands, and why"), "standing")
    draft.paragraph([ended(sentence(held)), _before(found, held), *_on_subjects(held)])
    for one in reasons(held):
        draft.item(reason_told(one), f"phase-{one.phase.value}-{one.subject.subject.pk if one.subject else 'group'}")


def work_told(draft: Draft, found: Gathered) -> None:
    """What a meeting of the likely next phases takes up: where the reader may know how it was judged."""
    held = found.standings(found.after_last)
    if not held:
        return
    draft.begin(_("The work that comes next"), "work")
    labels = labels_of([shown for one in reasons(held) for shown in rests_on(one)])
    draft.paragraph(f"{ended(sentence(held))}{labels}")
    for following in likely_next(held):
        phase = following.phase
        draft.subheading(phase_in_words(phase), f"phase-{phase.value}")
        for number, task in enumerate(following.tasks, 1):
            draft.item(task, f"phase-{phase.value}/{number}")


def phase_in_words(phase: Phase) -> str:
    """ "Phase 4: planning together"."""
    label = str(phase.label)
    return _("Phase %(phase)s: %(name)s") % {"phase": phase.value, "name": _inside(label)}


def reasons(held: Sequence[StandingSeen]) -> list[StandingSeen]:
    """Those that say something. That phase 1 never closes needs no reason while there is another."""
    others = [one for one in held if one.phase != Phase.ENGAGING or one.firmness != Firmness.SETTLED]
    return [one for one in (others or held) if one.why.strip()]


def rests_on(one: StandingSeen) -> list[Shown]:
    """Its evidence in the order of the record, so that two composings of the same agree."""
    return sorted(
        one.evidence, key=lambda shown: (shown.room.kind != RoomKind.PLENARY, shown.room.kind, shown.entry.number)
    )


def reason_told(one: StandingSeen) -> str:
    about = _(", on %(subject)s") % {"subject": quoted(one.subject.shown)} if one.subject else ""
    told = {
        "phase": phase_in_words(one.phase), "firmness": str(one.firmness.label), "about": about,
        "why": plain(one.why),
    }  # fmt: skip
    words = _("%(phase)s (%(firmness)s%(about)s). %(why)s") % told
    return f"{ended(words)}{labels_of(rests_on(one))}"


def _on_subjects(held: Sequence[StandingSeen]) -> list[str]:
    told = _("On %(subject)s: %(where)s")
    return [
        ended(told % {"subject": quoted(subject.shown), "where": _inside(where)})
        for subject, where in sentences_on_subjects(held)
    ]


def _before(found: Gathered, held: Sequence[StandingSeen]) -> str:
    if found.last is None:
        return ""
    before = [one for one in found.standings(found.after_last) if one.subject is None]
    now = [one for one in held if one.subject is None]
    meeting = meeting_in_words(found.after_last)
    if not before or not now:
        return ""
    if sentence(before) == sentence(now):
        return _("So it was judged after %(meeting)s too.") % {"meeting": meeting}
    told = {"meeting": meeting, "where": _inside(sentence(before))}
    labels = labels_of([shown for one in reasons(before) for shown in rests_on(one)])
    return f"{ended(_('After %(meeting)s the judgement was: %(where)s') % told)}{labels}"


def _inside(clause: str) -> str:
    return f"{clause[:1].lower()}{clause[1:]}"
