from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from guftugu.dialogues import lookups
from guftugu.dialogues.actions.dialogues import add_caucus, begin_dialogue, invite_to
from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.lookups import titles
from guftugu.dialogues.models import Appointment, Dialogue, Occasion, OccasionDate
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.rooms.models import Account, Member
from guftugu.rooms.tests.client import log_in

pytestmark = pytest.mark.django_db
SMALL = {"g1": ("participant", "G"), "o1": ("participant", "O"), "staff": ("staff", "")}


@pytest.fixture
def house() -> House:
    return build_house(cast=SMALL)


def page_of(answer: Any) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def to(name: str, *arguments: object) -> str:
    return reverse(f"dialogues:{name}", args=[1, *arguments])


def planned(house: House, room: str = "plenary", number: int | None = 7) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms[room], "meeting" if number else "visit", number=number, title="The seventh",
        when=When("May 1994"), is_planned=True, by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip


TYPED = {
    "kind": "meeting", "number": "7", "title": "The seventh", "place": "Moscow", "state": "planned",
    "said": "early May 1994", "earliest": "", "latest": "", "guessed_for": "", "held_after": "", "because": "",
}  # fmt: skip


# --- occasions ------------------------------------------------------------------------------------------------


def test_occasion_is_saved_once_its_bounds_were_seen(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    typed = {**TYPED, "room": str(house.rooms["plenary"].pk)}
    first = page_of(client.post(to("record-occasion"), typed))
    assert "Nothing is saved yet" in first
    assert 'value="1994-05-01"' in first
    assert 'value="1994-05-10"' in first
    assert 'value="Moscow"' in first
    assert not Occasion.objects.exists()
    seen = {**typed, "earliest": "1994-05-01", "latest": "1994-05-10", "guessed_for": "early May 1994"}
    assert client.post(to("record-occasion"), seen).status_code == 302
    dated = lookups.meeting(house.viewer("g1"), house.dialogue, 7)
    assert dated is not None
    assert dated.said == "early May 1994"
    assert dated.dates[0].edtf != ""


def test_bounds_that_somebody_changed_carry_no_guessed_edtf(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    seen = {**TYPED, "room": str(house.rooms["plenary"].pk), "guessed_for": "early May 1994"}
    client.post(to("record-occasion"), {**seen, "earliest": "1994-05-02", "latest": "1994-05-03"})
    assert OccasionDate.objects.get().edtf == ""


def test_words_changed_after_the_guess_are_asked_about_again(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    typed = {**TYPED, "room": str(house.rooms["plenary"].pk), "said": "June 1994", "guessed_for": "early May 1994"}
    page = page_of(client.post(to("record-occasion"), {**typed, "earliest": "1994-05-01", "latest": "1994-05-10"}))
    assert 'value="1994-06-30"' in page
    assert not Occasion.objects.exists()


def test_date_that_nobody_can_read_is_kept_as_said(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    typed = {**TYPED, "room": str(house.rooms["plenary"].pk), "said": "when the passes open"}
    assert "could not be read" in page_of(client.post(to("record-occasion"), typed))
    assert client.post(to("record-occasion"), {**typed, "guessed_for": "when the passes open"}).status_code == 302
    assert Occasion.objects.get().earliest is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"earliest": "1994-05-10", "latest": "1994-05-01"}, "The latest day lies before the earliest."),
        ({"earliest": "0994-05-10"}, "Look at the year again."),
        ({"number": "", "earliest": "1994-05-10"}, "A meeting has a number."),
    ],
)
def test_occasion_that_cannot_be_is_refused(
    client: Client, house: House, changed: dict[str, str], sentence: str
) -> None:
    log_in(client, house, "moderator-us")
    typed = {**TYPED, "room": str(house.rooms["plenary"].pk), **changed}
    assert sentence in page_of(client.post(to("record-occasion"), typed))
    assert not Occasion.objects.exists()


def test_number_of_a_meeting_is_given_once_and_in_plenary_only(client: Client, house: House) -> None:
    planned(house)
    log_in(client, house, "o1")
    assert 'value="8"' in page_of(client.get(to("record-occasion")))
    typed = {**TYPED, "earliest": "1994-05-01"}
    again = client.post(to("record-occasion"), {**typed, "room": str(house.rooms["plenary"].pk)})
    assert "There is a meeting of this number already." in page_of(again)
    in_caucus = {**typed, "number": "9", "room": str(house.rooms["caucus-O"].pk)}
    assert "it is recorded in plenary" in page_of(client.post(to("record-occasion"), in_caucus))


def test_occasion_cannot_be_recorded_in_a_room_one_is_not_in(client: Client, house: House) -> None:
    log_in(client, house, "g1")
    typed = {**TYPED, "kind": "visit", "earliest": "1994-05-01", "room": str(house.rooms["caucus-O"].pk)}
    assert "Select a valid choice" in page_of(client.post(to("record-occasion"), typed))


