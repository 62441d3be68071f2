from __future__ import annotations

from typing import Any

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.texts.actions.hand_overs import hand_over
from guftugu.texts.actions.versions import begin_text
from guftugu.texts.models import HandOver, Version
from guftugu.texts.passages import Written


def begin(
    house: House, *words: str, room: str = "moderators", kind: str = "memo", title: str = "Memo",
    by: str = "moderator-us",
) -> Version:  # fmt: skip
    return begin_text(
        house.dialogue, house.rooms[room], kind, title, [Written(one) for one in words], language="en",
        by=house.viewer(by), now=NOW,
    )  # fmt: skip


def handed(
    house: House, version: Version, *, to_whom: str = "the minister", by: str = "moderator-us", **told: Any
) -> HandOver:
    return hand_over(version, language="en", to_whom=to_whom, by=house.viewer(by), now=NOW, **told)
