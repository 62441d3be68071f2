from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.tests.builders import CAST, NOW, House, build_house
from guftugu.people import actions, lookups
from guftugu.people.models import Affiliation, ParticipationStep, Person
from guftugu.people.tests.builders import add_organisation, add_parties, add_person, hold_meetings, name_voice
from guftugu.rooms.tests.client import log_in

pytestmark = pytest.mark.django_db
SMALL = {name: CAST[name] for name in ("g1", "o1", "staff", "colleague")}


@pytest.fixture
def house() -> House:
    house = build_house(cast=SMALL)
    add_parties(house)
    return house


@pytest.fixture
def moderator(client: Client, house: House) -> Client:
    return log_in(client, house, "moderator-us")


def at(house: House, name: str, *about: object) -> str:
    return reverse(f"people:{name}", args=[house.dialogue.number, *about])


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, url: str, **typed: object) -> str:
    """What the form answers with when it is shown again; "" when it went through."""
    answer = client.post(url, typed)
    return answer.content.decode() if answer.status_code == 200 else ""


class _Titles(HTMLParser):
    title, inside = "", False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = tag == "title"

    def handle_data(self, data: str) -> None:
        self.title += data if self.inside else ""
        self.inside = False


def test_empty_house_says_what_to_do_and_to_whom(client: Client) -> None:
    house = build_house(cast=SMALL)
    assert "Add the first" in read(log_in(client, house, "moderator-us"), at(house, "people"))
    told = read(log_in(client, house, "g1"), at(house, "people"))
    assert "No party has been named yet" in told
    assert "Add the first" not in told
    for name in ("pipeline", "organisations"):
        assert 'class="empty"' in read(client, at(house, name))
    assert "safest key" in read(log_in(client, house, "moderator-us"), at(house, "key"))


def test_person_is_added_through_the_form(moderator: Client, house: House) -> None:
    room = house.rooms["plenary"].pk
    typed = {"code": "g1", "party": "G", "room": room, "languages": ["tg"], "other_languages": "sgh"}
    again = send(moderator, at(house, "add-person"), **typed)
    assert "Where the name may be known" in again
    typed |= {"name": "Real Name", "name_room": house.rooms["moderators"].pk, "account": house.account("g1").pk}
    assert send(moderator, at(house, "add-person"), **typed) == ""
    person = Person.objects.get()
    assert (person.code, person.languages, person.account) == ("G1", ["tg", "sgh"], house.account("g1"))
    assert "Real Name" not in read(moderator, at(house, "people"))
    assert "Real Name" in read(moderator, at(house, "key"))
    refused = send(moderator, at(house, "add-person"), **(typed | {"account": "", "name": "Typed Again"}))
    assert "This code name is in use" in refused
    assert "Typed Again" in refused


def test_code_of_no_shape_and_language_of_no_code_are_refused_beside_the_field(moderator: Client, house: House) -> None:
    typed = {"code": "Rahmon", "room": house.rooms["plenary"].pk, "name_room": house.rooms["moderators"].pk}
    assert "as in G1" in send(moderator, at(house, "add-person"), **typed)
    assert "no code of a language" in send(moderator, at(house, "add-person"), **typed, other_languages="t%")


def test_who_may_not_add_finds_no_form(client: Client, house: House) -> None:
    add_person(house, "G1")
    log_in(client, house, "g1")
    for name, about in (("add-person", ()), ("take-step", ("G1",)), ("name-person", ("G1",)), ("add-party", ())):
        assert client.get(at(house, name, *about)).status_code == 404
        assert client.post(at(house, name, *about)).status_code == 404
    log_in(client, house, "staff")
    assert client.get(at(house, "add-person")).status_code == 200
    assert client.get(at(house, "add-party")).status_code == 404


def test_stranger_and_unknown_dialogue_get_nothing(client: Client, house: House) -> None:
    assert client.get(at(house, "people")).status_code == 302
    log_in(client, house, "g1")
    assert client.get(reverse("people:people", args=[99])).status_code == 404
    assert client.get(at(house, "person", "G77")).status_code == 404
    assert client.get(at(house, "key")).status_code == 404


def test_staff_put_a_name_into_the_moderators_room(client: Client, house: House) -> None:
    log_in(client, house, "staff")
    typed = {"code": "F1", "room": house.rooms["staff"].pk, "name": "Found", "name_room": house.rooms["moderators"].pk}
    assert send(client, at(house, "add-person"), **typed) == ""
    assert "Found" not in read(client, at(house, "person", "F1"))
    assert "Found" in read(log_in(client, house, "moderator-us"), at(house, "key"))


