from __future__ import annotations

import pytest

from guftugu.texts.files.document import is_right_to_left, language_tag
from guftugu.texts.files.paper import paper
from guftugu.texts.files.words import Piece, lines_of, runs
from guftugu.texts.tests.papers import document, heading, item, paragraph, table


@pytest.mark.parametrize(
    ("language", "script", "tag", "rtl"),
    [
        ("en", "", "en", False),
        ("fa", "", "fa", True),
        ("fa-AF", "", "fa-AF", True),
        ("tg", "Arab", "tg-Arab", True),
        ("tg", "Cyrl", "tg-Cyrl", False),
        ("fa", "Latn", "fa-Latn", False),
        ("tg-Arab", "Arab", "tg-Arab", True),
        ("ar", "", "ar", True),
        ("", "", "", False),
        ('en" x="', "", "", False),
    ],
)
def test_direction_comes_from_the_script_and_else_from_the_language(
    language: str, script: str, tag: str, *, rtl: bool
) -> None:
    assert language_tag(language, script) == tag
    assert is_right_to_left(language, script) is rtl


def test_labels_stand_close_behind_their_words() -> None:
    assert lines_of("They agreed. [¶C12, ¶217] Then\nthey left [¶G·4].", cites=True) == (
        (Piece("They agreed."), Piece(labels=("¶C12", "¶217")), Piece(" Then")),
        (Piece("they left"), Piece(labels=("¶G·4",)), Piece(".")),
    )


def test_no_label_is_left_without_cites() -> None:
    lines = lines_of("They agreed. [¶C12, ¶217] Then\nthey left [¶G·4].", cites=False)
    assert ["".join(piece.words for piece in line) for line in lines] == ["They agreed. Then", "they left."]


def test_brackets_without_labels_are_words() -> None:
    assert lines_of("the [second] round [see ¶12]", cites=False) == ((Piece("the [second] round [see ¶12]"),),)


def test_what_no_file_can_hold_is_left_out() -> None:
    assert lines_of("a\x00b\ud800c\x0bd\r\n\r\n  e\t f \u202e", cites=True) == (
        (Piece("abc"),),
        (Piece("d"),),
        (Piece("e f"),),
    )


def test_letters_are_composed() -> None:
    assert lines_of("и\u0304", cites=True) == ((Piece("ӣ"),),)


def test_stretches_run_their_own_way() -> None:
    assert runs("An گفتگو و صلح, then", rtl=False) == [("An ", False), ("گفتگو و صلح", True), (", then", False)]
    assert runs("گفتگو (Dialogue #6) ۱۹۹۴", rtl=True) == [("گفتگو (", True), ("Dialogue", False), (" #6) ۱۹۹۴", True)]
    assert runs("1994", rtl=True) == [("1994", True)]
    assert runs("", rtl=True) == []


def test_passages_without_words_are_left_out() -> None:
    made = paper(document(heading(" "), paragraph("", 1), table("\t\n\n", 2), paragraph("[¶C1]", 3), cites=False))
    assert made.blocks == ()


def test_rows_have_one_width() -> None:
    block = paper(document(table("a\tb\tc\n\nd\n\te"))).blocks[0]
    assert [len(row) for row in block.rows] == [3, 3, 3]
    assert block.rows[1] == ((Piece("d"),), (), ())


def test_no_item_leaps_a_level() -> None:
    made = paper(document(item("a", 3), item("b", 9), item("c", 0), paragraph("d"), item("e", 2)))
    assert [block.level for block in made.blocks] == [1, 2, 1, 1, 1]
