from __future__ import annotations

from datetime import date, timedelta

import pytest

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.positions import Moment
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.people import actions, lookups
from guftugu.people.actions import (
    UnableToAddOrganisation,
    UnableToAddParty,
    UnableToAddPerson,
    UnableToAffiliate,
    UnableToNameVoice,
    UnableToRemark,
    UnableToTakeStep,
    UnableToWrite,
)
from guftugu.people.models import PersonName
from guftugu.people.tests.builders import (
    LATER,
    add_organisation,
    add_parties,
    add_person,
    hold_meetings,
    meeting_of_another_dialogue,
    name_voice,
)
from guftugu.rooms.actions.sunset import sunset_shelf
from guftugu.trail.lookups import verification
from guftugu.trail.models import TrailRow

pytestmark = pytest.mark.django_db
SMALL = {"g1": ("participant", "G"), "o1": ("participant", "O"), "staff": ("staff", "")}
EARLY = When("early in 1993", date(1993, 1, 1), date(1993, 2, 28), "1993-01/1993-02")


@pytest.fixture
def house() -> House:
    house = build_house(cast=SMALL)
    add_parties(house)
    return house


def last_verb() -> str:
    return TrailRow.objects.order_by("-number").values_list("verb", flat=True)[0]


def test_party_is_named_in_rooms_and_finds_its_caucus(house: House) -> None:
    seen = lookups.parties(house.viewer("g1"), house.dialogue)
    assert [(each.letter, each.name) for each in seen] == [
        ("G", "The government's side"), ("O", "The opposition's side"), ("M", "Team"),
    ]  # fmt: skip
    assert seen[0].party.caucus == house.rooms["caucus-G"]
    by = house.viewer("moderator-us")
    actions.name_party(seen[0].party, house.rooms["plenary"], "Ҷониби ҳукумат", language="tg", by=by, now=LATER)
    assert last_verb() == "party_named"
    assert lookups.party_marks(house.viewer("g1"), house.dialogue, language="tg")["G"].name == "Ҷониби ҳукумат"
    assert lookups.party_marks(house.viewer("g1"), house.dialogue, language="ru")["G"].name == "The government's side"


def test_party_is_refused_twice_and_to_participants(house: House) -> None:
    with pytest.raises(UnableToAddParty, match="letter already"):
        actions.add_party(house.dialogue, "g", by=house.viewer("moderator-us"), now=NOW)
    for name in ("g1", "staff"):
        with pytest.raises(UnableToAddParty, match="Only a moderator"):
            actions.add_party(house.dialogue, "N", by=house.viewer(name), now=NOW)
    with pytest.raises(UnableToAddParty, match="one letter"):
        actions.add_party(house.dialogue, "N1", by=house.viewer("moderator-us"), now=NOW)


def test_person_has_a_code_and_the_name_lies_with_the_moderators(house: House) -> None:
    person = add_person(house, "g1", name="Real Name", spellings=["Риал Ном"], languages=["tg", "ru"], note="A note")
    seen = lookups.person(house.viewer("g1"), house.dialogue, "G1")
    assert seen is not None
    assert (seen.code, seen.letter, seen.name, seen.languages) == ("G1", "G", "", ["tg", "ru"])
    key = lookups.key_to_codes(house.viewer("moderator-us"), house.dialogue) or []
    assert [(row.person.code, row.called.name, row.called.spellings) for row in key] == [
        ("G1", "Real Name", ["Риал Ном"])
    ]
    assert PersonName.objects.get(person=person, is_spelling=False).room == house.rooms["moderators"]
    assert [remark.words for remark in lookups.remarks(house.viewer("g1"), person)] == ["A note"]


@pytest.mark.parametrize("typed", ["G1", "g1", "g 1"])
def test_code_in_use_is_refused_and_another_taken(house: House, typed: str) -> None:
    add_person(house, "G1")
    with pytest.raises(UnableToAddPerson, match="in use"):
        add_person(house, typed)
    assert add_person(house, "G2").code == "G2"