def test_step_is_recorded_with_its_date_guessed_and_confirmed(moderator: Client, house: House) -> None:
    add_person(house, "G1")
    hold_meetings(house, 1)
    typed = {"state": "weighing", "role": "participant", "room": house.rooms["staff"].pk, "held_after": "1"}
    shown = send(moderator, at(house, "take-step", "G1"), said="early January 1994", **typed)
    assert 'value="1994-01-10"' in shown
    assert "send once more" in shown
    confirmed = {"said": "early January 1994", "guessed": "early January 1994"}
    days = {"earliest": "1994-01-01", "latest": "1994-01-07"}
    assert send(moderator, at(house, "take-step", "G1"), **typed, **confirmed, **days) == ""
    step = ParticipationStep.objects.get()
    assert (step.state, str(step.latest), step.edtf) == ("weighing", "1994-01-07", "")
    assert step.held_after is not None
    told = read(moderator, at(house, "pipeline"))
    assert "early January 1994" in told
    assert "after meeting 1" in told


def test_unusual_step_is_recorded_and_named(moderator: Client, house: House) -> None:
    add_person(house, "G1")
    typed = {"state": "left", "role": "participant", "room": house.rooms["staff"].pk, "held_after": "0"}
    answer = moderator.post(at(house, "take-step", "G1"), typed, follow=True)
    assert "Left without having been engaged" in answer.content.decode()
    assert ParticipationStep.objects.count() == 1


def test_step_without_a_state_is_refused_and_keeps_what_was_typed(moderator: Client, house: House) -> None:
    add_person(house, "G1")
    typed = {"role": "participant", "room": house.rooms["staff"].pk, "reason": "What would be said at home"}
    told = send(moderator, at(house, "take-step", "G1"), **typed)
    assert "What would be said at home" in told
    assert 'role="alert"' in told


def test_pipeline_looks_back(moderator: Client, house: House) -> None:
    meetings, by, room = hold_meetings(house, 1, 2), house.viewer("moderator-us"), house.rooms["staff"]
    person = add_person(house, "G1")
    actions.take_step(person, "engaged", room=room, held_after=meetings[1], reason="At once", by=by, now=NOW)
    actions.take_step(person, "left", room=room, held_after=meetings[2], reason="Too dangerous", by=by, now=NOW)
    assert "Too dangerous" in read(moderator, at(house, "pipeline"))
    then = read(moderator, at(house, "pipeline") + "?after=1&known=then")
    assert "Too dangerous" not in then
    assert "As it stood after meeting 1" in then
    assert "as known then" in then
    assert "had been recorded" in read(moderator, at(house, "pipeline") + "?after=0")
    assert read(moderator, at(house, "pipeline") + "?after=nonsense")


def test_affiliation_is_told_put_right_and_ended(moderator: Client, house: House) -> None:
    person, body = add_person(house, "O1"), add_organisation(house, "The centre")
    typed = {"organisation": body.pk, "role": "clsoe to it", "room": house.rooms["moderators"].pk, "held_after": "0"}
    assert send(moderator, at(house, "add-affiliation", "O1"), **typed) == ""
    [seen] = lookups.affiliations(house.viewer("moderator-us"), house.dialogue, person=person)
    series = seen.row.series
    assert "clsoe to it" in read(moderator, at(house, "correct-affiliation", "O1", series))
    right = {"organisation": body.pk, "role": "close to it"}
    assert send(moderator, at(house, "correct-affiliation", "O1", series), **right) == ""
    assert send(moderator, at(house, "end-affiliation", "O1", series), said="some day", held_after="0") == ""
    told = read(moderator, at(house, "person", "O1"))
    for words in ("close to it", "clsoe to it", "some day", "The centre"):
        assert words in told
    assert Affiliation.objects.count() == 3
    assert moderator.get(at(house, "end-affiliation", "O1", series)).status_code == 404
    nothing = {"room": house.rooms["staff"].pk, "held_after": "0"}
    assert "or as what" in send(moderator, at(house, "add-affiliation", "O1"), **nothing)


def test_person_is_put_right_introduced_named_and_noted(moderator: Client, house: House) -> None:
    add_person(house, "G4", "staff")
    assert send(moderator, at(house, "correct-person", "G4"), party="O", languages=["ru"], account="") == ""
    assert send(moderator, at(house, "introduce-person", "G4"), room=house.rooms["plenary"].pk) == ""
    named = {"name": "Fourth", "room": house.rooms["moderators"].pk}
    assert send(moderator, at(house, "name-person", "G4"), **named) == ""
    noted = {"words": "Came once", "room": house.rooms["staff"].pk}
    assert send(moderator, at(house, "remark-person", "G4"), **noted) == ""
    seen = lookups.person(house.viewer("g1"), house.dialogue, "G4")
    assert seen is not None
    assert (seen.letter, seen.languages) == ("O", ["ru"])
    assert "Came once" in read(moderator, at(house, "person", "g4"))
    assert "say something" in send(moderator, at(house, "remark-person", "G4"), room=house.rooms["staff"].pk)


