from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from guftugu.reports.leaving import Forms, Name, Passing, names_in, runs, stretches

if TYPE_CHECKING:
    from guftugu.rooms.models import Room

ROOM = cast("Room", "caucus")


def found(words: str, *names: Name) -> list[str]:
    return [hit.said for hit in names_in([Passing(1, words)], names, Forms())]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("It was Píriz-Ballón who asked.", "Ramiro Piriz-Ballon"),
        ("Бо Раджабовым говорили дважды.", "Раҷабов"),
        ("SOROS HUMANITARIAN FUND", "Soros Humanitarian Fund"),
        ("He met Thomas in the hall.", "Thomas Gouttierre"),
        ("G1 said so.", "G1"),
    ],
)
def test_names_are_found_whatever_the_keyboard_or_ending(words: str, name: str) -> None:
    assert found(words, Name(name, ROOM, is_person=True))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Thomasson was there.", "Thomas Gouttierre"),
        ("a dean of studies", "Dean Smith"),
        ("the fund for humanitarian aid", "Soros Humanitarian Fund"),
        ("It rests on a label. [¶G·1, ¶C12]", "G"),
    ],
)
def test_other_words_and_labels_are_no_names(words: str, name: str) -> None:
    assert found(words, Name(name, ROOM, is_person=name != "Soros Humanitarian Fund")) == []


def test_six_words_in_a_row_are_words_of_another_room() -> None:
    said = "We would take the border guards out first of all"
    of_room = dict.fromkeys(runs(said), ROOM)
    long = Passing(3, "They said: we would take the BORDER guards out first, of all things. [¶12]")
    assert [(one.number, one.words) for one in stretches([long], of_room)] == [
        (3, "we would take the BORDER guards out first, of all")
    ]
    other = ("We would take the border posts out first of all", "We would take the border [¶1] guards out first of all")
    assert list(stretches([Passing(3, words) for words in other], of_room)) == []


def test_labels_are_read_and_are_no_words() -> None:
    passage = Passing(1, "Six came. [¶C12, ¶M3] Two left. [¶G·4]")
    assert passage.labels == ["¶C12", "¶M3", "¶G·4"]
    assert "M3" not in passage.plain
    assert len(passage.plain) == len(passage.words)


@pytest.mark.parametrize("words", ["It is so [¶ Karimov [¶12].", "Report [¶ Karimov]", "It is so. [¶M3, Karimov]"])
def test_a_name_in_what_looks_like_a_label_is_found(words: str) -> None:
    assert found(words, Name("Islom Karimov", ROOM, is_person=True))


def test_words_and_labels_behind_a_bracket_that_was_not_closed_are_found() -> None:
    said = "nobody of us will ever sign it"
    passage = Passing(1, f"It is so [¶ {said} [¶M3].")
    assert passage.labels == ["¶M3"]
    assert list(stretches([passage], dict.fromkeys(runs(said), ROOM)))