def test_plan_changes_and_is_held_and_all_of_it_stays(client: Client, house: House) -> None:
    occasion = planned(house)
    log_in(client, house, "moderator-us")
    dates = {"said": "June 1994", "earliest": "1994-06-01", "latest": "1994-06-30", "because": "The envoy travels"}
    assert client.post(to("change-plan", occasion.pk), dates).status_code == 302
    assert (
        client.post(to("mark-held", occasion.pk), {"said": "25 June 1994", "earliest": "1994-06-25"}).status_code == 302
    )
    reported = {"source": "A newspaper", "said": "26 June 1994", "earliest": "1994-06-26"}
    assert client.post(to("report-date", occasion.pk), reported).status_code == 302
    page = page_of(client.get(to("dates", occasion.pk)))
    for words in ("May 1994", "June 1994", "25 June 1994", "26 June 1994", "The envoy travels", "A newspaper"):
        assert words in page
    assert Occasion.objects.get().state == "held"
    assert client.get(to("change-plan", occasion.pk)).status_code == 404
    assert client.get(to("drop-plan", occasion.pk)).status_code == 404


def test_plan_can_be_dropped_with_the_reason(client: Client, house: House) -> None:
    occasion = planned(house)
    log_in(client, house, "moderator-us")
    assert client.post(to("drop-plan", occasion.pk), {"because": "Nobody can travel"}).status_code == 302
    assert "Nobody can travel" in page_of(client.get(to("dates", occasion.pk)))


def test_dates_of_an_occasion_of_another_room_are_not_there(client: Client, house: House) -> None:
    occasion = planned(house, room="staff", number=None)
    for name, status in (("moderator-us", 200), ("staff", 200), ("g1", 404)):
        log_in(client, house, name)
        assert client.get(to("dates", occasion.pk)).status_code == status
        assert client.get(to("change-plan", occasion.pk)).status_code == status


# --- convening ------------------------------------------------------------------------------------------------


