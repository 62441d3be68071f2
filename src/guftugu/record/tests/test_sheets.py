from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.filing import file_sheets
from guftugu.record.actions.sheets import UnableToSave, save_sheet, set_sheet_aside
from guftugu.record.actions.writing import UnableToAddEntry
from guftugu.record.lookups.sheets import own_open_sheet, sheet, sheets, sheets_of, times_of
from guftugu.record.models import Sheet
from guftugu.record.tests.builders import take_notes
from guftugu.trail.lookups import verification


def save(house: House, before: Sheet, text: str, *, version: int, by: str = "rapporteur", minutes: int = 0) -> Sheet:
    return save_sheet(
        before.pk, text, occasion=before.occasion, room=before.room, version=version, by=house.viewer(by),
        now=NOW + timedelta(minutes=minutes),
    )  # fmt: skip


def test_sheet_is_read_by_its_writer_and_by_moderators(house: House, meeting: Occasion) -> None:
    notes = take_notes(house, meeting, "O1: One")
    for name in ("rapporteur", "moderator-us"):
        found = sheet(house.viewer(name), notes.pk)
        assert found is not None
        assert found.text == "O1: One"
    for name in ("g1", "o1", "staff", "colleague", "stranger"):
        assert sheet(house.viewer(name), notes.pk) is None
        assert sheets(house.viewer(name), house.dialogue) == []


def test_lines_keep_the_time_they_were_first_seen(house: House, meeting: Occasion) -> None:
    first = take_notes(house, meeting, "O1: One\nG1: Two")
    save(house, first, "O1: One\nG1: Two\nO2: Three", version=1, minutes=5)
    found = sheet(house.viewer("rapporteur"), first.pk)
    assert found is not None
    assert [(seen - NOW).seconds // 60 for seen in times_of(found)] == [0, 0, 5]
    assert found.version == 2


def test_what_was_saved_elsewhere_meanwhile_is_kept_beside(house: House, meeting: Occasion) -> None:
    first = take_notes(house, meeting, "O1: One")
    save(house, first, "O1: One\nO1: On the other screen", version=1)
    second = save(house, first, "O1: One\nO1: On this screen", version=1)
    assert second.pk != first.pk
    assert second.beside_id == first.pk
    plenary = house.rooms["plenary"]
    texts = [one.text for one in sheets_of(house.viewer("rapporteur"), meeting, plenary)]
    assert sorted(texts) == ["O1: One\nO1: On the other screen", "O1: One\nO1: On this screen"]
    assert save(house, second, "O1: One\nO1: On this screen\nG1: and on", version=second.version).pk == second.pk
    assert verification().is_whole


def test_saving_the_same_words_twice_is_one_saving(house: House, meeting: Occasion) -> None:
    first = take_notes(house, meeting, "O1: One\r\nG1: Two")
    assert first.text == "O1: One\nG1: Two"
    again = save(house, first, "O1: One\r\nG1: Two", version=0)
    assert (again.pk, again.version, Sheet.objects.count()) == (first.pk, 1, 1)


def test_what_is_typed_on_a_filed_sheet_is_kept_beside(house: House, meeting: Occasion) -> None:
    first = take_notes(house, meeting, "O1: One")
    file_sheets([first], by=house.viewer("moderator-us"), now=NOW)
    second = save(house, first, "O1: One\nG1: Still typing", version=1)
    assert (second.beside_id, second.filed_at) == (first.pk, None)
    found = own_open_sheet(house.viewer("rapporteur"), meeting, house.rooms["plenary"])
    assert found is not None
    assert found.text == "O1: One\nG1: Still typing"


def test_sheet_of_somebody_else_is_not_written(house: House, meeting: Occasion) -> None:
    first = take_notes(house, meeting, "O1: One")
    with pytest.raises(UnableToSave):
        save(house, first, "O1: Changed", version=1, by="moderator-us")
    with pytest.raises(UnableToAddEntry):
        take_notes(house, meeting, "O1: One", by="staff")
    with pytest.raises(UnableToSave):
        save_sheet(
            uuid4(), "x" * 400_001, occasion=meeting, room=house.rooms["plenary"], version=0,
            by=house.viewer("rapporteur"), now=NOW,
        )  # fmt: skip
    found = sheet(house.viewer("rapporteur"), first.pk)
    assert found is not None
    assert found.text == "O1: One"


def test_sheet_set_aside_is_taken_up_by_saving(house: House, meeting: Occasion) -> None:
    first = take_notes(house, meeting, "O1: One")
    with pytest.raises(UnableToSave):
        set_sheet_aside(first, by=house.viewer("moderator-us"), now=NOW)
    set_sheet_aside(first, by=house.viewer("rapporteur"), now=NOW)
    assert own_open_sheet(house.viewer("rapporteur"), meeting, house.rooms["plenary"]) is None
    assert save(house, first, "O1: One\nO1: Two", version=1).set_aside_at is None
