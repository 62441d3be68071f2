from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.versions import write_version
from guftugu.texts.models import Assent, Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin
from guftugu.trail.models import TrailRow


@pytest.fixture
def house(db: None) -> House:
    built = build_record()
    file_notes(built, hold_meeting(built, 1), "O^ We are prepared to negotiate.\nG= This is a basis.")
    return built


@pytest.fixture
def moderator(house: House) -> Client:
    return client_of(house, "moderator-us")


def test_a_text_is_begun_and_read_by_its_room_alone(house: House, moderator: Client) -> None:
    plenary = house.rooms["plenary"]
    told = {"kind": "covenant", "title": "How we talk", "words": "# Rules\n\nNobody is quoted.", "language": "en"}
    answer = moderator.post("/1/texts/new/", {**told, "room": plenary.pk})
    assert answer.status_code == 302
    read = moderator.get(answer["Location"])
    assert "Nobody is quoted." in read.content.decode()
    assert client_of(house, "o1").get(answer["Location"]).status_code == 200
    assert client_of(house, "colleague").get(answer["Location"]).status_code == 404


def test_a_refused_text_keeps_what_was_typed(house: House, moderator: Client) -> None:
    told = {"kind": "memo", "title": "Memo", "words": "They moved. [¶99]", "language": "en"}
    answer = moderator.post("/1/texts/new/", {**told, "room": house.rooms["moderators"].pk})
    assert answer.status_code == 200
    assert "¶99" in answer.content.decode()
    assert "There is no such entry" in answer.content.decode().replace("there is", "There is")
    assert not Version.objects.exists()


def test_writing_on_keeps_passages_that_stayed(house: House, moderator: Client) -> None:
    version = begin(house, "The opposition moved. [¶1]", "So we hope.")
    page = f"/1/texts/{version.text_id}/write/"
    assert "The opposition moved. [¶1]" in moderator.get(page).content.decode()
    words = "So we hope, and more.\n\nThe opposition moved. [¶1]"
    answer = moderator.post(page, {"title": "Memo", "words": words, "after": 1})
    assert answer.status_code == 302
    compared = moderator.get(f"/1/texts/{version.text_id}/compare/").content.decode()
    assert "<ins>" in compared
    assert "moved, was" in compared


def test_who_was_overtaken_sees_both(house: House, moderator: Client) -> None:
    version = begin(house, "One sentence stands here.")
    by = house.viewer("moderator-us")
    write_version(version.text, "Memo", [Written("Theirs came first.")], after=1, by=by, now=NOW)
    page = f"/1/texts/{version.text_id}/write/"
    answer = moderator.post(page, {"title": "Memo", "words": "Mine came later.", "after": 1}).content.decode()
    assert "Mine came later." in answer
    assert "Theirs came first." in answer
    assert 'value="2"' in answer
    again = moderator.post(page, {"title": "Memo", "words": "Both came.", "after": 2})
    assert again.status_code == 302


def test_a_preview_keeps_nothing_and_names_what_is_unknown(house: House, moderator: Client) -> None:
    version = begin(house, "The opposition moved. [¶1]", "So we hope.")
    typed = {"title": "Memo", "words": "So we hope.\n\n| Who | Said |\n| O | Yes [¶2] |\n\nOf [¶99].", "after": 1}
    looked = moderator.post(f"/1/texts/{version.text_id}/write/", {**typed, "look": "1"}).content.decode()
    assert "<td>Yes\u00a0<a" in looked
    assert "may read: <bdi>¶99</bdi>" in " ".join(looked.split())
    assert "This is a basis." in looked
    assert "| O | Yes [¶2] |" in looked
    told = {"kind": "memo", "language": "en", "room": house.rooms["moderators"].pk, "look": "1", **typed}
    assert "<td>Yes\u00a0<a" in moderator.post("/1/texts/new/", told).content.decode()
    assert Version.objects.count() == 1


def test_what_was_written_on_has_to_be_said(house: House, moderator: Client) -> None:
    version = begin(house, "One sentence stands here.")
    page = f"/1/texts/{version.text_id}/write/"
    answer = moderator.post(page, {"title": "Memo", "words": "Mine."})
    assert answer.status_code == 200
    assert "Mine." in answer.content.decode()
    assert Version.objects.count() == 1
    assert moderator.post(page, {"title": "Memo", "words": "Mine.", "after": 1}).status_code == 302


def test_a_release_is_looked_at_first(house: House, moderator: Client) -> None:
    version = begin(house, "The opposition moved. [¶1]")
    page, colleagues = f"/1/texts/{version.text_id}/release/", house.rooms["colleagues"]
    looked = moderator.post(page, {"room": colleagues.pk}).content.decode()
    assert "stay behind" in looked
    assert Version.objects.count() == 1
    answer = moderator.post(page, {"room": colleagues.pk, "sure": "1"})
    read = client_of(house, "colleague").get(answer["Location"]).content.decode()
    assert "The opposition moved." in read
    assert "¶1" not in read


def test_an_assent_is_recorded_as_said_and_taken_back(house: House, moderator: Client) -> None:
    version = begin(house, "Nobody is quoted.", room="plenary", kind="covenant")
    page = f"/1/texts/{version.text_id}/assents/"
    told = {"person": "O1", "said": "at the first meeting", "earliest": "1993-03-01", "latest": "1993-03-31"}
    moderator.post(page, told)
    assert "at the first meeting" in moderator.get(page).content.decode()
    twice = moderator.post(page, told).content.decode()
    assert "recorded already" in twice
    moderator.post(page, {**told, "take_back": "1"})
    assert [row.ends for row in Assent.objects.order_by("recorded_at", "ends")] == [False, True]
    assert "took it back" in moderator.get(page).content.decode()


def test_a_file_leaves_a_row_in_the_trail_and_a_refused_one_none(house: House, moderator: Client) -> None:
    version = begin(house, "The opposition moved. [¶1]")
    page = f"/1/texts/{version.text_id}/1/text.md"
    assert client_of(house, "g1").get(page).status_code == 404
    assert not TrailRow.objects.filter(verb="text_exported").exists()
    told = moderator.get(page).content.decode()
    assert "Analytical memo, version 1" in told
    assert TrailRow.objects.filter(verb="text_exported").count() == 1


def test_files_go_out_to_who_may_read(house: House, moderator: Client) -> None:
    version = begin(house, "The opposition moved. [¶1]")
    for suffix in ("pdf", "docx", "html", "md"):
        answer = moderator.get(f"/1/texts/{version.text_id}/1/text.{suffix}")
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Disposition"].startswith("attachment;")
        assert client_of(house, "g1").get(f"/1/texts/{version.text_id}/1/text.{suffix}").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_the_store_as_often_for_more(house: House, moderator: Client, many: int) -> None:
    versions = [begin(house, *["They moved. [¶1, ¶2]"] * many, title=f"Memo {at}") for at in range(many)]
    asked = {}
    for path in ("", f"{versions[0].text_id}/", f"{versions[0].text_id}/versions/", f"{versions[0].text_id}/compare/"):
        with CaptureQueriesContext(connection) as told:
            assert moderator.get(f"/1/texts/{path}").status_code == 200
        asked[path.partition("/")[2] if path else "all"] = len(told)
    assert asked == {"all": 13, "": 16, "versions/": 16, "compare/": 26}
