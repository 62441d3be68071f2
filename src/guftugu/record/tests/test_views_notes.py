from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import House
from guftugu.record.models import Entry, Sheet
from guftugu.record.tests.builders import take_notes
from guftugu.rooms.tests.client import log_in
from guftugu.rooms.words import open_rows

HTMX = {"HX-Request": "true"}


def save_url(house: House, meeting: Occasion) -> str:
    return f"/{house.dialogue.number}/occasions/{meeting.pk}/notes/save/"


def sent(house: House, text: str, **more: object) -> dict[str, object]:
    return {"text": text, "sheet": uuid4(), "version": 0, "room": house.rooms["plenary"].pk} | more


def texts(house: House, name: str = "rapporteur") -> list[str]:
    return [sheet.text for sheet in open_rows(house.viewer(name), Sheet.objects.all())]


def test_notes_are_saved_by_a_plain_submit(house: House, meeting: Occasion, client: Client) -> None:
    log_in(client, house, "rapporteur")
    page = client.get(f"/{house.dialogue.number}/meetings/1/notes/").content.decode()
    assert "Nothing is saved yet." in page
    assert "O1" in page
    answer = client.post(save_url(house, meeting), sent(house, "O1: One\r\nK9: Who?"))
    assert answer.status_code == 302
    shown = client.get(answer["Location"]).content.decode()
    assert "Saved " in shown
    assert "2 lines" in shown
    assert "Nobody here has this code name" in shown
    assert texts(house) == ["O1: One\nK9: Who?"]


def test_notes_are_saved_as_one_types(house: House, meeting: Occasion, client: Client) -> None:
    log_in(client, house, "rapporteur")
    first = sent(house, "O1: One")
    answer = client.post(save_url(house, meeting), first, headers=HTMX).content.decode()
    assert 'name="version" value="1"' in answer
    assert "Saved " in answer
    assert "<html" not in answer
    second = first | {"text": "O1: One\nG1: Two", "version": 1}
    assert 'name="version" value="2"' in client.post(save_url(house, meeting), second, headers=HTMX).content.decode()
    assert texts(house) == ["O1: One\nG1: Two"]


def test_what_was_saved_elsewhere_is_said_and_both_are_kept(house: House, meeting: Occasion, client: Client) -> None:
    log_in(client, house, "rapporteur")
    first = sent(house, "O1: One")
    client.post(save_url(house, meeting), first)
    client.post(save_url(house, meeting), first | {"text": "O1: One\nO1: There", "version": 1})
    answer = client.post(save_url(house, meeting), first | {"text": "O1: One\nO1: Here", "version": 1}, headers=HTMX)
    shown = answer.content.decode()
    assert "kept as a second sheet" in shown
    assert str(first["sheet"]) not in shown
    assert sorted(texts(house)) == ["O1: One\nO1: Here", "O1: One\nO1: There"]
    page = client.get(f"/{house.dialogue.number}/meetings/1/notes/").content.decode()
    assert "O1: There" in page
    assert "O1: Here" in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_after_a_lost_session_the_text_is_not_lost(
    house: House, meeting: Occasion, client: Client, headers: dict[str, str]
) -> None:
    answer = client.post(save_url(house, meeting), sent(house, "O1: Typed <b>last</b>"), headers=headers)
    shown = answer.content.decode()
    assert answer.status_code == 401
    assert "Not saved." in shown
    assert answer["Cache-Control"] == "no-store"
    assert ("O1: Typed &lt;b&gt;last&lt;/b&gt;" in shown) == (not headers)
    assert not Sheet.objects.exists()


