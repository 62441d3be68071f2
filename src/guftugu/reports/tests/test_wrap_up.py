from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.phases.actions.releases import release_standing
from guftugu.phases.actions.standings import judge
from guftugu.record.actions.entries import add_entry, correct_entry
from guftugu.record.actions.releases import release_entry
from guftugu.record.actions.subjects import add_subject
from guftugu.record.lookups.subjects import short_names
from guftugu.record.models import Entry, Subject
from guftugu.record.tests.builders import build_record, file_notes
from guftugu.reports.composed import Composed, Period
from guftugu.reports.composers.narrating import in_sentences
from guftugu.reports.composers.periods import period_in_words
from guftugu.reports.composers.wrap_up import compose_wrap_up

FIRST_QUARTER = Period(date(1994, 1, 1), date(1994, 3, 31))
LATER = NOW + timedelta(days=400)


@pytest.fixture
def house(db: None) -> House:
    return build_record()


def report(house: House, *, name: str = "", period: Period = FIRST_QUARTER, language: str = "en") -> Composed:
    """For colleagues, or (`name`) for all that somebody may read."""
    viewer = house.viewer(name or "moderator-us")
    if not name:
        viewer = viewer.narrowed([house.rooms["colleagues"].pk])
    return compose_wrap_up(viewer, house.dialogue, period, language=language, now=LATER)


def section(composed: Composed, name: str) -> list[str]:
    return [one.words for one in composed.passages if one.composed_as.split("/")[1] == name]


def told(composed: Composed) -> str:
    return " ".join(one.words for one in composed.passages)


def subject(house: House, short: str) -> Subject:
    moderator = house.viewer("moderator-us")
    if known := short_names(moderator, house.dialogue, room=house.rooms["plenary"]).get(short):
        return Subject.objects.get(pk=known)
    rooms = [house.rooms["plenary"], house.rooms["colleagues"]]
    return add_subject(house.dialogue, short, short, rooms=rooms, by=moderator, now=NOW)


def happened(
    house: House,
    kind: str,
    first: date,
    *sentences: str,
    last: date | None = None,
    about: tuple[str, ...] = (),
    entry_kind: str = "note",
    room: str = "colleagues",
    party: str = "",
    is_planned: bool = False,
    number: int | None = None,
) -> Occasion:
    moderator = house.viewer("moderator-us")
    occasion = record_occasion(
        house.dialogue, house.rooms[room], kind, number=number, title=f"{kind} title",
        when=When("some days", first, last or first), is_planned=is_planned, by=moderator, now=NOW,
    )  # fmt: skip
    for words in sentences:
        add_entry(
            house.dialogue, house.rooms[room], occasion, entry_kind, words, language="en", party=party,
            about=[subject(house, short) for short in about], by=moderator, now=NOW,
        )  # fmt: skip
    return occasion


def meet(house: House, number: int, day: date, notes: str, *, is_released: bool = True) -> list[Entry]:
    """Gives back what colleagues read of it, or what lies in plenary."""
    moderator = house.viewer("moderator-us")
    meeting = record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.MEETING, number=number, title=f"Dialogue #{number}",
        when=When("then", day, day), by=moderator, now=NOW,
    )  # fmt: skip
    entries = [Entry.objects.get(pk=one.pk) for one in file_notes(house, meeting, notes)]
    if is_released:
        return [release_entry(one, house.rooms["colleagues"], by=moderator, now=NOW) for one in entries]
    return entries


def test_a_record_without_words_gives_a_draft_that_says_so(house: House) -> None:
    composed = report(house)
    assert composed.title.endswith("eport for January–March 1994")
    assert [one.words for one in composed.passages] == [
        "Of January–March 1994 the record holds nothing that the readers of this report may know."
    ]


def test_a_time_without_events_says_so_and_keeps_the_frame(house: House) -> None:
    happened(house, "programme", date(1993, 3, 1), "The dialogue began in March.")
    meet(house, 1, date(1993, 3, 2), "* The group met.")
    assert [one.words for one in report(house).passages[:2]] == [
        "The dialogue began in March. [¶C1]",
        "Of January–March 1994 the record holds nothing that the readers of this report may know.",
    ]


def test_a_meeting_stands_in_the_report_of_the_time_in_which_it_ended_and_in_no_other(house: House) -> None:
    meet(house, 1, date(1993, 12, 30), "* The group met in winter.")
    meet(house, 2, date(1994, 3, 31), "* The group met in spring.")
    assert section(report(house), "meetings") == ["Dialogue #2", "The group met in spring. [¶C2]"]
    before = Period(date(1993, 10, 1), date(1993, 12, 31))
    assert section(report(house, period=before), "meetings") == ["Dialogue #1", "The group met in winter. [¶C1]"]


