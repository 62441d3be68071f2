"""People for tests, brought in through the actions that people use."""

from __future__ import annotations

from datetime import timedelta

from guftugu.dialogues.actions.dialogues import begin_dialogue
from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people import actions, lookups
from guftugu.people.models import MissingVoice, Organisation, Party, Person

LATER = NOW + timedelta(days=60)
MUCH_LATER = NOW + timedelta(days=120)


def add_parties(house: House) -> dict[str, Party]:
    by = house.viewer("moderator-us")
    rooms = [house.rooms[kind] for kind in ("plenary", "staff", "colleagues")]
    told = (("G", "side", "The government's side"), ("O", "side", "The opposition's side"), ("M", "moderators", "Team"))
    return {
        letter: actions.add_party(house.dialogue, letter, kind=kind, name=name, rooms=rooms, by=by, now=NOW)
        for letter, kind, name in told
    }


def add_person(house: House, code: str, room: str = "plenary", **words: object) -> Person:
    by = house.viewer("moderator-us")
    seen = lookups.party(by, house.dialogue, code.upper().rstrip("0123456789"))
    party = seen.party if seen else None
    return actions.add_person(house.dialogue, house.rooms[room], code, party=party, by=by, now=NOW, **words)  # type: ignore[arg-type]


def add_organisation(house: House, name: str, room: str = "plenary", by: str = "moderator-us") -> Organisation:
    return actions.add_organisation(
        house.dialogue, house.rooms[room], name, kind="movement", by=house.viewer(by), now=NOW
    )


def name_voice(house: House, words: str, room: str = "plenary", by: str = "moderator-us") -> MissingVoice:
    return actions.name_missing_voice(
        house.dialogue, house.rooms[room], words, why=f"Why {words}", by=house.viewer(by), now=NOW
    )


def hold_meetings(house: House, *numbers: int) -> dict[int, Occasion]:
    return {
        number: record_occasion(
            house.dialogue, house.rooms["plenary"], "meeting", number=number, title="A meeting",
            when=When("in spring"), by=house.viewer("moderator-us"), now=NOW + timedelta(days=30 * number),
        )
        for number in numbers
    }  # fmt: skip


def meeting_of_another_dialogue(house: House) -> Occasion:
    other, by = begin_dialogue("Another", by=house.viewer("moderator-us"), now=NOW)
    room = other.rooms.get(kind="plenary")
    return record_occasion(other, room, "meeting", number=1, title="There", when=When("once"), by=by, now=NOW)
