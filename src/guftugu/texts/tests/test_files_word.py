from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from guftugu.texts.files import as_docx
from guftugu.texts.files.document import Document
from guftugu.texts.tests.papers import (
    HOSTILE,
    MADE,
    PERSIAN_WORDS,
    TAJIK,
    TAJIK_WORDS,
    document,
    heading,
    item,
    paragraph,
    report,
    table,
)


def read(made: Document) -> Any:
    return docx.Document(BytesIO(as_docx(made)))


def xml(proxy: Any) -> Any:
    return proxy._element  # noqa: SLF001 (the library has no other way to it)


def styled(word: Any) -> list[tuple[str, str]]:
    return [(said.style.name, said.text) for said in word.paragraphs]


def lang(element: Any) -> set[str]:
    return {found.get(qn(f"w:{way}")) for found in element.iter(qn("w:lang")) for way in ("val", "bidi")} - {None}


def test_every_passage_has_a_style_of_its_kind() -> None:
    assert [style for style, _words in styled(read(report()))] == [
        "Title", "Subtitle", "Subtitle", "Heading 1", "Numbered Paragraph", "Numbered Item", "Numbered Item 2",
        "Numbered Item", "Heading 2", "Table Number", "Table End", "Numbered Paragraph", "Numbered Paragraph",
        "Numbered Paragraph", "Heading 1", "Source", "Source", "Source",
    ]  # fmt: skip
    plain = read(document(paragraph("a"), item("b"), item("c", 2), item("d", 3), lines=()))
    assert [style for style, _words in styled(plain)] == [
        "Title",
        "Normal",
        "List Bullet",
        "List Bullet 2",
        "List Bullet 3",
    ]


def test_numbers_are_those_of_the_paper_and_move_on() -> None:
    word = read(report())
    numbers = [said.list_number for said in word.paragraphs if said.style.name.startswith(("Numbered", "Table Number"))]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "8"]
    leaping = read(
        document(paragraph("a", 3), paragraph("b", 4), item("c", number=9), paragraph("d"), paragraph("e", 10))
    )
    assert [said.list_number for said in leaping.paragraphs[3:]] == ["3", "4", "9", None, "10"]


def test_every_letter_is_there() -> None:
    words = "\n".join(said.text for said in read(report()).paragraphs)
    assert f"{TAJIK} — {TAJIK_WORDS}\u00a0¶218" in words
    assert PERSIAN_WORDS in words


def test_languages_stand_in_styles_and_where_they_differ() -> None:
    word = read(report())
    assert lang(word.styles.element) == {"en-GB", "fa-IR"}
    told = {said.text[:2]: lang(xml(said)) for said in word.paragraphs if lang(xml(said))}
    assert told == {"Ғ ": {"tg-Cyrl-TJ"}, "Уч": {"ru-RU"}, "گف": {"fa-IR"}, "¶2": {"tg-Cyrl-TJ"}, "\u200e¶": {"fa-IR"}}
    assert lang(read(document(language="tg")).styles["Normal"].element) == {"tg-Cyrl-TJ", "fa-IR"}


def test_paragraphs_from_right_to_left_are_set_so() -> None:
    persian = next(said for said in read(report()).paragraphs if said.text.startswith("گفتگو"))
    assert persian.paragraph_format.bidi
    assert [bool(run.font.rtl) for run in persian.runs] == [True, False]
    whole = read(document(paragraph("سخن", 1), paragraph("Words", language="en"), table("الف\tب"), language="fa"))
    assert whole.styles["Normal"].paragraph_format.bidi
    assert [said.paragraph_format.bidi for said in whole.paragraphs[3:5]] == [None, False]
    assert xml(whole.tables[0]).tblPr.find(qn("w:bidiVisual")) is not None
    assert whole.sections[0].right_margin > whole.sections[0].left_margin


def test_the_foot_has_fields_for_pages() -> None:
    foot = read(report()).sections[0].footer.paragraphs[0]
    assert foot.text.startswith("Trail 3f2a91c0\t")
    assert [field.instruction.strip() for field in foot.fields] == ["PAGE", "NUMPAGES"]


def test_the_page_is_a4_and_headings_stay_with_what_follows() -> None:
    word = read(report())
    assert (round(word.sections[0].page_width.mm), round(word.sections[0].page_height.mm)) == (210, 297)
    assert all(word.styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))
    assert word.styles["Normal"].paragraph_format.widow_control


def test_tables_have_their_style_and_repeat_their_heading() -> None:
    made = read(report()).tables[0]
    assert made.style.name == "Paper Table"
    assert [[cell.text for cell in row.cells] for row in made.rows] == [
        ["Party", "Position\u00a0¶C12"], ["Opposition", "prepared to negotiate"], ["Government", "a basis"],
    ]  # fmt: skip
    assert [xml(row).trPr.find(qn("w:tblHeader")) is not None for row in made.rows] == [True, False, False]


def test_no_column_is_narrower_than_its_longest_word() -> None:
    rows = ["Hand\tAsked for\tBecame\tWas\tWould be"]
    rows += [f"Government\tother words\tin a bracket\tspring\t{'many words ' * 30}"]
    [made] = read(document(table("\n".join(rows)))).tables
    letter = 7 * 12700  # seven points, in the library's unit
    longest = [len(word) for word in ("Government", "Asked", "bracket", "spring", "Would")]
    widths = [column.width for column in made.columns]
    assert [width > letter * count for width, count in zip(widths, longest, strict=True)] == [True] * 5
    assert max(widths) == widths[4]


def test_the_file_names_nobody() -> None:
    file = as_docx(report())
    properties = docx.Document(BytesIO(file)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == (
        "Guftugu",
        "",
        "Report for January–March 1994",
    )
    assert properties.language == "en"
    assert properties.created.replace(tzinfo=UTC) == MADE
    with ZipFile(BytesIO(file)) as parts:
        assert "docProps/app.xml" not in parts.namelist()
        assert b"<w:removePersonalInformation/>" in parts.read("word/settings.xml")
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_mark_up(words: str) -> None:
    plain = " ".join(words.split())
    word = read(
        document(
            heading(words), paragraph(words, 1), item(words), table(f"{words.strip()}\tb"), title=words, lines=(words,)
        )
    )
    assert [text for _style, text in styled(word)] == [plain] * 5 + [""]
    assert word.tables[0].rows[0].cells[0].text == plain
    assert not word.paragraphs[3].fields


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=8))
def test_any_letters_can_be_written(written: list[str], language: str) -> None:
    passages = [
        made for words in written for made in (paragraph(words, 1), item(words, 2), table(words), heading(words))
    ]
    assert read(document(*passages, language=language, title="x" * 300, foot="\x00")).paragraphs


def test_nothing_of_the_record_is_left_without_cites() -> None:
    with ZipFile(BytesIO(as_docx(document(*report().passages, sources=report().sources, cites=False)))) as parts:
        assert "¶" not in parts.read("word/document.xml").decode()
