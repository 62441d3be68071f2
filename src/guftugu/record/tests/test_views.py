from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.entries import add_entry
from guftugu.record.lookups.subjects import subjects
from guftugu.record.models import Attachment, Entry, OpenQuestion
from guftugu.record.tests.builders import file_notes, hold_meeting
from guftugu.rooms.tests.client import client_of, log_in

NOTES = """# Return
O1: The refugees stand at the river. {refugees}
G2? Who answers for the road?
O2> One commander.
-- ASIDE for moderators
?? When does it begin?
"""


def page(house: House, name: str, path: str) -> str:
    answer = client_of(house, name).get(f"/{house.dialogue.number}/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def filed(house: House, meeting: Occasion) -> list[Entry]:
    return file_notes(house, meeting, NOTES)


def pages(house: House) -> list[str]:
    subject = subjects(house.viewer("moderator-us"), house.dialogue)[0].subject.pk
    return [
        "meetings/", "meetings/1/", "record/", "record/1/", "record/3/", "subjects/", f"subjects/{subject}/",
        "questions/", "questions/?after=1&then=on", "search/", "search/?q=river", "timeline/", "record/?kind=question",
    ]  # fmt: skip


def test_pages_show_the_record_to_those_in_the_room(house: House, filed: list[Entry]) -> None:
    for name in ("g1", "o2", "rapporteur", "moderator-us"):
        for path in pages(house):
            assert ("ASIDE" in page(house, name, path)) == (name == "moderator-us" and path == "record/")
    assert "The refugees stand at the river." in page(house, "g1", "meetings/1/")
    assert "ASIDE" in page(house, "moderator-us", f"meetings/1/?room={house.rooms['moderators'].pk}")
    assert "ASIDE" not in page(house, "g1", f"meetings/1/?room={house.rooms['moderators'].pk}")


def test_pages_show_nothing_of_it_to_others(house: House, filed: list[Entry]) -> None:
    for name in ("staff", "colleague"):
        client = client_of(house, name)
        for path in pages(house):
            answer = client.get(f"/{house.dialogue.number}/{path}")
            assert answer.status_code in (200, 404)
            assert "the river" not in answer.content.decode()
        for path in ("meetings/1/", "record/1/", "meetings/1/notes/", "record/1/correct/"):
            assert client.get(f"/{house.dialogue.number}/{path}").status_code == 404
    for path in (*pages(house), "meetings/9/", "sheets/"):
        answer = Client().get(f"/{house.dialogue.number}/{path}")
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/log-in/")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_store_as_often_for_more(house: House, meeting: Occasion, count: int) -> None:
    asked = {
        "meetings/1/": 34, "record/": 31, "record/?party=O": 31, "record/1/": 30, "questions/": 23, "subjects/": 14,
        "meetings/": 13, "timeline/": 12, "search/?q=river": 31, "meetings/1/notes/": 24,
    }  # fmt: skip
    for number in range(2, count + 1):
        hold_meeting(house, number)
    for _turn in range(count):
        file_notes(house, meeting, NOTES)
    client = client_of(house, "moderator-us")
    counted = {}
    for path in asked:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/{house.dialogue.number}/{path}")
        counted[path] = len(queries)
    assert counted == asked


def test_speaker_shows_to_moderators_only(house: House, filed: list[Entry]) -> None:
    assert "<bdi>O1</bdi>" in page(house, "moderator-us", "meetings/1/")
    assert "<bdi>O1</bdi>" not in page(house, "g1", "meetings/1/")
    assert "O1: The refugees" in page(house, "moderator-us", "record/1/")
    assert "O1: The refugees" not in page(house, "o1", "record/1/")


def test_new_entry_is_written(house: House, meeting: Occasion, client: Client) -> None:
    log_in(client, house, "g1")
    path = f"/{house.dialogue.number}/entries/new/"
    sent = {"words": "The road is open.", "kind": "development", "room": house.rooms["plenary"].pk}
    sent |= {"occasion": meeting.pk, "said_by": "G1", "cites": "", "in_reply_to": ""}
    answer = client.post(path, sent | {"said_by": "K9", "cites": "77"})
    assert answer.status_code == 200
    assert "The road is open." in answer.content.decode()
    assert Entry.objects.count() == 0
    answer = client.post(path, sent)
    assert answer.status_code == 302
    assert answer["Location"] == f"/{house.dialogue.number}/record/1/"
    assert "The road is open." in page(house, "o1", "record/1/")
    refused = client.post(path, sent | {"room": house.rooms["moderators"].pk})
    assert refused.status_code == 200
    assert Entry.objects.count() == 1


def test_new_entry_is_first_offered_the_last_occasion_that_was_held(house: House, meeting: Occasion) -> None:
    record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.MEETING, number=2, title="Dialogue #2",
        when=When("May 1994"), is_planned=True, by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    assert f'<option value="{meeting.pk}" selected>' in page(house, "g1", "entries/new/")


def test_entry_is_corrected_from_its_page(house: House, filed: list[Entry], client: Client) -> None:
    log_in(client, house, "o1")
    path = f"/{house.dialogue.number}/record/1/correct/"
    same = client.post(path, {"words": "The refugees stand at the river."})
    assert "A correction has to say something else." in same.content.decode()
    Entry.objects.update(recorded_at=timezone.now())
    answer = client.post(path, {"words": "The refugees stood at the river."})
    assert answer["Location"] == f"/{house.dialogue.number}/record/1/"
    shown = page(house, "g1", "record/1/")
    assert "The refugees stand at the river." in shown
    assert "The refugees stood at the river." in shown
    Entry.objects.update(recorded_at=timezone.now() - timedelta(days=15))
    late = client.post(path, {"words": "The refugees were at the river."})
    assert "The time for corrections has run out." in late.content.decode()
    assert "The refugees were at the river." in late.content.decode()


def test_entry_is_released_from_its_page(house: House, filed: list[Entry], client: Client) -> None:
    path = f"/{house.dialogue.number}/record/1/release/"
    assert log_in(client, house, "g1").get(path).status_code == 404
    log_in(client, house, "moderator-us")
    answer = client.post(path, {"room": house.rooms["colleagues"].pk})
    assert answer["Location"] == f"/{house.dialogue.number}/record/C1/"
    assert "at the river" in page(house, "colleague", "record/C1/")
    assert "¶C1" in page(house, "moderator-us", "record/1/")
    assert "¶1<" in page(house, "moderator-us", "record/C1/")
    assert "/record/1/" not in page(house, "colleague", "record/C1/")


def test_question_is_settled_from_its_page(house: House, filed: list[Entry], client: Client) -> None:
    log_in(client, house, "moderator-us")
    path = f"/{house.dialogue.number}/record/4/question/"
    assert client.post(path, {"became": "answered", "answer": "", "after": "1"}).status_code == 200
    assert client.post(path, {"became": "answered", "answer": "3", "after": "1"}).status_code == 302
    assert OpenQuestion.objects.latest("recorded_at").state == "answered"
    assert client.get(path).status_code == 404
    assert "One commander." in page(house, "g1", "questions/")


def test_subject_is_added_and_given_to_an_entry(house: House, filed: list[Entry], client: Client) -> None:
    log_in(client, house, "g1")
    number = house.dialogue.number
    sent = {"name": "The road", "short": "road", "language": "en", "rooms": [house.rooms["plenary"].pk]}
    assert client.post(f"/{number}/subjects/new/", sent | {"short": "memo"}).status_code == 200
    assert client.post(f"/{number}/subjects/new/", sent).status_code == 302
    road = next(seen for seen in subjects(house.viewer("g1"), house.dialogue) if seen.short == "road")
    assert client.post(f"/{number}/record/2/about/", {"about": [road.subject.pk], "cites": "1"}).status_code == 302
    shown = page(house, "o1", f"subjects/{road.subject.pk}/")
    assert "Who answers for the road?" in shown
    assert client.get(f"/{number}/subjects/{road.subject.pk}/name/").status_code == 200


def test_search_leads_to_an_entry_by_its_number(house: House, filed: list[Entry], client: Client) -> None:
    log_in(client, house, "g1")
    path = f"/{house.dialogue.number}/search/"
    assert client.get(path, {"q": "¶2"})["Location"] == f"/{house.dialogue.number}/record/2/"
    assert client.get(path, {"q": "M1"}).status_code == 200
    found = client.get(path, {"q": "refugee"}).content.decode()
    assert "<mark>refugees</mark>" in found


def test_file_is_attached_and_given_back(house: House, meeting: Occasion, client: Client) -> None:
    log_in(client, house, "rapporteur")
    number, plenary = house.dialogue.number, house.rooms["plenary"].pk
    path = f"/{number}/occasions/{meeting.pk}/attach/"
    bad = SimpleUploadedFile("x.exe", b"MZ\x90\x00\x03")
    assert "This file is none." in client.post(path, {"room": plenary, "file": bad}).content.decode()
    large = SimpleUploadedFile("x.pdf", b"%PDF-" + bytes(11 * 1024 * 1024))
    assert "larger than 10 MB" in client.post(path, {"room": plenary, "file": large}).content.decode()
    good = SimpleUploadedFile("лист 1.png", b"\x89PNG\r\n\x1a\n<script>")
    assert client.post(path, {"room": plenary, "file": good}).status_code == 302
    attached = Attachment.objects.get()
    answer = log_in(client, house, "g1").get(f"/{number}/attachments/{attached.pk}/")
    assert answer.content == b"\x89PNG\r\n\x1a\n<script>"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "лист 1.png" in page(house, "g1", "meetings/1/")
    assert log_in(client, house, "staff").get(f"/{number}/attachments/{attached.pk}/").status_code == 404


def test_words_carry_language_and_direction(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "O1: Мо намедонем, бо кӣ.\nO2: گفتگو پس از جنگ")
    shown = page(house, "g1", "meetings/1/")
    assert re.search(r'lang="tg"[^>]*><p dir="auto">Мо намедонем', shown)
    assert re.search(r'lang="fa"[^>]*><p dir="auto">گفتگو', shown)


def test_markup_in_words_is_shown_and_not_run(house: House, meeting: Occasion) -> None:
    evil = "<script>alert(1)</script><b>bold</b>"
    said = add_entry(
        house.dialogue, house.rooms["plenary"], meeting, "note", evil, source=evil, agenda_item=evil,
        by=house.viewer("g1"), now=NOW,
    )  # fmt: skip
    for path in ("meetings/1/", "record/", f"record/{said.number}/", "search/?q=alert"):
        shown = page(house, "o1", path)
        assert "<script>alert" not in shown
        assert "<b>" not in shown


def test_address_that_names_nothing_is_not_found(house: House, filed: list[Entry], client: Client) -> None:
    log_in(client, house, "g1")
    number = house.dialogue.number
    for path in ("record/99/", "record/nonsense/", "record/G.1/", "meetings/9/", f"occasions/{uuid4()}/"):
        assert client.get(f"/{number}/{path}").status_code == 404
    assert client.get(f"/{number}/subjects/{UUID(int=1)}/").status_code == 404
