"""Worked cases: what a moderator finds where hands meet."""

from __future__ import annotations

import pytest

from guftugu.algorithms.consolidate import Consolidation, Passage, Proposal, consolidate

TALK = Passage("p1", "Both sides agree that fighting must stop. They will talk.")
HOMES = Passage("p2", "Refugees return in safety. The government guarantees their property.")
COMMISSION = Passage("p3", "A commission of equal numbers will be formed.")
BASE = [TALK, HOMES, COMMISSION]


def asked(**hands: list[Passage]) -> Consolidation:
    return consolidate(BASE, [Proposal(hand, passages) for hand, passages in hands.items()])


def told(result: Consolidation) -> list[str]:
    return ["".join(map(str, passage.pieces)) for passage in result.passages]


def reworded(passage: Passage, old: str, new: str) -> Passage:
    assert old in passage.text
    return Passage(passage.id, passage.text.replace(old, new, 1), passage.kind)


def test_words_touched_by_one_are_taken() -> None:
    result = asked(A=[reworded(TALK, "talk", "meet"), HOMES, COMMISSION])
    assert result.clean
    assert told(result)[0] == "Both sides agree that fighting must stop. They will meet."
    assert result.passages[0].because == ("A asked for “meet” instead of “talk”; nobody else touched these words.",)


def test_the_same_change_by_two_is_taken_once() -> None:
    same = [reworded(TALK, "talk", "meet"), HOMES, COMMISSION]
    result = asked(A=same, B=list(same))
    assert result.clean
    assert result.dispositions[0].hand == "A"
    assert result.dispositions[1].hand == "B"
    assert result.passages[0].because[0].startswith("A and B asked for “meet”")


def test_different_changes_of_the_same_words_are_a_bracket() -> None:
    result = asked(
        B=[reworded(TALK, "must stop", "should end"), HOMES, COMMISSION],
        A=[reworded(TALK, "must stop", "has to stop"), HOMES, COMMISSION],
    )
    [bracket] = result.passages[0].brackets
    assert result.passages[0].text is None
    assert [(sorted(one.hands), one.text, one.is_base) for one in bracket.alternatives] == [
        (["A"], "has to stop", False),
        (["B"], "should end", False),
        ([], "must stop", True),
    ]


def test_leaving_words_out_is_an_alternative_without_text() -> None:
    result = asked(
        A=[reworded(TALK, " They will talk.", ""), HOMES, COMMISSION],
        B=[reworded(TALK, "talk", "meet"), HOMES, COMMISSION],
    )
    [bracket] = result.passages[0].brackets
    assert [one.text for one in bracket.alternatives] == [None, " They will meet.", " They will talk."]


def test_untouching_changes_of_one_sentence_are_to_be_checked() -> None:
    result = asked(
        A=[reworded(TALK, "Both", "All"), HOMES, COMMISSION], B=[reworded(TALK, "must", "should"), HOMES, COMMISSION]
    )
    [check] = result.passages[0].checks
    assert result.clean
    assert check.text == "All sides agree that fighting should stop."
    assert check.hands == {"A", "B"}
    assert check.span == (0, 42)
    assert {row.became for row in result.dispositions} == {"joined"}


def test_changes_of_different_sentences_need_no_check() -> None:
    result = asked(
        A=[reworded(TALK, "Both", "All"), HOMES, COMMISSION], B=[reworded(TALK, "talk", "meet"), HOMES, COMMISSION]
    )
    assert told(result)[0] == "All sides agree that fighting must stop. They will meet."
    assert not result.passages[0].checks


@pytest.mark.parametrize(
    ("text", "to_be_checked"),
    [
        ("They will talk. Soon.", False),
        ("They will talk soon.", True),
        ("Now. They will talk.", False),
        ("Now They will talk.", True),
    ],
)
def test_a_new_sentence_needs_no_check_but_a_new_word_does(text: str, to_be_checked: bool) -> None:  # noqa: FBT001
    base = [Passage("p1", "They will talk.")]
    hands = {"A": text, "B": "They may talk."}
    result = consolidate(base, [Proposal(hand, [Passage("p1", words)]) for hand, words in hands.items()])
    assert result.clean
    assert bool(result.passages[0].checks) is to_be_checked


def test_a_change_beside_a_bracket_in_one_sentence_is_to_be_checked() -> None:
    both = reworded(reworded(TALK, "Both", "All"), "must", "should")
    result = asked(A=[both, HOMES, COMMISSION], B=[reworded(TALK, "must", "shall"), HOMES, COMMISSION])
    [check] = result.passages[0].checks
    assert check.text == "All sides agree that fighting [should | shall | must] stop."


def test_a_sentence_that_one_hand_wrote_so_needs_no_check() -> None:
    both = reworded(reworded(TALK, "Both", "All"), "must", "should")
    result = asked(A=[both, HOMES, COMMISSION], B=[reworded(TALK, "must", "should"), HOMES, COMMISSION])
    assert not result.passages[0].checks


