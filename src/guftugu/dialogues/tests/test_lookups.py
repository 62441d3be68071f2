from __future__ import annotations

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from guftugu.dialogues import lookups
from guftugu.dialogues.actions.dialogues import add_caucus, begin_dialogue, invite_to, name_dialogue
from guftugu.dialogues.actions.occasions import When, add_reported_date, change_plan, mark_held, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import CODE, NOW, PASSPHRASE, House, build_house, join
from guftugu.rooms.actions.accounts import accept_invitation
from guftugu.rooms.actions.members import put_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return build_house(
        cast={"g1": ("participant", "G"), "o1": ("participant", "O"), "staff": ("staff", ""), "t": ("translator", "")}
    )


def meeting(house: House, number: int, *, room: str = "plenary", is_planned: bool = False) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms[room], "meeting", number=number, title=f"Meeting {number}", when=When("some day"),
        is_planned=is_planned, by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip


def test_dialogue_is_there_for_who_is_in_one_of_its_rooms(house: House) -> None:
    for name in ("g1", "t"):
        assert lookups.dialogue(house.viewer(name), 1) == house.dialogue
    by = house.viewer("moderator-us")
    _account, secret = invite_to(house.dialogue, "waits", "participant", by=by, now=NOW)
    waits = accept_invitation(secret, passphrase=PASSPHRASE, recovery_code=CODE, now=NOW).viewer
    for viewer in (waits, house.viewer("stranger")):
        assert lookups.dialogue(viewer, 1) is None
        assert lookups.dialogues(viewer) == []


def test_title_in_the_open_room_makes_it_public(house: House) -> None:
    by = house.viewer("moderator-us")
    name_dialogue(house.dialogue, house.rooms["open"], "A public name", by=by, now=NOW)
    viewer = house.viewer("stranger")
    assert lookups.dialogue(viewer, 1) == house.dialogue
    assert lookups.titles(viewer, [house.dialogue]) == {house.dialogue.pk: "A public name"}


def test_title_is_that_of_the_innermost_room(house: House) -> None:
    by = house.viewer("moderator-us")
    name_dialogue(house.dialogue, house.rooms["moderators"], "For ourselves", by=by, now=NOW)
    titles = {name: lookups.titles(house.viewer(name), [house.dialogue]) for name in ("moderator-us", "g1", "stranger")}
    assert titles["moderator-us"][house.dialogue.pk] == "For ourselves"
    assert titles["g1"][house.dialogue.pk] == "A dialogue for tests"
    assert titles["stranger"] == {}


def test_occasions_of_other_rooms_are_not_there(house: House) -> None:
    row = record_occasion(
        house.dialogue, house.rooms["caucus-O"], "visit", title="planted", when=When(""), by=house.viewer("o1"), now=NOW
    )
    assert [one.occasion for one in lookups.occasions(house.viewer("o1"), house.dialogue)] == [row]
    for name in ("g1", "moderator-us", "staff", "stranger"):
        assert lookups.occasions(house.viewer(name), house.dialogue) == []
        assert lookups.occasion(house.viewer(name), house.dialogue, row.pk) is None


def test_meetings_sort_by_number_and_the_clock_is_the_last_held(house: House) -> None:
    for number in (2, 1):
        meeting(house, number)
    meeting(house, 3, is_planned=True)
    viewer = house.viewer("g1")
    assert [one.occasion.number for one in lookups.meetings(viewer, house.dialogue)] == [1, 2, 3]
    clock = lookups.latest_meeting(viewer, house.dialogue)
    assert clock is not None
    assert clock.occasion.number == 2
    assert lookups.next_number(viewer, house.dialogue) == 4
    assert lookups.next_number(house.viewer("staff"), house.dialogue) == 1


def test_date_in_force_is_the_last_one_said_whatever_others_report(house: House) -> None:
    row, by = meeting(house, 1, is_planned=True), house.viewer("moderator-us")
    change_plan(row, When("June"), because="x", by=by, now=NOW.replace(hour=10))
    add_reported_date(row, When("August"), source="a paper", by=by, now=NOW.replace(hour=11))
    dated = lookups.meeting(by, house.dialogue, 1)
    assert dated is not None
    assert dated.said == "June"
    assert [date.said for date in dated.plans] == ["some day", "June"]
    mark_held(row, When("July"), by=by, now=NOW.replace(hour=12))
    held = lookups.meeting(by, house.dialogue, 1)
    assert held is not None
    assert held.said == "July"
    assert [date.said for date in held.reports] == ["August"]


def test_what_is_for_moderators_is_empty_for_others(house: House) -> None:
    for name in ("g1", "staff", "stranger"):
        viewer = house.viewer(name)
        assert lookups.appointments(viewer, house.dialogue) == []
        assert lookups.caucuses_seen(viewer, house.dialogue) == []
        assert lookups.dialogues_moderated(viewer) == []
        assert lookups.appointed(viewer, house.dialogue, house.account("o1").pk) is None
    moderator = house.viewer("moderator-us")
    assert len(lookups.appointments(moderator, house.dialogue)) == 5
    assert [one.may_be_named for one in lookups.caucuses_seen(moderator, house.dialogue)] == [False, False]


def test_moderator_of_one_dialogue_is_none_of_another(house: House) -> None:
    house.viewers["staff"] = begin_dialogue("Another", by=house.viewer("staff"), now=NOW)[1]
    assert [one.number for one in lookups.dialogues_moderated(house.viewer("staff"))] == [2]
    assert lookups.appointments(house.viewer("staff"), house.dialogue) == []
    assert lookups.dialogue(house.viewer("moderator-us"), 2) is None


def test_moderators_see_who_was_asked_into_which_caucus_and_not_what_became_of_it(house: House) -> None:
    join(house, "g2", "participant", "G")
    moderator, g1, g2 = house.viewer("moderator-us"), house.account("g1"), house.account("g2")
    before = lookups.asked_into(moderator, house.dialogue)
    assert {one.name: before.get(one.pk) for one in (g1, g2, house.account("staff"))} == {
        "g1": ["G"], "g2": ["G"], "staff": None
    }  # fmt: skip
    put_out(g2, house.rooms["caucus-G"], by=house.viewer("g1"), now=NOW)
    add_caucus(house.dialogue, "N", opener=g1, by=moderator, now=NOW)
    after = lookups.asked_into(moderator, house.dialogue)
    assert (after[g1.pk], after[g2.pk]) == (["G", "N"], ["G"])
    for name in ("g1", "staff", "t", "stranger"):
        assert lookups.asked_into(house.viewer(name), house.dialogue) == {}


def test_caucuses_are_known_to_exist_to_who_is_in_the_dialogue(house: House) -> None:
    assert [room.letter for room in lookups.caucuses(house.viewer("g1"), house.dialogue)] == ["G", "O"]
    assert lookups.caucuses(house.viewer("stranger"), house.dialogue) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_for_meetings_do_not_grow(
    house: House, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, rows + 1):
        meeting(house, number)
    viewer = house.viewer("g1")
    with django_assert_num_queries(4):
        lookups.meetings(viewer, house.dialogue)
