"""What was known of a meeting never changes when something is recorded later."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion, OccasionDate
from guftugu.dialogues.positions import Moment, as_of, in_force
from guftugu.dialogues.tests.builders import NOW, House, build_house

pytestmark = pytest.mark.django_db
MEETINGS = 3


@pytest.fixture
def house() -> House:
    return build_house(cast={})


@pytest.fixture
def meetings(house: House) -> list[Occasion]:
    moderator, plenary = house.viewer("moderator-us"), house.rooms["plenary"]
    return [
        record_occasion(house.dialogue, plenary, "meeting", number=n, title="x", when=When(""), by=moderator, now=NOW)
        for n in range(1, MEETINGS + 1)
    ]


def at(hour: int) -> datetime:
    return NOW + timedelta(hours=hour)


def position(meetings: list[Occasion], series: int, after: int, hour: int, *, ends: bool = False) -> OccasionDate:
    """A row of a series; which series it is of stands in its EDTF, for tests only."""
    held_after = meetings[after - 1] if after else None
    return OccasionDate.objects.create(
        occasion=meetings[0], sense="planned", edtf=str(series), held_after=held_after, recorded_at=at(hour), ends=ends
    )


def known(after: int, hour: int) -> list[object]:
    rows = as_of(OccasionDate.objects.exclude(edtf=""), Moment(after_meeting=after, known_at=at(hour)))
    return [row.pk for row in in_force(rows, lambda row: row.edtf)]


ROWS = st.lists(st.tuples(st.integers(1, 2), st.integers(0, MEETINGS), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, after=st.integers(0, MEETINGS))
def test_what_was_known_never_changes_when_something_is_recorded_later(
    meetings: list[Occasion], rows: list[tuple[int, int, bool]], after: int
) -> None:
    with transaction.atomic():
        answers = []
        for hour, (series, held_after, ends) in enumerate(rows):
            position(meetings, series, held_after, hour, ends=ends)
            answers.append(known(after, hour))
        assert [known(after, hour) for hour in range(len(rows))] == answers
        transaction.set_rollback(True)


def test_where_we_stood_differs_as_known_then_and_now(meetings: list[Occasion]) -> None:
    first = position(meetings, 1, after=1, hour=1)
    late = position(meetings, 1, after=2, hour=9)
    assert known(after=2, hour=5) == [first.pk]
    assert known(after=2, hour=9) == [late.pk]
    assert known(after=1, hour=9) == [first.pk]


def test_ended_series_is_in_force_no_more_and_may_begin_again(meetings: list[Occasion]) -> None:
    begun = position(meetings, 1, after=1, hour=1)
    position(meetings, 1, after=2, hour=2, ends=True)
    again = position(meetings, 1, after=3, hour=3)
    assert [known(after, 9) for after in (1, 2, 3)] == [[begun.pk], [], [again.pk]]


def test_several_series_hold_at_once() -> None:
    rows = [cast("Any", SimpleNamespace(pk=uuid4(), series=series, ends=False)) for series in "aba"]
    assert in_force(rows, lambda row: row.series) == [rows[1], rows[2]]
