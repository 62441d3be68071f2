"""A round's pack: sent out as Word, and read when it comes back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st

from guftugu.texts.files import marks
from guftugu.texts.files.answers import Answer, Asked, Was, answer_of
from guftugu.texts.files.pack import as_pack
from guftugu.texts.files.restoring import compared
from guftugu.texts.files.returned import NotTaken, read_returned
from guftugu.texts.tests.papers import HOSTILE, report
from guftugu.texts.tests.sending import BASE, pack, printed


def test_an_untouched_pack_asks_for_nothing() -> None:
    assert answer_of(BASE, read_returned(pack(BASE), ".docx")) == Answer((), (), ())


@pytest.mark.parametrize("words", HOSTILE)
def test_an_untouched_pack_of_any_words_asks_for_nothing(words: str) -> None:
    base = [
        Was("h", words, "heading", 2),
        Was("p", f"A {words}"),
        Was("i", f"B {words}", "item", 3),
        Was("t", f"{words.strip()}\tx\n1\t2", "table"),
    ]
    assert answer_of(base, read_returned(pack(base), ".docx")).asked == ()


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.sampled_from(["heading", "paragraph", "item", "table"])),
        min_size=1,
        max_size=5,
    )
)
@example([("\u00ad", "heading"), ("\u200b", "paragraph")])
def test_an_untouched_pack_of_any_letters_asks_for_nothing(written: list[tuple[str, str]]) -> None:
    base = [Was("0", "Both sides agree."), *(Was(str(at), *one) for at, one in enumerate(written, 1))]
    assert answer_of(base, read_returned(pack(base), ".docx")).asked == ()


def test_a_pack_shows_numbers_and_marks_every_passage() -> None:
    word = docx.Document(BytesIO(pack(BASE)))
    body = word.element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert [marks.passage_of(name) for name in names if marks.passage_of(name)] == [
        marks.known_by(was.id) for was in BASE
    ]
    assert all(len(name) <= 40 and name.isidentifier() for name in names)
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)
    styles = [said.style.name for said in word.paragraphs if said.style]
    assert styles.count("Numbered Paragraph") == 4
    assert [styles.count(style) for style in ("Numbered Item", "Numbered Item 2", "Table Number")] == [2, 1, 1]


def test_words_about_the_passages_are_not_passages() -> None:
    made = replace(report(), lines=("Version 2", "Write in this file and send it back."))
    keys = [str(at) for at in range(len(made.passages))]
    base = [Was(key, one.words, one.kind, one.level) for key, one in zip(keys, made.passages, strict=True)]
    content = as_pack(made, keys)
    assert answer_of(base, read_returned(content, ".docx")) == Answer((), (), ())
    word = docx.Document(BytesIO(content))
    word.paragraphs[2].runs[0].text = "Write in this file. We would not."
    answer = answer_of(base, read_returned(_saved(word), ".docx"))
    assert (answer.asked, answer.not_taken) == ((), (NotTaken("head", "Write in this file. We would not."),))


def test_each_thing_asked_for_is_told_once() -> None:
    word = docx.Document(BytesIO(pack(BASE)))
    said = {paragraph.text: paragraph for paragraph in word.paragraphs}
    said["The commission meets every month in Moscow."].runs[0].text = "The commission meets every week in Moscow."
    said["Both sides agree that fighting must stop."].insert_paragraph_before(
        "We speak for our own side.", "Numbered Paragraph"
    )
    said["in dignity"].delete()
    word.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "June"
    moved = xml(said["Refugees return in safety before the winter."])
    xml(said["Both sides agree that fighting must stop."]).addprevious(moved)
    assert answer_of(BASE, read_returned(_saved(word), ".docx")).asked == (
        Asked("new", "h1", "h1", "We speak for our own side."),
        Asked("move", "p3", "h1", "Refugees return in safety before the winter."),
        Asked("change", "t1", None, "Who\tWhen\nNorth\tJune\nSouth\tJuly", "table"),
        Asked("change", "p4", None, "The commission meets every week in Moscow."),
        Asked("leave_out", "i2", None, "", "item", 1),
    )


def test_every_passage_has_its_id() -> None:
    with pytest.raises(ValueError, match="10 passages, but 1 ids"):
        as_pack(printed(BASE), ["h1"])


def test_what_is_sent_is_compared_as_it_is_printed() -> None:
    assert [compared(was.words, was.kind) for was in BASE] == [
        compared(one.words, one.kind) for one in read_returned(pack(BASE), ".docx").passages if not one.own
    ]
    assert len(printed(BASE).passages) == len(BASE)


def xml(proxy: Any) -> Any:
    return proxy._element  # noqa: SLF001 (the library has no other way to it)


def _saved(word: Any) -> bytes:
    file = BytesIO()
    word.save(file)
    return file.getvalue()
