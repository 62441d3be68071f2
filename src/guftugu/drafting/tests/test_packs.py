from __future__ import annotations

import html
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.returned import ReturnedAsk, take_answer
from guftugu.drafting.lookups.caucus import answer_now
from guftugu.drafting.models import Comment, Round, Wording
from guftugu.drafting.tests.pages import read, round_of
from guftugu.rooms.tests.client import client_of
from guftugu.texts.lookups.texts import text_seen

THEIRS = "The parties shall meet in June."


@pytest.fixture
def member(house: House, found: Round) -> Client:
    return client_of(house, "o1")


def pack_of(member: Client, found: Round) -> bytes:
    told = member.get(f"{round_of(found)}pack.docx")
    assert told.status_code == 200
    return bytes(told.content)


def edited(pack: bytes, *, was: str = "The parties shall meet in May.", words: str = THEIRS) -> bytes:
    document = docx.Document(BytesIO(pack))
    for one in document.paragraphs:
        if one.text == was:
            for run in one.runs[1:]:
                run.text = ""
            one.runs[0].text = words
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def sent_back(member: Client, found: Round, content: bytes, name: str = "pack.docx") -> str:
    file = SimpleUploadedFile(name, content)
    return member.post(round_of(found, "return"), {"file": file}).content.decode()


def read_out(page: str) -> str:
    told = re.search(r'name="read" value="([^"]*)"', page)
    assert told is not None
    return html.unescape(told[1])


def test_a_pack_comes_back_as_what_the_caucus_asks(house: House, found: Round, member: Client) -> None:
    page = sent_back(member, found, edited(pack_of(member, found)))
    assert "What the file asks for" in page
    assert Wording.objects.count() == 0
    told = {"read": read_out(page), "settles": "on", "why": "The roads are open by then."}
    assert member.post(round_of(found, "return"), told).status_code == 302
    (asked,) = answer_now(house.viewer("o2"), found, house.rooms["caucus-O"])
    assert (asked.kind, asked.words, asked.why) == ("change", THEIRS, "The roads are open by then.")
    assert answer_now(house.viewer("g1"), found, house.rooms["caucus-G"]) == []


def test_a_pack_that_comes_back_twice_is_settled_once(house: House, found: Round, member: Client) -> None:
    more = edited(edited(pack_of(member, found)), was="A commission is formed.", words="A joint commission is formed.")
    for content in (edited(pack_of(member, found)), more, more):
        told = {"read": read_out(sent_back(member, found, content)), "settles": "on"}
        assert member.post(round_of(found, "return"), told).status_code == 302
    asked = answer_now(house.viewer("o2"), found, house.rooms["caucus-O"])
    assert [one.words for one in asked] == [THEIRS, "A joint commission is formed."]
    assert Wording.objects.count() == 2


def test_of_a_pack_that_comes_back_twice_new_passages_are_taken_once_each(
    house: House, found: Round, member: Client
) -> None:
    document = docx.Document(BytesIO(pack_of(member, found)))
    for one in [one for one in document.paragraphs if one.text.startswith("Refugees")]:
        for _time in range(2):
            one.insert_paragraph_before("A line for their signs.")
    file = BytesIO()
    document.save(file)
    for _time in range(2):
        told = {"read": read_out(sent_back(member, found, file.getvalue())), "settles": "on"}
        assert member.post(round_of(found, "return"), told).status_code == 302
    asked = answer_now(house.viewer("o2"), found, house.rooms["caucus-O"])
    assert [(one.kind, one.words) for one in asked] == [("new", "A line for their signs.")] * 2


@pytest.mark.parametrize(
    ("first", "then"),
    [("XY", "XZY"), ("XY", "ZXY"), ("XY", "YX"), ("XYZ", "XZ"), ("XYZ", "ZXY"), ("X", "XX")],
)
def test_new_passages_stand_in_the_order_of_the_file_that_came_last(
    house: House, found: Round, first: str, then: str
) -> None:
    by, caucus = house.viewer("o2"), house.rooms["caucus-O"]
    passage = text_seen(by, found.base.text_id).passages[0].id
    for minutes, words in enumerate((first, then)):
        asked = [ReturnedAsk(passage, "new", f"Passage {one}.") for one in words]
        at = NOW + timedelta(minutes=minutes)
        take_answer(found, caucus, asked, [], tongue=("en", ""), settles=True, by=by, now=at)
    now = [one.words[-2] for one in answer_now(by, found, caucus)]
    assert [one for one in now if one in then] == list(then)
    assert set(now) == {*first, *then}


