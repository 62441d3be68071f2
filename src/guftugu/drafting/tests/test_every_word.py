from __future__ import annotations

from django.test import Client

from guftugu.dialogues.tests.builders import House
from guftugu.drafting.models import Round
from guftugu.drafting.tests.pages import joint_of, read
from guftugu.drafting.tests.test_files import written
from guftugu.rooms.tests.client import client_of


def test_moderators_read_where_every_word_comes_from(house: House, found: Round, moderator: Client) -> None:
    found = written(house, found)
    page = joint_of(found.joint_text, "words")
    told = read(moderator, page)
    assert "(G, round 1:)" in told
    assert "adopted in part" in told
    assert '<span class="from by-2">joint</span>' in told
    assert "For moderators only" in told
    assert page in read(moderator, joint_of(found.joint_text))
    first = read(moderator, f"{page}?version=1")
    assert "A commission is formed." in first
    assert "from by-" not in first
    read(moderator, f"{page}?version=9", 404)


def test_nobody_else_finds_it(house: House, found: Round) -> None:
    found = written(house, found)
    page = joint_of(found.joint_text, "words")
    for name in ("g1", "o1", "rapporteur", "staff", "colleague"):
        client = client_of(house, name)
        read(client, page, 404)
        if name in {"g1", "o1", "rapporteur"}:
            assert page not in read(client, joint_of(found.joint_text))
