from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from guftugu.desk.actions import come_in
from guftugu.desk.lookups import home, last_here
from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.drafting.actions.joint_texts import begin_joint_text
from guftugu.drafting.actions.rounds import open_round
from guftugu.phases.actions.standings import judge
from guftugu.record.actions.entries import add_entry
from guftugu.rooms.actions.members import ask_in
from guftugu.rooms.tests.client import log_in
from guftugu.texts.actions.sending import send_to_render
from guftugu.texts.lookups.texts import latest_version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from guftugu.dialogues.models import Occasion

pytestmark = pytest.mark.django_db
SMALL = {
    "rapporteur": ("rapporteur", ""),
    "g1": ("participant", "G"),
    "o1": ("participant", "O"),
    "o2": ("participant", "O"),
    "staff": ("staff", ""),
    "colleague": ("colleague", ""),
}


@pytest.fixture
def house() -> House:
    return build_house(cast=SMALL)


def meeting(house: House, number: int = 1, *, is_planned: bool = False) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms["plenary"], "meeting", number=number, title=f"Meeting {number}",
        when=When("March 1994"), is_planned=is_planned, by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip


def tell(house: House, room: str, by: str, words: str, *, after: int = 0) -> None:
    occasion = meeting(house) if not home(house.viewer("g1"), house.dialogue).latest else None
    found = occasion or home(house.viewer("g1"), house.dialogue).latest.occasion  # type: ignore[union-attr]
    add_entry(
        house.dialogue, house.rooms[room], found, "statement", words, by=house.viewer(by),
        now=NOW + timedelta(minutes=after),
    )  # fmt: skip


def test_news_is_what_came_in_since_the_last_time(house: House) -> None:
    tell(house, "plenary", "moderator-us", "before")
    viewer = house.viewer("g1")
    come_in(viewer, house.dialogue, now=NOW + timedelta(minutes=5))
    assert last_here(viewer, house.dialogue) is None
    come_in(viewer, house.dialogue, now=NOW + timedelta(minutes=20))
    tell(house, "plenary", "moderator-us", "since", after=30)
    (news,) = home(house.viewer("g1"), house.dialogue).news
    assert [seen.entry.words for seen in news.last] == ["since"]


def test_news_is_of_the_viewers_own_rooms(house: House) -> None:
    tell(house, "caucus-O", "o1", "among ourselves")
    assert [news.room.letter for news in home(house.viewer("o2"), house.dialogue).news] == ["O"]
    for name in ("g1", "moderator-us", "staff", "colleague"):
        assert home(house.viewer(name), house.dialogue).news == []


def test_the_next_meeting_is_the_first_that_is_planned(house: House) -> None:
    meeting(house, 1)
    meeting(house, 3, is_planned=True)
    meeting(house, 2, is_planned=True)
    shown = home(house.viewer("g1"), house.dialogue)
    assert shown.latest is not None
    assert shown.latest.occasion.number == 1
    assert shown.upcoming is not None
    assert shown.upcoming.occasion.number == 2


def test_the_queue_stands_before_who_keeps_the_room(house: House) -> None:
    ask_in(house.account("staff"), house.rooms["caucus-O"], by=house.viewer("o1"), now=NOW)
    assert [one.account.name for one in home(house.viewer("o2"), house.dialogue).queue] == ["staff"]
    assert home(house.viewer("g1"), house.dialogue).queue == []
    assert home(house.viewer("moderator-us"), house.dialogue).queue == []


def test_a_room_with_one_key_holder_stands_on_its_members_home(house: House) -> None:
    assert [seen.room.letter for seen in home(house.viewer("g1"), house.dialogue).alone] == ["G"]
    assert home(house.viewer("o1"), house.dialogue).alone == []


def test_home_says_where_we_stand_and_why(house: House, client: Client) -> None:
    by, plenary, held = house.viewer("moderator-us"), house.rooms["plenary"], meeting(house)
    entry = add_entry(house.dialogue, plenary, held, "agreement", "A memo is agreed.", by=by, now=NOW)
    for phase, firmness in ((4, "momentary"), (5, "tentative")):
        judge(
            house.dialogue, plenary, phase, firmness, f"Because of phase {phase}.", cites=[entry], held_after=held,
            by=by, now=NOW,
        )  # fmt: skip
    log_in(client, house, "moderator-us")
    told = client.get("/1/").content.decode()
    assert "Where we stand after Dialogue #1" in told
    assert "Momentarily in phase 4; tentatively reaching into phase 5." in told
    assert "Because of phase 5." in told
    assert "<svg" in told
    assert home(house.viewer("colleague"), house.dialogue).standings == []


def test_what_is_owed_stands_before_those_who_convene(house: House) -> None:
    by = house.viewer("moderator-us")
    record_occasion(
        house.dialogue, house.rooms["plenary"], "workshop", title="A workshop", when=When("in May"), is_planned=True,
        because="It was asked for.", by=by, now=NOW,
    )  # fmt: skip
    (owed,) = home(by, house.dialogue).owed
    assert owed.because == "It was asked for."
    participant = home(house.viewer("g1"), house.dialogue)
    assert participant.owed == []
    assert [one.occasion.title for one in participant.plans] == ["A workshop"]


def test_a_translators_home_is_what_waits_to_be_rendered(client: Client) -> None:
    house = build_house(cast={"translator": ("translator", "")})
    log_in(client, house, "translator")
    page = client.get("/1/").content.decode()
    assert "<h1>To render</h1>" in page
    assert "Nothing has been sent to you to render." in page
    by = house.viewer("moderator-us")
    text = begin(house, "They meet.", title="Framework").text
    send_to_render(latest_version(by, text), languages=[("ru", "")], by=by, now=NOW)
    page = client.get("/1/").content.decode()
    assert "2 passages wait." in page
    assert [place in page for place in (">To render</a>", ">Terms</a>", ">Meetings</a>")] == [True, True, False]
    assert not [words for words in ("At the beginning", "Nothing is recorded", "Nothing is planned") if words in page]


def test_home_leads_to_the_only_dialogue(house: House, client: Client) -> None:
    log_in(client, house, "g1")
    assert client.get("/").headers["Location"] == "/1/"
    assert client.get("/1/").status_code == 200


def test_home_leads_a_stranger_to_the_log_in(house: House, client: Client) -> None:
    assert client.get("/").headers["Location"].startswith("/log-in/")
    assert client.get("/1/").status_code == 404
    assert client.get("/99/").status_code == 404


@pytest.mark.parametrize("entries", [1, 3])
def test_homes_queries_do_not_grow_with_the_record(
    house: House, entries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(entries):
        tell(house, "plenary", "moderator-us", f"entry {number}")
    viewer = house.viewer("moderator-us")
    with django_assert_num_queries(QUERIES):
        home(viewer, house.dialogue)


QUERIES = 41


def test_a_participant_finds_the_draft_that_goes_round(house: House, client: Client) -> None:
    by = house.viewer("moderator-us")
    joint = begin_joint_text(house.dialogue, "Framework", [Written("They meet in May.")], language="en", by=by, now=NOW)
    found = open_round(joint, deadline_said="Friday noon", by=by, now=NOW)
    log_in(client, house, "g1")
    told = client.get("/1/").content.decode()
    assert "A draft is going round" in told
    assert f"/1/joint/rounds/{found.pk}/" in told
    assert "Friday noon" in told
