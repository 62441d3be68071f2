from __future__ import annotations

import doctest
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guftugu.algorithms import edits, words
from guftugu.algorithms.edits import apply_edits, edit_script
from guftugu.algorithms.words import compare, tokens

TRICKY = st.text(alphabet="ab .,\n[]¶1\u0301ж-’а\u064eبی\u200c", max_size=16)


@pytest.mark.parametrize("module", [words, edits])
def test_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@given(st.one_of(TRICKY, st.text()))
def test_tokens_lose_nothing(text: str) -> None:
    assert "".join(tokens(text)) == unicodedata.normalize("NFC", text)


@given(st.one_of(TRICKY, st.text()))
def test_tokens_are_the_same_whatever_stands_around_them(text: str) -> None:
    """What has only single spaces between its words is cut the short way; a line break behind it forbids that."""
    assert [*tokens(text + " a"), "\n"] == tokens(text + " a\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000", ["1,000"]),
        ("3.5.", ["3.5", "."]),
        ("on 12.04.1994, at 10:30", ["on", " ", "12.04.1994", ",", " ", "at", " ", "10:30"]),
        ("5\u00a0000 человек", ["5\u00a0000", " ", "человек"]),
        ("don't well-known", ["don't", " ", "well-known"]),
        ("«Ҷумҳурӣ»", ["«", "Ҷумҳурӣ", "»"]),
        ("и\u0306дя\u0301", ["йдя\u0301"]),
        ("مُحَمَّد گفت،", ["مُحَمَّد", " ", "گفت", "،"]),
        ("agreed [¶C12, ¶M3].", ["agreed", " ", "[¶C12, ¶M3]", "."]),
        ("[not agreed]", ["[", "not", " ", "agreed", "]"]),
        ("wait... -- then\n\n", ["wait", "...", " ", "--", " ", "then", "\n\n"]),
        ("", []),
    ],
)
def test_tokens_are_what_a_reader_counts(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(TRICKY, TRICKY)
def test_edit_script_turns_one_into_the_other(old: str, new: str) -> None:
    script = edit_script(tokens(old), tokens(new))
    assert apply_edits(tokens(old), script) == tokens(new)
    assert all(one.end < other.start for one, other in pairwise(script))


@given(TRICKY, TRICKY)
def test_comparison_holds_both_wordings(old: str, new: str) -> None:
    changes = compare(old, new)
    assert "".join(change.words for change in changes if change.kind != "inserted") == unicodedata.normalize("NFC", old)
    assert "".join(change.words for change in changes if change.kind != "deleted") == unicodedata.normalize("NFC", new)
    assert all(change.words for change in changes)
    assert all(one.kind != other.kind for one, other in pairwise(changes))


def told(old: str, new: str) -> str:
    marks = {"equal": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(marks[change.kind].format(change.words) for change in compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("one two three", "four five three", "[-one two-][+four five+] three"),
        ("The X. The Y.", "The X. The Z. The Y.", "The X. [+The Z. +]The Y."),
        ("Very good.", "Very very good.", "Very [+very +]good."),
        ("a, c", "a, b, c", "a, [+b, +]c"),
        ("Talks go on.", "Talks do not go on", "Talks [+do not +]go on[-.-]"),
        ("same", "same", "same"),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
    ],
)
def test_comparison_reads_well(old: str, new: str, expected: str) -> None:
    assert told(old, new) == expected
