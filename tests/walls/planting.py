"""Words planted in every room, each through the action that puts words there. Nobody outside may find them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from guftugu.dialogues.actions.dialogues import name_dialogue
from guftugu.dialogues.actions.occasions import When, add_reported_date, change_plan, record_occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people.actions.affiliations import add_affiliation
from guftugu.people.actions.organisations import add_organisation
from guftugu.people.actions.participation import take_step
from guftugu.people.actions.parties import add_party
from guftugu.people.actions.persons import add_person
from guftugu.people.actions.remarks import add_remark
from guftugu.people.actions.voices import name_missing_voice
from guftugu.people.models import Person
from guftugu.record.actions.attachments import attach
from guftugu.record.actions.entries import add_entry, correct_entry
from guftugu.record.actions.filing import file_sheets
from guftugu.record.actions.questions import drop_question
from guftugu.record.actions.sheets import save_sheet
from guftugu.record.actions.subjects import add_subject
from guftugu.record.labels import address_of
from guftugu.record.models import Entry
from tests.walls.planting_drafting import plant_drafts
from tests.walls.planting_papers import plant_papers
from tests.walls.planting_phases import plant_standings
from tests.walls.planting_renderings import plant_renderings
from tests.walls.planting_texts import plant_texts

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion

# One word a room that is written nowhere else, and who writes it there.
WRITERS = {
    "plenary": "moderator-us",
    "moderators": "moderator-us",
    "staff": "staff",
    "colleagues": "staff",
    "caucus-G": "g1",
    "caucus-O": "o1",
}
PLANTED = {
    "plenary": "zvplenaryqx",
    "moderators": "zvmoderatorsqx",
    "staff": "zvstaffqx",
    "colleagues": "zvcolleaguesqx",
    "caucus-G": "zvgovernmentqx",
    "caucus-O": "zvoppositionqx",
    "translators": "zvtranslatorsqx",
}
ASIDE = "zvasideqx"
SPEAKER_LINE = "zvtypedqx"
LATER = NOW + timedelta(hours=1)


def plant_everywhere(house: House) -> None:
    plant_people(house)
    meeting = plant_meeting(house)
    for room in WRITERS:
        plant_in(house, room, meeting)
    plant_standings(house, PLANTED, meeting)
    plant_texts(house, PLANTED, WRITERS)
    plant_drafts(house, PLANTED)
    plant_papers(house, meeting)
    plant_renderings(house, PLANTED["translators"])


def plant_people(house: House) -> None:
    by, dialogue = house.viewer("moderator-us"), house.dialogue
    shared = [house.rooms[name] for name in ("plenary", "moderators")]
    parties = {
        letter: add_party(dialogue, letter, name=f"Side {letter}", rooms=shared, by=by, now=NOW) for letter in "GO"
    }
    for code in ("G1", "O1", "O3"):
        add_person(
            dialogue, house.rooms["plenary"], code, party=parties[code[0]], name=f"{PLANTED['moderators']} of {code}",
            by=by, now=NOW,
        )  # fmt: skip


def plant_meeting(house: House) -> Occasion:
    """A meeting whose notes the rapporteur took, asides and speakers in them, and filed."""
    word = PLANTED["plenary"]
    meeting = record_occasion(
        house.dialogue, house.rooms["plenary"], "meeting", number=1, title=f"{word} meeting", place=word,
        when=When(f"{word} March 1994"), by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    said = (f"# {word} item", f"O1? {word} asked", f"G1> {word} answered", f"?? {word} hangs", f"-- {ASIDE}")
    lines = "\n".join([*said, f"O3: {word} {SPEAKER_LINE}"])
    writer = house.viewer("rapporteur")
    sheet = save_sheet(
        uuid4(), lines, occasion=meeting, room=house.rooms["plenary"], version=0, by=writer, now=NOW
    )  # fmt: skip
    file_sheets([sheet], by=writer, now=NOW)
    return meeting


def plant_in(house: House, name: str, meeting: Occasion) -> None:
    """An occasion, entries, a correction, a question, a file, an open sheet, a subject, people: all of one room."""
    by, room, dialogue, word = house.viewer(WRITERS[name]), house.rooms[name], house.dialogue, PLANTED[name]
    occasion = record_occasion(
        dialogue, room, "contact", title=f"{word} title", place=f"{word} place", when=When(f"{word} in spring"),
        is_planned=True, because=word, by=by, now=NOW,
    )  # fmt: skip
    change_plan(occasion, When(f"{word} in summer"), because=f"{word} reason", by=by, now=NOW)
    add_reported_date(occasion, When(f"{word} in autumn"), source=f"{word} source", by=by, now=NOW)
    subject = add_subject(dialogue, f"{word}-short", f"{word} subject", rooms=[room], by=by, now=NOW)
    about = occasion if not room.is_caucus else meeting
    entry = add_entry(
        dialogue, room, about, "question", f"{word} entry", agenda_item=f"{word} item", source=word, about=[subject],
        is_left_hanging=True, by=by, now=NOW,
    )  # fmt: skip
    correct_entry(entry, f"{word} corrected", by=by, now=LATER)
    drop_question(entry, because=f"{word} dropped", held_after=None, by=by, now=LATER)
    attach(occasion, room, file_name=f"{word}.txt", content=f"{word} in a file".encode(), by=by, now=NOW)
    save_sheet(uuid4(), f"* {word} on a sheet", occasion=occasion, room=room, version=0, by=by, now=NOW)
    plant_people_in(house, name)


def plant_people_in(house: House, name: str) -> None:
    by, room, dialogue, word = house.viewer(WRITERS[name]), house.rooms[name], house.dialogue, PLANTED[name]
    add_organisation(dialogue, room, f"{word} organisation", note=word, by=by, now=NOW)
    name_missing_voice(dialogue, room, f"{word} voice", why=f"{word} why", by=by, now=NOW)
    if name not in {"caucus-G", "caucus-O", "colleagues"}:
        keeper = house.viewer("moderator-us")
        person = Person.objects.get(code="G1")
        add_affiliation(person, room, f"{word} role", organisation=None, note=word, by=keeper, now=NOW)
        take_step(person, "sought", room=room, reason=f"{word} reason", vouched_by=word, by=keeper, now=NOW)
        add_remark(person, room, f"{word} remark", by=keeper, now=NOW)
        name_dialogue(dialogue, room, f"{word} dialogue", by=keeper, now=NOW)


def words_in_addresses(name: str) -> list[str]:
    """What packages put into addresses as words: codes of persons, letters of parties, labels of entries."""
    if name == "code":
        return list(Person.objects.order_by("code").values_list("code", flat=True))
    if name == "letter":
        return ["G", "O"]
    if name == "tag":
        return ["ru", "fa-Arab"]
    if name == "secret":
        return []
    rows = Entry.objects.select_related("room").order_by("room", "number")
    return [address_of(entry.room, entry.number) for entry in rows if entry.number <= 3]
