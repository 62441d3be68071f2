from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.positions import INSTANT, Moment
from guftugu.dialogues.tests.builders import CAST, NOW, House, build_house
from guftugu.people import actions, lookups
from guftugu.people.tests.builders import (
    LATER,
    MUCH_LATER,
    add_organisation,
    add_parties,
    add_person,
    hold_meetings,
    name_voice,
)
from guftugu.rooms.tests.client import log_in

pytestmark = pytest.mark.django_db
SMALL = {name: CAST[name] for name in ("g1", "o1", "staff", "colleague")}
PLANTED = "plantedword"


@pytest.fixture
def house() -> House:
    house = build_house(cast=SMALL)
    add_parties(house)
    return house


def plant_in_caucus(house: House) -> None:
    """Everything a caucus can write of people, each with the planted word."""
    person, by, room = add_person(house, "O1"), house.viewer("o1"), house.rooms["caucus-O"]
    body = add_organisation(house, f"{PLANTED} body", "caucus-O", by="o1")
    actions.add_affiliation(person, room, f"{PLANTED} role", organisation=body, since=When(PLANTED), by=by, now=NOW)
    actions.add_remark(person, room, f"{PLANTED} note", source=PLANTED, by=by, now=NOW)
    actions.set_name(person, f"{PLANTED} name", room=room, by=by, now=NOW)
    voice = name_voice(house, f"{PLANTED} voice", "caucus-O", by="o1")
    actions.bring_voice(voice, person, how=f"{PLANTED} how", by=by, now=NOW)


def pages(house: House) -> list[str]:
    number = house.dialogue.number
    names = ("people", "pipeline", "organisations", "key", "name-voice", "add-organisation")
    return [
        *(reverse(f"people:{name}", args=[number]) for name in names),
        *(reverse(f"people:{name}", args=[number, "O1"]) for name in ("person", "add-affiliation", "take-step")),
    ]


def read_by(client: Client, house: House, name: str) -> str:
    log_in(client, house, name)
    return "".join(client.get(page).content.decode() for page in pages(house))


def test_words_of_a_caucus_are_read_by_it_alone(client: Client, house: House) -> None:
    plant_in_caucus(house)
    told = read_by(client, house, "o1")
    for word in ("body", "role", "note", "name", "voice", "how"):
        assert f"{PLANTED} {word}" in told
    for name in ("g1", "moderator-us", "staff", "colleague", "stranger"):
        assert PLANTED not in read_by(client, house, name)


@pytest.mark.parametrize("seen_by", ["g1", "o1", "staff", "colleague"])
def test_what_moderators_keep_shows_nowhere_else(client: Client, house: House, seen_by: str) -> None:
    by, room = house.viewer("moderator-us"), house.rooms["moderators"]
    person = add_person(house, "O1", name=f"{PLANTED} name")
    actions.add_affiliation(person, room, f"{PLANTED} role", by=by, now=NOW)
    actions.take_step(person, "engaged", room=room, reason=PLANTED, vouched_by=PLANTED, by=by, now=NOW)
    actions.add_remark(person, room, PLANTED, by=by, now=NOW)
    add_person(house, "Z9", "moderators")
    told = read_by(client, house, seen_by)
    assert PLANTED not in told
    # As a word of its own: a token of the page may hold the two letters by chance.
    assert not re.search(r"\bZ9\b", told)
    assert PLANTED in read_by(client, house, "moderator-us")


def test_lookups_give_a_caucus_nothing_of_another(house: House) -> None:
    plant_in_caucus(house)
    g1, dialogue = house.viewer("g1"), house.dialogue
    person = lookups.person(g1, dialogue, "O1")
    assert person is not None
    assert lookups.affiliations(g1, dialogue) == []
    assert lookups.organisations(g1, dialogue) == []
    assert lookups.missing_voices(g1, dialogue) == []
    assert lookups.remarks(g1, person.row) == []
    assert lookups.key_to_codes(g1, dialogue) is None
    assert lookups.rooms_that_know(g1, person.row) == [house.rooms["plenary"]]


