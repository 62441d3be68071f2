from __future__ import annotations

import pytest

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import House
from guftugu.people.lookups import party_marks
from guftugu.record.lookups.entries import entries_of
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.reports.composers.sentences import labels_of
from guftugu.reports.composers.telling import Teller


@pytest.fixture
def house(db: None) -> House:
    """A small record of its own; the papers' house keeps papers already."""
    return build_record()


@pytest.fixture
def meeting(house: House) -> Occasion:
    return hold_meeting(house, 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("G1! That the group write a memorandum.", "Government proposed that the group write a memorandum."),
        ("G1! That is a road. Take it.", "Government proposed: “That is a road. Take it.”"),
        ("G1? That is a promise?", "Government asked: “That is a promise?”"),
        ("O1: Дорога открыта.", "Opposition said (in Russian): “Дорога открыта.”"),
        ("* дорога открыта", "“дорога открыта” (in Russian)."),
        ("* the road is open", "The road is open."),
    ],
)
def test_entry_is_told_as_it_was_noted_or_said(house: House, meeting: Occasion, line: str, told: str) -> None:
    file_notes(house, meeting, line)
    viewer = house.viewer("g1")
    seen = entries_of(viewer, meeting, house.rooms["plenary"])[0]
    teller = Teller(party_marks(viewer, house.dialogue))
    sentence = teller.proposed(seen) if seen.entry.kind == "proposal" else teller.tell(seen)
    assert sentence.removesuffix(" [¶1]").rstrip(".") == told.rstrip(".")


def test_what_looks_like_a_label_in_somebodys_words_cites_nothing(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "O1: As I said [¶999], no.")
    viewer = house.viewer("g1")
    seen = entries_of(viewer, meeting, house.rooms["plenary"])[0]
    told = Teller(party_marks(viewer, house.dialogue)).tell(seen)
    assert told == "Opposition said: “As I said (¶999), no.” [¶1]"


def test_very_many_labels_stand_in_several_brackets(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, "\n".join(f"O1: {number}." for number in range(21)))
    seen = entries_of(house.viewer("g1"), meeting, house.rooms["plenary"])
    brackets = labels_of(seen).split("] [")
    assert [bracket.count("¶") for bracket in brackets] == [20, 1]
