from __future__ import annotations

import re

import pytest
from django.test import Client

from guftugu.dialogues.tests.builders import House
from guftugu.drafting.models import Round
from guftugu.drafting.tests.builders import answered, ask, release
from guftugu.drafting.tests.pages import addresses, bodies, joint_of, pen_form, read, round_of
from guftugu.rooms.tests.client import client_of


def test_what_a_caucus_does_in_a_round_changes_no_page_outside_it(
    house: House, found: Round, moderator: Client
) -> None:
    clients = [client_of(house, "o1"), moderator]
    before = [bodies(client, addresses(house, found)) for client in clients]
    ask(house, found, "g1", 0, "They meet in June.")
    ask(house, found, "g1", 1, "One more.", kind="new")
    assert [bodies(client, addresses(house, found)) for client in clients] == before
    release(house, found, "g1")
    once = [bodies(client, addresses(house, found)) for client in clients]
    assert once != before
    ask(house, found, "g1", 2, "", kind="leave_out")
    release(house, found, "g1")
    assert [bodies(client, addresses(house, found)) for client in clients] == once


def test_one_side_never_sees_the_others_words(house: House, found: Round, moderator: Client) -> None:
    ask(house, found, "g1", 0, "zvgovernmentqx")
    release(house, found, "g1")
    other = client_of(house, "o1")
    for client in (other, moderator):
        for address in addresses(house, found):
            assert "zvgovernmentqx" not in client.get(address).content.decode(), address
    assert "zvgovernmentqx" in read(client_of(house, "g1"), round_of(found))
    moderator.post(round_of(found, "open"), {"sure": "1"})
    assert "zvgovernmentqx" in read(moderator, round_of(found, "consolidate"))
    for address in addresses(house, found):
        assert "zvgovernmentqx" not in other.get(address).content.decode(), address


@pytest.mark.parametrize("name", ["stranger", "colleague", "staff"])
def test_who_is_not_in_plenary_finds_nothing(house: House, found: Round, name: str) -> None:
    client = client_of(house, name)
    for address in addresses(house, found):
        if "/joint/" in address:
            answer = client.get(address)
            assert answer.status_code == (302 if name == "stranger" else 404), address
    assert "Joint texts" not in client.get("/1/").content.decode()


def test_hands_are_named_on_the_moderators_page_alone(house: House, found: Round, moderator: Client) -> None:
    found = answered(house, found)
    assert 'class="party' in read(moderator, round_of(found, "consolidate"))
    moderator.post(round_of(found, "consolidate"), pen_form(read(moderator, round_of(found, "consolidate"))))
    moderator.post(round_of(found, "close"), {"sure": "1"})
    moderator.post(joint_of(found.joint_text, "circulate"), {"sure": "1"})
    for name in ("g1", "o1"):
        client = client_of(house, name)
        read(client, round_of(found, "consolidate"), 404)
        copy = read(client, f"/1/texts/{found.base.text_id}/")
        assert "Alt 1: April | Alt 2: June" in re.sub("<[^>]*>", "", copy)
        assert "party of-" not in copy
        assert "What became of them" not in read(client, joint_of(found.joint_text))
