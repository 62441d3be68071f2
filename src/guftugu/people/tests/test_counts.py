"""No page's queries grow with what it lists: one row and three rows under one literal count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.people import actions, lookups
from guftugu.people.tests.builders import add_organisation, add_parties, add_person, hold_meetings, name_voice
from guftugu.rooms.tests.client import log_in
from guftugu.rooms.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3], ids=["1 row", "3 rows"])
def house(request: pytest.FixtureRequest) -> House:
    house = build_house(cast={"g1": ("participant", "G")})
    add_parties(house)
    hold_meetings(house, *range(1, request.param + 1))
    add_person(house, "G100")
    for number in range(1, request.param + 1):
        tell_all_of(house, f"G{number}")
    return house


def tell_all_of(house: House, code: str) -> None:
    """Whoever has one of something has several of it when there are more rows."""
    by, staff, plenary = house.viewer("moderator-us"), house.rooms["staff"], house.rooms["plenary"]
    person = add_person(house, code, name=f"Name of {code}", spellings=["Another"], languages=["tg"], note="A note")
    everyone = lookups.person(by, house.dialogue, "G100")
    assert everyone is not None
    body = add_organisation(house, f"Body of {code}")
    actions.add_remark(body, plenary, "A note", by=by, now=NOW)
    voice = name_voice(house, f"Voice of {code}")
    for who in (person, everyone.row):
        actions.add_affiliation(who, plenary, "member", organisation=body, since=When("in 1993"), by=by, now=NOW)
        actions.take_step(who, "engaged", room=staff, reason="At once.", by=by, now=NOW)
        actions.bring_voice(voice, who, how="Through a friend", by=by, now=NOW)
        actions.add_remark(who, plenary, "Another note", by=by, now=NOW)


LOOKUPS: list[tuple[str, Callable[[Viewer, House], object], int]] = [
    ("parties", lambda viewer, house: lookups.parties(viewer, house.dialogue), 4),
    ("persons", lambda viewer, house: lookups.persons(viewer, house.dialogue), 7),
    ("key", lambda viewer, house: lookups.key_to_codes(viewer, house.dialogue), 9),
    ("affiliations", lambda viewer, house: lookups.affiliations(viewer, house.dialogue), 12),
    ("organisations", lambda viewer, house: lookups.organisations(viewer, house.dialogue), 4),
    ("pipeline", lambda viewer, house: lookups.pipeline(viewer, house.dialogue), 9),
    ("voices", lambda viewer, house: lookups.missing_voices(viewer, house.dialogue), 10),
    ("speakers", lambda viewer, house: lookups.speakers(viewer, house.dialogue), 5),
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


@pytest.fixture
def small_house() -> House:
    house = build_house(cast={"g1": ("participant", "G")})
    add_parties(house)
    add_person(house, "G100")
    return house


PAGES: list[tuple[str, tuple[str, ...]]] = [
    ("people", ()),
    ("pipeline", ()),
    ("key", ()),
    ("organisations", ()),
    ("person", ("G100",)),
    ("add-affiliation", ("G100",)),
    ("take-step", ("G100",)),
]


@pytest.mark.parametrize(("name", "about"), PAGES, ids=[page[0] for page in PAGES])
def test_page_asks_as_much_for_one_row_as_for_three(
    client: Client, small_house: House, name: str, about: tuple[str, ...]
) -> None:
    """The frame of the page is the desk's: so no literal count here, but the same one twice."""
    page = reverse(f"people:{name}", args=[small_house.dialogue.number, *about])
    hold_meetings(small_house, 1)
    tell_all_of(small_house, "G1")
    log_in(client, small_house, "moderator-us").get(page)
    with CaptureQueriesContext(connection) as for_one:
        client.get(page)
    hold_meetings(small_house, 2, 3)
    for code in ("G2", "G3"):
        tell_all_of(small_house, code)
    with CaptureQueriesContext(connection) as for_three:
        client.get(page)
    assert len(for_one) == len(for_three)