def test_code_that_looks_like_another_is_refused(house: House) -> None:
    add_person(house, "O1", "staff")
    with pytest.raises(UnableToAddPerson, match="looks like"):
        add_person(house, "О1")


def test_persons_are_added_by_those_who_find_them(house: House) -> None:
    add = actions.add_person
    assert add(house.dialogue, house.rooms["staff"], "F1", by=house.viewer("staff"), now=NOW).code == "F1"
    with pytest.raises(UnableToWrite, match="Only the moderators and the staff"):
        add(house.dialogue, house.rooms["plenary"], "F2", by=house.viewer("g1"), now=NOW)
    with pytest.raises(UnableToWrite, match="cannot write"):
        add(house.dialogue, house.rooms["plenary"], "F2", by=house.viewer("staff"), now=NOW)
    with pytest.raises(UnableToWrite, match="cannot write"):
        add(house.dialogue, house.rooms["open"], "F2", by=house.viewer("moderator-us"), now=NOW)


def test_staff_drop_a_name_with_the_moderators_and_do_not_read_it_again(house: House) -> None:
    staff = house.viewer("staff")
    person = actions.add_person(house.dialogue, house.rooms["staff"], "F1", name="Found Out", by=staff, now=NOW)
    assert lookups.key_to_codes(house.viewer("staff"), house.dialogue) is None
    key = lookups.key_to_codes(house.viewer("moderator-us"), house.dialogue) or []
    assert [row.called.name for row in key] == ["Found Out"]
    with pytest.raises(UnableToWrite):
        actions.set_name(person, "Other", room=house.rooms["moderators"], by=house.viewer("g1"), now=NOW)


def test_a_later_name_stands_and_the_earlier_stays(house: House) -> None:
    person = add_person(house, "G1", name="Misspelt")
    actions.set_name(person, "Spelt", by=house.viewer("moderator-us"), now=LATER)
    [row] = lookups.key_to_codes(house.viewer("moderator-us"), house.dialogue) or []
    assert (row.called.name, row.called.earlier) == ("Spelt", ["Misspelt"])
    with pytest.raises(UnableToAddPerson, match="say something"):
        actions.set_name(person, "  ", by=house.viewer("moderator-us"), now=LATER)


def test_sunset_of_a_person_takes_the_name_and_leaves_the_code(house: House) -> None:
    person = add_person(house, "G1", name="Real Name")
    sunset_shelf(house.rooms["moderators"], person.pk, by=house.viewer("moderator-us"), now=NOW)
    [row] = lookups.key_to_codes(house.viewer("moderator-us"), house.dialogue) or []
    assert (row.person.code, row.called.name, row.is_sunset) == ("G1", "", True)
    assert verification().is_whole


def test_person_is_corrected_and_introduced(house: House) -> None:
    person, moderator = add_person(house, "G4", "staff"), house.viewer("moderator-us")
    assert lookups.person(house.viewer("g1"), house.dialogue, "G4") is None
    actions.correct_person(
        person, party=person.party, account=house.account("g1"), languages=["tg"], by=moderator, now=NOW
    )
    actions.introduce_person(person, house.rooms["plenary"], by=moderator, now=NOW)
    seen = lookups.own_person(house.viewer("g1"), house.dialogue)
    assert seen is not None
    assert seen.code == "G4"
    other = add_person(house, "G5")
    with pytest.raises(UnableToAddPerson, match="belongs to another"):
        actions.correct_person(other, party=None, account=house.account("g1"), languages=[], by=moderator, now=NOW)
    with pytest.raises(UnableToWrite):
        actions.introduce_person(person, house.rooms["caucus-G"], by=moderator, now=NOW)


