from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guftugu.dialogues.actions.dialogues import invite_to
from guftugu.dialogues.tests.builders import CODE, House, build_house
from guftugu.rooms.actions.accounts import invite_again
from guftugu.rooms.actions.entering import FREE_TRIES
from guftugu.rooms.models import Account, Invitation
from guftugu.rooms.tests.client import log_in

pytestmark = pytest.mark.django_db
SMALL = {"g1": ("participant", "G"), "o1": ("participant", "O"), "o2": ("participant", "O")}


@pytest.fixture
def house() -> House:
    return build_house(cast=SMALL)


@pytest.fixture
def link(house: House) -> str:
    _account, secret = invite_to(
        house.dialogue, "o3", "participant", by=house.viewer("moderator-us"), now=timezone.now()
    )
    return reverse("rooms:invitation", args=[secret])


def proposed(page: Any) -> dict[str, str]:
    """What the page carries hidden: the passphrase, and the recovery code if it has one."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', page.content.decode())
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def test_logging_in_leads_where_one_wanted_to_go(client: Client, house: House) -> None:
    asked = client.get(reverse("rooms:rooms"))
    assert asked.headers["Location"] == f"{reverse('rooms:log-in')}?next={reverse('rooms:rooms')}"
    typed = {"name": "O1", "passphrase": house.passphrases["o1"]}
    assert client.post(asked.headers["Location"], typed).headers["Location"] == reverse("rooms:rooms")
    assert client.get(reverse("rooms:rooms")).headers["Cache-Control"] == "no-store"


def test_logging_in_leads_to_no_other_host(client: Client, house: House) -> None:
    typed = {"name": "o1", "passphrase": house.passphrases["o1"]}
    answer = client.post(reverse("rooms:log-in") + "?next=https://elsewhere.example/", typed)
    assert answer.headers["Location"] == "/"


def test_wrong_passphrase_is_refused_in_one_sentence_and_the_name_kept(client: Client, house: House) -> None:
    page = client.post(reverse("rooms:log-in"), {"name": "o1", "passphrase": "planted wrong words"}).content.decode()
    assert page.count("Name, passphrase or code is not right.") == 1
    assert 'value="o1"' in page
    assert "planted" not in page


def test_unknown_name_is_refused_alike(client: Client, house: House) -> None:
    page = client.post(reverse("rooms:log-in"), {"name": "nobody", "passphrase": "words"}).content.decode()
    assert "Name, passphrase or code is not right." in page


def test_too_many_tries_make_one_wait(client: Client, house: House) -> None:
    for _try in range(FREE_TRIES + 1):
        client.post(reverse("rooms:log-in"), {"name": "o1", "passphrase": "wrong"})
    typed = {"name": "o1", "passphrase": house.passphrases["o1"]}
    assert "Too many tries under this name." in client.post(reverse("rooms:log-in"), typed).content.decode()
    assert client.get(reverse("rooms:account")).status_code == 302


def test_logging_out_ends_the_session_and_needs_a_post(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    assert client.get(reverse("rooms:log-out")).status_code == 405
    assert client.get(reverse("rooms:account")).status_code == 200
    assert client.post(reverse("rooms:log-out")).status_code == 302
    assert client.get(reverse("rooms:account")).status_code == 302


def test_session_without_the_cookies_half_opens_nothing(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    del client.cookies["guftugu_key"]
    assert client.get(reverse("rooms:account")).status_code == 302


def test_invitation_makes_keys_once_the_passphrase_is_typed_again(client: Client, house: House, link: str) -> None:
    page = client.get(link)
    shown = proposed(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert len(shown["proposal"].split()) == 6
    assert page.content.decode().count(shown["recovery_code"]) == 2
    answer = client.post(link, {**shown, "again": shown["proposal"].upper()})
    assert answer.headers["Location"] == reverse("rooms:waiting")
    assert client.get(reverse("rooms:waiting")).status_code == 200
    client.post(reverse("rooms:log-out"))
    house.passphrases["o3"] = shown["proposal"]
    assert log_in(client, house, "o3").get(reverse("rooms:account")).status_code == 200


def test_invitation_stands_when_the_passphrase_was_mistyped(client: Client, house: House, link: str) -> None:
    shown = proposed(client.get(link))
    refused = client.post(link, {**shown, "again": "six words that are not these"})
    assert proposed(refused) == shown
    assert "Compare word by word." in refused.content.decode()
    assert Account.objects.get(name="o3").public_key is None
    assert client.post(link, {**shown, "again": shown["proposal"]}).status_code == 302


def test_link_that_is_unknown_used_or_run_out_answers_alike(client: Client, house: House, link: str) -> None:
    assert client.get(link).status_code == 200
    unknown = client.get(reverse("rooms:invitation", args=["no-such-link"]))
    shown = proposed(client.get(link))
    client.post(link, {**shown, "again": shown["proposal"]})
    client.post(reverse("rooms:log-out"))
    used = Client().get(link)
    _account, secret = invite_to(
        house.dialogue, "o4", "participant", by=house.viewer("moderator-us"), now=timezone.now()
    )
    Invitation.objects.filter(used_at=None).update(ends_at=timezone.now() - timedelta(seconds=1))
    run_out = Client().get(reverse("rooms:invitation", args=[secret]))
    assert {unknown.status_code, used.status_code, run_out.status_code} == {404}
    texts = {re.sub(r'value="[^"]+"|"X-CSRFToken": "[^"]+"', "", page.content.decode()) for page in (used, run_out)}
    assert len(texts) == 1


def test_second_link_closes_the_first(client: Client, house: House, link: str) -> None:
    invite_again(Account.objects.get(name="o3"), by=house.viewer("moderator-us"), now=timezone.now())
    assert client.get(link).status_code == 404


def test_recovery_code_gives_a_new_passphrase(client: Client, house: House) -> None:
    shown = proposed(client.get(reverse("rooms:recover")))
    typed = {**shown, "name": "o1", "recovery_code": CODE.lower().replace("-", " "), "again": shown["proposal"]}
    assert client.post(reverse("rooms:recover"), typed).status_code == 302
    with pytest.raises(AssertionError):
        log_in(client, house, "o1")
    house.passphrases["o1"] = shown["proposal"]
    caucus = log_in(client, house, "o1").get(reverse("rooms:room", args=[house.rooms["caucus-O"].pk]))
    assert caucus.status_code == 200


def test_wrong_recovery_code_changes_nothing(client: Client, house: House) -> None:
    shown = proposed(client.get(reverse("rooms:recover")))
    typed = {**shown, "name": "o1", "recovery_code": "AAAA-" * 6, "again": shown["proposal"]}
    page = client.post(reverse("rooms:recover"), typed)
    assert "Name, passphrase or code is not right." in page.content.decode()
    assert proposed(page) == shown
    assert log_in(client, house, "o1").get(reverse("rooms:account")).status_code == 200


def test_secrets_stay_out_of_the_session(client: Client, house: House, link: str) -> None:
    shown = proposed(client.get(link))
    client.post(link, {**shown, "again": shown["proposal"]})
    kept = str(dict(client.session.items()))
    assert shown["proposal"] not in kept
    assert shown["recovery_code"] not in kept
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