def test_leaving_out_against_changing_is_a_bracket() -> None:
    result = asked(A=[TALK, COMMISSION], B=[TALK, reworded(HOMES, "safety", "dignity"), COMMISSION])
    [bracket] = result.passages[1].brackets
    assert bracket.whole
    assert [one.text for one in bracket.alternatives] == [None, HOMES.text.replace("safety", "dignity"), HOMES.text]
    assert [one.id for one in result.read_as("A")] == ["p1", "p3"]


def test_leaving_out_untouched_is_taken_and_told() -> None:
    result = asked(A=[TALK, COMMISSION])
    assert result.clean
    assert [one.id for one in result.passages] == ["p1", "p3"]
    [row] = result.dispositions
    assert (row.asked, row.became, row.old) == ("leave out", "taken", HOMES.text)


def test_insertions_at_one_place_are_kept_in_the_order_of_names() -> None:
    new = {hand: Passage("n", f"{hand} speaks.") for hand in "BA"}
    result = asked(B=[TALK, new["B"], HOMES, COMMISSION], A=[TALK, new["A"], HOMES, COMMISSION])
    assert result.clean
    assert told(result)[1:3] == ["A speaks.", "B speaks."]
    assert [one.id for one in result.passages[1:3]] == ["n", "B:n"]
    assert "in the order of the hands’ names" in result.passages[1].because[1]
    assert [one.text for one in result.read_as("B")] == [TALK.text, "B speaks.", HOMES.text, COMMISSION.text]


def test_equal_insertions_are_one() -> None:
    result = asked(
        A=[TALK, Passage("x", "Prisoners go home."), HOMES, COMMISSION],
        B=[TALK, Passage("y", "Prisoners go home."), HOMES, COMMISSION],
    )
    assert [(one.id, sorted(one.hands)) for one in result.passages[1:2]] == [("x", ["A", "B"])]
    assert len(result.passages) == 4


def test_equal_insertions_at_two_places_are_to_be_checked() -> None:
    result = asked(A=[Passage("x", "Prisoners go home."), *BASE], B=[*BASE, Passage("y", "Prisoners go home.")])
    assert [len(one.checks) for one in result.passages] == [1, 0, 0, 0, 1]


def test_a_move_takes_the_words_of_others_along() -> None:
    result = asked(A=[HOMES, TALK, COMMISSION], B=[TALK, reworded(HOMES, "safety", "dignity"), COMMISSION])
    assert result.clean
    assert sorted(told(result)[:2])[1] == "Refugees return in dignity. The government guarantees their property."


def test_moves_to_different_places_are_brackets_in_each() -> None:
    result = asked(A=[HOMES, TALK, COMMISSION], B=[TALK, COMMISSION, HOMES])
    assert [one.id for one in result.passages] == ["p2", "p1", "p2", "p3", "p2"]
    assert result.brackets == 3
    assert [one.id for one in result.read_as("A")] == ["p2", "p1", "p3"]
    assert [one.id for one in result.read_as("B")] == ["p1", "p3", "p2"]
    assert [one.id for one in result.read_as("somebody else")] == ["p1", "p2", "p3"]


def test_moving_against_leaving_out_is_a_bracket() -> None:
    result = asked(A=[TALK, COMMISSION, HOMES], B=[TALK, COMMISSION], C=[TALK, COMMISSION])
    assert not result.clean
    assert [one.id for one in result.read_as("A")] == ["p1", "p3", "p2"]
    assert [one.id for one in result.read_as("C")] == ["p1", "p3"]


def test_a_split_keeps_words_that_others_changed_in_either_part() -> None:
    parts = [
        Passage("p2", "Refugees return in safety."),
        Passage("x", "The government guarantees their property.", "item"),
    ]
    result = asked(A=[TALK, *parts, COMMISSION], B=[TALK, reworded(HOMES, "property", "land"), COMMISSION])
    assert result.clean
    assert [(one.id, one.kind, one.text) for one in result.passages[1:3]] == [
        ("p2", "paragraph", "Refugees return in safety."),
        ("x", "item", "The government guarantees their land."),
    ]


def test_a_join_keeps_words_that_others_changed_in_either_part() -> None:
    joined = Passage("p2", f"{HOMES.text} {COMMISSION.text}")
    result = asked(A=[TALK, joined], B=[TALK, HOMES, reworded(COMMISSION, "equal numbers", "seven from each")])
    assert result.clean
    assert told(result)[1] == f"{HOMES.text} A commission of seven from each will be formed."


JOINED = Passage("p2", f"{HOMES.text} {COMMISSION.text}")


