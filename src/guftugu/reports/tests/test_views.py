from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from guftugu.dialogues.tests.builders import House
from guftugu.record.tests.builders import hold_meeting
from guftugu.reports.actions.leaving import release_paper
from guftugu.reports.models import Paper
from guftugu.reports.tests.builders import LATER, compose, decide, happened, write_on
from guftugu.rooms.lookups import acts
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.languages import want_language
from guftugu.texts.actions.renderings import render_passage
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.tests.builders import handed


@pytest.fixture
def client(house: House) -> Client:
    return client_of(house, "moderator-us")


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_empty_page_says_what_to_do(client: Client, house: House) -> None:
    assert "No paper has been composed yet" in body(client, "/1/papers/")
    assert "The memo on #1" in body(client, "/1/papers/")
    outside = body(client_of(house, "g1"), "/1/papers/")
    assert "No paper has been released to your rooms yet" in outside
    assert '<form method="post" action="/1/papers' not in outside


def test_a_press_of_a_button_composes_the_memo(client: Client) -> None:
    answer = client.post("/1/papers/compose/", {"kind": "memo", "meeting": "1"})
    paper = Paper.objects.get()
    assert (paper.kind, paper.audience) == ("memo", "team")
    assert answer.headers["Location"] == f"/1/papers/{paper.pk}/"
    page = body(client, f"/1/papers/{paper.pk}/")
    assert "says the same" in page
    assert "Nothing would leave" in page
    assert "The memo on #1" not in body(client, "/1/papers/")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"kind": "memo"}, "Say which meeting."),
        ({"kind": "wrap-up", "first": "1993-03-31", "last": "1993-03-01"}, "The last day comes before the first."),
        ({"kind": "wrap-up", "first": "1993-03-31"}, "needs its first and its last day"),
        ({"kind": "memo", "meeting": "9"}, "is not one of the available choices"),
    ],
)
def test_what_cannot_be_composed_comes_back_with_what_was_typed(
    client: Client, sent: dict[str, Any], wrong: str
) -> None:
    answer = client.post("/1/papers/compose/", sent)
    assert answer.status_code == 200
    assert wrong in answer.content.decode()
    assert not Paper.objects.exists()


@pytest.mark.parametrize("page", ["", "anew/", "leaving/", "paper.md"])
@pytest.mark.parametrize("name", ["g1", "colleague", "staff", "rapporteur"])
def test_a_paper_of_the_moderators_is_not_there_for_others(house: House, name: str, page: str) -> None:
    paper = compose(house, "memo")
    client = client_of(house, name)
    assert client.get(f"/1/papers/{paper.row.pk}/{page}").status_code == 404
    assert client.get("/1/papers/compose/").status_code == (200 if name == "staff" else 404)


def test_composing_anew_offers_and_takes(client: Client, house: House) -> None:
    paper = write_on(house, compose(house, "memo"), "I would begin with the roofs. [¶1]")
    address = f"/1/papers/{paper.row.pk}/anew/"
    assert "says today what it said" in body(client, address)
    decide(house)
    assert client.post("/1/papers/compose/", {"kind": "memo", "meeting": "1"}).headers["Location"] == address
    page = body(client, address)
    assert "school of the village will open in autumn" in page
    told = dict(re.findall(r'name="(seen|passage)" value="(\w+)"', page))
    stale = client.post(address, {**told, "seen": "other"})
    assert "The record has changed since you looked" in stale.content.decode()
    assert client.post(address, told).status_code == 302
    assert "would have it otherwise" not in body(client, f"/1/papers/{paper.row.pk}/")


def test_findings_are_ticked_and_the_paper_released(client: Client, house: House) -> None:
    paper = write_on(house, compose(house, "wrap-up"), "All will be well.")
    room = house.rooms["colleagues"]
    address = f"/1/papers/{paper.row.pk}/leaving/?to={room.pk}"
    page = body(client, address)
    assert "All will be well." in page
    assert "Release it all the same" in page
    marks = re.findall(r'name="finding" value="(\w+)"', page)
    assert client.post(address, {"finding": marks}).status_code == 302
    assert "Nothing is left to look at." in body(client, address)
    released = client.post(f"/1/papers/{paper.row.pk}/release/", {"to": str(room.pk)})
    colleague = client_of(house, "colleague")
    assert "All will be well." not in body(colleague, "/1/papers/")
    assert "Wrap-up report" in body(colleague, released.headers["Location"])
    assert client.post(f"/1/papers/{paper.row.pk}/release/", {"to": str(house.rooms["caucus-O"].pk)}).status_code == 404