def test_a_form_from_before_the_log_in_comes_back_with_its_text(house: House, meeting: Occasion) -> None:
    client = Client(enforce_csrf_checks=True)
    token = _log_in_checked(client, house)
    refused = client.post(save_url(house, meeting), sent(house, "O1: Typed", csrfmiddlewaretoken="x" * 64))
    assert "Save once more" in refused.content.decode()
    assert "O1: Typed" in refused.content.decode()
    assert not Sheet.objects.exists()
    again = client.post(save_url(house, meeting), sent(house, "O1: Typed", csrfmiddlewaretoken=token), headers=HTMX)
    assert "Saved " in again.content.decode()


def _log_in_checked(client: Client, house: House) -> str:
    client.get("/log-in/")
    told = {"name": "rapporteur", "passphrase": house.passphrases["rapporteur"]}
    token = client.cookies["guftugu_csrf"].value
    assert client.post("/log-in/", told | {"csrfmiddlewaretoken": token}).status_code == 302
    return client.cookies["guftugu_csrf"].value


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("staff", {}),
        ("rapporteur", {"room": "nonsense"}),
        ("rapporteur", {"sheet": "nonsense"}),
        ("rapporteur", {"version": "x"}),
        ("rapporteur", {"text": "x" * 400_001}),
    ],
)
def test_what_cannot_be_saved_comes_back(
    house: House, meeting: Occasion, client: Client, name: str, more: dict[str, object]
) -> None:
    log_in(client, house, name)
    answer = client.post(save_url(house, meeting), sent(house, "O1: Typed") | more)
    assert answer.status_code in (400, 404, 409)
    assert "Not saved." in answer.content.decode()
    assert str(more.get("text", "O1: Typed")) in answer.content.decode()
    assert not Sheet.objects.exists()


def test_a_sheet_of_another_is_not_shown_nor_saved(house: House, meeting: Occasion, client: Client) -> None:
    notes = take_notes(house, meeting, "O1: Mine alone")
    log_in(client, house, "g1")
    page = client.get(f"/{house.dialogue.number}/meetings/1/notes/?sheet={notes.pk}").content.decode()
    assert "Mine alone" not in page
    answer = client.post(save_url(house, meeting), sent(house, "O1: Theirs", sheet=notes.pk, version=1))
    assert answer.status_code == 409
    assert "Mine alone" not in answer.content.decode()
    assert texts(house) == ["O1: Mine alone"]
    assert client.post(f"/{house.dialogue.number}/sheets/{notes.pk}/set-aside/").status_code == 404


def test_notes_are_filed_after_a_look(house: House, meeting: Occasion, client: Client) -> None:
    notes = take_notes(house, meeting, "# Return\nO1: One {nowhere}\n-- An aside")
    log_in(client, house, "rapporteur")
    path = f"/{house.dialogue.number}/occasions/{meeting.pk}/file/"
    page = client.get(path).content.decode()
    assert "2 lines were understood so" in page
    assert "No subject has this short name." in page
    assert "moderators" in page
    stale = client.post(path, {"sheet": f"{notes.pk}:7"})
    assert stale.status_code == 409
    assert "saved anew" in stale.content.decode()
    answer = client.post(path, {"sheet": f"{notes.pk}:1"})
    assert answer.status_code == 302
    assert "2 lines are filed." in client.get(answer["Location"]).content.decode()
    assert Entry.objects.count() == 2
    assert client.post(path, {"sheet": f"{notes.pk}:1"}).status_code == 409
    assert Entry.objects.count() == 2
    assert log_in(client, house, "g1").get(path).content.decode().count("An aside") == 0


def test_sheets_are_listed_and_set_aside(house: House, meeting: Occasion, client: Client) -> None:
    notes = take_notes(house, meeting, "O1: One")
    log_in(client, house, "rapporteur")
    path = f"/{house.dialogue.number}/sheets/"
    assert "not filed" in client.get(path).content.decode()
    assert client.post(f"{path}{notes.pk}/set-aside/").status_code == 302
    assert "set aside" in client.get(path).content.decode()
    assert log_in(client, house, "staff").get(path).status_code == 200
    assert "rapporteur" not in client.get(path).content.decode()
