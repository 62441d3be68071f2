from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from guftugu.dialogues.tests.builders import House
from guftugu.phases.actions.releases import release_standing
from guftugu.phases.lookups import history, standings
from guftugu.phases.models import Standing
from guftugu.phases.tests.builders import at, build_phases, ended, judged, meeting_of, said
from guftugu.record.models import Subject
from guftugu.rooms.actions.sunset import sunset_shelf
from guftugu.rooms.tests.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return build_phases(3)


def where(house: House, **asked: object) -> str:
    return reverse("phases:standings", args=[house.dialogue.number], query=asked or None)


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(house: House, **changed: str) -> dict[str, str]:
    entry = said(house)
    told = {
        "about": "group", "phase": "3", "firmness": "tentative", "after": "2", "why": "They ask what lies under it.",
        "cites": f"¶{entry.number}", "judged_by": "Both", "room": str(house.rooms["moderators"].pk),
    }  # fmt: skip
    return told | changed


def test_page_says_where_we_stand_and_why(house: House) -> None:
    entry = said(house, "We planned together.")
    judged(house, 4, "momentary", after=3, why="They wrote a memo together.", cites=[entry])
    page = shown(client_of(house, "moderator-us"), where(house))
    assert "Momentarily in phase 4." in page
    assert "They wrote a memo together." in page
    assert f"¶{entry.number}" in page
    assert "<svg" in page


def test_page_without_a_judgement_says_what_to_do(house: House) -> None:
    page = shown(client_of(house, "moderator-us"), where(house))
    assert "Nobody has judged yet where the group stands." in page
    assert reverse("phases:judge", args=[house.dialogue.number]) in page
    assert reverse("phases:judge", args=[house.dialogue.number]) not in shown(client_of(house, "g1"), where(house))


def test_participant_sees_what_was_released_and_no_more(house: House) -> None:
    kept = judged(house, 3, after=2, why="Only among us.")
    told = judged(house, 4, "momentary", after=3, why="This all may know.")
    release_standing(told, house.rooms["plenary"], by=house.viewer("moderator-us"), now=at(3))
    page = shown(client_of(house, "g1"), where(house))
    assert "This all may know." in page
    assert "Only among us." not in page
    assert str(kept.pk) not in page


def test_looking_back_differs_as_known_then_and_now(house: House) -> None:
    judged(house, 2, after=1)
    judged(house, 3, "tentative", after=1, when=at(3), why="Seen only later.")
    client = client_of(house, "moderator-us")
    then = shown(client, where(house, after=1, known="then"))
    now = shown(client, where(house, after=1, known="now"))
    assert "Seen only later." in now
    assert "Seen only later." not in then
    assert "#3" not in then.split("<figure")[1].split("<figcaption")[0]


@pytest.mark.parametrize("after", ["99", "nonsense", ""])
def test_looking_back_to_what_there_is_not_shows_now(house: House, after: str) -> None:
    judged(house, 2, after=1)
    assert "In phase 2." in shown(client_of(house, "moderator-us"), where(house, after=after))


def test_history_says_what_ended_and_why(house: House) -> None:
    ended(house, judged(house, 2, after=1), after=2)
    page = shown(client_of(house, "moderator-us"), where(house))
    assert "It is over." in page
    assert "no more" in page


def test_moderator_judges_by_the_form(house: House) -> None:
    client = client_of(house, "moderator-us")
    answer = client.post(reverse("phases:judge", args=[house.dialogue.number]), sent(house))
    assert answer.status_code == 302
    (seen,) = standings(house.viewer("moderator-us"), house.dialogue)
    assert (seen.phase, seen.firmness, seen.after, seen.judged_by) == (3, "tentative", 2, "Both")
    assert seen.why == "They ask what lies under it."
    assert len(seen.evidence) == 1


def test_moderator_judges_a_subject_by_the_form(house: House) -> None:
    subject = Subject.objects.all()[0]
    client = client_of(house, "moderator-us")
    client.post(reverse("phases:judge", args=[house.dialogue.number]), sent(house, about=str(subject.pk)))
    page = shown(client, where(house))
    assert "One subject at a time" in page
    assert "Tentatively in phase 3." in page


def test_form_keeps_what_was_typed_and_names_the_unknown_entry(house: House) -> None:
    client = client_of(house, "moderator-us")
    answer = client.post(reverse("phases:judge", args=[house.dialogue.number]), sent(house, cites="¶1 ¶777"))
    page = answer.content.decode()
    assert "No entry you can read has this number: ¶777" in page
    assert "They ask what lies under it." in page
    assert not Standing.objects.exists()


