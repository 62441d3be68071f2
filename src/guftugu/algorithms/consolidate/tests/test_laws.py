"""What holds of every consolidation, whatever the hands do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from guftugu.algorithms.consolidate import Bracket, Consolidation, Passage, Proposal, consolidate
from guftugu.algorithms.consolidate.tests.cases import HANDS, passages, proposals, rearranged, rounds
from guftugu.algorithms.edits import is_word
from guftugu.algorithms.words import nfc, tokens

Round = tuple[list[Passage], list[Proposal]]


def plain(text: Iterable[Passage]) -> list[tuple[str, str, str]]:
    return [(one.id, one.kind, nfc(one.text)) for one in text]


def clean(result: Consolidation) -> list[tuple[str, str, str | None]]:
    return [(one.id, one.kind, one.text) for one in result.passages]


def own_words(texts: Iterable[str | None], hand: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(rf"{hand}\d", text or ""))


def pieces(result: Consolidation) -> list[str]:
    found: list[str] = []
    for passage in result.passages:
        for piece in passage.pieces:
            texts = [one.text for one in piece.alternatives] if isinstance(piece, Bracket) else [piece]
            found += [text for text in texts if text]
    return found


@given(passages())
def test_no_proposals_give_the_base(base: list[Passage]) -> None:
    assert clean(consolidate(base, [])) == plain(base)


@given(st.data(), passages())
def test_one_proposal_gives_that_proposal(data: st.DataObject, base: list[Passage]) -> None:
    proposal = data.draw(proposals(base, "A"))
    result = consolidate(base, [proposal])
    assert result.clean
    assert clean(result) == plain(proposal.passages)
    assert plain(result.read_as("A")) == plain(proposal.passages)
    assert not any(passage.checks for passage in result.passages)


@given(st.data(), rounds())
def test_the_order_of_proposals_does_not_matter(data: st.DataObject, case: Round) -> None:
    base, given_first = case
    shuffled = data.draw(st.permutations(given_first))
    assert consolidate(base, shuffled) == consolidate(base, given_first)


@given(st.data(), rounds(3))
def test_equal_proposals_count_once(data: st.DataObject, case: Round) -> None:
    base, given_once = case
    if not given_once:
        return
    one = data.draw(st.sampled_from(given_once))
    twin = Proposal(one.hand + " ", one.passages)  # stands directly behind it in the order of names
    once, twice = consolidate(base, given_once), consolidate(base, [twin, *given_once])
    assert [[str(piece) for piece in passage.pieces] for passage in twice.passages] == [
        [str(piece) for piece in passage.pieces] for passage in once.passages
    ]
    assert [(p.id, p.kind, [c.text for c in p.checks]) for p in twice.passages] == [
        (p.id, p.kind, [c.text for c in p.checks]) for p in once.passages
    ]
    assert twice.read_as(twin.hand) == twice.read_as(one.hand) == once.read_as(one.hand)
    for passage in twice.passages:
        for bracket in passage.brackets:
            assert all((one.hand in a.hands) == (twin.hand in a.hands) for a in bracket.alternatives)


@given(rounds())
def test_choosing_a_hand_gives_back_its_words(case: Round) -> None:
    base, given_all = case
    result = consolidate(base, given_all)
    before = {one.id: (one.kind, nfc(one.text)) for one in base}
    for proposal in given_all:
        read = result.read_as(proposal.hand)
        wanted = own_words((one.text for one in proposal.passages), proposal.hand)
        assert own_words((one.text for one in read), proposal.hand) == wanted
        others = [other for other in given_all if other.hand != proposal.hand]
        touched = {one for other in others for one in before.keys() ^ {p.id for p in other.passages}} | {
            p.id for other in others for p in other.passages if before.get(p.id) != (p.kind, nfc(p.text))
        }
        if any([p.id for p in other.passages if p.id in before] != [p.id for p in base] for other in others):
            continue  # somebody else moved or left out passages: words stand, places need not
        if touched & (before.keys() - {p.id for p in proposal.passages}):
            continue  # this hand may have joined what others changed to what they did not
        here = {one.id: (one.kind, nfc(one.text)) for one in read}
        for one in proposal.passages:
            if one.id in before and one.id not in touched:
                assert here[one.id] == (one.kind, nfc(one.text))
        for one in base:
            if one.id not in touched and one.id not in {p.id for p in proposal.passages}:
                assert one.id not in here


@given(rounds())
def test_no_released_word_vanishes(case: Round) -> None:
    base, given_all = case
    result = consolidate(base, given_all)
    said = pieces(result)
    for proposal in given_all:
        wanted = own_words((one.text for one in proposal.passages), proposal.hand)
        assert own_words(said, proposal.hand) >= wanted
        told = own_words((row.new for row in result.dispositions if row.hand == proposal.hand), proposal.hand)
        assert told.keys() >= wanted.keys()


def words_chosen_by(result: Consolidation, hand: str) -> set[str]:
    """With everything that anybody inserted: nobody has decided against it."""
    texts = [
        piece if isinstance(piece, str) else piece.chosen(hand).text or ""
        for passage in result.passages
        for piece in passage.pieces
    ]
    return {word for text in texts for word in tokens(text) if word.startswith("w")}


@given(rearranged())
def test_words_that_everybody_keeps_stay_whoever_is_chosen(case: Round) -> None:
    base, given_all = case
    result = consolidate(base, given_all)
    words = {word for one in base for word in tokens(one.text) if word.startswith("w")}
    for hand in (*(proposal.hand for proposal in given_all), "nobody"):
        assert words_chosen_by(result, hand) == words


@given(rounds())
def test_no_word_is_made_that_nobody_wrote(case: Round) -> None:
    base, given_all = case
    result = consolidate(base, given_all)
    texts = [base, *(proposal.passages for proposal in given_all)]
    written = {word for text in texts for one in text for word in tokens(one.text)}
    for hand in (*(proposal.hand for proposal in given_all), "nobody"):
        read = {word for one in result.read_as(hand) for word in tokens(one.text) if is_word(word)}
        assert read <= written


@given(rounds())
def test_alternatives_are_different_and_the_base_is_one_of_them(case: Round) -> None:
    base, given_all = case
    for passage in consolidate(base, given_all).passages:
        for bracket in passage.brackets:
            texts = [one.text for one in bracket.alternatives]
            assert len(set(texts)) == len(texts) >= 2
            assert [one.is_base for one in bracket.alternatives] == [False] * (len(texts) - 1) + [True]
        assert passage.text is None or "".join(map(str, passage.pieces)) == passage.text
        for check in passage.checks:
            if check.span:
                assert passage.text is not None
                assert passage.text[slice(*check.span)] == check.text


@given(rounds())
def test_new_ids_are_given_once(case: Round) -> None:
    base, given_all = case
    known = {one.id for one in base}
    new = [one.id for one in consolidate(base, given_all).passages if one.id not in known]
    assert len(set(new)) == len(new)


@given(st.data(), passages(1))
def test_untouched_passages_stand_as_they_were(data: st.DataObject, base: list[Passage]) -> None:
    hands = data.draw(st.lists(st.sampled_from(HANDS), max_size=3, unique=True))
    same = [Proposal(hand, [Passage(one.id, one.text, one.kind) for one in base]) for hand in hands]
    result = consolidate(base, same)
    assert clean(result) == plain(base)
    assert not result.dispositions
