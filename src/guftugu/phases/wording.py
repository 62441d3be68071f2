"""Where a group stands, in words. Each clause is whole, so that no language has to bend one to fit another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guftugu.phases.kinds import Firmness, Phase

if TYPE_CHECKING:
    from guftugu.phases.lookups.standings import StandingSeen
    from guftugu.record.lookups.subjects import SubjectSeen


def sentence(standings: Iterable[StandingSeen]) -> str:
    """Where the group stands, by those of these judgements that are on the group. No full stop at the end."""
    judged = [(seen.phase, seen.firmness) for seen in standings if seen.subject is None]
    return in_words(judged) or _("Nobody has judged yet where the group stands")


def sentences_on_subjects(standings: Iterable[StandingSeen]) -> list[tuple[SubjectSeen, str]]:
    judged: dict[str, list[tuple[Phase, Firmness]]] = defaultdict(list)
    subjects: dict[str, SubjectSeen] = {}
    for seen in standings:
        if seen.subject is not None:
            key = str(seen.subject.subject.pk)
            subjects[key] = seen.subject
            judged[key].append((seen.phase, seen.firmness))
    return [(subjects[key], in_words(told)) for key, told in judged.items()]


def in_words(judged: Iterable[tuple[Phase, Firmness]]) -> str:
    """Phase 1 never closes, so it is said only where there is nothing else to say."""
    told = set(judged)
    others = told - {(Phase.ENGAGING, Firmness.SETTLED)}
    if not told:
        return ""
    if not others:
        return _("In phase 1: people are being found, and decide whether to come")
    of = {firmness: sorted(phase.value for phase, held in others if held == firmness) for firmness in Firmness}
    clauses = [
        _settled(of[Firmness.SETTLED]),
        _momentary(of[Firmness.MOMENTARY]),
        _tentative(of[Firmness.TENTATIVE], [*of[Firmness.SETTLED], *of[Firmness.MOMENTARY]]),
    ]
    whole = ""
    for clause in filter(None, clauses):
        whole = _("%(first)s; %(second)s") % {"first": whole, "second": clause} if whole else clause
    return capfirst(whole)


def _settled(phases: Sequence[int]) -> str:
    if not phases:
        return ""
    return ngettext("in phase %(phases)s", "in phases %(phases)s", len(phases)) % {"phases": listed(phases)}


def _momentary(phases: Sequence[int]) -> str:
    if not phases:
        return ""
    told = ngettext("momentarily in phase %(phases)s", "momentarily in phases %(phases)s", len(phases))
    return told % {"phases": listed(phases)}


def _tentative(phases: Sequence[int], others: Sequence[int]) -> str:
    """Beyond where the group stands otherwise it reaches; before that, or by itself, it is there."""
    if not phases:
        return ""
    if others and min(phases) > max(others):
        told = ngettext(
            "tentatively reaching into phase %(phases)s", "tentatively reaching into phases %(phases)s", len(phases)
        )
    else:
        told = ngettext("tentatively in phase %(phases)s", "tentatively in phases %(phases)s", len(phases))
    return told % {"phases": listed(phases)}


def after_in_words(meeting: int) -> str:
    return _("after #%(number)s") % {"number": meeting} if meeting else _("before the first meeting")


def listed(numbers: Sequence[int]) -> str:
    """ "4", "4 and 5", "2, 3 and 4"."""
    *others, last = [str(number) for number in numbers]
    return _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last
