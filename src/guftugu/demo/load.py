"""The demo: the record of the Tajikistan Dialogue told again, through the actions people use."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from guftugu.demo.clock import Clock
from guftugu.demo.data import rows
from guftugu.demo.making.hand_overs import tell_hand_overs
from guftugu.demo.making.telling import MADE_AT, tell_making
from guftugu.demo.papers import tell_papers
from guftugu.demo.people import LogIn, begin, tell_affiliations, tell_people, tell_ways
from guftugu.demo.telling import Told, tell_occasion, tell_questions, tell_releases, tell_subjects
from guftugu.demo.telling_standings import note_the_time_before, tell_standings
from guftugu.desk.actions import come_in


def load_demo(*, report: Callable[[int, int], None] = lambda _done, _of: None) -> list[LogIn]:
    """Tell the whole record into an empty store; `report` hears how far it is. Whole or not at all."""
    occasions = rows("occasions", "occasion")
    with transaction.atomic():
        stage = begin(Clock())
        told = Told()
        tell_people(stage)
        tell_subjects(stage, told)
        for done, occasion in enumerate(occasions):
            report(done, len(occasions))
            if occasion.get("number") == 1:
                note_the_time_before(stage)
            tell_occasion(stage, told, occasion)
            if occasion["key"] == MADE_AT:
                memo = tell_making(stage, told)
        tell_hand_overs(memo)
        tell_affiliations(stage)
        tell_ways(stage)
        tell_questions(stage, told)
        tell_releases(stage, told)
        tell_standings(stage, told)
        tell_papers(stage, told)
        for viewer in stage.viewers.values():
            # Everybody was last here after the fifth meeting, so that a home has something new to show.
            come_in(viewer, stage.dialogue, now=stage.clock.after("d5"))
        report(len(occasions), len(occasions))
    return stage.log_ins
