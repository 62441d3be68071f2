from __future__ import annotations

from uuid import uuid4

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.people.actions.parties import add_party
from guftugu.people.actions.persons import add_person
from guftugu.record.actions.filing import file_sheets
from guftugu.record.actions.sheets import save_sheet
from guftugu.record.actions.subjects import add_subject
from guftugu.record.models import Entry, Sheet
from guftugu.rooms.words import open_rows
from tests.telling import told_once

SMALL = {
    "rapporteur": ("rapporteur", ""),
    "g1": ("participant", "G"),
    "o1": ("participant", "O"),
    "o2": ("participant", "O"),
    "staff": ("staff", ""),
    "colleague": ("colleague", ""),
}


def build_record(attribution: str = "by_party") -> House:
    """A house with its parties, code names, two subjects and Dialogue #1."""
    return told_once(("record", attribution), lambda: _build_record(attribution))


def _build_record(attribution: str) -> House:
    house = build_house(attribution=attribution, cast=SMALL)
    moderator = house.viewer("moderator-us")
    plenary = house.rooms["plenary"]
    for letter, name in (("G", "Government"), ("O", "Opposition"), ("M", "Moderators")):
        kind = "moderators" if letter == "M" else "side"
        party = add_party(house.dialogue, letter, name=name, rooms=[plenary], kind=kind, by=moderator, now=NOW)
        for number in (1, 2, 3):
            add_person(house.dialogue, plenary, f"{letter}{number}", party=party, by=moderator, now=NOW)
    for short, name in (("refugees", "The refugees' return"), ("memo", "The joint memo")):
        rooms = [plenary, house.rooms["colleagues"]]
        add_subject(house.dialogue, short, name, rooms=rooms, names={"ru": f"{name} по-русски"}, by=moderator, now=NOW)
    return house


def hold_meeting(house: House, number: int, *, room: str = "plenary", by: str = "moderator-us") -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms[room], Occasion.Kind.MEETING, number=number, title=f"Dialogue #{number}",
        when=When("March 1993"), by=house.viewer(by), now=NOW,
    )  # fmt: skip


def take_notes(house: House, meeting: Occasion, text: str, *, by: str = "rapporteur", room: str = "plenary") -> Sheet:
    return save_sheet(
        uuid4(), text, occasion=meeting, room=house.rooms[room], version=0, by=house.viewer(by), now=NOW
    )  # fmt: skip


def file_notes(
    house: House, meeting: Occasion, text: str, *, by: str = "rapporteur", room: str = "plenary"
) -> list[Entry]:
    sheet = take_notes(house, meeting, text, by=by, room=room)
    return [line.entry for line in file_sheets([sheet], by=house.viewer(by), now=NOW)]


def read(house: House, name: str, entry: Entry) -> Entry:
    """The entry as somebody finds it: from the store, opened with his keys."""
    return open_rows(house.viewer(name), [Entry.objects.get(pk=entry.pk)])[0]
