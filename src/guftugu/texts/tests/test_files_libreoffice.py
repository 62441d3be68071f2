"""Files that go through a real LibreOffice and come back."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx

from guftugu.texts.files.answers import Answer, Asked, Was, answer_of
from guftugu.texts.files.returned import NotTaken, Returned, read_returned
from guftugu.texts.files.tracked import Tracked, TrackedPiece, as_tracked_docx, tracked_between
from guftugu.texts.tests.papers import MADE, PERSIAN_WORDS, TAJIK_WORDS
from guftugu.texts.tests.sending import BASE, next_draft, pack
from tests.office import Convert, Office

EDITS = [
    ["replace", "every month", "every week"],
    ["behind", "fighting must stop.", "We speak for our own side."],
    ["drop", "in dignity"],
    ["cell", "B2", "June"],
    ["replace", "with their families", "with all their families"],
    ["replace", "in safety before", "in safety and dignity before"],
]
ASKS = (
    Asked("new", "p1", "p1", "We speak for our own side."),
    Asked("change", "p3", None, "Refugees return in safety and dignity before the winter."),
    Asked("change", "i3", None, "with all their families", "item", 2),
    Asked("change", "t1", None, "Who\tWhen\nNorth\tJune\nSouth\tJuly", "table"),
    Asked("change", "p4", None, "The commission meets every week in Moscow."),
    Asked("leave_out", "i2", None, "", "item", 1),
)


def returned(content: bytes) -> Returned:
    return read_returned(content, ".docx")


def said(content: bytes) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.words) for one in returned(content).passages][2:]


def as_said(text: Sequence[Was]) -> list[tuple[str, int, str]]:
    return [(was.kind, was.level, was.words) for was in text]


def test_a_pack_that_was_only_saved_asks_for_nothing(office: Office) -> None:
    base = [*BASE, Was("fa", PERSIAN_WORDS, language="fa"), Was("tg", TAJIK_WORDS, language="tg")]
    assert answer_of(base, returned(office(pack(base)))) == Answer((), (), ())


def test_a_pack_edited_comes_back_as_exactly_what_was_done(office: Office) -> None:
    assert answer_of(BASE, returned(office(pack(BASE), EDITS))).asked == ASKS


def test_a_pack_edited_with_changes_tracked_comes_back_the_same(office: Office) -> None:
    found = returned(office(pack(BASE), [["track"], *EDITS]))
    assert found.authors == ("Unknown Author",)
    assert answer_of(BASE, found) == Answer(ASKS, (), ())


def test_passages_split_and_joined_with_changes_tracked_come_back_so(office: Office) -> None:
    steps = [["track"], ["split", "It answers"], ["join", "Refugees return"], ["drop", "The commission meets"]]
    asked = answer_of(BASE, returned(office(pack(BASE), steps))).asked
    assert [(one.kind, one.passage, one.words) for one in asked] == [
        ("change", "p2", "They report to the commission within 12\u00a0days. [¶C12, ¶C13]"),
        ("new", "p2", "It answers."),
        ("change", "p3", "Refugees return in safety before the winter. in safety"),
        ("leave_out", "i1", ""),
        ("leave_out", "p4", ""),
    ]


def test_comments_stand_at_their_passages(convert: Convert) -> None:
    word = docx.Document(BytesIO(pack(BASE)))
    for words, remark in (("Refugees return in safety before the winter.", "too late"), ("Version 2", "of two")):
        paragraph = next(one for one in word.paragraphs if one.text == words)
        word.add_comment(paragraph.runs, text=remark, author="Typist")
    file = BytesIO()
    word.save(file)
    answer = answer_of(BASE, returned(convert(file.getvalue())))
    assert answer == Answer((), (("p3", "too late"),), (NotTaken("comment", "of two"),))


def tracked(base: Sequence[Was], after: Sequence[Was]) -> bytes:
    passages = tracked_between(base, after, author_of=lambda _passage, change, _words: {"ins": "A"}.get(change, "A, B"))
    return as_tracked_docx(Tracked((TrackedPiece("Framework"),), "en", "", ("Draft 2",), passages, "", MADE))


def test_all_changes_accepted_are_the_next_draft_and_all_rejected_the_base(office: Office) -> None:
    moved = [BASE[8], BASE[4], *BASE[:4], *BASE[5:8]]
    for base, after in ((BASE, next_draft()), (next_draft(), BASE), (BASE, moved), (BASE[:2], BASE[4:])):
        content = tracked(base, after)
        assert said(office(content, [["command", "AcceptAllTrackedChanges"]])) == as_said(after)
        assert said(office(content, [["command", "RejectAllTrackedChanges"]])) == as_said(base)


def test_tracked_changes_keep_their_authors_when_saved(office: Office) -> None:
    assert returned(office(tracked(BASE, next_draft()))).authors == ("A", "A, B")
