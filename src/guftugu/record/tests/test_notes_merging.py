from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guftugu.record.notes import LineFlag, MergedLine, NoteLine, Sheet, carry_times, merge_sheets, parse_sheet

TEN = datetime(1994, 3, 5, 10, 0, tzinfo=UTC)


def sheet(text: str) -> Sheet:
    return parse_sheet(text, subjects=(), speakers=("O1", "O3", "G1", "G2"), parties=("O", "G"))


def minutes(*past: int) -> list[datetime]:
    return [TEN + timedelta(minutes=minute) for minute in past]


def merged(*sheets: tuple[str, list[datetime]]) -> tuple[MergedLine[int], ...]:
    return merge_sheets([(key, sheet(text).lines, times) for key, (text, times) in enumerate(sheets)])


def words(lines: tuple[MergedLine[int], ...]) -> list[str]:
    return [line.line.words for line in lines]


def test_merge_sheets_by_time_and_numbers_the_places() -> None:
    lines = merged(("O3: a\nO3: c", minutes(0, 2)), ("G1: b\nG1: d", minutes(1, 3)))

    assert words(lines) == ["a", "b", "c", "d"]
    assert [(line.place, line.sheet) for line in lines] == [(1, 0), (2, 1), (3, 0), (4, 1)]
    assert [line.first_seen_at for line in lines] == minutes(0, 1, 2, 3)


def test_merge_sheets_a_line_put_in_late_stays_where_it_stands() -> None:
    lines = merged(("O3: a\nO3: put in late\nO3: c", minutes(0, 90, 2)), ("G1: b\nG1: d", minutes(1, 3)))

    assert words(lines) == ["a", "b", "put in late", "c", "d"]


def test_merge_sheets_of_the_same_moment_stand_sheet_by_sheet() -> None:
    assert words(merged(("O3: a\nO3: b", minutes(0, 0)), ("G1: c\nG1: d", minutes(0, 0)))) == ["a", "b", "c", "d"]


def test_merge_sheets_answers_a_question_on_the_other_sheet() -> None:
    lines = merged(("O3? a", minutes(0)), ("G1> b\nG2> c", minutes(1, 2)))

    assert [line.answers for line in lines] == [None, 1, 1]
    assert [line.line.flags for line in lines] == [frozenset(), frozenset(), {LineFlag.ALREADY_ANSWERED}]


def test_merge_sheets_answers_nothing_where_nothing_was_asked() -> None:
    lines = merged(("O3: a", minutes(0)), ("G1> b", minutes(1)))

    assert lines[1].answers is None
    assert lines[1].line.flags == {LineFlag.NO_OPEN_QUESTION}


def test_merge_sheets_keeps_the_answers_a_sheet_gave_itself() -> None:
    lines = merged(("O3? a\nG1> b", minutes(0, 3)), ("O1? c\nG2> d", minutes(1, 4)))

    assert [(line.line.words, line.answers) for line in lines] == [("a", None), ("c", None), ("b", 1), ("d", 2)]


def test_merge_sheets_one_without_headings_takes_the_others_items() -> None:
    lines = merged(("# Border\nO3: a\n# Refugees\nO3: b", minutes(0, 1, 5, 6)), ("G1: c\nG1: d", minutes(2, 7)))

    assert [(line.line.words, line.line.item) for line in lines if line.line.words in "abcd"] == [
        ("a", "Border"),
        ("c", "Border"),
        ("b", "Refugees"),
        ("d", "Refugees"),
    ]


def test_merge_sheets_of_nothing_is_nothing() -> None:
    assert merge_sheets([]) == ()
    assert merged(("", [])) == ()


_SHEETS = st.lists(
    st.lists(st.tuples(st.sampled_from(["O3? q", "G1> a", "O3: s", "# i", "?? h"]), st.integers(0, 9)), max_size=8),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(_SHEETS)
def test_merge_sheets_keeps_each_order_and_loses_nothing(typed: list[list[tuple[str, int]]]) -> None:
    texts = ["\n".join(f"{line} {number}" for number, (line, _) in enumerate(lines)) for lines in typed]
    lines = merged(
        *((text, minutes(*(at for _, at in times))) for text, times in zip(texts, typed, strict=True)),
    )

    for key, text in enumerate(texts):
        assert [line.line.raw for line in lines if line.sheet == key] == [line.raw for line in sheet(text)]
    assert [line.place for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        if line.answers is not None:
            assert line.answers < line.place
            assert lines[line.answers - 1].line.is_question


def saved(text: str) -> tuple[list[str], list[datetime]]:
    lines: tuple[NoteLine, ...] = sheet(text).lines
    return [line.raw for line in lines], minutes(*range(len(lines)))


NOW = TEN + timedelta(hours=1)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("O3: a\nG1: b", "O3: a\nG1: b", [0, 1]),
        ("O3: a\nG1: b", "O3: a\n\nG1: b\nO3: c", [0, 1, None]),
        ("O3: a\nG1: b", "O3: a\nO3: new\nG1: b", [0, None, 1]),
        ("O3: a\nG1: b\nO1: c", "O3: a\nO1: c", [0, 2]),
        ("O3: a\nG1: b", "O3: a, corrected\nG1: b", [None, 1]),
        ("O3: a\nG1: b", "G1: b\nO3: a", [None, 0]),
        ("O3: a\n  b\nG1: c", "O3: a\n  b\n  more\nG1: c", [None, 1]),
        ("", "O3: a", [None]),
        ("O3: a", "", []),
    ],
)
def test_carry_times_keeps_when_a_line_was_first_seen(before: str, after: str, kept: list[int | None]) -> None:
    old_lines, old_times = saved(before)

    times = carry_times(old_lines, old_times, after, now=NOW)

    assert list(times) == [NOW if minute is None else minutes(minute)[0] for minute in kept]
    assert len(times) == len(sheet(after))


def test_carry_times_line_ends_change_nothing() -> None:
    old_lines, old_times = saved("O3: a\nG1: b")

    assert list(carry_times(old_lines, old_times, "O3: a  \r\nG1: b\r\n", now=NOW)) == old_times


def test_carry_times_refuses_lines_without_times() -> None:
    with pytest.raises(ValueError, match="Each line needs its time"):
        carry_times(["O3: a"], [], "O3: a", now=NOW)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_carry_times_never_goes_back_and_invents_none(before: list[str], after: list[str]) -> None:
    old_lines, old_times = saved("\n".join(f"O3: {word}" for word in before))

    times = carry_times(old_lines, old_times, "\n".join(f"O3: {word}" for word in after), now=NOW)

    assert len(times) == len(after)
    carried = [seen for seen in times if seen != NOW]
    assert carried == sorted(set(carried))
    assert all(before[old_times.index(seen)] == after[place] for place, seen in enumerate(times) if seen != NOW)
