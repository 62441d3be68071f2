from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.entries import add_entry
from guftugu.record.folding import Query
from guftugu.record.lookups.entries import Filters
from guftugu.record.lookups.search import Found, search
from guftugu.record.models import SearchBlock
from guftugu.record.tests.builders import file_notes, hold_meeting
from guftugu.rooms.actions.sunset import sunset_shelf

NOTES = """O1: Гурезагон бе кафолат барнамегарданд. {refugees}
G2? Когда вернутся беженцы?
O2> When the refugees are met on the road.
-- G2 looked at the refugees' map.
"""


def found(house: House, name: str, typed: str, **filters: object) -> Found:
    return search(house.viewer(name), house.dialogue, Query(typed), Filters(**filters))  # type: ignore[arg-type]


def labels(house: House, name: str, typed: str, **filters: object) -> list[str]:
    return [hit.seen.label for hit in found(house, name, typed, **filters).hits]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("refugee", ["¶3"]),
        ("беженец", ["¶2"]),
        ("гурезагон", ["¶1"]),
        ('"on the road"', ["¶3"]),
        ("карта", []),
        ("", []),
    ],
)
def test_words_are_found_folded(house: House, meeting: Occasion, typed: str, expected: list[str]) -> None:
    file_notes(house, meeting, NOTES)
    assert labels(house, "g1", typed) == expected


def test_search_looks_only_where_the_viewer_may(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    file_notes(house, meeting, "O2: the refugees, among ourselves", by="o1", room="caucus-O")
    assert labels(house, "moderator-us", "refugees") == ["¶3", "¶M1"]
    assert labels(house, "o2", "refugees") == ["¶3", "¶O·1"]
    assert found(house, "g1", "refugees").total == 1
    for name in ("staff", "colleague", "stranger"):
        assert (found(house, name, "refugees").total, found(house, name, "refugees").hits) == (0, [])
    assert found(house, "stranger", "refugees") == Found([], 1, 0, [], [])


def test_search_is_narrowed(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    second = hold_meeting(house, 2)
    file_notes(house, second, "G1: the refugees again")
    assert labels(house, "moderator-us", "refugees", occasion=second.pk) == ["¶4"]
    assert labels(house, "moderator-us", "refugees", kind="answer") == ["¶3"]
    assert labels(house, "moderator-us", "refugees", room=house.rooms["moderators"].pk) == ["¶M1"]


def test_hits_are_marked_in_an_excerpt(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    (hit,) = found(house, "g1", "refugee").hits
    assert [segment.text for segment in hit.excerpt if segment.is_hit] == ["refugees"]


def test_names_are_found_too(house: House, meeting: Occasion) -> None:
    assert [seen.short for seen in found(house, "g1", "memo").subjects] == ["memo"]
    assert [seen.occasion for seen in found(house, "g1", "dialogue").occasions] == [meeting]
    assert found(house, "staff", "dialogue").occasions == []


def test_words_of_a_sunset_meeting_are_not_found(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    sunset_shelf(house.rooms["plenary"], meeting.pk, by=house.viewer("moderator-us"), now=NOW)
    # The aside lay with the moderators, on the shelf that holds who spoke and the lines as typed: it went too.
    assert labels(house, "moderator-us", "refugees") == []


def test_words_folded_by_earlier_rules_are_found(house: House, meeting: Occasion) -> None:
    file_notes(house, meeting, NOTES)
    SearchBlock.objects.update(folding=0)
    assert labels(house, "g1", "refugee") == ["¶3"]


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_the_store_as_often_for_more(house: House, meeting: Occasion, rows: int) -> None:
    for number in range(rows):
        add_entry(
            house.dialogue, house.rooms["plenary"], meeting, "note", f"word {number}", by=house.viewer("g1"), now=NOW
        )
    viewer = house.viewer("g1")
    with CaptureQueriesContext(connection) as asked:
        assert search(viewer, house.dialogue, Query("word")).total == rows
    assert len(asked) == 13