def test_what_came_before_is_told_where_it_bears_on_what_was_said(house: House) -> None:
    subject(house, "centre")
    meet(house, 1, date(1993, 10, 1), "* Dialogue #1 was held in October.\n* They could not tell whom to ask. {centre}")
    happened(
        house, "development", date(1993, 12, 1), "A centre was formed.", "It answered a need.", about=("centre",),
        entry_kind="development",
    )  # fmt: skip
    happened(house, "development", date(1993, 12, 5), "Bread grew dear.", entry_kind="development")
    meet(house, 2, date(1994, 1, 5), "* Dialogue #2 was held.\n* Members of it spoke. {centre}\nO^ They will talk.")
    words = section(report(house), "meetings")
    assert words[:2] == [
        "Dialogue #2",
        (
            "Dialogue #2 was held. [¶C6] Members of it spoke. [¶C7] A centre was formed. [¶C3] "
            "Dialogue #1 was held in October. [¶C1] They could not tell whom to ask. [¶C2] It answered a need. [¶C4]"
        ),
    ]
    assert words[2].endswith("changed its position. [¶C8] They will talk. [¶C8]")
    assert "Bread" not in told(report(house))


def test_hand_overs_follow_their_meeting_and_those_that_begin_alike_are_one_sentence(house: House) -> None:
    meet(house, 1, date(1994, 1, 5), "* decision: They agreed on the memo.")
    for whom in ("the minister in the capital", "the envoy in the city"):
        happened(house, "handover", date(1994, 2, 1), f"Two of the members took the memo to {whom}.")
    assert section(report(house), "meetings")[1] == (
        "They agreed on the memo. [¶C1] "
        "Two of the members took the memo to the minister in the capital and the envoy in the city. [¶C2, ¶C3]"
    )


def test_related_work_keeps_together_what_shares_a_subject_and_begins_with_visits(house: House) -> None:
    happened(house, "contact", date(1993, 10, 1), "A grant was asked for.", about=("grant",))
    happened(house, "contact", date(1994, 1, 2), "They asked for a workshop.", entry_kind="question", party="O")
    happened(house, "contact", date(1994, 1, 3), "The grant came.", about=("grant",))
    happened(house, "development", date(1994, 1, 4), "A mission arrived.", about=("bodies",))
    happened(house, "contact", date(1994, 1, 5), "Ministries were seen.", about=("bodies",))
    happened(house, "visit", date(1994, 1, 6), "Two went to the south.")
    assert section(report(house), "related") == [
        "Related work",
        "Two went to the south. [¶C6]",
        "A mission arrived. [¶C4] Ministries were seen. [¶C5]",
        "They asked for a workshop. [¶C2]",
        "A grant was asked for. [¶C1] The grant came. [¶C3]",
    ]


def test_what_is_over_first_comes_first_among_plans_and_meetings_in_a_row_are_told_together(house: House) -> None:
    happened(house, "visit", date(1994, 5, 1), "A visit may come.", last=date(1994, 12, 31), is_planned=True)
    happened(house, "programme", date(1994, 7, 1), "A course is held in July.", is_planned=True)
    for number, day in ((7, date(1994, 5, 1)), (8, date(1994, 6, 1))):
        happened(
            house, "meeting", day, f"Number {number} is planned.", f"Of {number}, the work.", number=number,
            is_planned=True,
        )  # fmt: skip
    assert section(report(house), "ahead") == [
        "Setting future agendas",
        "Number 7 is planned. [¶C3] Number 8 is planned. [¶C5] Of 7, the work. [¶C4] Of 8, the work. [¶C6]",
        "A course is held in July. [¶C2] A visit may come. [¶C1]",
    ]


def test_a_report_of_a_time_long_gone_tells_no_plan_made_after_it(house: House) -> None:
    happened(house, "plan", date(1994, 1, 1), "More is to be done.", is_planned=True)
    assert section(report(house), "ahead")
    meet(house, 1, date(1980, 1, 5), "* They met.")
    assert not section(report(house, period=Period(date(1979, 1, 1), date(1979, 3, 31))), "ahead")


def test_academic_work_stands_by_itself(house: House) -> None:
    happened(house, "presentation", date(1994, 1, 1), "It was shown at a college.", about=("study",))
    happened(house, "paper", date(1994, 2, 1), "A paper is out.", about=("study",))
    happened(house, "programme", date(1993, 1, 1), "The work is reported on.", about=("study",))
    happened(house, "presentation", date(1994, 6, 1), "It will be shown again.", about=("study",), is_planned=True)
    composed = report(house)
    assert section(composed, "academic") == [
        "Conceptual and academic development",
        (
            "The work is reported on. [¶C3] It was shown at a college. [¶C1] It will be shown again. [¶C4] "
            "A paper is out. [¶C2]"
        ),
    ]
    assert not section(composed, "related")


