from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP

from guftugu.dialogues.tests.builders import CODE, House, build_house
from guftugu.rooms.actions.entering import FREE_TRIES
from guftugu.rooms.models import Account
from guftugu.rooms.tests.client import client_of, log_in

pytestmark = pytest.mark.django_db
OWN = "six whole words of my own"


@pytest.fixture
def house() -> House:
    return build_house(cast={"o1": ("participant", "O"), "o2": ("participant", "O")})


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def hidden(page: Any, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def may_log_in(house: House, passphrase: str, code: str = "") -> bool:
    typed = {"name": "o1", "passphrase": passphrase, "code": code}
    return Client().post(reverse("rooms:log-in"), typed).status_code == 302


def code_now(secret: bytes, *, steps: int = 0) -> str:
    clock = TOTP(secret)
    clock.time = timezone.now().timestamp() + steps * 30
    return f"{clock.token():06}"


# --- passphrase and recovery code -------------------------------------------------------------------------------


@pytest.mark.parametrize("own", ["", OWN])
def test_passphrase_is_changed_to_the_proposal_or_to_ones_own(client: Client, house: House, own: str) -> None:
    log_in(client, house, "o1")
    proposal = hidden(client.get(reverse("rooms:passphrase")), "proposal")
    new = own or proposal
    typed = {"proof": house.passphrases["o1"], "proposal": proposal, "passphrase": new, "again": new}
    assert client.post(reverse("rooms:passphrase"), typed).headers["Location"] == reverse("rooms:account")
    assert not may_log_in(house, house.passphrases["o1"])
    assert may_log_in(house, new)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"proof": "not the passphrase till now"}, "neither your passphrase nor your recovery code"),
        ({"again": "six whole words of somebody else"}, "The two are not the same."),
        ({"passphrase": "too few", "again": "too few"}, "A passphrase has six words or more"),
        ({"passphrase": "la la la la la la la la", "again": "la la la la la la la la"}, "A passphrase has six words"),
    ],
)
def test_passphrase_stays_when_the_change_is_refused(
    client: Client, house: House, changed: dict[str, str], sentence: str
) -> None:
    log_in(client, house, "o1")
    typed = {"proof": house.passphrases["o1"], "proposal": "a b c d e f", "passphrase": OWN, "again": OWN, **changed}
    page = client.post(reverse("rooms:passphrase"), typed)
    assert sentence in text(page)
    assert hidden(page, "proposal") == "a b c d e f"
    assert house.passphrases["o1"] not in text(page)
    assert may_log_in(house, house.passphrases["o1"])


def test_guesses_at_an_open_session_are_throttled(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    typed = {"proof": "guess", "proposal": "x", "passphrase": OWN, "again": OWN}
    for _try in range(FREE_TRIES + 1):
        client.post(reverse("rooms:passphrase"), typed)
    typed["proof"] = house.passphrases["o1"]
    assert "Too many tries" in text(client.post(reverse("rooms:passphrase"), typed))


def test_new_recovery_code_replaces_the_old(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    page = client.get(reverse("rooms:recovery-code"))
    code = hidden(page, "recovery_code")
    assert f'<p class="code">{code}</p>' in text(page)
    typed = {"recovery_code": code, "proof": CODE, "is_kept": "on"}
    assert client.post(reverse("rooms:recovery-code"), {**typed, "is_kept": ""}).status_code == 200
    assert client.post(reverse("rooms:recovery-code"), typed).status_code == 302
    assert client.post(reverse("rooms:recovery-code"), typed).status_code == 200
    assert client.post(reverse("rooms:recovery-code"), {**typed, "proof": code}).status_code == 302


# --- one-time codes ---------------------------------------------------------------------------------------------


def test_one_time_codes_are_asked_for_once_a_code_proved_the_telephone(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    page = client.get(reverse("rooms:one-time-codes"))
    told = hidden(page, "secret")
    assert "<svg" in text(page)
    assert "data:" not in text(page)
    secret = base64.b32decode(told)
    wrong = client.post(reverse("rooms:one-time-codes"), {"secret": told, "code": "12345"})
    assert hidden(wrong, "secret") == told
    assert Account.objects.get(name="o1").one_time_codes is None
    right = {"secret": told, "code": code_now(secret, steps=-1)}
    assert client.post(reverse("rooms:one-time-codes"), right).status_code == 302
    assert told not in str(dict(client.session.items()))
    assert not may_log_in(house, house.passphrases["o1"])
    assert may_log_in(house, house.passphrases["o1"], code_now(secret))
    assert not may_log_in(house, house.passphrases["o1"], code_now(secret))


def test_secret_that_is_none_is_refused(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    page = client.post(reverse("rooms:one-time-codes"), {"secret": "not base32!", "code": "123456"})
    assert page.status_code == 200
    assert Account.objects.get(name="o1").one_time_codes is None


def test_one_time_codes_stop_only_for_who_proves_himself(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    told = hidden(client.get(reverse("rooms:one-time-codes")), "secret")
    client.post(reverse("rooms:one-time-codes"), {"secret": told, "code": code_now(base64.b32decode(told))})
    stop = reverse("rooms:stop-one-time-codes")
    assert client.get(reverse("rooms:one-time-codes")).headers["Location"] == stop
    assert client.post(stop, {"proof": "wrong"}).status_code == 200
    assert not may_log_in(house, house.passphrases["o1"])
    assert client.post(stop, {"proof": house.passphrases["o1"]}).status_code == 302
    assert may_log_in(house, house.passphrases["o1"])


# --- sessions and language --------------------------------------------------------------------------------------


def test_logging_out_everywhere_ends_every_session(client: Client, house: House) -> None:
    elsewhere, other = client_of(house, "o1"), client_of(house, "o2")
    log_in(client, house, "o1")
    assert client.get(reverse("rooms:log-out-everywhere")).status_code == 200
    assert elsewhere.get(reverse("rooms:account")).status_code == 200
    assert client.post(reverse("rooms:log-out-everywhere")).status_code == 302
    for one, status in ((client, 302), (elsewhere, 302), (other, 200)):
        assert one.get(reverse("rooms:account")).status_code == status


def test_language_is_kept_at_the_account(client: Client, house: House) -> None:
    log_in(client, house, "o1")
    client.post(reverse("rooms:language"), {"language": "tg"})
    assert '<html lang="tg"' in text(client.get(reverse("rooms:account")))
    assert '<html lang="tg"' in text(client_of(house, "o1").get(reverse("rooms:account")))
    assert client.post(reverse("rooms:language"), {"language": "xx"}).status_code == 302
    assert Account.objects.get(name="o1").language == "tg"