def test_form_does_not_know_entries_of_a_caucus(house: House) -> None:
    said(house, "Among us.", room="caucus-G", by="g1")
    client = client_of(house, "moderator-us")
    answer = client.post(reverse("phases:judge", args=[house.dialogue.number]), sent(house, cites="¶G·1"))
    assert "No entry you can read has this number" in answer.content.decode()


@pytest.mark.parametrize("name", ["g1", "rapporteur", "staff", "colleague"])
def test_judging_is_not_there_for_others(house: House, name: str) -> None:
    row = judged(house, 2)
    client = client_of(house, name)
    number = house.dialogue.number
    assert client.get(reverse("phases:judge", args=[number])).status_code == 404
    assert client.get(reverse("phases:end", args=[number, row.pk])).status_code == 404
    assert client.get(reverse("phases:release", args=[number, row.pk])).status_code == 404


def test_moderator_ends_a_judgement_by_the_form(house: House) -> None:
    row = judged(house, 2, after=1)
    client = client_of(house, "moderator-us")
    url = reverse("phases:end", args=[house.dialogue.number, row.pk])
    assert client.post(url, {"after": "3", "why": "They chose two problems.", "cites": ""}).status_code == 302
    assert standings(house.viewer("moderator-us"), house.dialogue) == []


def test_ending_the_first_phase_is_refused_on_the_page(house: House) -> None:
    row = judged(house, 1, after=0)
    client = client_of(house, "moderator-us")
    url = reverse("phases:end", args=[house.dialogue.number, row.pk])
    answer = client.post(url, {"after": "3", "why": "Enough people.", "cites": ""})
    assert "never closes" in answer.content.decode()
    assert "Enough people." in answer.content.decode()


def test_moderator_releases_a_judgement_by_the_form(house: House) -> None:
    row = judged(house, 2, after=1)
    client = client_of(house, "moderator-us")
    url = reverse("phases:release", args=[house.dialogue.number, row.pk])
    assert client.post(url, {"room": str(house.rooms["colleagues"].pk)}).status_code == 302
    assert len(history(house.viewer("colleague"), house.dialogue)) == 1


def test_page_says_where_a_judgement_was_told(house: House) -> None:
    row = judged(house, 2, after=1)
    client = client_of(house, "moderator-us")
    assert "told in" not in shown(client, where(house))
    release_standing(row, house.rooms["colleagues"], by=house.viewer("moderator-us"), now=at(3))
    assert "told in" in shown(client, where(house))
    assert "told in" not in shown(client_of(house, "colleague"), where(house))
    release = shown(client, reverse("phases:release", args=[house.dialogue.number, row.pk]))
    assert str(house.rooms["plenary"].pk) in release
    assert str(house.rooms["colleagues"].pk) not in release


def test_who_ends_what_was_told_is_reminded_of_the_other_rooms(house: House) -> None:
    row = judged(house, 2, after=1)
    release_standing(row, house.rooms["plenary"], by=house.viewer("moderator-us"), now=at(3))
    client = client_of(house, "moderator-us")
    url = reverse("phases:end", args=[house.dialogue.number, row.pk])
    client.post(url, {"after": "3", "why": "They chose two problems.", "cites": ""})
    page = shown(client, where(house))
    assert "release the ending there" in page
    (ending,) = [seen for seen in history(house.viewer("moderator-us"), house.dialogue) if seen.ends]
    assert [seen.phase for seen in standings(house.viewer("g1"), house.dialogue)] == [2]
    release_standing(ending.row, house.rooms["plenary"], by=house.viewer("moderator-us"), now=at(3))
    assert standings(house.viewer("g1"), house.dialogue) == []


def test_sunset_of_the_meeting_takes_the_reason_and_leaves_the_phase(house: House) -> None:
    judged(house, 2, after=1, why="To be forgotten.")
    meeting = meeting_of(house, 1)
    assert meeting is not None
    sunset_shelf(house.rooms["moderators"], meeting.pk, by=house.viewer("moderator-us"), now=at(3))
    page = shown(client_of(house, "moderator-us"), where(house))
    assert "To be forgotten." not in page
    assert "These words were sunset" in page
    assert "In phase 2." in page


def test_guide_says_what_is_there_and_what_is_next(house: House) -> None:
    judged(house, 3, after=3)
    page = shown(client_of(house, "moderator-us"), reverse("phases:guide", args=[house.dialogue.number]))
    assert "likely next" in page
    assert page.count("<h2>") == 5
    assert "not yet" in page


def test_stranger_is_asked_to_log_in(house: House) -> None:
    for name in ("standings", "guide", "judge"):
        answer = client_of(house, "stranger").get(reverse(f"phases:{name}", args=[house.dialogue.number]))
        assert answer.status_code == 302
