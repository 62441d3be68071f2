from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from guftugu.dialogues import lookups
from guftugu.dialogues.actions.dialogues import (
    UnableToConvene,
    add_caucus,
    appoint,
    begin_dialogue,
    invite_again_to,
    invite_to,
    make_translators_room,
    name_caucus_opener,
    name_dialogue,
    recover_in,
    set_rules,
)
from guftugu.dialogues.actions.occasions import (
    UnableToDate,
    UnableToRecordOccasion,
    When,
    add_reported_date,
    change_plan,
    drop_plan,
    mark_held,
    record_occasion,
)
from guftugu.dialogues.models import Dialogue, Occasion
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.rooms.actions.accounts import UnableToInvite
from guftugu.rooms.actions.rooms import UnableToOpenRoom
from guftugu.rooms.models import Account, Member
from guftugu.rooms.viewer import Viewer, stranger
from guftugu.trail.lookups import verification
from guftugu.trail.models import TrailRow

pytestmark = pytest.mark.django_db
Act = Callable[[], object]


@pytest.fixture
def house() -> House:
    return build_house(cast={"g1": ("participant", "G"), "o1": ("participant", "O"), "o2": ("participant", "O")})


def plan(house: House, *, room: str = "plenary", by: str = "moderator-us", number: int | None = 1) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms[room], "meeting" if number else "visit", number=number, title="x",
        when=When("May 1994"), is_planned=True, by=house.viewer(by), now=NOW,
    )  # fmt: skip


def last_verb() -> str:
    row = TrailRow.objects.order_by("-number").first()
    return row.verb if row else ""


# --- occasions ------------------------------------------------------------------------------------------------


def test_plan_is_changed_held_and_no_plan_any_more(house: House) -> None:
    occasion, by = plan(house), house.viewer("moderator-us")
    change_plan(occasion, When("June", date(1994, 6, 1), date(1994, 6, 30)), because="x", by=by, now=NOW)
    assert occasion.latest == date(1994, 6, 30)
    mark_held(occasion, When("25 June", date(1994, 6, 25)), by=by, now=NOW)
    assert (occasion.earliest, occasion.latest) == (date(1994, 6, 25), date(1994, 6, 25))
    acts: list[Act] = [
        lambda: change_plan(occasion, When("July"), because="", by=by, now=NOW),
        lambda: mark_held(occasion, When("July"), by=by, now=NOW),
        lambda: drop_plan(occasion, because="", by=by, now=NOW),
    ]
    for act in acts:
        with pytest.raises(UnableToDate):
            act()
    assert verification().is_whole


def test_dropped_plan_may_take_place_after_all(house: House) -> None:
    occasion, by = plan(house), house.viewer("moderator-us")
    drop_plan(occasion, because="no visas", by=by, now=NOW)
    assert Occasion.objects.get().state == "dropped"
    mark_held(occasion, When("May"), by=by, now=NOW)
    assert Occasion.objects.get().state == "held"


def test_bounds_that_run_backwards_are_refused(house: House) -> None:
    with pytest.raises(UnableToDate):
        mark_held(plan(house), When("?", date(1994, 6, 2), date(1994, 6, 1)), by=house.viewer("moderator-us"), now=NOW)


@pytest.mark.parametrize("name", ["g1", "moderator-us", "stranger"])
def test_nobody_dates_what_stands_in_a_room_he_is_not_in(house: House, name: str) -> None:
    occasion = plan(house, room="caucus-O", by="o1", number=None)
    viewer = house.viewer(name)
    acts: list[Act] = [
        lambda: change_plan(occasion, When("July"), because="", by=viewer, now=NOW),
        lambda: mark_held(occasion, When("July"), by=viewer, now=NOW),
        lambda: drop_plan(occasion, because="", by=viewer, now=NOW),
        lambda: add_reported_date(occasion, When("July"), source="x", by=viewer, now=NOW),
        lambda: plan(house, room="caucus-O", by=name, number=None),
    ]
    for act in acts:
        with pytest.raises(UnableToRecordOccasion):
            act()
    change_plan(occasion, When("July"), because="", by=house.viewer("o2"), now=NOW)


def test_meetings_alone_have_numbers_and_each_its_own(house: House) -> None:
    plan(house)
    by, room = house.viewer("moderator-us"), house.rooms["plenary"]
    for kind, number in (("meeting", 1), ("meeting", None), ("visit", 2)):
        with pytest.raises(UnableToRecordOccasion):
            record_occasion(house.dialogue, room, kind, number=number, title="x", when=When(""), by=by, now=NOW)


def test_occasion_of_one_dialogue_is_not_recorded_in_a_room_of_another(house: House) -> None:
    other, viewer = begin_dialogue("Another", by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToRecordOccasion):
        record_occasion(other, house.rooms["staff"], "visit", title="x", when=When(""), by=viewer, now=NOW)


# --- convening ------------------------------------------------------------------------------------------------


