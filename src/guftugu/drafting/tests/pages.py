from __future__ import annotations

import html
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.tests.builders import House
from guftugu.drafting.models import JointText, Round
from guftugu.texts.lookups.texts import text_seen

TOKEN = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"')


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def round_of(found: Round, *rest: str) -> str:
    return "/".join([f"/1/joint/rounds/{found.pk}", *rest, ""])


def joint_of(joint: JointText, *rest: str) -> str:
    return "/".join([f"/1/joint/{joint.pk}", *rest, ""])


def addresses(house: House, found: Round) -> list[str]:
    joint = found.joint_text
    passages = text_seen(house.viewer("moderator-us"), found.base.text_id).passages
    return [
        "/1/joint/", joint_of(joint), joint_of(joint, "stances"), joint_of(joint, "round"), joint_of(joint, "finish"),
        joint_of(joint, "open"), joint_of(joint, "areas"), joint_of(joint, "circulate"), round_of(found),
        round_of(found, "release"), round_of(found, "open"), round_of(found, "consolidate"), round_of(found, "close"),
        *(round_of(found, "passages", str(one.id)) for one in passages),
        *(f"{round_of(found)}?caucus={letter}" for letter in "GO"),
        f"/1/texts/{found.base.text_id}/", "/1/texts/", "/1/",
    ]  # fmt: skip


def bodies(client: Client, listed: list[str]) -> list[str]:
    return [TOKEN.sub("", client.get(address).content.decode()) for address in listed]


def pen_form(page: str) -> dict[str, list[str] | str]:
    """What a browser would send of the page as it stands."""
    told: dict[str, list[str] | str] = {"row": re.findall(r'name="row" value="([^"]+)"', page)}
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL):
        told[name] = html.unescape(words)
    for found in re.findall(r'<input type="(?:text|number|hidden)"[^>]*>', page):
        name, value = re.search(r'name="([^"]+)"', found), re.search(r'value="([^"]*)"', found)
        if name and name[1] not in {"row", "csrfmiddlewaretoken"}:
            told[name[1]] = html.unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        if name != "language":
            told[name] = chosen[1] if chosen else ""
    return told


def asked_by(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)
