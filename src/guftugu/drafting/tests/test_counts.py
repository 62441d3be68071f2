from __future__ import annotations

import pytest
from django.test import Client

from guftugu.dialogues.tests.builders import House
from guftugu.drafting.tests.builders import WORDS, ask, begin, opened, release
from guftugu.drafting.tests.pages import asked_by, joint_of, round_of
from guftugu.record.tests.builders import hold_meeting
from guftugu.rooms.tests.client import client_of

COUNTS = {"all": 15, "one": 31, "round": 35, "release": 27, "stances": 27, "consolidate": 42}


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_the_store_as_often_for_more(house: House, moderator: Client, many: int) -> None:
    hold_meeting(house, 1)
    joints = [begin(house, *WORDS[:many], title=f"Text {at}") for at in range(many)]
    found = opened(house, joints[0])
    for at in range(many):
        ask(house, found, "g1", at, f"{WORDS[at]} Indeed.")
    release(house, found, "g1")
    member = client_of(house, "g1")
    asked = {
        "all": asked_by(moderator, "/1/joint/"),
        "one": asked_by(moderator, joint_of(joints[0])),
        "round": asked_by(member, round_of(found)),
        "release": asked_by(member, round_of(found, "release")),
        "stances": asked_by(moderator, joint_of(joints[0], "stances")),
    }
    moderator.post(round_of(found, "open"), {"sure": "1"})
    asked["consolidate"] = asked_by(moderator, round_of(found, "consolidate"))
    assert asked == COUNTS