def test_where_it_stands_is_told_with_reasons_each_citing_what_it_rests_on(house: House) -> None:
    said = meet(
        house, 1, date(1994, 1, 5), "* The road was drawn on a chart.\n* The school was named by both.",
        is_released=False,
    )  # fmt: skip
    moderator = house.viewer("moderator-us")
    standing = judge(
        house.dialogue, house.rooms["moderators"], 2, "tentative", "They drew the road. Both named the school.",
        cites=said, held_after=Occasion.objects.get(number=1), language="en", by=moderator, now=NOW,
    )  # fmt: skip
    assert not section(report(house), "standing")
    for one in said:
        release_entry(one, house.rooms["colleagues"], by=moderator, now=NOW)
    release_standing(standing, house.rooms["colleagues"], by=moderator, now=NOW)
    assert section(report(house), "standing") == [
        "Where the dialogue stands, and why",
        (
            "After Dialogue #1 the judgement was: tentatively in phase 2. [¶C1, ¶C2] They drew the road. [¶C1] "
            "Both named the school. [¶C2]"
        ),
    ]


def test_nothing_of_other_rooms_is_told(house: House) -> None:
    meet(house, 1, date(1994, 1, 5), "* Planted in plenary.", is_released=False)
    for room in ("staff", "moderators"):
        happened(house, "visit", date(1994, 1, 6), f"Planted in {room}.", room=room)
    happened(house, "visit", date(1994, 1, 6), "For colleagues.")
    assert "Planted" not in told(report(house))
    assert "For colleagues." in told(report(house))
    assert "Planted in plenary. [¶1]" in told(report(house, name="moderator-us"))


def test_words_are_told_once_and_as_corrected(house: House) -> None:
    released = meet(house, 1, date(1994, 1, 5), "* The road is shut.")
    correct_entry(released[0], "The road is open.", by=house.viewer("moderator-us"), now=NOW)
    assert section(report(house), "meetings")[1] == "The road is open. [¶C1, ¶C2]"
    assert told(report(house, name="moderator-us")).count("The road") == 1


def test_illustration_goes_no_further_than_plenary(house: House) -> None:
    occasion = happened(house, "visit", date(1994, 1, 6), "They went.")
    add_entry(
        house.dialogue, house.rooms["colleagues"], occasion, "note", "Made up.", is_illustration=True,
        by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    assert "Made up" not in told(report(house))
    assert "They went." in told(report(house))


def test_another_language_of_the_interface(house: House) -> None:
    happened(house, "visit", date(1994, 1, 6), "Two went to the south.")
    composed = report(house, language="ru")
    assert "январь–март 1994" in composed.title
    assert section(composed, "related")[1] == "«Two went to the south.» [¶C1]"


def test_keys_stay_between_compositions_and_queries_do_not_grow(house: House) -> None:
    happened(house, "visit", date(1994, 1, 6), "Two went to the south.", about=("visits",))
    meet(house, 1, date(1994, 1, 5), "* They met.")
    counts, keys = [], []
    for number in (2, 3, 4):
        with CaptureQueriesContext(connection) as queries:
            keys.append([one.composed_as for one in report(house).passages])
        counts.append(len(queries))
        happened(house, "visit", date(1994, 1, 7), f"{number} went to the north.", about=("visits",))
        meet(house, number, date(1994, 1, 5 + number), "* They met.\n* They spoke.")
    assert counts == [21, 21, 21]
    assert all(len(set(each)) == len(each) for each in keys)
    assert [key for key in keys[2] if key in keys[0]] == keys[0]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(1994, 1, 1), date(1994, 3, 31), "January–March 1994"),
        (date(1993, 12, 1), date(1994, 2, 28), "December 1993 – February 1994"),
        (date(1994, 1, 1), date(1994, 1, 31), "January 1994"),
        (date(1994, 1, 1), date(1994, 12, 31), "1994"),
        (date(1994, 1, 10), date(1994, 3, 31), "10 January 1994 – 31 March 1994"),
    ],
)
def test_period_in_words(first: date, last: date, words: str) -> None:
    assert period_in_words(Period(first, last)) == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("One road. Another road.", 2),
        ("Dr. Thomas came to the U.S. Institute. He left.", 2),
        ("“They met.” So it was said.", 2),
        ("It cost 3.5 roubles", 1),
        ("Дорога открыта. Мост стоит.", 2),
    ],
)
def test_sentences_are_told_apart(words: str, number: int) -> None:
    assert len(in_sentences(words)) == number
