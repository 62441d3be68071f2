"""The pages of hand-overs, as each of the cast finds them."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.tests.builders import NOW, House, join
from guftugu.record.actions.entries import add_entry
from guftugu.record.tests.builders import build_record, hold_meeting
from guftugu.rooms.tests.client import client_of
from guftugu.rooms.words import open_rows
from guftugu.texts.actions.hand_overs import answer_hand_over, hand_over
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import write_version
from guftugu.texts.models import HandOver, HandOverAnswer, Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin, handed

TOLD = {"version": "1", "language": "en", "to_whom": "the Foreign Minister", "carried_by": "two members"}


@pytest.fixture
def house(db: None) -> House:
    return build_record()


@pytest.fixture
def memo(house: House) -> Version:
    return begin(house, "They are ready to negotiate.", room="plenary", kind="joint_memo")


@pytest.fixture
def moderator(house: House) -> Client:
    return client_of(house, "moderator-us")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_a_file_is_taken_for_somebody_and_logged_in_one_step(house: House, moderator: Client, memo: Version) -> None:
    text = f"/1/texts/{memo.text_id}/"
    assert f'href="{text}1/take/"' in page(moderator, text)
    answer = moderator.post(f"{text}1/take/", {**TOLD, "file": ".docx"})
    assert answer.status_code == 302
    logged = page(moderator, answer["Location"])
    assert "Take the file: DOCX" in logged
    assert "the Foreign Minister" in logged
    (row,) = open_rows(house.viewer("moderator-us"), HandOver.objects.all())
    taken = moderator.get(f"{text}1/text.md?hand-over={row.pk}").content.decode()
    assert f"Digest {row.digest[:4]} {row.digest[4:8]}" in taken
    assert "Foreign Minister" not in taken
    named = moderator.get(f"{text}1/text.md?hand-over={row.pk}&named").content.decode()
    assert "For: the Foreign Minister. Joint memo, version 1, 7 March 1994. Digest" in named
    for wrong in ("x", memo.pk):
        assert moderator.get(f"{text}1/text.md?hand-over={wrong}").status_code == 404


def test_a_refused_form_keeps_what_was_typed(moderator: Client, memo: Version) -> None:
    form = f"/1/texts/{memo.text_id}/1/log/"
    answer = moderator.post(form, {**TOLD, "to_whom": "", "received": "with thanks"})
    assert answer.status_code == 200
    told = answer.content.decode()
    assert "Say to whom it was handed" in told
    assert 'value="two members"' in told
    assert "<details open>" in told
    assert not HandOver.objects.exists()
    assert moderator.post(form, {**TOLD, "said": "early March 1994"}).status_code == 200
    assert not HandOver.objects.exists()
    dated = {**TOLD, "said": "early March 1994", "earliest": "1994-03-01", "latest": "1994-03-10"}
    assert moderator.post(form, dated).status_code == 302
    assert HandOver.objects.get().latest == date(1994, 3, 10)


def test_an_answer_is_linked_or_written_first(house: House, moderator: Client, memo: Version) -> None:
    meeting, row = hold_meeting(house, 7), handed(house, memo)
    here = f"/1/texts/hand-overs/{row.pk}/"
    refused = moderator.post(here, {"entry": "¶99"})
    assert "There is no such entry that you may read." in refused.content.decode()
    assert not HandOverAnswer.objects.exists()
    first = page(moderator, here).partition('href="/1/entries/new/')[2].partition('"')[0].replace("&amp;", "&")
    written = moderator.post(
        f"/1/entries/new/{first}",
        {"room": house.rooms["plenary"].pk, "occasion": meeting.pk, "kind": "contact", "words": "He read it."},
    )
    assert urlsplit(written["Location"]).path == here
    back = page(moderator, written["Location"])
    assert 'value="¶1"' in back
    assert moderator.post(here, {"entry": "¶1"}).status_code == 302
    assert "He read it." in page(client_of(house, "g1"), here)
    assert moderator.post("/1/entries/new/?next=//elsewhere.example/", {}).status_code == 200


def test_a_correction_begins_with_what_stands(moderator: Client, house: House, memo: Version) -> None:
    row = handed(house, memo, to_whom="the minster", carried_by="two members")
    form = f"/1/texts/hand-overs/{row.pk}/correct/"
    assert 'value="the minster"' in page(moderator, form)
    answer = moderator.post(form, {**TOLD, "to_whom": "the minister"})
    assert answer.status_code == 302
    corrected = page(moderator, answer["Location"])
    assert "the minister" in corrected
    assert "What was logged before" in corrected
    assert moderator.get(f"/1/texts/hand-overs/{row.pk}/")["Location"] == answer["Location"]
    late = moderator.post(form, {**TOLD, "to_whom": "the ministry"}).content.decode()
    assert "Somebody corrected this hand-over in between." in late
    assert 'value="the ministry"' in late
    assert HandOver.objects.count() == 2


def test_one_that_did_not_take_place_leaves_the_table(moderator: Client, house: House, memo: Version) -> None:
    row = handed(house, memo, to_whom="the minister")
    assert "the minister" in page(moderator, "/1/texts/hand-overs/")
    answer = moderator.post(f"/1/texts/hand-overs/{row.pk}/take-back/", {"why": "he was out"})
    assert "he was out" in page(moderator, answer["Location"])
    for address in ("/1/texts/hand-overs/", f"/1/texts/{memo.text_id}/hand-overs/"):
        told = page(moderator, address)
        assert "the minister" not in told
        assert "did not take place" in told
    for shut in ("correct/", "take-back/"):
        assert moderator.get(f"{answer['Location']}{shut}").status_code == 404
    assert moderator.post(answer["Location"], {"entry": "¶1"}).status_code == 404


def test_who_has_an_earlier_version_stands_in_words(moderator: Client, house: House, memo: Version) -> None:
    empty = page(moderator, f"/1/texts/{memo.text_id}/hand-overs/")
    assert "Nobody was given this text yet" in empty
    handed(house, memo, to_whom="the minister")
    write_version(memo.text, "Memo", [Written("We are.")], after=1, by=house.viewer("moderator-us"), now=NOW)
    told = page(moderator, f"/1/texts/{memo.text_id}/hand-overs/")
    assert "still has version 1" in told
    assert "<svg" in told


@pytest.mark.parametrize(("room", "writer"), [("plenary", "moderator-us"), ("caucus-O", "o1")])
def test_pages_are_for_the_room_and_the_pen_for_who_may_log(house: House, room: str, writer: str) -> None:
    version = begin(house, "Words.", room=room, by=writer)
    row = handed(house, version, to_whom="zv minister", by=writer)
    join(house, "translator", "translator")
    text, one = f"/1/texts/{version.text_id}/", f"/1/texts/hand-overs/{row.pk}/"
    reading, logging = [f"{text}hand-overs/", one], [f"{text}1/log/", f"{text}1/take/", f"{one}correct/"]
    readers = {"plenary": {"moderator-us", "g1", "o1", "o2", "rapporteur"}, "caucus-O": {"o1", "o2"}}[room]
    loggers = {"plenary": {"moderator-us"}, "caucus-O": {"o1", "o2"}}[room]
    for name in ("moderator-us", "g1", "o1", "o2", "rapporteur", "translator", "staff", "colleague"):
        client = client_of(house, name)
        expected = 200 if name in readers else 404
        assert {client.get(address).status_code for address in reading} == {expected}, name
        expected = 200 if name in loggers else 404
        assert {client.get(address).status_code for address in logging} == {expected}, name
        listed = client.get("/1/texts/hand-overs/").content.decode()
        assert ("zv minister" in listed) == (name in readers), name
    assert {Client().get(address).status_code for address in (*reading, *logging)} == {302}
    assert HandOver.objects.count() == 1


def test_in_the_open_room_nobody_is_named(house: House, moderator: Client, memo: Version) -> None:
    copy = release_version(memo, house.rooms["open"], by=house.viewer("moderator-us"), now=NOW)
    assert "hand-over" not in page(moderator, f"/1/texts/{copy.text_id}/").partition("<main")[2]
    assert "everybody has" in page(moderator, f"/1/texts/{copy.text_id}/hand-overs/")
    assert moderator.post(f"/1/texts/{copy.text_id}/1/log/", TOLD).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_the_store_as_often_for_more(house: House, moderator: Client, memo: Version, many: int) -> None:
    by, meeting = house.viewer("moderator-us"), hold_meeting(house, 7)
    for number in range(many):
        row = handed(house, memo, to_whom=f"minister {number}", occasion=meeting)
        row = hand_over(memo, language="en", to_whom=f"the minister {number}", corrects=row, by=by, now=NOW)
        entry = add_entry(house.dialogue, house.rooms["plenary"], meeting, "contact", "Read.", by=by, now=NOW)
        answer_hand_over(row, entry, by=by, now=NOW)
    asked = {}
    for path in ("hand-overs/", f"{memo.text_id}/hand-overs/", f"hand-overs/{row.pk}/", f"{memo.text_id}/1/take/"):
        with CaptureQueriesContext(connection) as told:
            assert moderator.get(f"/1/texts/{path}").status_code == 200
        asked[path.replace(str(memo.text_id), "text").replace(str(row.pk), "one")] = len(told)
    assert asked == {"hand-overs/": 22, "text/hand-overs/": 26, "hand-overs/one/": 23, "text/1/take/": 25}
