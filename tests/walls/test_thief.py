"""The thief: whoever has the laptop, the store and the backups, but no passphrase, reads nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.record.models import Entry
from guftugu.rooms.actions.sunset import sunset_shelf
from guftugu.rooms.fields import sealed_fields
from guftugu.rooms.models import Shelf
from guftugu.rooms.tests.client import log_in
from guftugu.rooms.words import open_rows
from guftugu.trail.lookups import verification
from tests.walls.crawl import addresses, told_by
from tests.walls.planting import ASIDE, PLANTED, SPEAKER_LINE, plant_everywhere
from tests.walls.test_wall import SMALL

WORDS = {*PLANTED.values(), ASIDE, SPEAKER_LINE}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planted() -> House:
    house = build_house(cast=SMALL)
    plant_everywhere(house)
    return house


def everything_kept() -> Iterator[tuple[str, bytes]]:
    """Every file of the workspace and of the store; where the store is a server, every row of every table."""
    for path in Path(settings.WORKSPACE).rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()
    if connection.vendor == "sqlite":
        store = Path(connection.settings_dict["NAME"])
        for path in store.parent.glob(f"{store.name}*"):
            yield str(path), path.read_bytes()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield table, b"\n".join(_told(value) for row in cursor.fetchall() for value in row)


def _told(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_nothing_kept_holds_a_planted_word(planted: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = log_in(Client(raise_request_exception=False), planted, "o1")
    for view, address in addresses():
        if view != "rooms:log-out":
            told_by(client, address)
    found = [(where, word) for where, told in everything_kept() for word in WORDS if word.encode() in told]
    assert found == []
    assert [word for word in WORDS if word in caplog.text] == []


def test_the_look_for_words_would_find_one(planted: House) -> None:
    Path(settings.WORKSPACE, "left.txt").write_text(PLANTED["caucus-O"], encoding="utf-8")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rooms_account SET language = %s WHERE name = 'o1'", ["zvx"])
    kept = dict(everything_kept())
    assert any(PLANTED["caucus-O"].encode() in told for told in kept.values())
    assert b"zvx" in kept["rooms_account"]


def test_no_session_holds_a_key_that_the_store_alone_opens(planted: House) -> None:
    log_in(Client(), planted, "o1")
    private = planted.viewer("o1").keyring.private_key
    assert private is not None
    assert [where for where, told in everything_kept() if private in told] == []


def test_swapped_ciphertexts_open_nowhere(planted: House) -> None:
    """Every sealed value of every entry of a room, put into the next entry's row: none opens there."""
    viewer = planted.viewer("o1")
    rows = list(Entry.objects.filter(room=planted.rooms["caucus-O"]).order_by("number"))
    assert len(rows) > 1
    for field in sealed_fields(Entry):
        stored = [field.value_from_object(row) for row in rows]
        for row, other in zip(rows, [*stored[1:], stored[0]], strict=True):
            setattr(row, field.attname, other)
    open_rows(viewer, rows)
    assert [row.words for row in rows] == [""] * len(rows)


def test_after_a_sunset_nothing_of_the_meeting_opens(planted: House) -> None:
    meeting = Entry.objects.filter(occasion__number=1).first()
    assert meeting is not None
    keeper = planted.viewer("moderator-us")
    before = [row.words for row in open_rows(keeper, Entry.objects.filter(occasion=meeting.occasion_id))]
    assert any(before)
    # What the moderators' room holds of plenary (who spoke, the lines as typed) goes with it.
    sunset_shelf(planted.rooms["plenary"], meeting.occasion_id, by=keeper, now=NOW)
    for name in ("caucus-G", "caucus-O"):
        sunset_shelf(
            planted.rooms[name], meeting.occasion_id, by=planted.viewer({"caucus-G": "g1", "caucus-O": "o1"}[name]),
            now=NOW,
        )  # fmt: skip
    for name in planted.viewers:
        rows = open_rows(planted.viewer(name), Entry.objects.filter(occasion=meeting.occasion_id))
        assert {row.words for row in rows} <= {""}
    assert not Shelf.objects.filter(of=meeting.occasion_id, wrapped__isnull=False).exists()
    others = open_rows(planted.viewer("moderator-us"), Entry.objects.exclude(occasion=meeting.occasion_id))
    assert any(row.words for row in others)
    assert verification().is_whole
