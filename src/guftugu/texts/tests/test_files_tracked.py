"""What became of a text, as tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given

from guftugu.texts.files.answers import Was
from guftugu.texts.files.document import Printed
from guftugu.texts.files.in_word import style_of
from guftugu.texts.files.paper import block_of
from guftugu.texts.files.returned import read_returned
from guftugu.texts.files.tracked import Tracked, TrackedPassage, TrackedPiece, as_tracked_docx, tracked_between
from guftugu.texts.files.tracked.passages import settled
from guftugu.texts.tests.papers import HOSTILE, MADE, PERSIAN_WORDS
from guftugu.texts.tests.sending import BASE, edited, next_draft
from guftugu.texts.tests.tracked_reading import NEW, OLD, W, after_all, body_of


def author(passage: str, change: str, _words: str) -> str:
    return {"ins": "A", "del": "A, B", "move": "Moderators"}[change] + (" (n)" if passage.startswith("n") else "")


def tracked(base: Sequence[Was], after: Sequence[Was], **others: str) -> bytes:
    title = (TrackedPiece("A "), TrackedPiece("first ", "del", "A"), TrackedPiece("framework"))
    passages = tracked_between(base, after, author_of=author)
    return as_tracked_docx(Tracked(title, others.get("language", "en"), "", ("Draft 2",), passages, "Trail 3f", MADE))


def expected(text: Sequence[Was]) -> list[tuple[str, str]]:
    said = []
    for was in text:
        if was.kind == "table":
            said.append(("table", was.words))
        else:
            block = block_of(Printed(1, was.kind, was.level, was.words), "en", was.level, cites=False)
            said.append((style_of(block).replace(" ", ""), settled(was.words)))
    return [one for one in said if one[1]]


def test_all_accepted_is_the_new_text_and_all_rejected_the_old() -> None:
    for base, after in ((BASE, next_draft()), (next_draft(), BASE), (BASE, BASE[:4]), (BASE[:4], BASE), (BASE, BASE)):
        content = tracked(base, after)
        assert after_all(content, accepted=True) == [
            ("Title", "A framework"), ("Subtitle", "Draft 2"), *expected(after),
        ]  # fmt: skip
        assert after_all(content, accepted=False) == [
            ("Title", "A first framework"), ("Subtitle", "Draft 2"), *expected(base),
        ]  # fmt: skip


@given(texts=edited())
def test_all_accepted_is_the_new_text_and_all_rejected_the_old_of_any(
    texts: tuple[list[Was], list[tuple[str, Was]]],
) -> None:
    base, now = texts
    after = [replace(was, id=key or f"n{at}") for at, (key, was) in enumerate(now)]
    content = tracked(base, after)
    assert after_all(content, accepted=True)[2:] == expected(after)
    assert after_all(content, accepted=False)[2:] == expected(base)
    assert [one.words for one in read_returned(content, ".docx").passages[2:]] == [was.words for was in after]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_mark_up(words: str) -> None:
    said = settled(words)
    base = [Was("1", f"{words} old"), Was("2", words, "heading"), Was("3", f"{said}\tx", "table")]
    after = [Was("1", f"{words} new"), Was("4", words, "item"), Was("3", f"{said}\ty", "table")]
    content = tracked(base, after)
    for accepted, own in ((True, ("new", "y")), (False, ("old", "x"))):
        told = [words_there for _style, words_there in after_all(content, accepted=accepted)[2:]]
        assert told == [settled(f"{words} {own[0]}"), said, f"{said}\t{own[1]}"]


def test_changes_are_their_authors_and_have_the_papers_time() -> None:
    body = body_of(tracked(BASE, next_draft()))
    changes = [part for part in body.iter() if part.tag in NEW | OLD]
    assert {part.get(f"{W}author") for part in changes} == {"A", "A, B", "Moderators", "A (n)"}
    assert {part.get(f"{W}date") for part in changes} == {"1994-04-14T09:30:00Z", "1994-04-14T09:28:00Z"}
    elsewhere = replace(
        Tracked((), "en", "", (), tracked_between(BASE, BASE[1:]), "", MADE),
        made_at=MADE.astimezone(timezone(timedelta(hours=5))),
    )
    dates = {part.get(f"{W}date") for part in body_of(as_tracked_docx(elsewhere)).iter() if part.tag in OLD}
    assert dates <= {"1994-04-14T09:30:00Z", "1994-04-14T09:28:00Z"}


def test_the_file_keeps_its_authors_when_word_saves_it() -> None:
    with ZipFile(BytesIO(tracked(BASE, BASE))) as parts:
        settings = parts.read("word/settings.xml")
    assert b"removePersonalInformation" not in settings
    assert b"removeDateAndTime" not in settings


def test_word_opens_what_is_written() -> None:
    """The orders and numbers that Word insists on."""
    body = body_of(tracked(BASE, next_draft()))
    numbers = [part.get(f"{W}id") for part in body.iter() if part.get(f"{W}id") and not part.tag.endswith("RangeEnd")]
    assert len(set(numbers)) == len(numbers)
    for properties in body.iter(f"{W}pPr"):
        marks = properties.findall(f"{W}rPr")
        assert len(marks) <= 1
        assert not marks or properties[-1] is marks[0]
        assert not marks or len(marks[0]) == 1
    for row in body.iter(f"{W}trPr"):
        assert [part.tag in NEW | OLD for part in row] == sorted(part.tag in NEW | OLD for part in row)
    for text in body.iter(f"{W}t"):
        assert not any(above.tag == f"{W}del" for above in text.iterancestors())
    for text in body.iter(f"{W}delText"):
        assert any(above.tag == f"{W}del" for above in text.iterancestors())
    for change in body.iter(*NEW, *OLD):
        assert not any(above.tag in NEW | OLD for above in change.iterancestors())


def test_moves_are_moves_where_the_words_went_along() -> None:
    base = [Was("1", "Both sides agree."), Was("2", "Refugees return in safety."), Was("3", "They meet in spring.")]
    body = body_of(tracked(base, [base[2], base[0], base[1]]))
    start = body.find(f".//{W}moveFromRangeStart")
    assert start.get(f"{W}name") == body.find(f".//{W}moveToRangeStart").get(f"{W}name")
    ends = {end.get(f"{W}id") for end in body.iter(f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd")}
    assert ends == {one.get(f"{W}id") for one in body.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")}
    assert len(list(body.iter(f"{W}moveFromRangeStart"))) == 1
    reworded = replace(base[2], words="They meet in summer.")
    body = body_of(tracked(base, [reworded, base[0], base[1]]))
    assert body.find(f".//{W}moveFrom") is None
    assert {part.get(f"{W}author") for part in body.iter(f"{W}ins")} == {"Moderators"}


def test_rows_of_tables_come_and_go() -> None:
    base = [Was("1", "Who\tWhen\nNorth\tMay\nSouth\tJuly", "table"), Was("2", "Amen.")]
    after = [Was("1", "Who\tWhen\nEast\tJune\nNorth\tMarch", "table"), base[1]]
    body = body_of(tracked(base, after))
    marks = [
        [part.tag.removeprefix(W) for part in row.find(f"{W}trPr") if part.tag in NEW | OLD]
        for row in body.iter(f"{W}tr")
    ]
    assert marks == [[], ["ins"], [], ["del"]]
    wider = [Was("1", "Who\tWhen\tWhere\nNorth\tMay\tMoscow", "table"), base[1]]
    assert len(list(body_of(tracked(base, wider)).iter(f"{W}tbl"))) == 2


def test_a_passage_of_another_kind_is_written_anew() -> None:
    (gone, come) = tracked_between([Was("1", "Refugees")], [Was("1", "Refugees", "heading", 2)])
    assert (gone.change, come.change) == ("del", "ins")


def test_right_to_left_stays_so() -> None:
    body = body_of(tracked([Was("1", PERSIAN_WORDS)], [Was("1", f"{PERSIAN_WORDS} ABC")], language="fa"))
    inserted = body.find(f".//{W}ins")
    assert [run.find(f"{W}rPr/{W}rtl") is not None for run in inserted.iter(f"{W}r")][-1] is False
    assert body.find(f".//{W}r/{W}rPr/{W}rtl") is not None


def test_a_moved_passage_that_is_told_once_is_refused() -> None:
    printed = Printed(1, "paragraph", 1, "words")
    with pytest.raises(ValueError, match="told twice"):
        str(TrackedPassage(printed, printed, (), moved=True).change)
    with pytest.raises(ValueError, match="in neither"):
        str(TrackedPassage(None, None, ()).printed)
