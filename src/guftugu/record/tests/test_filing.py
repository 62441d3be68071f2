from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.filing import LineMark, UnableToFile, file_sheets
from guftugu.record.actions.sheets import save_sheet
from guftugu.record.actions.writing import UnableToAddEntry
from guftugu.record.lookups.entries import entries_of, entry
from guftugu.record.lookups.questions import questions, questions_left_hanging
from guftugu.record.lookups.sheets import sheet
from guftugu.record.models import Entry, Sheet
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting, read, take_notes
from guftugu.trail.lookups import verification

NOTES = """# Refugees' return
O1: A man who comes back without protection is a hostage.
G1? What would you need to see? {refugees}
O2> Somebody from outside on the road.
* decision: The lists are kept by both. {memo}
-- O2 wrote it down twice.
?? Who answers for the road?
K7: Nobody knows this one. {nowhere}
just words
"""


def test_lines_become_entries_in_their_order(house: House, meeting: Occasion) -> None:
    entries = file_notes(house, meeting, NOTES)
    assert [one.kind for one in entries] == [
        "statement", "question", "answer", "decision", "note", "question", "statement", "note",
    ]  # fmt: skip
    seen = entries_of(house.viewer("g1"), meeting, house.rooms["plenary"])
    assert [one.label for one in seen] == ["¶1", "¶2", "¶3", "¶4", "¶5", "¶6", "¶7"]
    assert [one.entry.words for one in seen][:2] == [
        "A man who comes back without protection is a hostage.", "What would you need to see?",
    ]  # fmt: skip
    assert {one.entry.agenda_item for one in seen} == {"Refugees' return"}
    assert seen[2].in_reply_to is not None
    assert seen[2].in_reply_to.label == "¶2"
    assert [reply.label for reply in seen[1].replies] == ["¶3"]
    assert [about.name for about in seen[1].subjects] == ["The refugees' return"]
    assert verification().is_whole


def test_what_could_not_be_read_is_kept_and_flagged(house: House, meeting: Occasion) -> None:
    *_others, unknown, plain = file_notes(house, meeting, NOTES)
    assert unknown.flags.split() == ["unknown_speaker", "unknown_subject"]
    assert plain.flags == "unparsed"
    assert read(house, "g1", unknown).words == "Nobody knows this one."
    assert read(house, "moderator-us", unknown).as_typed == "K7: Nobody knows this one. {nowhere}"


def test_asides_go_to_the_moderators_only(house: House, meeting: Occasion) -> None:
    aside = file_notes(house, meeting, NOTES)[4]
    assert aside.room == house.rooms["moderators"]
    assert read(house, "moderator-us", aside).words == "O2 wrote it down twice."
    assert entry(house.viewer("moderator-us"), house.dialogue, "M1") is not None
    for name in ("g1", "o2", "staff", "rapporteur"):
        assert entry(house.viewer(name), house.dialogue, "M1") is None
    for name in ("g1", "o2", "staff"):
        assert read(house, name, aside).words == ""


@pytest.mark.parametrize(
    ("attribution", "party", "speaker"), [("named", "O", "O1"), ("by_party", "O", ""), ("none", "", "")]
)
def test_speaker_is_known_as_the_dialogue_attributes(db: None, attribution: str, party: str, speaker: str) -> None:
    house = build_record(attribution)
    said = file_notes(house, hold_meeting(house, 1), NOTES)[0]
    for name in ("g1", "o1"):
        seen = read(house, name, said)
        assert (seen.party, seen.speaker, seen.as_typed) == (party, speaker, "")
    moderator, rapporteur = read(house, "moderator-us", said), read(house, "rapporteur", said)
    assert (moderator.party, moderator.speaker) == ("O", "O1")
    assert moderator.as_typed == rapporteur.as_typed == "O1: A man who comes back without protection is a hostage."
    assert rapporteur.speaker == "O1"


def test_attribution_of_the_past_stays_as_it_was(house: House, meeting: Occasion) -> None:
    before = file_notes(house, meeting, "O1: One")[0]
    house.dialogue.attribution = "named"
    house.dialogue.save()
    after = file_notes(house, Occasion.objects.get(pk=meeting.pk), "O1: Two")[0]
    assert read(house, "g1", before).speaker == ""
    assert read(house, "g1", after).speaker == "O1"