def test_invitation_shows_the_link_once_and_keeps_it_nowhere(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    caucus = str(house.rooms["caucus-O"].pk)
    typed = {"name": "O9", "role": "participant", "caucuses": [caucus]}
    page = page_of(client.post(to("appointments"), typed))
    link = re.search(r"http://testserver(/invitation/[\w-]+/)", page)
    assert link is not None
    assert link[1].split("/")[2] not in str(dict(client.session.items()))
    assert link[1] not in page_of(client.get(to("appointments")))
    assert Member.objects.filter(account__name="o9").count() == 2
    assert Client().get(link[1]).status_code == 200


def test_name_that_is_none_is_refused_and_what_was_typed_kept(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    page = page_of(client.post(to("appointments"), {"name": "Иван Petrov", "role": "staff"}))
    assert "A log-in name is a code name" in page
    assert 'value="Иван Petrov"' in page


@pytest.mark.parametrize(
    ("role", "asks"),
    [
        ("rapporteur", "staff is staff in this dialogue. Change that to rapporteur?"),
        ("staff", "in this dialogue already"),
    ],
)
def test_somebody_with_an_account_is_appointed_once_that_is_confirmed(
    client: Client, house: House, role: str, asks: str
) -> None:
    log_in(client, house, "moderator-us")
    typed = {"name": "Staff", "role": role, "caucuses": [str(house.rooms["caucus-O"].pk)]}
    page = page_of(client.post(to("appointments"), typed))
    assert asks in page
    assert Appointment.objects.get(account__name="staff").role == "staff"
    kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.split("<main", 1)[1])
    sent = {name: value for name, value in kept if name != "csrfmiddlewaretoken"}
    assert sent == {**typed, "caucuses": typed["caucuses"][0], "sure": "yes"}
    assert client.post(to("appointments"), sent).status_code == 302
    assert Appointment.objects.get(account__name="staff").role == role
    assert Member.objects.filter(account__name="staff", room=house.rooms["caucus-O"]).exists()


def test_who_is_no_participant_is_put_before_no_caucus_that_nobody_opened(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    new = add_caucus(house.dialogue, "N", opener=None, by=house.viewer("moderator-us"), now=NOW)
    typed = {"name": "n1", "role": "staff", "caucuses": [str(new.pk)]}
    assert "only a participant can" in page_of(client.post(to("appointments"), typed))
    assert not Account.objects.filter(name="n1").exists()
    assert "/invitation/" in page_of(client.post(to("appointments"), {**typed, "role": "participant"}))
    assert house.dialogue.rooms.get(letter="N").opener == Account.objects.get(name="n1")


def test_another_link_closes_the_one_before(client: Client, house: House) -> None:
    account, secret = invite_to(
        house.dialogue, "o9", "participant", by=house.viewer("moderator-us"), now=timezone.now()
    )
    log_in(client, house, "moderator-us")
    assert "/invitation/" in page_of(client.post(to("invite-again", account.pk)))
    assert Client().get(reverse("rooms:invitation", args=[secret])).status_code == 404
    made = client.post(to("invite-again", house.account("g1").pk), follow=True)
    assert "g1 has made keys already." in page_of(made)


def test_recovery_takes_the_keys_and_gives_a_link(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    g1 = house.account("g1")
    assert "What is lost" in page_of(client.get(to("recover", g1.pk)))
    assert Account.objects.get(pk=g1.pk).public_key is not None
    assert "/invitation/" in page_of(client.post(to("recover", g1.pk)))
    assert Account.objects.get(pk=g1.pk).public_key is None
    own = house.account("moderator-us")
    assert "change your own passphrase" in page_of(client.post(to("recover", own.pk)))


def test_rules_and_titles_are_set(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    assert client.post(to("settings"), {"attribution": "none", "correction_days": "3"}).status_code == 302
    assert client.post(to("settings"), {"attribution": "none", "correction_days": "999"}).status_code == 200
    assert Dialogue.objects.get().correction_days == 3
    assert client.post(to("title", house.rooms["plenary"].pk), {"title": "Planted title"}).status_code == 302
    assert "Planted title" in page_of(client.get(to("settings")))
    assert client.get(to("title", house.rooms["caucus-O"].pk)).status_code == 404


def test_caucus_is_added_and_its_opener_named(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    assert client.post(to("new-caucus"), {"letter": "N", "opener": ""}).status_code == 302
    assert "has its caucus already" in page_of(client.post(to("new-caucus"), {"letter": "N", "opener": ""}))
    caucus = house.dialogue.rooms.get(letter="N")
    n1, _secret = invite_to(house.dialogue, "n1", "participant", by=house.viewer("moderator-us"), now=NOW)
    page = page_of(client.get(to("opener", caucus.pk)))
    offered = re.findall(r"<option[^>]*>([^<]*)</option>", page)
    assert offered[:3] == ["to be named later", "n1", "g1 (asked into caucus G)"]
    assert not {"staff", "translator", "moderator-ru"} & set(offered)
    staff = house.account("staff")
    assert client.post(to("opener", caucus.pk), {"opener": str(staff.pk)}).status_code == 200
    assert client.post(to("opener", caucus.pk), {"opener": str(n1.pk)}).status_code == 302
    caucus.refresh_from_db()
    assert caucus.opener == n1
    assert client.get(to("opener", house.rooms["caucus-O"].pk)).status_code == 404


def test_another_dialogue_stands_under_the_first(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    typed = {"title": "In one valley", "parent": "1", "attribution": "named"}
    assert client.post(reverse("dialogues:begin"), typed).status_code == 302
    begun = Dialogue.objects.get(number=2)
    assert begun.parent == house.dialogue
    assert client.get(reverse("dialogues:settings", args=[2])).status_code == 200


def test_rooms_say_which_dialogue_they_are_of_once_there_are_two(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    rooms = reverse("rooms:rooms")
    title = titles(house.viewer("moderator-us"), [house.dialogue])[house.dialogue.pk]
    assert f">{title}<" not in page_of(client.get(rooms)).split("<main", 1)[1]
    begin_dialogue("In one valley", by=house.viewer("moderator-us"), now=NOW)
    page = page_of(client.get(rooms)).split("<main", 1)[1]
    mine = [room for name, room in house.rooms.items() if not name.startswith("caucus")]
    assert page.count(f">{title}<") == page.count(">In one valley<") == len(mine)
    assert "In one valley" not in page_of(log_in(client, house, "g1").get(rooms))


@pytest.mark.parametrize("name", ["g1", "staff"])
def test_what_is_for_moderators_is_not_there_for_others(client: Client, house: House, name: str) -> None:
    log_in(client, house, name)
    g1 = house.account("g1")
    for address in (
        to("appointments"), to("settings"), to("new-caucus"), to("recover", g1.pk), reverse("dialogues:begin"),
        to("title", house.rooms["plenary"].pk), to("opener", house.rooms["caucus-O"].pk),
    ):  # fmt: skip
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404
    assert client.post(to("invite-again", g1.pk)).status_code == 404


def test_moderator_of_another_dialogue_is_as_anybody(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    assert client.get(reverse("dialogues:settings", args=[2])).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_queries_for_appointments_do_not_grow(
    client: Client, house: House, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        invite_to(house.dialogue, f"n{number}", "staff", by=house.viewer("moderator-us"), now=timezone.now())
    log_in(client, house, "moderator-us")
    client.get(to("appointments"))
    with django_assert_num_queries(15):
        client.get(to("appointments"))


@pytest.mark.parametrize("more", [1, 3])
def test_queries_for_settings_do_not_grow(
    client: Client, house: House, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for letter in "ABC"[:more]:
        opener = house.account("g1")
        add_caucus(house.dialogue, letter, opener=opener, by=house.viewer("moderator-us"), now=NOW)
    log_in(client, house, "moderator-us")
    client.get(to("settings"))
    with django_assert_num_queries(18):
        client.get(to("settings"))