def test_log_in_shows_to_moderators_only(client: Client, house: House) -> None:
    add_person(house, "O1", account=house.account("o1"))
    assert "Log-in" in read(log_in(client, house, "moderator-us"), at(house, "person", "O1"))
    assert "Log-in" not in read(log_in(client, house, "g1"), at(house, "person", "O1"))


def test_names_and_code_names_stay_out_of_the_tabs_title(moderator: Client, house: House) -> None:
    add_person(house, "N1", name="The Envoy", name_room=house.rooms["plenary"])
    body = add_organisation(house, "Secret Body")
    for url in (at(house, "person", "N1"), at(house, "organisation", body.pk), at(house, "take-step", "N1")):
        titles = _Titles()
        titles.feed(read(moderator, url))
        assert titles.title
        assert not any(word in titles.title for word in ("N1", "Envoy", "Secret"))


def test_party_is_added_and_named_through_the_forms(moderator: Client, house: House) -> None:
    plenary = house.rooms["plenary"].pk
    typed = {"letter": "w", "kind": "side", "name": "The women's side", "called_in": [plenary], "shape": "drop"}
    assert send(moderator, at(house, "add-party"), **typed) == ""
    assert "letter already" in send(moderator, at(house, "add-party"), **typed)
    renamed = {"name": "Ҷониби занон", "language": "tg", "called_in": [plenary]}
    assert send(moderator, at(house, "name-party", "W"), **renamed) == ""
    assert moderator.get(at(house, "name-party", "Y")).status_code == 404
    marks = lookups.party_marks(house.viewer("g1"), house.dialogue, language="tg")
    assert (marks["W"].name, marks["W"].shape) == ("Ҷониби занон", "drop")


def test_organisation_is_added_renamed_and_noted(moderator: Client, house: House) -> None:
    room = house.rooms["plenary"].pk
    typed = {"name": "UNHCR", "kind": "international", "room": room, "spellings": "UN refugees\n\nHCR", "note": "Helps"}
    assert send(moderator, at(house, "add-organisation"), **typed) == ""
    [seen] = lookups.organisations(house.viewer("g1"), house.dialogue)
    assert seen.called.spellings == ["HCR", "UN refugees"]
    assert send(moderator, at(house, "name-organisation", seen.row.pk), name="High Commissioner", room=room) == ""
    assert send(moderator, at(house, "remark-organisation", seen.row.pk), words="In Geneva", room=room) == ""
    told = read(moderator, at(house, "organisation", seen.row.pk))
    for words in ("High Commissioner", "UNHCR", "In Geneva", "Helps", "UN refugees"):
        assert words in told


def test_voice_is_named_by_a_participant_and_brought(client: Client, house: House) -> None:
    log_in(client, house, "g1")
    typed = {"words": "The north", "why": "A third feels passed over", "room": house.rooms["plenary"].pk}
    assert send(client, at(house, "name-voice"), **typed, held_after="0") == ""
    [voice] = lookups.missing_voices(house.viewer("o1"), house.dialogue)
    add_person(house, "O4")
    assert send(client, at(house, "bring-voice", voice.row.pk), person="O4", how="By O3", held_after="0") == ""
    assert "By O3" in read(client, at(house, "people"))
    assert send(client, at(house, "lose-voice", voice.row.pk, "O4"), how="Left", held_after="0") == ""
    assert "still missing" in read(client, at(house, "people"))
    assert client.get(at(house, "lose-voice", voice.row.pk, "O4")).status_code == 404


def test_voice_of_another_caucus_has_no_page(client: Client, house: House) -> None:
    voice = name_voice(house, "Ours alone", "caucus-O", by="o1")
    assert log_in(client, house, "g1").get(at(house, "bring-voice", voice.pk)).status_code == 404
    assert log_in(client, house, "o1").get(at(house, "bring-voice", voice.pk)).status_code == 200


def test_as_said_dates_show_on_the_person_and_the_organisation(moderator: Client, house: House) -> None:
    person, body = add_person(house, "O1"), add_organisation(house, "The centre")
    by, room = house.viewer("moderator-us"), house.rooms["plenary"]
    actions.add_affiliation(person, room, "", organisation=body, since=When("that autumn"), by=by, now=NOW)
    for url in (at(house, "person", "O1"), at(house, "organisation", body.pk)):
        assert "that autumn" in read(moderator, url)
