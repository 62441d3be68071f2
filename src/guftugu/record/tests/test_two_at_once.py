"""What two people do at the same moment, on whichever store the tests run."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.entries import add_entry
from guftugu.record.actions.filing import UnableToFile, file_sheets
from guftugu.record.models import Entry, Sheet
from guftugu.record.tests.builders import build_record, hold_meeting, take_notes
from guftugu.trail.lookups import verification

EACH = 8
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], None]) -> list[Exception]:
    """Run them in threads of their own; return what they raised."""
    start, raised = Barrier(len(acts)), list[Exception]()

    def run(act: Callable[[], None]) -> None:
        try:
            start.wait()
            act()
        except Exception as error:  # noqa: BLE001 (told to the test)
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_numbers_of_two_at_once_have_no_gaps_and_no_doubles() -> None:
    house = build_record()
    meeting = hold_meeting(house, 1)

    def writer(name: str, *rooms: str) -> Callable[[], None]:
        viewer = house.viewer(name)

        def write() -> None:
            for number in range(EACH):
                for room in rooms:
                    add_entry(house.dialogue, house.rooms[room], meeting, "note", f"{number}", by=viewer, now=NOW)

        return write

    assert at_once(writer("moderator-us", "plenary", "moderators"), writer("g1", "plenary", "caucus-G")) == []
    for room, expected in (("plenary", 2 * EACH), ("moderators", EACH), ("caucus-G", EACH)):
        rows = Entry.objects.filter(room=house.rooms[room])
        assert sorted(rows.values_list("number", flat=True)) == list(range(1, expected + 1))
    assert verification().is_whole


def test_sheet_filed_by_two_at_once_is_filed_once() -> None:
    house = build_record()
    meeting = hold_meeting(house, 1)
    notes = take_notes(house, meeting, "O1: One\nG1: Two")

    def filing(house: House, name: str) -> Callable[[], None]:
        viewer = house.viewer(name)
        looked_at = Sheet.objects.get(pk=notes.pk)
        return lambda: void(file_sheets([looked_at], by=viewer, now=NOW))

    (refused,) = at_once(filing(house, "rapporteur"), filing(house, "moderator-us"))
    assert isinstance(refused, UnableToFile)
    assert sorted(Entry.objects.values_list("number", flat=True)) == [1, 2]
    assert verification().is_whole


def void(_result: object) -> None:
    """For a function that is asked for what it does."""