def test_organisation_is_renamed_and_keeps_its_names(house: House) -> None:
    body = add_organisation(house, "Coordinating center")
    by = house.viewer("moderator-us")
    actions.rename_organisation(body, "Coordination centre", by=by, now=LATER)
    actions.rename_organisation(body, "The centre", is_spelling=True, by=by, now=LATER)
    [seen] = lookups.organisations(house.viewer("g1"), house.dialogue)
    assert seen.name == "Coordination centre"
    assert (seen.called.spellings, seen.called.earlier) == (["The centre"], ["Coordinating center"])
    with pytest.raises(UnableToAddOrganisation):
        actions.rename_organisation(body, " ", by=by, now=LATER)
    with pytest.raises(UnableToWrite, match="no such organisation"):
        actions.rename_organisation(body, "Mine", by=house.viewer("staff"), now=LATER)
    actions.rename_organisation(body, "Their name", room=house.rooms["staff"], by=by, now=LATER)
    assert [each.name for each in lookups.organisations(house.viewer("staff"), house.dialogue)] == ["Their name"]


def test_remark_is_refused_where_the_person_is_not_known(house: House) -> None:
    person = add_person(house, "G4", "staff")
    with pytest.raises(UnableToWrite, match="no such person"):
        actions.add_remark(person, house.rooms["plenary"], "seen", by=house.viewer("g1"), now=NOW)
    with pytest.raises(UnableToRemark, match="say something"):
        actions.add_remark(person, house.rooms["staff"], " ", by=house.viewer("staff"), now=NOW)
    actions.add_remark(person, house.rooms["staff"], "seen", by=house.viewer("staff"), now=NOW)
    assert last_verb() == "remark_added"


def test_affiliation_is_told_corrected_and_ended_and_nothing_is_lost(house: House) -> None:
    person, body, by = add_person(house, "O1"), add_organisation(house, "Centre"), house.viewer("moderator-us")
    room = house.rooms["plenary"]
    row = actions.add_affiliation(person, room, "closed to it", organisation=body, since=EARLY, by=by, now=NOW)
    better = actions.correct_affiliation(row, "close to it", organisation=body, since=EARLY, by=by, now=LATER)
    actions.end_affiliation(better, When("in April"), by=by, now=LATER + timedelta(days=1))
    [seen] = lookups.affiliations(house.viewer("g1"), house.dialogue, person=person)
    assert (seen.row.role, seen.earlier_roles, seen.is_over) == ("close to it", ["closed to it"], True)
    assert (seen.row.since_said, seen.row.until_said) == ("early in 1993", "in April")
    [then] = lookups.affiliations(house.viewer("g1"), house.dialogue, moment=Moment(known_at=LATER))
    assert not then.is_over
    with pytest.raises(UnableToAffiliate, match="over already"):
        actions.end_affiliation(better, When("in May"), by=by, now=LATER)
    assert verification().is_whole


def test_affiliation_without_anything_is_refused(house: House) -> None:
    person, by = add_person(house, "O1"), house.viewer("moderator-us")
    with pytest.raises(UnableToAffiliate, match="or as what"):
        actions.add_affiliation(person, house.rooms["plenary"], " ", by=by, now=NOW)
    backwards = When("?", date(1994, 2, 1), date(1994, 1, 1))
    with pytest.raises(UnableToWrite, match="before the earliest"):
        actions.add_affiliation(person, house.rooms["plenary"], "guest", since=backwards, by=by, now=NOW)