def test_joining_against_leaving_out_is_a_bracket() -> None:
    result = asked(A=[TALK, JOINED], B=[TALK, HOMES])
    assert told(result)[1:] == [f"[{JOINED.text} | {HOMES.text}]", f"[— | {COMMISSION.text}]"]
    assert [one.text for one in result.read_as("A")] == [TALK.text, JOINED.text]
    assert [one.text for one in result.read_as("B")] == [TALK.text, HOMES.text]
    assert {(row.hand, row.asked, row.became) for row in result.dispositions} == {
        ("A", "join", "bracketed"),
        ("A", "leave out", "bracketed"),
        ("B", "leave out", "bracketed"),
    }
    assert asked(A=[TALK, JOINED]).clean


@pytest.mark.parametrize(
    "other",
    [
        pytest.param([HOMES, TALK, COMMISSION], id="moved"),
        pytest.param([TALK, HOMES, Passage("x", "Prisoners go home."), COMMISSION], id="inserted between"),
        pytest.param(
            [TALK, *(Passage(i, t) for i, t in zip(("p2", "x"), HOMES.text.split(". ", 1), strict=True)), COMMISSION],
            id="split",
        ),
    ],
)
def test_joining_against_what_does_not_go_with_it_keeps_both_passages(other: list[Passage]) -> None:
    result = asked(A=[TALK, JOINED], B=other, C=BASE)
    assert not result.clean
    assert [one.text for one in result.read_as("A") if one.id in {"p2", "p3"}] == [JOINED.text]
    assert [one.text for one in result.read_as("C") if one.id in {"p2", "p3"}] == [HOMES.text, COMMISSION.text]
    reasons = [reason for passage in result.passages for reason in passage.because]
    assert "A joined passages here; what B did with them goes against it. Brackets hold both." in reasons


def test_a_short_passage_that_was_joined_keeps_the_words_of_others() -> None:
    base = [Passage("p1", "Aims", "heading"), Passage("p2", "Peace")]
    hands = {"A": [Passage("p1", "Aims Peace", "heading")], "B": [base[0], Passage("p2", "Lasting Peace")]}
    result = consolidate(base, [Proposal(hand, text) for hand, text in hands.items()])
    assert told(result) == ["Aims Lasting Peace"]


def test_a_new_kind_is_taken_and_two_new_kinds_are_a_bracket() -> None:
    heading, item = (Passage("p1", TALK.text, kind) for kind in ("heading", "item"))
    assert asked(A=[heading, HOMES, COMMISSION]).passages[0].kind == "heading"
    disputed = asked(A=[heading, HOMES, COMMISSION], B=[item, HOMES, COMMISSION])
    assert not disputed.clean
    assert disputed.passages[0].kind == "paragraph"
    assert disputed.passages[0].text == TALK.text
    assert [one.kind for one in disputed.read_as("B")] == ["item", "paragraph", "paragraph"]


def test_a_kind_against_words_is_told() -> None:
    heading = Passage("p1", TALK.text, "heading")
    result = asked(A=[heading, HOMES, COMMISSION], B=[reworded(TALK, "talk", "meet"), HOMES, COMMISSION])
    assert result.clean
    assert result.passages[0].because[-1].startswith("A and B changed its kind or its words")


def test_only_the_way_of_writing_letters_is_no_change() -> None:
    base = [Passage("p1", "Ҷумҳурии мой")]
    assert not consolidate(base, [Proposal("A", [Passage("p1", "Ҷумҳурии мои\u0306")])]).dispositions


def test_right_to_left_words_and_labels_are_tokens() -> None:
    base = [Passage("p1", "صلح در تاجیکستان [¶C12].")]
    result = consolidate(
        base,
        [
            Proposal("A", [Passage("p1", "صلح پایدار در تاجیکستان [¶C12].")]),
            Proposal("B", [Passage("p1", "صلح در تاجیکستان [¶C12, ¶M3].")]),
        ],
    )
    assert told(result) == ["صلح پایدار در تاجیکستان [¶C12, ¶M3]."]


def test_an_emptied_passage_is_not_one_left_out() -> None:
    result = asked(A=[TALK, Passage("p2", ""), COMMISSION], B=[TALK, COMMISSION])
    assert [one.text for one in result.passages[1].brackets[0].alternatives] == ["", None, HOMES.text]


@pytest.mark.parametrize(
    ("base", "hands", "sentence"),
    [
        ([TALK, TALK], {}, "The base has two passages with the id 'p1'."),
        ([TALK], {"A": [TALK, TALK]}, "The proposal of 'A' has two passages with the id 'p1'."),
        ([TALK], {"A": [HOMES, HOMES, TALK]}, "The proposal of 'A' has two passages with the id 'p2'."),
    ],
)
def test_an_id_that_stands_twice_is_refused(
    base: list[Passage], hands: dict[str, list[Passage]], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        consolidate(base, [Proposal(hand, passages) for hand, passages in hands.items()])


def test_a_hand_that_proposes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Two proposals are by 'A'"):
        consolidate(BASE, [Proposal("A", BASE), Proposal("A", [])])
