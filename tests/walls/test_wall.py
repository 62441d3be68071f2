"""The wall: what is said in a room is found by nobody outside it, at no address, by no method."""

from __future__ import annotations

import pytest
from django.test import Client

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.record.actions.entries import add_entry
from guftugu.rooms.actions.members import ask_in
from guftugu.rooms.tests.client import log_in
from tests.walls.crawl import addresses, told_by, without_tokens
from tests.walls.planting import ASIDE, LATER, PLANTED, SPEAKER_LINE, plant_everywhere

pytestmark = pytest.mark.django_db

# Of each kind one, and both sides: who is in which room.
ROOMS_OF = {
    "moderator-us": {"plenary", "moderators", "staff", "colleagues", "translators"},
    "rapporteur": {"plenary"},
    "g1": {"plenary", "caucus-G"},
    "o1": {"plenary", "caucus-O"},
    "translator": {"translators"},
    "staff": {"staff", "colleagues"},
    "colleague": {"colleagues"},
    "stranger": set(),
}
SMALL = {
    "rapporteur": ("rapporteur", ""),
    "g1": ("participant", "G"),
    "g2": ("participant", "G"),
    "o1": ("participant", "O"),
    "o2": ("participant", "O"),
    "translator": ("translator", ""),
    "staff": ("staff", ""),
    "colleague": ("colleague", ""),
}


@pytest.fixture
def planted() -> House:
    house = build_house(cast=SMALL)
    plant_everywhere(house)
    ask_in(house.account("translator"), house.rooms["caucus-O"], by=house.viewer("o1"), now=NOW)
    return house


def client_of(house: House, name: str) -> Client:
    client = Client(raise_request_exception=True)
    if name != "stranger":
        log_in(client, house, name)
    return client


def forbidden_to(name: str) -> set[str]:
    hidden = {word for room, word in PLANTED.items() if room not in ROOMS_OF[name]}
    if name not in {"moderator-us", "rapporteur"}:
        hidden.add(ASIDE)
    if "plenary" not in ROOMS_OF[name]:
        hidden.add(SPEAKER_LINE)
    return hidden


@pytest.mark.parametrize("name", ROOMS_OF)
def test_no_address_tells_what_is_in_another_room(planted: House, name: str) -> None:
    client, hidden = client_of(planted, name), forbidden_to(name)
    found, seen = [], set()
    for view, address in addresses():
        if view == "rooms:log-out":
            continue
        told = told_by(client, address)
        found += [f"{view} at {address} tells {name} {word}" for word in hidden if word in told]
        seen |= {word for word in PLANTED.values() if word in told}
    assert found == []
    # The test could find something: whoever is in a room does read what was planted there.
    assert seen == {PLANTED[room] for room in ROOMS_OF[name]}


@pytest.mark.parametrize("name", ["g1", "stranger"])
def test_no_address_gives_in_to_an_empty_form(planted: House, name: str) -> None:
    client, hidden = client_of(planted, name), forbidden_to(name)
    found = []
    for view, address in addresses():
        if view in {"rooms:log-out", "rooms:log-out-everywhere", "rooms:leave"}:
            continue
        told = told_by(client, address, method="post")
        found += [f"{view} at {address} tells {name} {word}" for word in hidden if word in told]
    assert found == []


@pytest.mark.parametrize("name", ["g1", "moderator-us", "staff", "stranger"])
def test_a_search_finds_nothing_of_another_room(planted: House, name: str) -> None:
    client = client_of(planted, name)
    for word in forbidden_to(name):
        told = told_by(client, f"/1/search/?q={word}")
        assert f"{word} entry" not in told
        assert f"{word} corrected" not in told
        assert f"<mark>{word}</mark>" not in told
    if name != "stranger":
        assert "No entry in your rooms has these words." in told_by(client, f"/1/search/?q={PLANTED['caucus-O']}")
    word = PLANTED["caucus-O"]
    told = told_by(client_of(planted, "o1"), f"/1/search/?q={word}")
    assert f"<mark>{word}</mark> entry" in told
    assert "No entry in your rooms has these words." not in told


@pytest.mark.parametrize("name", ["g1", "moderator-us"])
def test_what_a_caucus_does_changes_no_page_outside_it(planted: House, name: str) -> None:
    """No counts, no times, no sizes: the pages of the others are the same, letter by letter, before and after."""
    client = client_of(planted, name)
    client.get("/1/")
    before = {address: bodies_of(client, address) for view, address in addresses() if is_quiet(view)}
    own_before = bodies_of(client_of(planted, "o1"), "/1/record/")
    speak_in_caucus(planted)
    after = {address: bodies_of(client, address) for address in before}
    assert [address for address in before if before[address] != after[address]] == []
    assert bodies_of(client_of(planted, "o1"), "/1/record/") != own_before


def speak_in_caucus(house: House) -> None:
    meeting = Occasion.objects.get(number=1)
    for number in range(3):
        add_entry(
            house.dialogue, house.rooms["caucus-O"], meeting, "statement", f"more {number}", by=house.viewer("o1"),
            now=LATER,
        )  # fmt: skip


def bodies_of(client: Client, address: str) -> str:
    return without_tokens(client.get(address).content.decode(errors="replace"))


def is_quiet(view: str) -> bool:
    """All but the pages that show something new at every look: fresh passphrases, secrets, the head of the chain."""
    noisy = {"one-time-codes", "passphrase", "recovery-code", "recover", "invitation", "trail", "log-out"}
    return not (view.startswith("rooms:") and view.removeprefix("rooms:") in noisy)
