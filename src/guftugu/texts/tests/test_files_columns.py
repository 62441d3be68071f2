"""A text in several languages, side by side."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from guftugu.texts.files import Printed, UnknownFormat
from guftugu.texts.files.columns import Columns, write_columns
from guftugu.texts.files.columns.laid import name_of
from guftugu.texts.tests.papers import HOSTILE, MADE, PERSIAN_WORDS, TAJIK_WORDS
from guftugu.texts.tests.pdf_words import copied
from guftugu.texts.tests.test_files_html import OURS, Read

RUSSIAN = "Беженцы возвращаются до зимы."
SUFFIXES = (".docx", ".pdf", ".html", ".md")


def in_all(kind: str, *words: str, number: int | None = None, level: int = 1) -> tuple[Printed | None, ...]:
    return tuple(Printed(number, kind, level, said) if said else None for said in words)


THREE = Columns(
    titles=tuple(Printed(None, "title", 1, words) for words in ("Framework", "Основы", "چارچوب")),
    languages=(("en", ""), ("ru", ""), ("fa", "")),
    rows=(
        in_all("heading", "Refugees", "Беженцы", "پناهندگان"),
        in_all("paragraph", "Refugees return before winter. [¶C12]", RUSSIAN, PERSIAN_WORDS, number=1),
        in_all("item", "in safety", "в безопасности", "", number=2, level=2),
        in_all("table", "Who\tWhen\nNorth\tMay", "Кто\tКогда\nСевер\tмай", "", number=3),
    ),
    lines=("Tajikistan Dialogue · plenary",),
    foot="Trail 3f2a91c0",
    made_at=MADE,
)
TWO = replace(THREE, titles=THREE.titles[:2], languages=THREE.languages[:2], rows=tuple(row[:2] for row in THREE.rows))


def word_of(columns: Columns) -> Any:
    return docx.Document(BytesIO(write_columns(columns, ".docx")))


def said_in(columns: Columns, suffix: str) -> str:
    content = write_columns(columns, suffix)
    if suffix == ".pdf":
        return copied(content).words
    if suffix == ".html":
        return Read(content).said
    if suffix == ".md":
        return content.decode()
    word = docx.Document(BytesIO(content))
    said = [paragraph.text for paragraph in word.paragraphs] + [word.sections[0].footer.paragraphs[0].text]
    return "\n".join([*said, *(cell.text for row in word.tables[0].rows for cell in row.cells)])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_language_is_there_whole(suffix: str) -> None:
    said = said_in(THREE, suffix)
    for words in ("English", "Русский", "فارسی", "Framework", "Основы", "Беженцы", RUSSIAN, PERSIAN_WORDS, "in safety",
                  "в безопасности", "Tajikistan Dialogue · plenary", "Trail 3f2a91c0", "¶C12"):  # fmt: skip
        assert words in said, words


def test_word_columns_have_numbers_a_head_on_every_page_and_their_directions() -> None:
    table = word_of(THREE).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["", "", "", "1", "2", "3"]
    heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]  # noqa: SLF001
    assert heads == [True, False, False, False, False, False]
    english, russian, persian = (cell.paragraphs[0] for cell in table.rows[3].cells[1:])
    assert [bool(one.paragraph_format.bidi) for one in (english, russian, persian)] == [False, False, True]
    assert [run.font.rtl for run in persian.runs] == [True]
    langs = [[one.get(qn("w:val")) for one in said._p.iter(qn("w:lang"))] for said in (english, russian)]  # noqa: SLF001
    assert langs == [[], ["ru-RU"]]
    assert table.rows[4].cells[1].paragraphs[0].style.name == "List Bullet 2"
    assert [[cell.text for cell in row.cells] for row in table.rows[5].cells[1].tables[0].rows] == [
        ["Who", "When"], ["North", "May"],
    ]  # fmt: skip
    assert table.rows[0].cells[0].width < table.rows[0].cells[1].width / 4


def test_three_columns_lie_on_their_side() -> None:
    three, two = word_of(THREE).sections[0], word_of(TWO).sections[0]
    assert three.page_width > three.page_height
    assert two.page_width < two.page_height
    assert b"/MediaBox[0 0 841" in write_columns(THREE, "pdf").replace(b" [", b"[")
    assert b"/MediaBox[0 0 595" in write_columns(TWO, "pdf").replace(b" [", b"[")


def test_a_text_led_from_right_to_left_runs_so() -> None:
    led = Columns(THREE.titles[::-1], THREE.languages[::-1], tuple(row[::-1] for row in THREE.rows), (), "", MADE)
    word = word_of(led)
    assert word.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None  # noqa: SLF001
    english = word.tables[0].rows[3].cells[3].paragraphs[0]
    assert english.paragraph_format.bidi is False
    assert Read(write_columns(led, ".html")).named("html") == [{"lang": "fa", "dir": "rtl"}]


def test_html_says_of_every_cell_what_it_is_in() -> None:
    read = Read(write_columns(THREE, ".html"))
    assert {tag for tag, _attributes in read.elements} <= OURS
    assert [one["lang"] for one in read.named("th") if one.get("scope") == "col" and "lang" in one] == [
        "en",
        "ru",
        "fa",
    ]
    cells = [one for one in read.named("td") if "lang" in one]
    assert {(one["lang"], one["dir"]) for one in cells} == {("en", "ltr"), ("ru", "ltr"), ("fa", "rtl")}
    assert [one["id"] for one in read.named("tr") if "id" in one] == ["p1", "p2", "p3"]


def test_markdown_is_a_table() -> None:
    lines = write_columns(TWO, "md").decode().split("\n")
    assert lines[2:8] == [
        "|  | English | Русский |",
        "| ---: | --- | --- |",
        "|  | **Framework** | **Основы** |",
        "|  | **Refugees** | **Беженцы** |",
        f"| 1 | Refugees return before winter. \\[¶C12\\] | {RUSSIAN} |",
        "| 2 | &emsp;• in safety | &emsp;• в безопасности |",
    ]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_mark_up(words: str, suffix: str) -> None:
    hostile = Columns(
        (Printed(None, "title", 1, words),), (("en", ""), ("ru", "")), (in_all("paragraph", words, words, number=1),),
        (words,), words, MADE,
    )  # fmt: skip
    assert said_in(hostile, suffix).count(" ".join(words.split())) >= 4


def test_words_are_never_mark_up_on_paper() -> None:
    rows = tuple(in_all("paragraph", words, words, number=at) for at, words in enumerate(HOSTILE, 1))
    said = copied(write_columns(Columns((), (("en", ""), ("ru", "")), rows, (), "", MADE), ".pdf")).words
    unbroken = [" ".join(words.split()) for words in HOSTILE if len(words) < 40]
    assert {words: said.count(words) >= 2 for words in unbroken} == dict.fromkeys(unbroken, True)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4), st.text(max_size=5))
def test_any_letters_can_be_written(written: list[tuple[str, str]], language: str) -> None:
    rows = tuple(
        in_all(kind, *both) for both in written for kind in ("paragraph", "item", "table", "heading")
    )  # fmt: skip
    columns = Columns((), ((language, ""), ("tg", "Cyrl")), rows, (), "", MADE)
    for suffix in (".docx", ".html", ".md"):
        assert write_columns(columns, suffix)


def test_the_same_columns_are_the_same_file() -> None:
    for suffix in SUFFIXES:
        assert write_columns(THREE, suffix) == write_columns(THREE, suffix)


def test_a_language_is_called_as_its_speakers_call_it() -> None:
    assert [name_of(*one) for one in (("tg", ""), ("prs", ""), ("uz", "Cyrl"), ("xx", ""))] == [
        "Тоҷикӣ", "دری", "Oʻzbek tili (Кириллица)", "Xx",
    ]  # fmt: skip


def test_what_is_no_row_or_no_format_is_refused() -> None:
    with pytest.raises(UnknownFormat):
        write_columns(THREE, ".odt")
    for wrong in (replace(THREE, rows=(THREE.rows[0][:2],)), replace(THREE, languages=(), rows=())):
        with pytest.raises(ValueError, match="as many passages"):
            write_columns(wrong, ".md")


def test_long_passages_go_over_to_the_next_page_under_the_same_head() -> None:
    row = in_all("paragraph", "word " * 900, TAJIK_WORDS * 12, number=1)
    long = replace(TWO, languages=(("en", ""), ("tg", "")), titles=(), rows=(row,))
    pages = copied(write_columns(long, ".pdf")).pages
    assert len(pages) > 1
    assert all("English" in page and "Тоҷикӣ" in page for page in pages)