def test_two_alike_comments_of_one_file_are_two(house: House, found: Round) -> None:
    by, caucus = house.viewer("o2"), house.rooms["caucus-O"]
    passage = text_seen(by, found.base.text_id).passages[0].id
    for minutes in range(2):
        said = [(passage, "No."), (passage, "No.")]
        take_answer(found, caucus, [], said, tongue=("en", ""), by=by, now=NOW + timedelta(minutes=minutes))
    assert Comment.objects.count() == 2


def test_an_untouched_pack_asks_for_nothing(found: Round, member: Client) -> None:
    page = sent_back(member, found, pack_of(member, found))
    assert "the file asks for no other" in page
    assert 'name="read"' not in page


def test_a_comment_in_the_margin_becomes_the_caucuss(house: House, found: Round, member: Client) -> None:
    document = docx.Document(BytesIO(pack_of(member, found)))
    passage = next(one for one in document.paragraphs if one.text.startswith("Refugees"))
    document.add_comment(passage.runs, text="Whose guarantees?", author="somebody", initials="s")
    file = BytesIO()
    document.save(file)
    page = sent_back(member, found, file.getvalue())
    assert "Whose guarantees?" in page
    for _time in range(2):
        member.post(round_of(found, "return"), {"read": read_out(page)})
    (row,) = Comment.objects.all()
    assert row.room_id == house.rooms["caucus-O"].pk
    assert "somebody" not in read(client_of(house, "o2"), round_of(found))


def bomb() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", 8) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", b"<w>" + b" " * 500_000_000)
    return file.getvalue()


def entities(pack: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(pack)) as was, ZipFile(file, "w") as parts:
        for name in was.namelist():
            content = was.read(name)
            if name == "word/document.xml":
                content = content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1)
            parts.writestr(name, content)
    return file.getvalue()


def other(_pack: bytes) -> bytes:
    document = docx.Document()
    document.add_paragraph("Minutes of something else altogether, held in another town.")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("pack.pdf", lambda pack: pack, "A text is read from"),
        ("pack.docx", lambda _pack: b"no word file", "no Word document"),
        ("pack.docx", lambda _pack: b"", "no Word document"),
        ("pack.docx", lambda pack: pack[:-2000], "no Word document"),
        ("pack.docx", lambda _pack: b"\xd0\xcf\x11\xe0" + b"x" * 600, "protected by a password"),
        ("pack.docx", lambda _pack: bomb(), "Unpacked, the file would be larger"),
        ("pack.docx", entities, "declares a document type or entities"),
        ("pack.docx", other, "Is it the right file?"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_changes_nothing(
    found: Round, member: Client, name: str, make: object, sentence: str
) -> None:
    page = sent_back(member, found, make(pack_of(member, found)), name)  # type: ignore[operator]
    assert sentence in html.unescape(page)
    assert Wording.objects.count() == 0


def test_a_file_too_large_is_not_read(found: Round, member: Client) -> None:
    assert "larger than 10 MB" in sent_back(member, found, b"x" * (11 * 2**20))


@pytest.mark.parametrize(
    "told", ["", "{}", '{"asked": [{"passage": "x"}], "comments": [], "tag": "en"}', '{"asked": 1}', "[]"]
)
def test_what_was_read_and_did_not_come_back_whole_is_refused(found: Round, member: Client, told: str) -> None:
    page = member.post(round_of(found, "return"), {"read": told}).content.decode()
    assert "Nothing was changed." in page
    assert Wording.objects.count() == 0


def test_only_a_caucus_brings_back_and_only_while_the_round_is_open(
    house: House, moderator: Client, found: Round, member: Client
) -> None:
    read(moderator, round_of(found, "return"), 404)
    read(client_of(house, "colleague"), f"{round_of(found)}pack.docx", 404)
    moderator.post(round_of(found, "open"), {"sure": "1"})
    told = member.get(round_of(found, "return"), follow=True).content.decode()
    assert "This round is over: what was released was opened." in told
