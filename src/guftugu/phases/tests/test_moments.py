"""What was known of meeting n never changes when something is recorded later."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guftugu.dialogues.positions import Moment
from guftugu.dialogues.tests.builders import House
from guftugu.phases import lookups
from guftugu.phases.actions.standings import UnableToJudge
from guftugu.phases.models import Standing
from guftugu.phases.tests.builders import at, build_phases, ended, hold, hold_planned, judged, plan, said
from guftugu.phases.wording import sentence
from guftugu.record.models import Entry

pytestmark = pytest.mark.django_db

Known = dict[int, tuple[list[tuple[int, str]], str]]
# To hold the next meeting; or a phase, how firmly, how many meetings back, and whether that ends it.
EVENTS = st.lists(
    st.one_of(
        st.just("hold"),
        st.tuples(st.integers(1, 5), st.sampled_from(["settled", "tentative"]), st.integers(0, 3), st.booleans()),
    ),
    min_size=3,
    max_size=9,
)


@pytest.fixture
def house() -> House:
    return build_phases(1)


def known_then(house: House, held: int) -> Known:
    """By meeting that another followed: what was known after it."""
    by = house.viewer("moderator-us")
    found: Known = {}
    for number in range(held):
        moment = Moment(number, lookups.known_then(by, house.dialogue, number))
        told = lookups.standings(by, house.dialogue, moment)
        drawn = lookups.ribbon(by, house.dialogue, moment)
        lines = [(one.standing.phase.value, one.since, one.until) for one in drawn.stretches]
        found[number] = ([(seen.phase.value, seen.firmness) for seen in told], f"{sentence(told)} {lines}")
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_what_was_known_never_changes_when_something_is_recorded_later(
    house: House, events: list[str | tuple[int, str, int, bool]]
) -> None:
    with transaction.atomic():
        entry, held, when = said(house), 1, at(1)
        before: Known = {}
        for event in events:
            if event == "hold":
                held += 1
                when = at(held)
                hold(house, held)
            elif isinstance(event, tuple):
                when += timedelta(hours=1)
                tell(house, event, held, entry, when=when)
            known = known_then(house, held)
            assert before == {number: known[number] for number in before}
            before = known
        transaction.set_rollback(True)


def tell(house: House, event: tuple[int, str, int, bool], held: int, entry: Entry, *, when: datetime) -> None:
    phase, firmness, back, ends = event
    after = max(held - back, 0)
    there = Standing.objects.filter(phase=phase, ends=False).order_by("recorded_at").last()
    try:
        if ends and there is not None:
            ended(house, there, after=after, when=when)
        else:
            judged(house, phase, firmness, after=after, when=when, cites=[entry])
    except UnableToJudge:
        assert ends  # the first phase never closes, and what has ended cannot end again


def test_meeting_closes_what_was_known_when_it_is_told_as_held(house: House) -> None:
    by, planned = house.viewer("moderator-us"), plan(house, 2)
    assert lookups.known_then(by, house.dialogue, 1) is None
    hold_planned(house, planned)
    cut = lookups.known_then(by, house.dialogue, 1)
    assert cut is not None
    assert cut < at(2)
    judged(house, 2, after=1, when=cut)
    judged(house, 3, after=1, when=at(2))
    told = lookups.standings(by, house.dialogue, Moment(1, cut))
    assert [seen.phase for seen in told] == [2]


def test_who_sees_no_meetings_looks_back_by_what_was_judged() -> None:
    house = build_phases(3)
    first = judged(house, 2, after=1, room="colleagues", cites=[said(house, room="colleagues")])
    second = judged(house, 4, after=3, room="colleagues", cites=[said(house, room="colleagues")])
    viewer = house.viewer("colleague")
    assert [column.number for column in lookups.columns(viewer, house.dialogue)] == [1, 2, 3]
    cut = lookups.known_then(viewer, house.dialogue, 1)
    assert cut is not None
    assert first.recorded_at < cut < second.recorded_at
    told = lookups.standings(viewer, house.dialogue, Moment(1, cut))
    assert [seen.id for seen in told] == [first.pk]


def test_looking_back_shows_no_plans_and_no_later_meetings() -> None:
    house = build_phases(3)
    plan(house, 4)
    by = house.viewer("moderator-us")
    assert [(each.number, each.is_planned) for each in lookups.columns(by, house.dialogue)] == [
        (1, False), (2, False), (3, False), (4, True),
    ]  # fmt: skip
    assert [each.number for each in lookups.columns(by, house.dialogue, Moment(2))] == [1, 2]
