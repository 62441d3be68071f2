"""Words planted in texts: one in each room, written on, assented to; and one that was released."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people.models import Person
from guftugu.texts.actions.assents import assent
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import begin_text, write_version
from guftugu.texts.models import Version
from guftugu.texts.passages import Written

LATER = NOW + timedelta(hours=3)


def plant_texts(house: House, planted: Mapping[str, str], writers: Mapping[str, str]) -> None:
    for room, writer in writers.items():
        _plant_in(house, room, planted[room], writer)
    moderators, moderator = house.rooms["moderators"], house.viewer("moderator-us")
    memo = begin_text(
        house.dialogue, moderators, "memo", f"{planted['colleagues']} report", [Written(planted["colleagues"])],
        language="en", by=moderator, now=LATER,
    )  # fmt: skip
    release_version(memo, house.rooms["colleagues"], by=moderator, now=LATER)


def _plant_in(house: House, name: str, word: str, writer: str) -> Version:
    by, room = house.viewer(writer), house.rooms[name]
    first = begin_text(
        house.dialogue, room, "covenant", f"{word} covenant", [Written(f"{word} rule"), Written(f"{word} other")],
        language="en", note=f"{word} note", by=by, now=NOW,
    )  # fmt: skip
    changed = [Written(f"{word} rule, changed"), Written(f"{word} cell\t{word} cell", kind="table")]
    second = write_version(first.text, f"{word} title", changed, after=1, note=f"{word} reason", by=by, now=LATER)
    person = Person.objects.get(code="G1")
    assent(second, person, when=When(f"{word} in May"), note=f"{word} condition", by=by, now=LATER)
    return second
