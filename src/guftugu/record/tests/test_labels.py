from __future__ import annotations

import pytest

from guftugu.record.labels import Label, address_of, label_of, read_label
from guftugu.record.languages import language_of, script_of
from guftugu.rooms.models import Room


@pytest.mark.parametrize(
    ("kind", "letter", "label", "address"),
    [
        ("plenary", "", "¶7", "7"),
        ("moderators", "", "¶M7", "M7"),
        ("staff", "", "¶S7", "S7"),
        ("colleagues", "", "¶C7", "C7"),
        ("open", "", "¶A7", "A7"),
        ("caucus", "M", "¶M·7", "M.7"),
        ("caucus", "UN", "¶UN·7", "UN.7"),
    ],
)
def test_labels_are_read_as_they_are_written(kind: str, letter: str, label: str, address: str) -> None:
    room = Room(kind=kind, letter=letter)
    assert (label_of(room, 7), address_of(room, 7)) == (label, address)
    for typed in (label, address, address.lower()):
        found = read_label(typed)
        assert found is not None
        assert found.is_of(room)
        assert found.number == 7


@pytest.mark.parametrize("typed", ["", "¶", "0", "Q4", "G..4", "seven", "1234567890", "M.x"])
def test_what_is_no_label_is_none(typed: str) -> None:
    assert read_label(typed) is None


def test_label_of_a_caucus_is_not_that_of_a_room() -> None:
    assert read_label("C4") == Label("colleagues", "", 4)
    assert read_label("C-4") == read_label("C·4") == Label("caucus", "C", 4)


@pytest.mark.parametrize(
    ("words", "language", "script"),
    [
        ("No surprise.", "en", "Latn"),
        ("Не только у вас.", "ru", "Cyrl"),
        ("Мо намедонем, бо кӣ гуфтушунид кунем.", "tg", "Cyrl"),
        ("گفتگو پس از جنگ", "fa", "Arab"),
        ("1994 — 15%", "en", ""),
    ],
)
def test_language_of_a_line_shows_in_its_letters(words: str, language: str, script: str) -> None:
    assert (language_of(words, otherwise="en"), script_of(words)) == (language, script)
    assert language_of("Мо дар роҳем", otherwise="tg") == language_of("Мо дар рохем", otherwise="tg") == "tg"