def test_notes_of_a_caucus_stay_in_the_caucus(house: House, meeting: Occasion) -> None:
    said, aside = file_notes(house, meeting, "O2: PLANTED words\n-- PLANTED aside", by="o1", room="caucus-O")
    assert (said.room, aside.room) == (house.rooms["caucus-O"], house.rooms["caucus-O"])
    opened = read(house, "o2", said)
    assert (opened.words, opened.speaker, opened.party) == ("PLANTED words", "O2", "O")
    assert opened.as_typed == "O2: PLANTED words"
    for name in ("moderator-us", "g1", "rapporteur", "staff", "stranger"):
        assert "PLANTED" not in "".join(
            getattr(read(house, name, said), field) for field in ("words", "speaker", "as_typed")
        )
        assert entry(house.viewer(name), house.dialogue, "O.1") is None
        assert sheet(house.viewer(name), Sheet.objects.get().pk) is None
    assert entry(house.viewer("o2"), house.dialogue, "O·1") is not None


def test_hanging_questions_are_open_unless_answered_on_the_sheet(house: House, meeting: Occasion) -> None:
    asked = file_notes(house, meeting, "?? Who guarantees it?\n?? G: When does it begin?\nO1> In June.")
    viewer = house.viewer("g1")
    assert [one.asked.label for one in questions_left_hanging(viewer, house.dialogue)] == ["¶1"]
    answered = {one.asked.label: one.answer for one in questions(viewer, house.dialogue)}
    assert answered["¶2"] is not None
    assert answered["¶2"].entry == asked[2]


def test_a_sheet_is_filed_once(house: House, meeting: Occasion) -> None:
    notes = take_notes(house, meeting, "O1: One")
    file_sheets([notes], by=house.viewer("rapporteur"), now=NOW)
    with pytest.raises(UnableToFile):
        file_sheets([notes], by=house.viewer("rapporteur"), now=NOW)
    assert Entry.objects.count() == 1


def test_a_sheet_saved_since_it_was_looked_at_is_not_filed(house: House, meeting: Occasion) -> None:
    notes = take_notes(house, meeting, "O1: One")
    looked_at = Sheet.objects.get(pk=notes.pk)
    rapporteur = house.viewer("rapporteur")
    save_sheet(
        notes.pk, "O1: One\nO2: Two", occasion=meeting, room=notes.room, version=1, by=rapporteur, now=NOW
    )  # fmt: skip
    with pytest.raises(UnableToFile):
        file_sheets([looked_at], by=rapporteur, now=NOW)
    assert len(file_sheets([Sheet.objects.get(pk=notes.pk)], by=rapporteur, now=NOW)) == 2


def test_filing_is_for_the_writer_and_for_moderators(house: House, meeting: Occasion) -> None:
    notes = take_notes(house, meeting, "O1: One")
    with pytest.raises(UnableToFile):
        file_sheets([notes], by=house.viewer("g1"), now=NOW)
    with pytest.raises(UnableToAddEntry):
        file_sheets([notes], by=house.viewer("staff"), now=NOW)
    assert len(file_sheets([notes], by=house.viewer("moderator-us"), now=NOW)) == 1


def test_two_sheets_are_merged_by_the_time_of_their_lines(house: House, meeting: Occasion) -> None:
    plenary = house.rooms["plenary"]
    pages: dict[str, Sheet] = {}
    for minute, (name, text) in enumerate(
        [("rapporteur", "O1? First"), ("moderator-us", "G1> Second"), ("rapporteur", "O1? First\nO2: Third")]
    ):
        before = pages.get(name)
        pages[name] = save_sheet(
            before.pk if before else uuid4(), text, occasion=meeting, room=plenary, by=house.viewer(name),
            version=before.version if before else 0, now=NOW + timedelta(minutes=minute),
        )  # fmt: skip
    filed = file_sheets(list(pages.values()), by=house.viewer("moderator-us"), now=NOW)
    assert [read(house, "g1", line.entry).words for line in filed] == ["First", "Second", "Third"]
    assert filed[1].entry.in_reply_to == filed[0].entry


def test_marks_of_a_line_go_with_it(house: House, meeting: Occasion) -> None:
    notes = take_notes(house, meeting, "# Item\nO1: Не только у вас.\nG1: Мо намедонем, бо кӣ.")
    mark = LineMark(language="ru", source="report: par. 1", is_illustration=True)
    russian, tajik = file_sheets([notes], by=house.viewer("rapporteur"), now=NOW, marks={(notes.pk, 2): mark})
    assert (russian.entry.language, russian.entry.script, russian.entry.is_illustration) == ("ru", "Cyrl", True)
    assert read(house, "g1", russian.entry).source == "report: par. 1"
    assert (tajik.entry.language, tajik.number) == ("tg", 3)


def test_an_empty_sheet_is_not_filed(house: House, meeting: Occasion) -> None:
    with pytest.raises(UnableToFile):
        file_sheets([take_notes(house, meeting, "# Only a heading")], by=house.viewer("rapporteur"), now=NOW)
