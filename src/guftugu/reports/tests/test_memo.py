from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.actions.occasions import When, mark_held, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people.actions.participation import take_step
from guftugu.people.actions.voices import name_missing_voice
from guftugu.people.models import Person
from guftugu.phases.actions.standings import judge
from guftugu.record.actions.entries import add_entry, correct_entry
from guftugu.record.actions.questions import answer_question, drop_question
from guftugu.record.actions.releases import release_entry
from guftugu.record.models import Entry
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.reports.composed import Composed
from guftugu.reports.composers.memo import compose_memo

LATER = NOW + timedelta(days=400)
NOTES = """\
# The road
O1? Who clears the road?
G1> Our people do.
G2= So be it.
O2! One list for both sides. {refugees}
G1x A list can be stolen.
G1! A road commission.
O1= Yes.
M1: Say more.
-- They listened.
O^ The opposition is ready to return by the road.
* decision: The road is taken up first.
?? Who pays for the bridge? {refugees}
"""


@pytest.fixture
def house(db: None) -> House:
    """A small record of its own; the papers' house keeps papers already."""
    return build_record()


@pytest.fixture
def meeting(house: House) -> Occasion:
    return hold_meeting(house, 1)


def memo(house: House, meeting: Occasion, *, name: str = "moderator-us", language: str = "en") -> Composed:
    viewer = house.viewer(name)
    rooms = [house.rooms[kind].pk for kind in ("plenary", "moderators", "staff", "colleagues", "open")]
    return compose_memo(viewer.narrowed(rooms), house.dialogue, meeting, language=language, now=LATER)


def words_of(composed: Composed) -> list[str]:
    return [passage.words for passage in composed.passages]


def section(composed: Composed, name: str) -> list[str]:
    return [one.words for one in composed.passages if one.composed_as.split("/")[1] == name]


