"""What stands in the open room is read by everybody, without a log-in; and nothing besides."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guftugu.dialogues.actions.dialogues import name_dialogue
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.record.actions.releases import release_entry
from guftugu.record.models import Entry
from tests.walls.crawl import addresses, told_by
from tests.walls.planting import ASIDE, LATER, PLANTED, SPEAKER_LINE, plant_everywhere

pytestmark = pytest.mark.django_db

TITLE = "zvpublictitleqx"
WORDS = "zvplenaryqx answered"
# Ways in, and the language: what a stranger may send.
OF_STRANGERS = {"/language/", "/log-in/", "/account/recover/"}
FORM = re.compile(r'<form\b(?=[^>]*\bmethod="post")(?:[^>]*\baction="([^"]*)")?')
LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)')
SMALL = {
    "rapporteur": ("rapporteur", ""),
    "g1": ("participant", "G"),
    "g2": ("participant", "G"),
    "o1": ("participant", "O"),
    "o2": ("participant", "O"),
    "staff": ("staff", ""),
    "translator": ("translator", ""),
}


@pytest.fixture
def planted() -> House:
    house = build_house(cast=SMALL)
    plant_everywhere(house)
    return house


@pytest.fixture
def opened(planted: House) -> House:
    """The dialogue has a title in the open room, and one answer of the plenary was released into it."""
    by, room = planted.viewer("moderator-us"), planted.rooms["open"]
    name_dialogue(planted.dialogue, room, TITLE, by=by, now=NOW)
    answer = Entry.objects.get(room=planted.rooms["plenary"], kind="answer")
    release_entry(answer, room, by=by, now=LATER)
    return planted


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_stranger_is_led_to_the_open_room_and_reads_what_was_released(opened: House) -> None:
    client = Client()
    assert client.get("/").headers["Location"] == "/1/"
    assert TITLE in words_of(client, "/1/")
    released = Entry.objects.get(room=opened.rooms["open"])
    for address in ("/1/record/", f"/1/record/A{released.number}/", f"/1/search/?q={WORDS.split(maxsplit=1)[0]}"):
        assert "answered" in words_of(client, address)
    for address in ("/1/meetings/", "/1/timeline/", "/1/questions/", "/1/subjects/"):
        assert TITLE in words_of(client, address)


def test_stranger_reads_nothing_else_at_any_address(opened: House) -> None:
    client, found = Client(), []
    secret = {*PLANTED.values(), ASIDE, SPEAKER_LINE}
    for view, address in addresses():
        told = told_by(client, address).replace(WORDS, "").replace(f"<mark>{PLANTED['plenary']}</mark> answered", "")
        found += [f"{view} at {address} tells {word}" for word in secret if word in told]
    assert found == []


def test_stranger_is_offered_no_form_and_no_page_that_is_not_his(opened: House) -> None:
    client, found = Client(), []
    for view, address in addresses():
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"] or view.startswith("look:"):
            continue
        body = answer.content.decode()
        sent_to = {action or address for action in FORM.findall(body)}
        found += [f"{address} sends to {target}" for target in sent_to - OF_STRANGERS]
        links = set(LINK.findall(body))
        found += [f"{address} leads to {link}" for link in links if client.get(link).status_code != 200]
    assert found == []


def test_dialogue_without_a_title_in_the_open_room_is_not_there_for_a_stranger(planted: House) -> None:
    client = Client()
    assert client.get("/").headers["Location"].startswith("/log-in/")
    there, nowhere = client.get("/1/"), client.get("/77/")
    assert there.status_code == nowhere.status_code == 404
    for path in ("record/", "meetings/1/", "record/1/"):
        answers = [client.get(f"/{number}/{path}") for number in (1, 77)]
        assert [answer.headers["Location"].split("?")[0] for answer in answers] == ["/log-in/"] * 2
