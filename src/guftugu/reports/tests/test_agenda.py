from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.actions.occasions import When, change_plan, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.phases.actions.standings import judge
from guftugu.record.actions.entries import add_entry
from guftugu.record.actions.questions import answer_question, carry_question, leave_hanging
from guftugu.record.models import Entry
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.reports.composed import Composed
from guftugu.reports.composers.agenda import compose_agenda

LATER = NOW + timedelta(days=400)
FIRST = """\
# The road
?? Who pays for the bridge? {refugees}
?? Who guards the road? {refugees}
?? Who writes the memo? {memo}
"""
LAST = """\
# The lists
O1! One list for both sides. {refugees}
G1x A list can be stolen.
# The bridge
O1! A bridge commission.
G1= Yes.
G2? Who will sit in it?
-- Ask at #3 what their own people said.
?? When does it begin?
"""


@pytest.fixture
def house(db: None) -> House:
    """A small record of its own; the papers' house keeps papers already."""
    return build_record()


@pytest.fixture
def meeting(house: House) -> Occasion:
    return hold_meeting(house, 1)


def agenda(house: House, meeting: Occasion, *, name: str = "moderator-us") -> Composed:
    rooms = [house.rooms[kind].pk for kind in ("plenary", "moderators", "staff", "colleagues", "open")]
    return compose_agenda(house.viewer(name).narrowed(rooms), house.dialogue, meeting, now=LATER)


def section(composed: Composed, name: str) -> list[str]:
    return [one.words for one in composed.passages if one.composed_as.split("/")[1] == name]


def plan_meeting(house: House, number: int) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.MEETING, number=number, title=f"Dialogue #{number}",
        when=When("spring"), is_planned=True, by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip


def happen(house: House, words: str, *, kind: str = "development", room: str = "plenary", after: Occasion) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms[room], kind, title=words, when=When("some day"), held_after=after,
        by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip


def say(house: House, occasion: Occasion, kind: str, words: str, **more: object) -> Entry:
    return add_entry(
        house.dialogue, occasion.room, occasion, kind, words, by=house.viewer("moderator-us"), now=NOW,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_agenda_carries_every_question_and_says_where_it_comes_from(house: House, meeting: Occasion) -> None:
    hanging = file_notes(house, meeting, FIRST)
    second = hold_meeting(house, 2)
    noted = file_notes(house, second, LAST)
    moderator = house.viewer("moderator-us")
    carry_question(hanging[1], because="Nobody had time", held_after=second, by=moderator, now=NOW)
    leave_hanging(noted[4], held_after=second, by=moderator, now=NOW)
    told = agenda(house, plan_meeting(house, 3), name="g1")
    assert told.title == "Agenda for Dialogue #3"
    assert section(told, "hanging") == [
        "Questions left hanging",
        "The refugees' return",
        "Who pays for the bridge? Left hanging at Dialogue #1. [¶1]",
        "Who guards the road? Left hanging at Dialogue #1. Carried on after Dialogue #2: Nobody had time. [¶2]",
        "The bridge",
        "Who will sit in it? Asked by Government at Dialogue #2 and left hanging. [¶8]",
        "When does it begin? Left hanging at Dialogue #2. [¶9]",
        "The joint memo",
        "Who writes the memo? Left hanging at Dialogue #1. [¶3]",
    ]
    assert section(told, "items")[1].split("\n") == [
        "No.\tItem\tComes from",
        "1\tThe refugees' return: two questions left hanging\tDialogue #1 [¶1, ¶2]",
        "2\tThe bridge: two questions left hanging\tDialogue #2 [¶8, ¶9]",
        "3\tThe joint memo: one question left hanging\tDialogue #1 [¶3]",
        "4\tUnfinished: “The lists”\tDialogue #2 [¶4]",
        "5\tWhat next, and what each takes home\tas at every meeting",
    ]


def test_questions_answered_since_the_last_agenda_are_told_with_their_answers(house: House, meeting: Occasion) -> None:
    asked = file_notes(house, meeting, FIRST)
    second = hold_meeting(house, 2)
    given = file_notes(house, second, "G1> We pay.")
    truce = happen(house, "A truce", after=second)
    came = say(house, truce, "development", "Guards stand on the road.")
    moderator = house.viewer("moderator-us")
    for question, answer in ((asked[0], given[0]), (asked[1], came)):
        answer_question(question, answer, held_after=second, by=moderator, now=NOW)
    assert section(agenda(house, plan_meeting(house, 3)), "answered") == [
        "Answered since the last agenda",
        (
            "“Who pays for the bridge?” was left hanging at Dialogue #1. [¶1] "
            "The answer of Government, at Dialogue #2: “We pay.” [¶4]"
        ),
        ("“Who guards the road?” was left hanging at Dialogue #1. [¶2] The answer: Guards stand on the road. [¶5]"),
    ]


def test_unfinished_items_of_the_last_meeting_are_told(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, LAST.replace("#3", "#2"))
    told = agenda(house, plan_meeting(house, 2))
    assert section(told, "unfinished") == [
        "Unfinished at Dialogue #1",
        "The lists",
        "Opposition proposed: “One list for both sides.” [¶1] Government objected: “A list can be stolen.” [¶2]",
        "The bridge",
        "Government asked: “Who will sit in it?” [¶5] No answer is noted.",
    ]
    assert section(told, "noted") == ["Ask at #2 what their own people said. [¶M1]"]
    assert section(agenda(house, Occasion.objects.get(number=2), name="g1"), "noted") == []


def test_what_happened_and_what_is_owed_goes_to_who_may_know(house: House, meeting: Occasion) -> None:
    third = plan_meeting(house, 2)
    say(house, happen(house, "A truce", after=meeting), "development", "A truce holds.")
    asked_for = happen(house, "A workshop", kind="contact", room="staff", after=meeting)
    request = say(house, asked_for, "question", "The opposition asks for a workshop.", party="O")
    say(house, asked_for, "note", "It is to be small.")
    told = agenda(house, third)
    assert section(told, "since") == ["Since Dialogue #1", "A truce holds. [¶1]"]
    assert section(told, "owed") == [
        "Asked for and offered",
        "The opposition asks for a workshop. [¶S1] It waits for an answer.",
        "It is to be small. [¶S2]",
    ]
    say(house, asked_for, "answer", "It is being arranged.", in_reply_to=request)
    assert section(agenda(house, third), "owed")[1] == (
        "The opposition asks for a workshop. [¶S1] It is being arranged. [¶S3]"
    )
    assert section(agenda(house, third, name="g1"), "owed") == []


def test_purpose_and_day_are_told_as_said(house: House, meeting: Occasion) -> None:
    planned = plan_meeting(house, 2)
    moderator = house.viewer("moderator-us")
    change_plan(planned, When("early May"), because="The talks begin.", by=moderator, now=NOW + timedelta(days=1))
    say(house, planned, "decision", "The group meets in early May.")
    say(house, planned, "decision", "It talks about the road.")
    assert section(agenda(house, planned, name="g1"), "purpose") == [
        (
            "Dialogue #2 is planned for early May. [¶1] The reason given for the date: “The talks begin.” "
            "It talks about the road. [¶2]"
        )
    ]


def test_work_of_the_likely_next_phases_is_told_to_who_may_know_the_judgement(house: House, meeting: Occasion) -> None:
    said = file_notes(house, meeting, "* We begin.")[0]
    moderator = house.viewer("moderator-us")
    judge(
        house.dialogue, house.rooms["moderators"], 4, "momentary", "They plan.", cites=[said], held_after=meeting,
        by=moderator, now=NOW,
    )  # fmt: skip
    planned = plan_meeting(house, 2)
    told = section(agenda(house, planned), "work")
    assert told[:3] == ["The work that comes next", "Momentarily in phase 4. [¶1]", "Phase 4: planning together"]
    assert len(told) > 3
    assert section(agenda(house, planned, name="g1"), "work") == []


def test_first_agenda_of_an_empty_record_is_clear(house: House) -> None:
    told = agenda(house, plan_meeting(house, 1), name="g1")
    assert [passage.words for passage in told.passages] == [
        "Dialogue #1 is planned for spring.",
        "Proposed items",
        "No.\tItem\tComes from\n1\tWhat next, and what each takes home\tas at every meeting",
        "Questions left hanging",
        "No question of an earlier meeting is left hanging.",
    ]


def test_nothing_of_a_caucus_is_told_even_to_its_own(house: House, meeting: Occasion) -> None:
    moderator = house.viewer("o1")
    asked = add_entry(
        house.dialogue, house.rooms["caucus-O"], meeting, "question", "Planted in the caucus?", by=moderator, now=NOW
    )
    leave_hanging(asked, held_after=meeting, by=moderator, now=NOW)
    planned = plan_meeting(house, 2)
    told = compose_agenda(house.viewer("o1"), house.dialogue, planned, now=LATER)
    assert "Planted" not in " ".join(passage.words for passage in told.passages)


def test_queries_do_not_grow_with_questions_and_events(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, FIRST)
    counts = []
    for number, times in ((2, 1), (4, 3)):
        held = hold_meeting(house, number)
        file_notes(house, held, (FIRST + LAST) * times)
        for _time in range(times):
            say(house, happen(house, "A truce", after=held), "development", "A truce holds.")
        planned = plan_meeting(house, number + 1)
        with CaptureQueriesContext(connection) as queries:
            agenda(house, planned)
        counts.append(len(queries))
    assert counts == [37, 37]
