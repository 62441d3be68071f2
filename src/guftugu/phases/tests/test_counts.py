"""No page's queries grow with what it lists: one row and three rows under one literal count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from guftugu.dialogues.tests.builders import House
from guftugu.phases import lookups
from guftugu.phases.tests.builders import build_phases, ended, hold, judged, said
from guftugu.record.actions.subjects import add_subject
from guftugu.record.models import Subject
from guftugu.rooms.tests.client import log_in
from guftugu.rooms.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3], ids=["1 row", "3 rows"])
def house(request: pytest.FixtureRequest) -> House:
    house = build_phases(1)
    tell(house, *range(1, request.param + 1))
    return house


def tell(house: House, *meetings: int) -> None:
    """After each meeting: the group in a phase, a subject in another, and one that ended."""
    for number in meetings:
        if number > 1:
            hold(house, number)
        cites = [said(house, f"Said {place}", at_meeting=number) for place in range(number)]
        judged(house, number + 1, "tentative", after=number, cites=cites)
        judged(house, number + 1, after=number, subject=new_subject(house, number), cites=cites)
        ended(house, judged(house, 5, after=number, cites=cites), after=number)


def new_subject(house: House, number: int) -> Subject:
    by = house.viewer("moderator-us")
    return add_subject(
        house.dialogue, f"short-{number}", f"Subject {number}", rooms=[house.rooms["moderators"]], by=by,
        now=house.dialogue.made_at,
    )  # fmt: skip


LOOKUPS: list[tuple[str, Callable[[Viewer, House], object], int]] = [
    ("standings", lambda viewer, house: lookups.standings(viewer, house.dialogue), 9),
    ("history", lambda viewer, house: lookups.history(viewer, house.dialogue), 9),
    ("ribbon", lambda viewer, house: lookups.ribbon(viewer, house.dialogue), 12),
    ("columns", lambda viewer, house: lookups.columns(viewer, house.dialogue), 5),
    ("known then", lambda viewer, house: lookups.known_then(viewer, house.dialogue, 0), 5),
]


@pytest.mark.parametrize(("asked", "count"), [each[1:] for each in LOOKUPS], ids=[each[0] for each in LOOKUPS])
def test_lookup_asks_as_much_for_one_row_as_for_three(
    house: House,
    asked: Callable[[Viewer, House], object],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    viewer = house.viewer("moderator-us")
    with django_assert_num_queries(count):
        asked(viewer, house)


@pytest.mark.parametrize("name", ["standings", "guide", "judge"])
def test_page_asks_as_much_for_one_row_as_for_three(client: Client, name: str) -> None:
    """The frame of the page is the desk's: so no literal count here, but the same one twice."""
    house = build_phases(1)
    tell(house, 1)
    page = reverse(f"phases:{name}", args=[house.dialogue.number])
    log_in(client, house, "moderator-us").get(page)
    with CaptureQueriesContext(connection) as for_one:
        client.get(page)
    tell(house, 2, 3)
    with CaptureQueriesContext(connection) as for_three:
        client.get(page)
    assert len(for_one) == len(for_three)