def test_moderators_alone_convene(house: House) -> None:
    dialogue, caucus, o2 = house.dialogue, house.rooms["caucus-O"], house.account("o2")
    for viewer in (house.viewer("o1"), stranger()):
        acts: list[Callable[[Viewer], object]] = [
            lambda by: set_rules(dialogue, attribution="none", correction_days=1, by=by, now=NOW),
            lambda by: name_dialogue(dialogue, house.rooms["plenary"], "x", by=by, now=NOW),
            lambda by: add_caucus(dialogue, "N", opener=None, by=by, now=NOW),
            lambda by: appoint(o2, "staff", dialogue, by=by, now=NOW),
            lambda by: invite_to(dialogue, "n1", "staff", by=by, now=NOW),
            lambda by: invite_again_to(dialogue, o2, by=by, now=NOW),
            lambda by: recover_in(dialogue, o2, by=by, now=NOW),
            lambda by: name_caucus_opener(dialogue, caucus, o2, by=by, now=NOW),
        ]
        for act in acts:
            with pytest.raises(UnableToConvene):
                act(viewer)
    assert Dialogue.objects.get().attribution == "by_party"
    set_rules(dialogue, attribution="none", correction_days=1, by=house.viewer("moderator-us"), now=NOW)
    assert last_verb() == "rules_set"


def test_moderator_recovers_people_of_his_dialogue_only(house: House) -> None:
    other, viewer = begin_dialogue("Another", by=house.viewer("moderator-us"), now=NOW)
    account = house.account("o1")
    with pytest.raises(UnableToConvene):
        recover_in(other, account, by=viewer, now=NOW)
    assert recover_in(house.dialogue, account, by=viewer, now=NOW)
    assert Account.objects.get(name="o1").public_key is None
    assert not Member.objects.filter(account=account, state="in").exists()


def test_moderator_does_not_recover_himself(house: House) -> None:
    with pytest.raises(UnableToInvite):
        recover_in(house.dialogue, house.account("moderator-us"), by=house.viewer("moderator-us"), now=NOW)


def test_opened_caucus_takes_no_opener(house: House) -> None:
    moderator = house.viewer("moderator-us")
    with pytest.raises(UnableToOpenRoom):
        name_caucus_opener(house.dialogue, house.rooms["caucus-O"], house.account("g1"), by=moderator, now=NOW)
    new = add_caucus(house.dialogue, "N", opener=None, by=moderator, now=NOW)
    name_caucus_opener(house.dialogue, new, house.account("g1"), by=moderator, now=NOW)
    with pytest.raises(UnableToConvene):
        name_caucus_opener(house.dialogue, house.rooms["plenary"], house.account("g1"), by=moderator, now=NOW)


def test_participants_alone_open_a_caucus(house: House) -> None:
    moderator = house.viewer("moderator-us")
    staff, _secret = invite_to(house.dialogue, "staff", "staff", by=moderator, now=NOW)
    with pytest.raises(UnableToConvene):
        add_caucus(house.dialogue, "N", opener=staff, by=moderator, now=NOW)
    new = add_caucus(house.dialogue, "N", opener=None, by=moderator, now=NOW)
    acts: list[Callable[[], object]] = [
        lambda: name_caucus_opener(house.dialogue, new, staff, by=moderator, now=NOW),
        lambda: appoint(staff, "staff", house.dialogue, by=moderator, now=NOW, caucuses=[new]),
        lambda: invite_to(house.dialogue, "n1", "translator", by=moderator, now=NOW, caucuses=[new]),
    ]
    for act in acts:
        with pytest.raises(UnableToConvene):
            act()
    new.refresh_from_db()
    assert new.opener_id is None


def test_who_is_no_participant_any_more_opens_no_caucus(house: House) -> None:
    moderator = house.viewer("moderator-us")
    n1, _secret = invite_to(house.dialogue, "n1", "participant", by=moderator, now=NOW)
    new = add_caucus(house.dialogue, "N", opener=n1, by=moderator, now=NOW)
    appoint(n1, "participant", house.dialogue, by=moderator, now=NOW)
    new.refresh_from_db()
    assert new.opener == n1
    appoint(n1, "staff", house.dialogue, by=moderator, now=NOW)
    new.refresh_from_db()
    assert new.opener_id is None
    appoint(house.account("o1"), "staff", house.dialogue, by=moderator, now=NOW)
    caucus = house.rooms["caucus-O"]
    caucus.refresh_from_db()
    assert caucus.opener == house.account("o1")


def test_dialogue_without_a_title_is_refused(house: House) -> None:
    with pytest.raises(UnableToConvene):
        begin_dialogue("  ", by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToConvene):
        begin_dialogue("x", by=stranger(), now=NOW)


def test_a_dialogue_begun_before_gets_its_translators_room(house: House) -> None:
    by = house.viewer("moderator-us")
    with pytest.raises(UnableToConvene):
        make_translators_room(house.dialogue, by=by, now=NOW)
    house.dialogue.rooms.remove(house.rooms["translators"])
    appoint(house.account("o2"), "translator", house.dialogue, by=by, now=NOW)
    with pytest.raises(UnableToConvene):
        make_translators_room(house.dialogue, by=house.viewer("g1"), now=NOW)
    room = make_translators_room(house.dialogue, by=by, now=NOW)
    assert house.viewer("moderator-us").may_keep(room)
    assert lookups.has_room_of_kind(by, house.dialogue, "translators")
    waits = Member.objects.filter(room=room, state=Member.State.WAITING).values_list("account__name", flat=True)
    assert list(waits) == ["o2"]
