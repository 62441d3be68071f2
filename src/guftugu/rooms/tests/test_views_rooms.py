from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from guftugu.dialogues.actions.dialogues import invite_to
from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import CODE, NOW, PASSPHRASE, House, build_house, join
from guftugu.rooms.actions.accounts import accept_invitation, recover
from guftugu.rooms.actions.members import ask_in
from guftugu.rooms.models import Account, Backup, Member, Room
from guftugu.rooms.tests.client import client_of, log_in

pytestmark = pytest.mark.django_db
SMALL = {"g1": ("participant", "G"), "o1": ("participant", "O"), "o2": ("participant", "O")}


@pytest.fixture
def house() -> House:
    return build_house(cast=SMALL)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def at(name: str, house: House, room: str, *more: object) -> str:
    return reverse(f"rooms:{name}", args=[house.rooms[room].pk, *more])


def newcomer(house: House, name: str = "o9", *, room: str = "caucus-O") -> Account:
    """Somebody with keys who waits before plenary and one more room."""
    moderator = house.viewer("moderator-us")
    account, secret = invite_to(
        house.dialogue, name, "participant", by=moderator, now=NOW, caucuses=[house.rooms[room]]
    )
    made = accept_invitation(secret, passphrase=PASSPHRASE, recovery_code=CODE, now=NOW)
    house.viewers[name], house.passphrases[name] = made.viewer, PASSPHRASE
    return account


# --- letting in, putting out ------------------------------------------------------------------------------------


def test_room_shows_its_members_to_members_only(client: Client, house: House) -> None:
    page = text(log_in(client, house, "o1").get(at("room", house, "caucus-O")))
    assert "<bdi>o2</bdi>" in page
    assert "<bdi>g1</bdi>" not in page
    for name in ("g1", "moderator-us"):
        assert log_in(client, house, name).get(at("room", house, "caucus-O")).status_code == 404


def test_list_of_rooms_holds_only_ones_own_and_warns_of_one_key(client: Client, house: House) -> None:
    page = text(log_in(client, house, "g1").get(reverse("rooms:rooms")))
    assert str(house.rooms["caucus-G"].pk) in page
    assert str(house.rooms["caucus-O"].pk) not in page
    assert page.count("One person alone holds this room's key.") == 1


def test_list_that_nobody_vouched_for_is_warned_about(client: Client, house: House) -> None:
    Member.objects.create(room=house.rooms["caucus-O"], account=house.account("g1"), state="in", since=NOW)
    page = text(log_in(client, house, "o1").get(at("room", house, "caucus-O")))
    assert "The list of members is not the one they agreed to." in page
    refused = client.post(at("put-out", house, "caucus-O", house.account("o2").pk))
    assert "not the one they agreed to" in text(refused)


def test_keeper_lets_in_after_comparing_the_fingerprint(client: Client, house: House) -> None:
    account = newcomer(house)
    address = at("let-in", house, "caucus-O", account.pk)
    log_in(client, house, "o1")
    assert client.post(address, {"past": "without"}).status_code == 200
    assert not house.viewer("o9").holds_key(house.rooms["caucus-O"])
    assert client.post(address, {"past": "without", "is_compared": "on"}).status_code == 302
    assert house.viewer("o9").holds_key(house.rooms["caucus-O"])
    assert "<bdi>o9</bdi>" in text(client_of(house, "o2").get(at("room", house, "caucus-O")))


@pytest.mark.parametrize(("past", "times"), [("with", 1), ("without", 0)])
def test_new_member_reads_the_past_as_chosen(client: Client, house: House, past: str, times: int) -> None:
    room = house.rooms["caucus-O"]
    planted = record_occasion(
        house.dialogue, room, Occasion.Kind.VISIT, title="planted", when=When(""), by=house.viewer("o1"), now=NOW
    )
    log_in(client, house, "o1").post(at("put-out", house, "caucus-O", house.account("o2").pk))
    ask_in(house.account("o2"), room, by=house.viewer("o1"), now=NOW)
    client.post(at("let-in", house, "caucus-O", house.account("o2").pk), {"past": past, "is_compared": "on"})
    page = client_of(house, "o2").get(reverse("dialogues:dates", args=[1, planted.pk]))
    assert min(text(page).count("planted"), 1) == times


def test_only_keepers_let_in(client: Client, house: House) -> None:
    account = newcomer(house)
    for name, room in (("g1", "caucus-O"), ("moderator-us", "caucus-O"), ("o1", "plenary")):
        log_in(client, house, name)
        for act in ("let-in", "turn-away"):
            assert client.get(at(act, house, room, account.pk)).status_code == 404
            assert (
                client.post(at(act, house, room, account.pk), {"past": "with", "is_compared": "on"}).status_code == 404
            )
    assert log_in(client, house, "moderator-us").get(at("let-in", house, "plenary", account.pk)).status_code == 200