def test_steps_are_taken_in_any_order_and_the_unusual_is_named(house: House) -> None:
    person, by, room = add_person(house, "G1"), house.viewer("moderator-us"), house.rooms["staff"]

    def said_of(state: str) -> str:
        return lookups.unusual_step(by, house.dialogue, person, room=room, role="participant", state=state)

    assert said_of("sought") == ""
    assert "without having been engaged" in said_of("left")
    actions.take_step(person, "engaged", room=room, reason="At once.", vouched_by="M6", by=by, now=NOW)
    assert said_of("left") == ""
    assert "the same" in said_of("engaged")
    assert "usually leaves" in said_of("sought")
    actions.take_step(person, "declined", room=room, by=by, now=LATER)
    assert "step back" in said_of("approached")
    [way] = lookups.ways(house.viewer("staff"), house.dialogue, person)
    assert [(step.state, step.reason, step.vouched_by) for step in way.steps] == [
        ("engaged", "At once.", "M6"), ("declined", "", ""),
    ]  # fmt: skip


def test_step_told_late_takes_its_place(house: House) -> None:
    person, by, room = add_person(house, "G1"), house.viewer("moderator-us"), house.rooms["staff"]
    march = When("in March", date(1993, 3, 1), date(1993, 3, 31))
    actions.take_step(person, "engaged", room=room, when=march, by=by, now=NOW)
    actions.take_step(person, "sought", room=room, when=EARLY, by=by, now=LATER)
    [way] = lookups.ways(by, house.dialogue, person)
    assert [step.state for step in way.steps] == ["sought", "engaged"]
    actions.take_step(person, "declined", room=room, when=march, by=by, now=LATER)
    [way] = lookups.ways(by, house.dialogue, person)
    assert way.state == "declined"


def test_step_is_refused_to_participants_and_for_no_state(house: House) -> None:
    person = add_person(house, "G1")
    with pytest.raises(UnableToWrite):
        actions.take_step(person, "left", room=house.rooms["plenary"], by=house.viewer("g1"), now=NOW)
    moderator = house.viewer("moderator-us")
    with pytest.raises(UnableToTakeStep):
        actions.take_step(person, "bored", room=house.rooms["staff"], by=moderator, now=NOW)
    with pytest.raises(UnableToWrite, match="no such person"):
        actions.take_step(person, "left", room=house.rooms["staff"], by=house.viewer("staff"), now=NOW)
    actions.take_step(person, "engaged", room=house.rooms["staff"], by=moderator, now=NOW)
    actions.take_step(person, "left", room=house.rooms["staff"], by=house.viewer("staff"), now=LATER)


def test_voice_is_named_brought_and_lost_again(house: House) -> None:
    meetings = hold_meetings(house, 1, 2)
    voice, person, by = name_voice(house, "The camps"), add_person(house, "O4"), house.viewer("moderator-us")
    actions.bring_voice(voice, person, held_after=meetings[1], how="Through O3", by=by, now=LATER)
    [seen] = lookups.missing_voices(house.viewer("g1"), house.dialogue)
    assert [(who.code, row.how) for who, row in seen.brought] == [("O4", "Through O3")]
    actions.lose_voice(voice, person, held_after=meetings[2], how="Went home", by=by, now=LATER + timedelta(days=1))
    assert [each.brought for each in lookups.missing_voices(by, house.dialogue)] == [[]]
    assert len(lookups.missing_voices(by, house.dialogue, Moment(after_meeting=1))[0].brought) == 1
    with pytest.raises(UnableToNameVoice, match="not brought"):
        actions.lose_voice(voice, person, by=by, now=LATER + timedelta(days=2))


def test_voice_without_words_or_in_a_strange_room_is_refused(house: House) -> None:
    with pytest.raises(UnableToNameVoice):
        name_voice(house, " ")
    with pytest.raises(UnableToWrite):
        name_voice(house, "The north", "caucus-O", by="g1")
    assert name_voice(house, "The north", "caucus-O", by="o1").room == house.rooms["caucus-O"]


def test_meeting_of_another_dialogue_is_refused(house: House) -> None:
    other = meeting_of_another_dialogue(house)
    person, by = add_person(house, "G1"), house.viewer("moderator-us")
    with pytest.raises(UnableToWrite, match="no meeting"):
        actions.take_step(person, "sought", room=house.rooms["staff"], held_after=other, by=by, now=NOW)