@pytest.mark.parametrize(("suffix", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!"), ("md", b"")])
def test_a_file_is_given_and_told_in_the_trail(client: Client, house: House, suffix: str, begins: bytes) -> None:
    paper = compose(house, "wrap-up")
    answer = client.get(f"/1/papers/{paper.row.pk}/paper.{suffix}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert f".{suffix}" in answer.headers["Content-Disposition"]
    assert acts(house.viewer("moderator-us"))[0].row.verb == "paper_exported"


def test_a_file_with_unchecked_words_is_given_only_when_asked_twice(client: Client, house: House) -> None:
    paper = write_on(house, compose(house, "wrap-up"), "All will be well.")
    address = f"/1/papers/{paper.row.pk}/paper.md"
    warned = client.get(address)
    assert warned.headers["Location"] == f"/1/papers/{paper.row.pk}/leaving/?as=md"
    assert "Take the md file all the same" in body(client, warned.headers["Location"])
    assert "All will be well." in client.get(f"{address}?unchecked=1").content.decode()


def test_the_text_of_a_paper_leaves_by_the_same_door(client: Client, house: House) -> None:
    paper, at = write_on(house, compose(house, "wrap-up"), "All will be well."), "/1/papers"
    text = f"/1/texts/{paper.text.pk}"
    assert client.get(f"{text}/release/").headers["Location"] == f"{at}/{paper.row.pk}/leaving/"
    assert client.get(f"{text}/2/text.md").headers["Location"] == f"{at}/{paper.row.pk}/paper.md"
    assert client.get(f"{text}/1/text.md").status_code == 200
    copy = release_paper(paper, house.rooms["colleagues"], by=house.viewer("moderator-us"), now=LATER)
    assert client_of(house, "colleague").get(f"/1/texts/{copy.text_id}/1/text.md").status_code == 200
    assert client_of(house, "colleague").get(f"{text}/2/text.md").status_code == 404


def test_a_paper_is_taken_for_somebody_as_a_text_is(client: Client, house: House) -> None:
    paper = write_on(house, compose(house, "wrap-up"), "All will be well.")
    text, at = f"/1/texts/{paper.text.pk}", f"/1/papers/{paper.row.pk}"
    assert f'href="{text}/2/take/"' in body(client, f"{at}/")
    assert f'href="{text}/2/take/"' in body(client, f"{at}/leaving/?as=md")
    row = handed(house, paper.version, to_whom="the foundation")
    asked = f"?hand-over={row.pk}&named="
    door = client.get(f"{text}/2/text.md{asked}").headers["Location"]
    assert door == f"{at}/paper.md{asked}"
    leaving = client.get(door).headers["Location"]
    assert leaving == f"{at}/leaving/{asked}&as=md"
    page = body(client, leaving)
    assert "Is it for somebody?" not in page
    (unchecked,) = re.findall(rf'href="({at}/paper.md[^"]*)"', page)
    taken = body(client, html.unescape(unchecked))
    assert "For: the foundation. " in taken
    assert f"Digest {row.digest[:4]} {row.digest[4:8]}" in taken
    marks = re.findall(r'name="finding" value="(\w+)"', page)
    assert client.post(leaving, {"finding": marks}).headers["Location"] == leaving
    assert client.get(door).status_code == 200
    assert "Digest" not in body(client, f"{at}/paper.md")
    for wrong in ("x", paper.row.pk):
        assert client.get(f"{at}/paper.md?hand-over={wrong}").status_code == 404


def test_a_paper_is_taken_in_the_language_in_which_it_is_read(client: Client, house: House) -> None:
    paper, by = compose(house, "wrap-up"), house.viewer("moderator-us")
    want_language(paper.text, "ru", by=by, now=LATER)
    title = side_by_side(by, paper.text.pk).title
    assert title is not None
    assert title.lead is not None
    render_passage(paper.text, title.passage.id, "Итоги", language="ru", of=title.lead, by=by, now=LATER)
    answer = client.get(f"/1/texts/{paper.text.pk}/1/text.md?language=ru", follow=True)
    assert answer.content.decode().startswith("# Итоги")
    assert "Итоги" not in body(client, f"/1/papers/{paper.row.pk}/paper.md")


def test_a_file_holds_no_source_its_readers_may_not_read(client: Client, house: House) -> None:
    paper = write_on(house, compose(house, "wrap-up"), "Both sides were heard. [¶1, ¶M1]")
    told = client.get(f"/1/papers/{paper.row.pk}/paper.md?unchecked=1").content.decode()
    assert "Both sides were heard." in told
    assert "the villages are ready" not in told
    assert "nearer to signing" not in told


@pytest.mark.parametrize("meetings", [1, 3])
def test_queries_do_not_grow_with_papers(
    house: House, meetings: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, meetings + 1):
        if number > 1:
            hold_meeting(house, number)
        client_of(house, "moderator-us").post("/1/papers/compose/", {"kind": "memo", "meeting": str(number)})
    report = compose(house, "wrap-up")
    release_paper(report, house.rooms["colleagues"], by=house.viewer("moderator-us"), now=LATER)
    client = client_of(house, "moderator-us")
    client.get("/1/papers/")
    with django_assert_num_queries(24):
        client.get("/1/papers/")


def test_queries_of_the_check_do_not_grow_with_what_it_looks_through(house: House, client: Client) -> None:
    """How many there are is said by the tables with sealed words, whatever package brings them."""
    paper, counts = compose(house, "wrap-up"), []
    for rows in (1, 3):
        for row in range(rows):
            happened(house, "colleagues", f"Event {rows}.{row}", "The school of the village was opened again")
            decide(house)
        client.get(f"/1/papers/{paper.row.pk}/leaving/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/1/papers/{paper.row.pk}/leaving/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