def test_participants_do_not_see_who_waits_before_plenary(client: Client, house: House) -> None:
    newcomer(house)
    assert "<bdi>o9</bdi>" not in text(log_in(client, house, "g1").get(at("room", house, "plenary")))
    assert "<bdi>o9</bdi>" in text(log_in(client, house, "moderator-us").get(at("room", house, "plenary")))


def test_who_is_turned_away_leaves_the_queue(client: Client, house: House) -> None:
    account = newcomer(house)
    log_in(client, house, "o1")
    assert "<bdi>o9</bdi>" in text(client.get(reverse("rooms:queue")))
    assert client.post(at("turn-away", house, "caucus-O", account.pk)).status_code == 302
    assert "<bdi>o9</bdi>" not in text(client.get(reverse("rooms:queue")))
    assert client.get(at("let-in", house, "caucus-O", account.pk)).status_code == 404


def test_leaving_takes_the_room_away_and_the_last_cannot_leave(client: Client, house: House) -> None:
    log_in(client, house, "o2")
    assert client.post(at("leave", house, "caucus-O")).status_code == 302
    assert client.get(at("room", house, "caucus-O")).status_code == 404
    page = text(log_in(client, house, "o1").post(at("leave", house, "caucus-O")))
    assert "Nobody else holds this room" in page
    assert client.get(at("room", house, "caucus-O")).status_code == 200


def test_keeper_puts_out_and_others_do_not(client: Client, house: House) -> None:
    g1 = house.account("g1")
    assert log_in(client, house, "o1").post(at("put-out", house, "plenary", g1.pk)).status_code == 404
    assert log_in(client, house, "moderator-us").post(at("put-out", house, "plenary", g1.pk)).status_code == 302
    assert log_in(client, house, "g1").get(at("room", house, "plenary")).status_code == 404


# --- waiting ----------------------------------------------------------------------------------------------------


def test_whoever_waits_is_told_how_he_is_let_in(client: Client, house: House) -> None:
    account = newcomer(house)
    page = text(log_in(client, house, "o9").get(reverse("rooms:waiting")))
    assert "plenary" in page
    assert "Call the moderator" in page
    fingerprint = text(log_in(client, house, "moderator-us").get(at("let-in", house, "plenary", account.pk)))
    assert page.split('class="code">o9<br>')[1][:39] in fingerprint


def test_waiting_page_answers_only_when_something_changed(client: Client, house: House) -> None:
    account = newcomer(house)
    log_in(client, house, "o9")
    page = text(client.get(reverse("rooms:waiting")))
    since = page.split("?since=")[1].split('"')[0]
    asked = reverse("rooms:waiting") + f"?since={since}"
    assert client.get(asked, headers={"HX-Request": "true"}).status_code == 204
    keeper = client_of(house, "moderator-us")
    keeper.post(at("let-in", house, "plenary", account.pk), {"past": "with", "is_compared": "on"})
    changed = client.get(asked, headers={"HX-Request": "true"})
    assert changed.status_code == 200
    assert "You are in" in text(changed)
    assert "<html" not in text(changed)
    assert client.get(asked).status_code == 200