def test_an_organisation_of_another_room_leaves_only_the_role(house: House) -> None:
    person, body = add_person(house, "O1"), add_organisation(house, "Hidden", "staff")
    by = house.viewer("moderator-us")
    actions.add_affiliation(person, house.rooms["plenary"], "driver", organisation=body, by=by, now=NOW)
    [seen] = lookups.affiliations(house.viewer("g1"), house.dialogue)
    assert (seen.row.role, seen.organisation) == ("driver", None)


def test_a_step_in_the_staff_room_tells_staff_the_code_and_no_more(house: House) -> None:
    person, by = add_person(house, "G1", name="Real Name"), house.viewer("moderator-us")
    assert lookups.person(house.viewer("staff"), house.dialogue, "G1") is None
    actions.take_step(person, "sought", room=house.rooms["staff"], by=by, now=NOW)
    seen = lookups.person(house.viewer("staff"), house.dialogue, "G1")
    assert seen is not None
    assert seen.name == ""
    assert lookups.key_to_codes(house.viewer("staff"), house.dialogue) is None


def test_a_public_name_stands_beside_its_code(house: House) -> None:
    add_person(house, "N1", "colleagues", name="The Envoy", name_room=house.rooms["colleagues"])
    seen = lookups.person(house.viewer("colleague"), house.dialogue, "n1")
    assert seen is not None
    assert seen.name == "The Envoy"
    assert lookups.person(house.viewer("g1"), house.dialogue, "N1") is None


def test_a_narrowed_viewer_knows_only_what_its_rooms_know(house: House) -> None:
    add_person(house, "G1")
    add_person(house, "N1", "colleagues", name="The Envoy", name_room=house.rooms["colleagues"])
    narrowed = house.viewer("moderator-us").narrowed([house.rooms["colleagues"].pk])
    assert [seen.code for seen in lookups.persons(narrowed, house.dialogue)] == ["N1"]
    assert lookups.speakers(narrowed, house.dialogue).codes == {"N1"}


def test_speakers_are_what_the_note_grammar_asks_for(house: House) -> None:
    for code in ("G1", "O3", "N1"):
        add_person(house, code)
    told = lookups.speakers(house.viewer("g1"), house.dialogue)
    assert told.codes == {"G1", "O3", "N1"}
    assert told.parties == {"G", "O", "M"}
    assert told.party_of_code == {"G1": "G", "O3": "O"}


def test_pipeline_as_it_stood_and_as_was_known(house: House) -> None:
    meetings, by, room = hold_meetings(house, 1, 2), house.viewer("moderator-us"), house.rooms["staff"]
    person = add_person(house, "G1")
    actions.take_step(person, "engaged", room=room, held_after=meetings[1], by=by, now=LATER)
    actions.take_step(person, "left", room=room, held_after=meetings[2], by=by, now=MUCH_LATER)

    def state(moment: Moment) -> list[str]:
        return [way.state for way in lookups.pipeline(by, house.dialogue, moment).ways]

    assert state(Moment()) == ["left"]
    assert state(Moment(after_meeting=1)) == ["engaged"]
    assert state(Moment(after_meeting=0)) == []
    assert state(Moment(known_at=NOW)) == []
    assert lookups.known_then(by, house.dialogue, 1) == LATER - INSTANT
    assert list(lookups.clock(house.viewer("staff"), house.dialogue)) == [1, 2]


def test_pipeline_never_changes_what_was_known_then(house: House) -> None:
    meetings, by, room = hold_meetings(house, 1), house.viewer("moderator-us"), house.rooms["staff"]
    person = add_person(house, "G1")
    actions.take_step(person, "weighing", room=room, held_after=meetings[1], by=by, now=LATER)
    then = Moment(after_meeting=1, known_at=LATER)
    before = [way.state for way in lookups.pipeline(by, house.dialogue, then).ways]
    actions.take_step(person, "declined", room=room, held_after=meetings[1], by=by, now=MUCH_LATER)
    assert [way.state for way in lookups.pipeline(by, house.dialogue, then).ways] == before
    assert [way.state for way in lookups.pipeline(by, house.dialogue, Moment(after_meeting=1)).ways] == ["declined"]
