"""Django's client, logged in as people do it: through the form."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from guftugu.dialogues.tests.builders import House


def log_in(client: Client, house: House, name: str) -> Client:
    """`log_in(client, house, "g1").get(…)`. Whoever was logged in on it is logged out; "stranger" is nobody."""
    client.post(reverse("rooms:log-out"))
    if name != "stranger":
        answer: HttpResponseBase = client.post(
            reverse("rooms:log-in"), {"name": name, "passphrase": house.passphrases[name]}
        )
        assert answer.status_code == 302, f"{name} was not let in"
    return client


def client_of(house: House, name: str) -> Client:
    return log_in(Client(), house, name)