def test_page_that_refreshes_itself_keeps_no_session_open(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    session = client.session
    session["seen"] -= 600
    session.save()
    before = client.session["seen"]
    client.get(reverse("rooms:waiting") + "?since=1", headers={"HX-Request": "true"})
    assert client.session["seen"] == before
    client.get(reverse("rooms:waiting"))
    assert client.session["seen"] > before


def test_caucus_is_opened_by_who_was_named(client: Client, house: House) -> None:
    account, secret = invite_to(house.dialogue, "n1", "participant", by=house.viewer("moderator-us"), now=NOW)
    made = accept_invitation(secret, passphrase=PASSPHRASE, recovery_code=CODE, now=NOW)
    house.viewers["n1"], house.passphrases["n1"] = made.viewer, PASSPHRASE
    caucus = Room.objects.create(id=uuid4(), kind="caucus", letter="N", opener=account, made_at=NOW)
    assert log_in(client, house, "o1").post(reverse("rooms:open-caucus", args=[caucus.pk])).status_code == 404
    log_in(client, house, "n1")
    assert "Open the caucus" in text(client.get(reverse("rooms:waiting")))
    assert client.post(reverse("rooms:open-caucus", args=[caucus.pk])).status_code == 302
    assert client.get(reverse("rooms:room", args=[caucus.pk])).status_code == 200
    assert client.post(reverse("rooms:open-caucus", args=[caucus.pk])).status_code == 404


def test_caucus_whose_only_member_was_recovered_opens_again_empty(client: Client, house: House) -> None:
    room = house.rooms["caucus-G"]
    lost = record_occasion(
        house.dialogue, room, Occasion.Kind.VISIT, title="planted", when=When(""), by=house.viewer("g1"), now=NOW
    )
    secret = recover(house.account("g1"), by=house.viewer("moderator-us"), now=timezone.now())
    made = accept_invitation(secret, passphrase=PASSPHRASE, recovery_code=CODE, now=timezone.now())
    house.viewers["g1"] = made.viewer
    log_in(client, house, "g1")
    assert client.get(at("room", house, "caucus-G")).status_code == 404
    assert client.post(at("open-caucus", house, "caucus-G")).status_code == 302
    page = text(client.get(reverse("dialogues:dates", args=[1, lost.pk])))
    assert "planted" not in page
    record_occasion(
        house.dialogue, room, Occasion.Kind.VISIT, title="new", when=When(""), by=house.viewer("g1"), now=NOW
    )


# --- sunset -----------------------------------------------------------------------------------------------------


def test_room_is_sunset_only_when_it_is_meant(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    address = at("sunset-room", house, "caucus-O")
    assert client.post(address, {}).status_code == 200
    assert client.post(address, {"is_meant": "on"}).status_code == 302
    assert client.get(at("room", house, "caucus-O")).status_code == 404
    assert "the whole room" in text(client.get(reverse("rooms:sunsets")))


def test_rooms_that_one_does_not_keep_are_not_sunset(client: Client, house: House) -> None:
    for name, room in (("o1", "plenary"), ("moderator-us", "caucus-O"), ("moderator-us", "open")):
        log_in(client, house, name)
        assert client.get(at("sunset-room", house, room)).status_code == 404
        assert client.post(at("sunset-room", house, room), {"is_meant": "on"}).status_code == 404


def test_shelf_is_sunset_and_the_backup_before_is_pending_until_ticked(client: Client, house: House) -> None:
    row = record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.VISIT, title="planted", when=When(""),
        by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    backup = Backup.objects.create(made_at=NOW, file_name="friday.age")
    address = at("sunset-shelf", house, "plenary", row.pk)
    assert log_in(client, house, "g1").get(address).status_code == 404
    log_in(client, house, "moderator-us")
    assert client.get(at("sunset-shelf", house, "plenary", uuid4())).status_code == 404
    assert "Backups made before still hold the key" in text(client.get(address))
    page = text(client.post(address, {"is_meant": "on"}, follow=True))
    assert "pending" in page
    assert "planted" not in text(client.get(reverse("dialogues:dates", args=[1, row.pk])))
    tick = reverse("rooms:tick-key-file", args=[backup.pk])
    assert client_of(house, "o1").post(tick).status_code == 404
    assert "complete" in text(client.post(tick, follow=True))


# --- what was done ----------------------------------------------------------------------------------------------


def test_trail_names_who_did_it_to_those_who_may_know(client: Client, house: House) -> None:
    row = record_occasion(
        house.dialogue, house.rooms["caucus-O"], Occasion.Kind.VISIT, title="planted", when=When(""),
        by=house.viewer("o1"), now=NOW,
    )  # fmt: skip
    told = "<bdi>o1</bdi> recorded an occasion"
    assert told in text(log_in(client, house, "o2").get(reverse("rooms:trail")))
    assert told not in text(log_in(client, house, "moderator-us").get(reverse("rooms:trail")))
    assert str(row.pk) not in text(client.get(reverse("rooms:trail")))


def test_trail_goes_back_page_by_page(client: Client, house: House) -> None:
    log_in(client, house, "moderator-us")
    earlier = text(client.get(reverse("rooms:trail") + "?before=3"))
    assert earlier.count('<td class="n">') == 2
    assert client.get(reverse("rooms:trail") + "?before=x").status_code == 200


# --- queries ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize(
    ("page", "count"), [("rooms", 15), ("queue", 9), ("waiting", 10), ("sunsets", 12), ("trail", 13)]
)
def test_queries_do_not_grow_with_rows(  # noqa: PLR0917
    client: Client, house: House, page: str, count: int, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        newcomer(house, f"n{number}", room="caucus-O")
        join(house, f"p{number}", "participant")
        Backup.objects.create(made_at=NOW, file_name=f"{number}.age")
        row = record_occasion(
            house.dialogue, house.rooms["plenary"], Occasion.Kind.VISIT, title="x", when=When(""),
            by=house.viewer("moderator-us"), now=NOW,
        )  # fmt: skip
        client_of(house, "moderator-us").post(at("sunset-shelf", house, "plenary", row.pk), {"is_meant": "on"})
    log_in(client, house, "moderator-us")
    client.get(reverse(f"rooms:{page}"))
    with django_assert_num_queries(count):
        client.get(reverse(f"rooms:{page}"))


@pytest.mark.parametrize("more", [1, 3])
def test_queries_of_a_room_do_not_grow_with_members(
    client: Client, house: House, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        join(house, f"p{number}", "participant")
        newcomer(house, f"n{number}")
    log_in(client, house, "moderator-us")
    with django_assert_num_queries(13):
        client.get(at("room", house, "plenary"))
