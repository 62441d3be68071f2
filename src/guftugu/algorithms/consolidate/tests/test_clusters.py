"""Clusters, worked out a second time the slow way."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guftugu.algorithms.consolidate.clusters import Wording, clusters
from guftugu.algorithms.edits import Edit, apply_edits, edit_script
from guftugu.algorithms.words import tokens

WORDS = st.lists(st.sampled_from(["«", "»", "(", ")"]), max_size=8)  # signs that never run into one token


def touch(one: Edit, other: Edit) -> bool:
    """The definition, for two edits."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end:
        return other.start < one.start < other.end
    if other.start == other.end:
        return one.start < other.start < one.end
    return bool(set(range(one.start, one.end)) & set(range(other.start, other.end)))


def gathered(edits: list[Edit]) -> set[frozenset[int]]:
    """Groups of edits that hang together, by merging groups until nothing changes."""
    groups = [{at} for at in range(len(edits))]
    changed = True
    while changed:
        changed = False
        for one, other in combinations(groups, 2):
            if any(touch(edits[a], edits[b]) for a in one for b in other):
                one.update(other)
                groups.remove(other)
                changed = True
                break
    return {frozenset(group) for group in groups}


@given(WORDS, st.lists(WORDS, max_size=4))
def test_clusters_are_the_edits_that_hang_together(base: list[str], revised: list[list[str]]) -> None:
    wordings = [Wording((str(at),), edit_script(base, one)) for at, one in enumerate(revised)]
    edits = [(wording.hands[0], edit) for wording in wordings for edit in wording.edits]
    slow = {
        (
            min(edits[at][1].start for at in group),
            max(edits[at][1].end for at in group),
            frozenset(edits[at][0] for at in group),
        )
        for group in gathered([edit for _, edit in edits])
    }
    assert {(one.start, one.end, one.hands) for one in clusters(base, wordings)} == slow


@pytest.mark.parametrize(
    ("base", "revised", "alternatives"),
    [
        ("A. Now", ("3. Now", "A.5 Now"), [("3.", "A.5")]),
        ("3. Now", ("three. Now", "3! Now"), [("three",), ("!",)]),
        ("A «B»", ("A", "A «B»C"), [("", " «B»C")]),
    ],
)
def test_edits_that_would_make_a_word_of_nobodys_are_one_cluster(
    base: str, revised: tuple[str, str], alternatives: list[tuple[str, ...]]
) -> None:
    cut = tokens(base)
    wordings = [Wording((str(at),), edit_script(cut, tokens(one))) for at, one in enumerate(revised)]
    found = [tuple("".join(words) for _, words in one.wordings) for one in clusters(cut, wordings)]
    assert found == alternatives


@given(WORDS, st.lists(WORDS, max_size=4))
def test_a_hands_wordings_put_together_are_its_text(base: list[str], revised: list[list[str]]) -> None:
    wordings = [Wording((str(at),), edit_script(base, one)) for at, one in enumerate(revised)]
    found = clusters(base, wordings)
    for wording, text in zip(wordings, revised, strict=True):
        own = [
            Edit(one.start, one.end, words)
            for one in found
            for hands, words in one.wordings
            if wording.hands[0] in hands
        ]
        assert apply_edits(base, own) == text
