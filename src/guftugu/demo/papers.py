"""The papers of the time: a memo after each meeting, the next agenda, the report of the first quarter of 1994."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from guftugu.reports.actions.composing import compose_paper
from guftugu.reports.actions.leaving import release_paper
from guftugu.reports.composed import Period, Wanted
from guftugu.reports.kinds import Audience, PaperKind
from guftugu.reports.lookups.papers import paper

if TYPE_CHECKING:
    from guftugu.demo.people import Stage
    from guftugu.demo.telling import Told

FIRST_QUARTER = Period(date(1994, 1, 1), date(1994, 3, 31))


def tell_papers(stage: Stage, told: Told) -> None:
    """Each memo from what was known just after its meeting; the last when its judgements had been made."""
    for number, meeting in sorted(stage.meetings.items()):
        memo = Wanted(PaperKind.MEMO, Audience.TEAM, meeting=meeting)
        now = stage.clock.tick() if number == max(stage.meetings) else stage.clock.after(f"d{number}")
        compose_paper(stage.dialogue, memo, by=stage.moderator, now=now)
    agenda = Wanted(PaperKind.AGENDA, Audience.PARTICIPANTS, meeting=told.occasions["d7"])
    _released(stage, agenda, "plenary")
    report = Wanted(PaperKind.WRAP_UP, Audience.COLLEAGUES, period=FIRST_QUARTER)
    _released(stage, report, "colleagues")


def _released(stage: Stage, wanted: Wanted, room: str) -> None:
    kept = compose_paper(stage.dialogue, wanted, by=stage.moderator, now=stage.clock.tick())
    seen = paper(stage.moderator, stage.dialogue, kept.pk)
    assert seen is not None
    release_paper(seen, stage.rooms[room], by=stage.moderator, now=stage.clock.tick())
