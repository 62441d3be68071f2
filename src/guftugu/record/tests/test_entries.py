from __future__ import annotations

from datetime import timedelta

import pytest

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.positions import Moment
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.citations import UnableToCite, cite
from guftugu.record.actions.entries import UnableToCorrect, add_entry, correct_entry
from guftugu.record.actions.questions import (
    UnableToSettle,
    answer_question,
    carry_question,
    drop_question,
    leave_hanging,
)
from guftugu.record.actions.releases import release_entry
from guftugu.record.actions.subjects import UnableToNameSubject, add_subject, add_subjects_to
from guftugu.record.actions.writing import UnableToAddEntry
from guftugu.record.lookups.citations import evidence
from guftugu.record.lookups.entries import Filters, context, entries_labelled, entry, entry_page
from guftugu.record.lookups.questions import questions_left_hanging
from guftugu.record.lookups.subjects import short_names, subjects
from guftugu.record.models import Entry, Subject
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting, read
from guftugu.rooms.actions.releases import UnableToRelease
from guftugu.rooms.actions.sunset import sunset_shelf
from guftugu.trail.lookups import verification


def write(
    house: House, room: str, by: str, words: str, meeting: Occasion, *, kind: str = "note", **more: object
) -> Entry:
    return add_entry(
        house.dialogue, house.rooms[room], meeting, kind, words, by=house.viewer(by), now=NOW,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_numbers_are_a_series_a_room(house: House, meeting: Occasion) -> None:
    for room, by in (("plenary", "g1"), ("plenary", "o1"), ("moderators", "moderator-us"), ("caucus-O", "o1")):
        write(house, room, by, "words", meeting)
    labels = [found.label for found in entries_labelled(house.viewer("o1"), house.dialogue, ["1", "¶2", "M1", "O.1"])]
    assert labels == ["¶1", "¶2", "¶O·1"]
    assert verification().is_whole


def test_numbers_have_no_gap_after_a_refusal(house: House, meeting: Occasion) -> None:
    write(house, "plenary", "g1", "one", meeting)
    with pytest.raises(UnableToAddEntry):
        write(house, "plenary", "g1", "  ", meeting)
    hidden = write(house, "moderators", "moderator-us", "hidden", meeting)
    with pytest.raises(UnableToCite):
        write(house, "plenary", "g1", "two", meeting, cites=[hidden])
    write(house, "plenary", "g1", "two", meeting)
    assert list(Entry.objects.filter(room=house.rooms["plenary"]).values_list("number", flat=True)) == [1, 2]


def test_entry_is_written_only_in_ones_own_rooms(house: House, meeting: Occasion) -> None:
    for room, by in (("caucus-O", "g1"), ("moderators", "rapporteur"), ("plenary", "staff"), ("caucus-G", "stranger")):
        with pytest.raises(UnableToAddEntry):
            write(house, room, by, "words", meeting)
    assert write(house, "caucus-O", "o2", "words", meeting).number == 1


def test_corrections_stand_beside_what_they_correct(house: House, meeting: Occasion) -> None:
    said = write(house, "plenary", "g1", "In March.", meeting)
    correction = correct_entry(said, "In May.", by=house.viewer("o1"), now=NOW + timedelta(days=14))
    seen = entry(house.viewer("g1"), house.dialogue, "1")
    assert seen is not None
    assert seen.entry.words == "In March."
    assert [(one.label, one.entry.words) for one in seen.corrections] == [("¶2", "In May.")]
    again = correct_entry(correction, "In June.", by=house.viewer("g1"), now=NOW)
    assert again.corrects == said


def test_corrections_are_refused_after_the_window(house: House, meeting: Occasion) -> None:
    said = write(house, "plenary", "g1", "In March.", meeting)
    for late, by, words in ((15, "g1", "In May."), (1, "staff", "In May."), (1, "g1", "In March.")):
        with pytest.raises(UnableToCorrect):
            correct_entry(said, words, by=house.viewer(by), now=NOW + timedelta(days=late))
    assert Entry.objects.count() == 1


def test_open_questions_as_of_a_moment(house: House, meeting: Occasion) -> None:
    second = hold_meeting(house, 2)
    asked = [write(house, "plenary", "g1", f"Question {n}?", meeting, kind="question") for n in (1, 2, 3)]
    moderator = house.viewer("moderator-us")
    for question in asked:
        leave_hanging(question, by=moderator, now=NOW, held_after=meeting)
    answer = write(house, "plenary", "o1", "Because.", second, kind="answer")
    later = NOW + timedelta(days=30)
    answer_question(asked[0], answer, by=moderator, now=later, held_after=second)
    drop_question(asked[1], because="Overtaken", by=moderator, now=later, held_after=second)
    carry_question(asked[2], by=moderator, now=later, held_after=second)

    def hanging(moment: Moment) -> list[str]:
        return [seen.asked.label for seen in questions_left_hanging(house.viewer("g1"), house.dialogue, moment)]

    assert hanging(Moment()) == ["¶3"]
    assert hanging(Moment(after_meeting=1)) == ["¶1", "¶2", "¶3"]
    assert hanging(Moment(known_at=NOW + timedelta(days=1))) == ["¶1", "¶2", "¶3"]
    with pytest.raises(UnableToSettle):
        answer_question(asked[0], answer, by=moderator, now=later, held_after=second)
    with pytest.raises(UnableToSettle):
        carry_question(asked[2], by=house.viewer("staff"), now=later, held_after=second)


def test_citations_are_seen_by_who_may_read_both(house: House, meeting: Occasion) -> None:
    said = write(house, "plenary", "g1", "We are ready.", meeting)
    judged = write(house, "moderators", "moderator-us", "They moved.", meeting, cites=[said])
    assert [one.label for one in evidence(house.viewer("moderator-us"), [judged.pk])[judged.pk]] == ["¶1"]
    assert evidence(house.viewer("g1"), [judged.pk]) == {}
    for name, labels in (("moderator-us", ["¶M1"]), ("g1", [])):
        seen = entry(house.viewer(name), house.dialogue, "1")
        assert seen is not None
        assert [one.label for one in seen.cited_by] == labels
    with pytest.raises(UnableToCite):
        cite(said, house.rooms["plenary"], [judged], by=house.viewer("g1"), now=NOW)


def test_release_takes_the_words_and_the_side(house: House, meeting: Occasion) -> None:
    said = file_notes(house, meeting, "O1: We are ready to negotiate. {memo}")[0]
    moderator = house.viewer("moderator-us")
    copy = release_entry(Entry.objects.get(pk=said.pk), house.rooms["colleagues"], by=moderator, now=NOW)
    opened = read(house, "colleague", copy)
    assert (opened.words, opened.party, opened.speaker, opened.as_typed) == ("We are ready to negotiate.", "O", "", "")
    seen = entry(house.viewer("colleague"), house.dialogue, "C1")
    assert seen is not None
    assert [about.name for about in seen.subjects] == ["The joint memo"]
    with pytest.raises(UnableToRelease):
        release_entry(Entry.objects.get(pk=said.pk), house.rooms["colleagues"], by=moderator, now=NOW)
    with pytest.raises(UnableToRelease):
        release_entry(Entry.objects.get(pk=said.pk), house.rooms["colleagues"], by=house.viewer("g1"), now=NOW)
    with pytest.raises(UnableToRelease, match="Translators get texts"):
        release_entry(Entry.objects.get(pk=said.pk), house.rooms["translators"], by=moderator, now=NOW)


@pytest.mark.parametrize(("attribution", "party", "speaker"), [("named", "O", "O1"), ("none", "", "")])
def test_release_attributes_as_the_dialogue_does(db: None, attribution: str, party: str, speaker: str) -> None:
    house = build_record(attribution)
    said = file_notes(house, hold_meeting(house, 1), "O1: We are ready.")[0]
    moderator = house.viewer("moderator-us")
    copy = release_entry(Entry.objects.get(pk=said.pk), house.rooms["colleagues"], by=moderator, now=NOW)
    opened = read(house, "colleague", copy)
    assert (opened.party, opened.speaker) == (party, speaker)


def test_caucus_releases_as_one_voice(house: House, meeting: Occasion) -> None:
    caucus = house.rooms["caucus-O"]
    own = record_occasion(
        house.dialogue, caucus, Occasion.Kind.CONTACT, title="In the lounge", when=When("that night"),
        by=house.viewer("o1"), now=NOW,
    )  # fmt: skip
    said = write(house, "caucus-O", "o1", "Our wording.", own, kind="proposal", speaker="O2", party="O")
    copy = release_entry(Entry.objects.get(pk=said.pk), house.rooms["plenary"], by=house.viewer("o2"), now=NOW)
    opened = read(house, "moderator-us", copy)
    assert (opened.words, opened.party, opened.speaker) == ("Our wording.", "O", "")
    assert copy.occasion == meeting
    with pytest.raises(UnableToRelease):
        release_entry(Entry.objects.get(pk=said.pk), house.rooms["plenary"], by=house.viewer("moderator-us"), now=NOW)


def test_after_a_sunset_the_rest_of_the_record_stands(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "O1: Gone soon\nG1: Gone too")
    file_notes(house, hold_meeting(house, 2), "O1: Stays")
    sunset_shelf(house.rooms["plenary"], meeting.pk, by=house.viewer("moderator-us"), now=NOW)
    page = entry_page(house.viewer("moderator-us"), house.dialogue, Filters())
    assert [(one.label, one.entry.words, one.is_sunset) for one in page.entries] == [
        ("¶1", "", True), ("¶2", "", True), ("¶3", "Stays", False),
    ]  # fmt: skip
    assert verification().is_whole


def test_entries_are_filtered(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "O1: One {memo}\nG1? Two\n-- three\nO2> Four")
    viewer = house.viewer("moderator-us")
    memo = next(seen.subject for seen in subjects(viewer, house.dialogue) if seen.short == "memo")

    def labels(**filters: object) -> list[str]:
        page = entry_page(viewer, house.dialogue, Filters(**filters))  # type: ignore[arg-type]
        return [one.label for one in page.entries]

    assert labels() == ["¶1", "¶2", "¶M1", "¶3"]
    assert labels(kind="question") == ["¶2"]
    assert labels(party="O") == ["¶1", "¶3"]
    assert labels(subject=memo.pk) == ["¶1"]
    assert labels(room=house.rooms["moderators"].pk) == ["¶M1"]
    assert entry_page(house.viewer("g1"), house.dialogue, Filters()).total == 3


def test_context_is_what_was_said_around_it(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "\n".join(f"O1: {n}" for n in range(1, 8)))
    viewer = house.viewer("g1")
    seen = entry(viewer, house.dialogue, "4")
    assert seen is not None
    assert [one.label for one in context(viewer, seen)] == ["¶2", "¶3", "¶4", "¶5", "¶6"]


def test_subjects_are_there_where_they_have_a_name(house: House, meeting: Occasion) -> None:
    assert [seen.name for seen in subjects(house.viewer("g1"), house.dialogue)] == [
        "The joint memo", "The refugees' return",
    ]  # fmt: skip
    assert subjects(house.viewer("g1"), house.dialogue, language="ru")[0].name == "The joint memo по-русски"
    assert subjects(house.viewer("stranger"), house.dialogue) == []
    caucus = house.rooms["caucus-O"]
    add_subject(house.dialogue, "lounge", "Our lounge", rooms=[caucus], by=house.viewer("o1"), now=NOW)
    assert set(short_names(house.viewer("o2"), house.dialogue, room=caucus)) == {"lounge", "memo", "refugees"}
    assert "lounge" not in short_names(house.viewer("o2"), house.dialogue, room=house.rooms["plenary"])
    assert "lounge" not in short_names(house.viewer("moderator-us"), house.dialogue)
    with pytest.raises(UnableToNameSubject):
        add_subject(
            house.dialogue, "Memo", "Another", rooms=[house.rooms["plenary"]], by=house.viewer("moderator-us"), now=NOW
        )
    assert Subject.objects.count() == 3


def test_subjects_can_be_added_after_filing(house: House, meeting: Occasion) -> None:
    said = file_notes(house, meeting, "O1: One")[0]
    memo = subjects(house.viewer("g1"), house.dialogue)[0].subject
    with pytest.raises(UnableToNameSubject):
        add_subjects_to(said, [memo], by=house.viewer("staff"), now=NOW)
    add_subjects_to(said, [memo], by=house.viewer("g1"), now=NOW)
    seen = entry(house.viewer("o1"), house.dialogue, "1")
    assert seen is not None
    assert [about.short for about in seen.subjects] == ["memo"]