def test_main_lines_tell_who_said_what(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    told = memo(house, meeting)
    assert told.title == "Analytical memo on Dialogue #1"
    assert section(told, "lines") == [
        "Main lines",
        "The road",
        "Opposition changed its position. The opposition is ready to return by the road. [¶9]",
        "The road is taken up first. [¶10]",
        (
            "Opposition asked: “Who clears the road?” [¶1] Government answered: “Our people do.” [¶2] "
            "Government agreed: “So be it.” [¶3]"
        ),
        "Opposition proposed: “One list for both sides.” [¶4] Government objected: “A list can be stolen.” [¶5]",
        "Government proposed: “A road commission.” [¶6] Opposition agreed: “Yes.” [¶7]",
        "The notes hold one statement more here. [¶8]",
    ]
    assert section(told, "moved") == [
        "What moved",
        "Under “The road”, Opposition changed its position. [¶9]",
        "Under “The road”, what Government proposed found agreement. [¶6, ¶7]",
        "Under “The road”, Government agreed. [¶3]",
        "Under “The road”, a decision was taken. [¶10]",
    ]
    assert section(told, "hanging") == ["Left hanging", "Who pays for the bridge? [¶11]"]
    assert section(told, "asides") == ["What the moderators noted", "They listened. [¶M1]"]


def test_memo_after_the_notes_are_filed_says_which_questions_were_answered(house: House, meeting: Occasion) -> None:
    asked = file_notes(house, meeting, "?? Who pays? {refugees}\n?? Who drives?\n?? Who guards the road?")
    second = hold_meeting(house, 2)
    answers = file_notes(house, second, "# The bridge\nG1> We pay half of it.\nO1> And we the rest.")
    moderator = house.viewer("moderator-us")
    before = memo(house, second)
    assert section(before, "hanging")[-1] == "Who guards the road? Left hanging at Dialogue #1. [¶3]"
    answer_question(asked[0], answers[0], held_after=second, by=moderator, now=NOW)
    drop_question(asked[1], because="Overtaken", held_after=second, by=moderator, now=NOW)
    after = memo(house, second)
    assert section(after, "answered") == [
        "Questions of earlier meetings that were answered",
        (
            "“Who pays?” was left hanging at Dialogue #1. [¶1] "
            "The answer of Government, at Dialogue #2: “We pay half of it.” [¶4]"
        ),
        "“Who drives?” was left hanging at Dialogue #1 and was dropped: Overtaken. [¶2]",
        ("One answer belongs to no question of this meeting; it may answer one left hanging earlier. [¶5]"),
    ]
    assert section(after, "hanging")[1:] == [
        "From earlier meetings",
        "Who guards the road? Left hanging at Dialogue #1. [¶3]",
    ]
    assert section(memo(house, meeting), "hanging")[1] == "Who pays? [¶1]"


def test_empty_meeting_gives_a_clear_draft(house: House, meeting: Occasion) -> None:
    planned = record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.MEETING, number=2, title="Dialogue #2",
        when=When("early May"), is_planned=True, by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    assert words_of(memo(house, planned, name="g1")) == [
        "Dialogue #2 is planned for early May.",
        "The record holds nothing that was said there. Once the notes are filed, this memo can be composed.",
        "What next",
        "The record holds no plan for the time after this meeting.",
    ]


def test_nothing_is_told_from_rooms_outside_the_readers(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES + "O2: Planted in plenary.")
    for room, by in (("caucus-O", "o1"), ("moderators", "moderator-us"), ("staff", "moderator-us")):
        add_entry(
            house.dialogue, house.rooms[room], meeting, "decision", f"Planted in {room}.", by=house.viewer(by), now=NOW
        )
    for_the_group = " ".join(words_of(memo(house, meeting, name="o1")))
    assert "Planted in" not in for_the_group
    assert "They listened" not in for_the_group
    assert "O1" not in for_the_group
    for_the_team = " ".join(words_of(memo(house, meeting)))
    assert "Planted in moderators." in for_the_team
    assert "caucus" not in for_the_team
    of_a_member = compose_memo(house.viewer("o1"), house.dialogue, meeting, now=LATER)
    assert "Planted in caucus" not in " ".join(words_of(of_a_member))


def test_who_came_goes_by_code_name_for_the_team_and_by_side_for_the_group(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "G1: One.\nO1: Two.\nM1: Three.")
    second = hold_meeting(house, 2)
    file_notes(house, second, "G1: One.\nG2: Two.")
    assert section(memo(house, second), "came") == [
        "Who came",
        (
            "Two members of the group spoke: G1 and G2 of Government. [¶4, ¶5] "
            "Heard now and not at Dialogue #1: G2 of Government. [¶5] "
            "Heard at Dialogue #1 and not now: O1 of Opposition. [¶2]"
        ),
    ]
    assert section(memo(house, second, name="g1"), "came") == [
        "Who came",
        "Government spoke. [¶4] Heard at Dialogue #1 and not now: Opposition and Moderators. [¶2, ¶3]",
    ]


def test_a_note_that_says_of_the_meeting_when_it_was_held_is_told_once(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "* Dialogue #1 was held in March 1993, for three days.\n* The road was drawn.")
    told = memo(house, meeting)
    assert words_of(told)[0] == "Dialogue #1 was held in March 1993, for three days. [¶1]"
    assert section(told, "lines") == ["Main lines", "The road was drawn. [¶2]"]


def test_attribution_none_names_no_side(db: None) -> None:
    house = build_record("none")
    meeting = hold_meeting(house, 1)
    file_notes(house, meeting, NOTES)
    told = memo(house, meeting, name="g1")
    assert section(told, "lines")[2] == "A position changed. The opposition is ready to return by the road. [¶9]"
    assert section(told, "lines")[4] == (
        "It was asked: “Who clears the road?” [¶1] The answer was: “Our people do.” [¶2] "
        "There was agreement: “So be it.” [¶3]"
    )
    assert not any("Government" in words or "Opposition asked" in words for words in words_of(told))


def test_words_are_told_once_and_as_corrected(house: House, meeting: Occasion) -> None:
    said = file_notes(house, meeting, "* The road opens in March.\n* The bridge stands.")
    correct_entry(said[0], "The road opens in May.", by=house.viewer("g1"), now=NOW)
    moderator = house.viewer("moderator-us")
    release_entry(Entry.objects.get(pk=said[1].pk), house.rooms["colleagues"], by=moderator, now=NOW)
    assert section(memo(house, meeting), "lines") == [
        "Main lines",
        "The road opens in May. [¶1, ¶3] The bridge stands. [¶2]",
    ]
    assert section(memo(house, meeting, name="colleague"), "lines") == ["Main lines", "The bridge stands. [¶C1]"]


def test_events_between_the_meetings_are_told_and_others_are_not(house: House, meeting: Occasion) -> None:
    moderator = house.viewer("moderator-us")
    for words, after in (("A truce holds.", meeting), ("The border opens.", hold_meeting(house, 2))):
        occasion = record_occasion(
            house.dialogue, house.rooms["plenary"], Occasion.Kind.DEVELOPMENT, title=words, when=When("some day"),
            held_after=after, by=moderator, now=NOW,
        )  # fmt: skip
        add_entry(house.dialogue, house.rooms["plenary"], occasion, "development", words, by=moderator, now=NOW)
    third = hold_meeting(house, 3)
    assert section(memo(house, third), "events") == ["Events since Dialogue #2", "The border opens. [¶2]"]


def test_memo_says_where_the_dialogue_stands_and_why_to_who_may_know(house: House, meeting: Occasion) -> None:
    said = file_notes(house, meeting, NOTES)[0]
    moderator = house.viewer("moderator-us")
    assert section(memo(house, meeting), "standing")[1] == "Nobody has judged yet where the group stands."
    judge(
        house.dialogue, house.rooms["moderators"], 2, "tentative", "They map the road.", cites=[said],
        held_after=meeting, by=moderator, now=NOW,
    )  # fmt: skip
    assert section(memo(house, meeting), "standing") == [
        "Where the dialogue stands, and why",
        "Tentatively in phase 2.",
        "Phase 2: mapping (tentative). They map the road. [¶1]",
    ]
    assert section(memo(house, meeting, name="g1"), "standing") == []


def test_memo_is_as_known_when_it_is_composed(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    at = NOW + timedelta(days=1)
    viewer = house.viewer("g1")
    before = compose_memo(viewer, house.dialogue, meeting, now=at)
    second = record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.MEETING, number=2, title="Dialogue #2",
        when=When("May"), is_planned=True, by=house.viewer("moderator-us"), now=at + timedelta(days=1),
    )  # fmt: skip
    mark_held(second, When("late May"), by=house.viewer("moderator-us"), now=at + timedelta(days=9))
    assert compose_memo(house.viewer("g1"), house.dialogue, meeting, now=at) == before
    planned = compose_memo(house.viewer("g1"), house.dialogue, meeting, now=at + timedelta(days=2))
    assert section(planned, "next")[1].startswith("Dialogue #2 is planned for May.")
    held = compose_memo(house.viewer("g1"), house.dialogue, meeting, now=at + timedelta(days=10))
    assert section(held, "next")[1].startswith("Dialogue #2 was held in late May.")


def test_missing_voices_and_who_came_in_since(house: House, meeting: Occasion) -> None:
    moderator = house.viewer("moderator-us")
    name_missing_voice(
        house.dialogue, house.rooms["plenary"], "The north", why="It was not asked.", named_after=meeting,
        by=moderator, now=NOW,
    )  # fmt: skip
    person = Person.objects.get(code="O3")
    take_step(person, "engaged", room=house.rooms["staff"], held_after=meeting, by=moderator, now=NOW)
    told = memo(house, meeting)
    assert section(told, "voices") == ["Who is missing", "The north: it was not asked. Named at Dialogue #1."]
    assert section(told, "came")[1] == "Since Dialogue #1, O3 of Opposition agreed to take part."
    assert section(memo(house, meeting, name="g1"), "came") == []


def test_illustration_is_marked_and_goes_no_further_than_plenary(house: House, meeting: Occasion) -> None:
    moderator = house.viewer("moderator-us")
    for room in ("plenary", "colleagues"):
        add_entry(
            house.dialogue, house.rooms[room], meeting, "decision", f"Made up in {room}.", is_illustration=True,
            agenda_item="The road", by=moderator, now=NOW,
        )  # fmt: skip
    told = memo(house, meeting, name="g1")
    assert words_of(told)[0].startswith("What is marked † is illustration")
    assert section(told, "lines")[-1] == "Made up in plenary.† [¶1]"
    assert "Made up" not in " ".join(words_of(memo(house, meeting, name="colleague")))


def test_keys_are_each_given_once_and_stay_the_same(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    before = memo(house, meeting)
    keys = [passage.composed_as for passage in before.passages]
    assert len(set(keys)) == len(keys)
    file_notes(house, meeting, "# Another item\nO1! A further proposal.\n?? And a question?")
    after = memo(house, meeting)
    assert [passage.composed_as for passage in after.passages if passage.composed_as in keys] == keys
    assert memo(house, meeting) == after


def test_queries_do_not_grow_with_what_is_told(house: House, meeting: Occasion) -> None:
    counts = []
    for number, times in ((2, 1), (3, 3)):
        held = hold_meeting(house, number)
        file_notes(house, held, NOTES * times)
        with CaptureQueriesContext(connection) as queries:
            memo(house, held)
        counts.append(len(queries))
    assert counts == [35, 35]
