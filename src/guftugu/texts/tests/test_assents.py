from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from guftugu.dialogues.actions.dialogues import name_dialogue
from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.positions import Moment
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people.actions.persons import correct_person
from guftugu.people.models import Person
from guftugu.record.tests.builders import build_record, hold_meeting
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.assents import UnableToAssent, assent, take_back
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups.assents import assent_history, assents
from guftugu.texts.models import Assent, Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin


@pytest.fixture
def house(db: None) -> House:
    return build_record()


def person(code: str) -> Person:
    return Person.objects.get(code=code)


def covenant(house: House) -> Version:
    return begin(house, "Nobody is quoted outside.", room="plenary", kind="covenant")


def test_assent_holds_from_a_meeting_until_it_is_taken_back(house: House) -> None:
    by, version = house.viewer("moderator-us"), covenant(house)
    first, third = hold_meeting(house, 1), hold_meeting(house, 3)
    assent(version, person("O1"), when=When("at the first meeting"), held_after=first, by=by, now=NOW)
    take_back(version, person("O1"), note="for now", held_after=third, by=by, now=NOW + timedelta(days=1))
    assert [row.said for row in assents(by, version.text, Moment(after_meeting=2))] == ["at the first meeting"]
    assert assents(by, version.text) == []
    assert [row.ends for row in assent_history(by, version.text)] == [False, True]


def test_assent_is_recorded_once_a_version(house: House) -> None:
    by, version = house.viewer("moderator-us"), covenant(house)
    assent(version, person("O1"), by=by, now=NOW)
    with pytest.raises(UnableToAssent, match="already"):
        assent(version, person("O1"), by=by, now=NOW)
    later = write_version(version.text, "Covenant", [Written("Nobody is quoted.")], after=1, by=by, now=NOW)
    assent(later, person("O1"), by=by, now=NOW + timedelta(days=1))
    assert [row.version.number for row in assents(by, version.text)] == [2]


def test_nobody_takes_back_what_was_not_given(house: House) -> None:
    by, version = house.viewer("moderator-us"), covenant(house)
    with pytest.raises(UnableToAssent, match="no assent"):
        take_back(version, person("O1"), by=by, now=NOW)


def test_a_participant_speaks_for_himself_alone(house: House) -> None:
    version = covenant(house)
    moderator, participant = house.viewer("moderator-us"), house.viewer("o1")
    with pytest.raises(UnableToAssent, match="your own"):
        assent(version, person("O1"), by=participant, now=NOW)
    correct_person(
        person("O1"), party=person("O1").party, account=house.account("o1"), languages=[], by=moderator, now=NOW
    )
    assent(version, person("O1"), by=participant, now=NOW)
    with pytest.raises(UnableToAssent, match="your own"):
        assent(version, person("G1"), by=participant, now=NOW)
    offered = client_of(house, "o1").get(f"/1/texts/{version.text_id}/assents/").content.decode()
    assert '<option value="O1">' in offered
    assert '<option value="G1">' not in offered
    assert [row.person.code for row in assents(moderator, version.text)] == ["O1"]


def test_nobody_is_named_in_the_open_room(house: House) -> None:
    by = house.viewer("moderator-us")
    copy = release_version(covenant(house), house.rooms["open"], by=by, now=NOW)
    with pytest.raises(Refusal):
        assent(copy, person("O1"), by=by, now=NOW)
    assert not Assent.objects.exists()
    name_dialogue(house.dialogue, house.rooms["open"], "A dialogue", by=by, now=NOW)
    page = Client().get(f"/1/texts/{copy.text_id}/")
    assert page.status_code == 200
    assert "/assents/" not in page.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_assents_page_asks_the_store_as_often_for_more(
    house: House, many: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    by, version = house.viewer("moderator-us"), covenant(house)
    for number in range(many):
        assent(version, person(f"O{number + 1}"), by=by, now=NOW)
    moderator = client_of(house, "moderator-us")
    for path, asked in (("assents/", 21), ("", 21)):
        with django_assert_num_queries(asked):  # type: ignore[operator]
            moderator.get(f"/1/texts/{version.text_id}/{path}")
