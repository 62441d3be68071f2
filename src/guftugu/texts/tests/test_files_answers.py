"""What a file that came back asks for."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guftugu.texts.files import folding, marks, restoring
from guftugu.texts.files.answers import Answer, Asked, Was, answer_of
from guftugu.texts.files.returned import (
    NotTaken,
    Returned,
    ReturnedComment,
    ReturnedPassage,
    UnreadableFile,
    limits,
)
from guftugu.texts.tests.papers import PERSIAN_WORDS, TAJIK_WORDS
from guftugu.texts.tests.sending import BASE, edited, sent_back


def carried_out(base: Sequence[Was], answer: Answer) -> list[tuple[str, str, int]]:
    """The base with what was asked for, as drafting carries it out: moves first, one after the other."""
    known = {was.id: was for was in base}
    order = [was.id for was in base]
    for one in answer.asked:
        if one.kind == "move":
            order.remove(one.passage)
            order.insert(0 if one.after is None else order.index(one.after) + 1, one.passage)
    changed = {one.passage: one for one in answer.asked if one.kind == "change"}
    gone = {one.passage for one in answer.asked if one.kind == "leave_out"}
    new: dict[str | None, list[tuple[str, str, int]]] = {}
    for one in answer.asked:
        if one.kind == "new":
            new.setdefault(one.after, []).append((one.words, one.passage_kind, one.level))
    text = list(new.get(None, []))
    for key in order:
        if key not in gone:
            was, now = known[key], changed.get(key)
            text.append((now.words, now.passage_kind, now.level) if now else (was.words, was.kind, was.level))
        text += new.get(key, [])
    return text


@pytest.mark.parametrize("module", [folding, marks, restoring])
def test_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_heads_without_marks_are_known_by_what_was_printed() -> None:
    found = Returned((ReturnedPassage("Title"), ReturnedPassage("a  line"), ReturnedPassage("Both sides agree.")))
    assert answer_of([Was("1", "Both sides agree.")], found, own=("Title", "a line")).asked == ()
    assert [one.kind for one in answer_of([Was("1", "Both sides agree.")], found).asked] == ["new", "new"]


def test_what_stands_before_all_others_has_nothing_before_it() -> None:
    base = [Was("a", "Both sides agree."), Was("b", "Refugees return in safety.")]
    found = sent_back([("", Was("", "A preamble of our own.")), ("b", base[1]), ("a", base[0])])
    (new, move) = answer_of(base, found).asked
    assert (new.kind, new.passage, new.after) == ("new", "a", None)
    assert (move.kind, move.after) in {("move", None), ("move", "b")}
    assert [words for words, _kind, _level in carried_out(base, answer_of(base, found))] == [
        "A preamble of our own.",
        "Refugees return in safety.",
        "Both sides agree.",
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("On 12\u00a0March they meet.", "On 12 March they meet."),
        ("On 12 March they meet.", "On 12\u202fMarch  they meet. "),
        ("coopera\u00adtion of both sides", "cooperation of both sides"),
        ("a cease-fire at once", "a cease\u2011fire at once"),
        ("Ҷумҳурӣ", "Ҷумҳури\u0304"),
        ("می\u200cرود \u200eABC\u200e", "می\u200cرود ABC"),
        ("They agree.[¶C12,¶C13] All.", "They agree. [¶C12, ¶C13] All."),
    ],
)
def test_what_nobody_sees_is_no_change(was: str, now: str) -> None:
    assert answer_of([Was("1", was)], sent_back([("1", Was("1", now))])).asked == ()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('They "agree".', "They “agree”."),
        ("1994-1995", "1994–1995"),
        ("می\u200cرود", "میرود"),
        ("both sides", "both Sides"),
        ("one\ntwo", "one two"),
        ("cooperation", "co-operation"),
    ],
)
def test_what_everybody_sees_is_a_change(was: str, now: str) -> None:
    assert answer_of([Was("1", was)], sent_back([("1", Was("1", now))])).asked == (Asked("change", "1", None, now),)


def test_a_changed_passage_keeps_its_unseen_signs_where_it_was_not_changed() -> None:
    (asked,) = answer_of(
        [Was("1", "On 12\u00a0March the co\u00adchairs meet in Moscow.")],
        sent_back([("1", Was("1", "On 12 March the cochairs meet in Geneva."))]),
    ).asked
    assert asked.words == "On 12\u00a0March the co\u00adchairs meet in Geneva."


def test_labels_that_were_not_sent_stay_and_those_that_were_can_be_struck() -> None:
    base = [Was("1", "They agree. [¶C12] They meet in spring. [¶C13]"), Was("2", "Amen. [¶C1]")]
    bare = [("1", Was("1", "They agree. They meet in May.")), ("2", Was("2", "Amen."))]
    assert [one.words for one in answer_of(base, sent_back(bare)).asked] == [
        "They agree. [¶C12] They meet in May. [¶C13]"
    ]
    struck = [("1", Was("1", "They agree. They meet in spring. [¶C13]")), ("2", base[1])]
    assert [one.words for one in answer_of(base, sent_back(struck)).asked] == [
        "They agree. They meet in spring. [¶C13]"
    ]


def test_split_and_joined_passages_are_changes_and_neighbours() -> None:
    base = [
        Was("1", "The commission meets every month in Moscow. Its report is public."),
        Was("2", "They part as friends."),
    ]
    split = [
        ("1", Was("", "The commission meets every month in Moscow.")),
        ("1", Was("", "Its report is public.")),
        ("2", base[1]),
    ]
    for marked in (True, False):
        found = sent_back([(key if marked else "", was) for key, was in split])
        assert [(one.kind, one.passage, one.words) for one in answer_of(base, found).asked] == [
            ("change", "1", "The commission meets every month in Moscow."),
            ("new", "1", "Its report is public."),
        ]
        words = f"{base[0].words} {base[1].words}"
        joined = Returned((ReturnedPassage(words, ids=tuple(map(marks.known_by, "12")) if marked else ()),))
        assert [(one.kind, one.passage) for one in answer_of(base, joined).asked] == [
            ("change", "1"),
            ("leave_out", "2"),
        ]


def test_a_bookmark_tells_passages_of_the_same_words_apart() -> None:
    base = [Was(key, "Both sides report to the commission.") for key in "abc"]
    found = sent_back([("a", base[0]), ("c", base[2])])
    assert answer_of(base, found).asked == (Asked("leave_out", "b", None, ""),)


def test_a_bookmark_is_believed_when_all_its_words_are_new() -> None:
    base = [Was("1", "Both sides agree."), Was("2", "Refugees return before winter.")]
    found = sent_back([("1", base[0]), ("2", Was("2", "Ҳеҷ кас намеояд."))])
    assert [one.kind for one in answer_of(base, found).asked] == ["change"]


def test_a_bookmark_left_behind_is_not_believed_against_the_words() -> None:
    base = [Was("1", "Both sides agree to cease fire."), Was("2", "Refugees return before winter.")]
    found = sent_back([("2", base[0]), ("1", base[1])])
    assert answer_of(base, found).asked == ()


def test_kinds_that_a_program_lost_are_not_asked_for() -> None:
    flat = sent_back([(was.id, replace(was, kind="paragraph", level=1)) for was in BASE if was.kind != "table"])
    asked = answer_of([was for was in BASE if was.kind != "table"], flat).asked
    assert asked == ()
    one = [replace(was, kind="paragraph") if was.id == "i1" else was for was in BASE]
    assert answer_of(BASE, sent_back([(was.id, was) for was in one])).asked == (
        Asked("change", "i1", None, "in safety", "paragraph", 1),
    )


def test_comments_come_with_their_passage() -> None:
    base = [Was("1", "Both sides agree."), Was("2", "Refugees return."), Was("3", "They meet.")]
    found = replace(
        sent_back([("1", base[0]), ("", Was("", "Something wholly new here.")), ("3", base[2])]),
        comments=(
            ReturnedComment(0, "Typist", "too weak"),
            ReturnedComment(1, "Typist", "because of winter"),
            ReturnedComment(1, "Typist", "drop it", (marks.known_by("2"),)),
            ReturnedComment(-1, "Typist", "a bad title"),
        ),
    )
    answer = answer_of(base, found)
    assert answer.comments == (("1", "too weak"), ("1", "because of winter"), ("2", "drop it"))
    assert answer.not_taken == (NotTaken("comment", "a bad title"),)


def test_a_file_of_another_text_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        answer_of(BASE, sent_back([("", Was("", "Вода и земля принадлежат всем."))]))
    assert refused.value.sentence == limits.NOT_OF_BASE


@pytest.mark.parametrize("marked", [True, False])
@given(texts=edited())
def test_what_was_asked_for_carried_out_gives_what_came_back(
    texts: tuple[list[Was], list[tuple[str, Was]]], *, marked: bool
) -> None:
    base, now = texts
    found = sent_back([(key if marked else "", was) for key, was in now])
    try:
        answer = answer_of(base, found)
    except UnreadableFile:
        assert not {was.words for was in base} & {was.words for _key, was in now}
        return
    was_lost = sum(was.kind != "paragraph" for was in base) > 1 and all(was.kind == "paragraph" for _key, was in now)
    told = [(words, kind, level) for words, kind, level in carried_out(base, answer)]
    expected = [(was.words, was.kind, was.level) for _key, was in now]
    if was_lost:
        told, expected = [(words, "", 1) for words, _, _ in told], [(words, "", 1) for words, _, _ in expected]
    assert told == expected


DISTINCT = [
    "Both sides agree that fighting must stop at once everywhere.",
    "Refugees return in safety and dignity before the coming winter.",
    "A joint commission watches over property and land claims.",
    "Neighbours guarantee the border crossings through international observers.",
    "Гурезагон ба хонаҳои худ бе тарсу ҳарос бармегарданд.",
    PERSIAN_WORDS,
    TAJIK_WORDS,
]


@given(st.permutations(range(7)), st.data())
def test_lost_bookmarks_change_nothing_of_ordinary_edits(order: list[int], data: st.DataObject) -> None:
    base = [Was(str(at), words) for at, words in enumerate(DISTINCT)]
    now = [(str(at), base[at]) for at in order[: data.draw(st.integers(3, 7))]]
    for at, (key, was) in enumerate(now):
        words = was.words.split()
        if data.draw(st.booleans()):
            words[data.draw(st.integers(0, len(words) - 1))] = data.draw(
                st.sampled_from(["", "forthwith", "на всегда"])
            )
        now[at] = (key, replace(was, words=" ".join(filter(None, words))))
    if data.draw(st.booleans()):
        now.insert(data.draw(st.integers(0, len(now))), ("", Was("", "Nobody speaks alone for all others.")))
    assert answer_of(base, sent_back(now)) == answer_of(base, sent_back([("", was) for _key, was in now]))
