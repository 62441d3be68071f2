from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guftugu.algorithms.edits import is_word
from guftugu.algorithms.words import nfc, tokens
from guftugu.drafting.tracing import Asked, AskedBy, Draft, DraftPassage, Source, TracedPassage, traced

BEGUN = datetime(1994, 3, 7, tzinfo=UTC)
BASE = "The parties shall meet in May. [¶12]"


def at(hour: int) -> datetime:
    return BEGUN + timedelta(hours=hour)


def drafts(*listed: dict[str, str]) -> list[Draft]:
    """One an hour."""
    return [
        Draft(number, at(number), [DraftPassage(pk, words) for pk, words in one.items()])
        for number, one in enumerate(listed, start=1)
    ]


def asks(
    hand: str, words: str, *, before: str = BASE, passage: str = "p1", base: Sequence[str] = ("p1", "p2"),
    hour: int = 1, key: str = "",
) -> Asked:  # fmt: skip
    known_as = key or f"{hand}{hour}{words}"
    return Asked(AskedBy(hand, hour, known_as), known_as, passage, before, words, tuple(base), at(hour))


def told(passage: TracedPassage) -> list[tuple[str, str]]:
    """Words that tell of something, with their hands, else their source."""
    return [
        (one.words.strip(), "".join(one.origin.hands) or one.origin.source.value)
        for one in passage.pieces
        if one.tells and any(map(is_word, tokens(one.words)))
    ]


def went_out(passage: TracedPassage) -> list[tuple[str, str, int]]:
    return [(one.words.strip(), "".join(by.hand for by in one.asked), one.version) for one in passage.struck]


def test_words_nobody_touched_are_of_the_first_draft_with_what_it_heard() -> None:
    (one,) = traced(drafts({"p1": BASE}), [])
    assert told(one) == [("The parties shall meet in May.", "first")]
    assert one.pieces[0].origin.labels == ("¶12",)
    assert one.struck == ()


def test_words_a_hand_asked_for_are_its_own_and_those_around_them_the_pens() -> None:
    june = asks("G", "The parties shall meet in June. [¶12]")
    (one,) = traced(drafts({"p1": BASE}, {"p1": "The parties shall meet in early June. [¶12]"}), [june])
    assert told(one) == [("The parties shall meet in", "first"), ("early", "pen"), ("June", "G")]
    assert went_out(one) == [("May", "G", 2)]


def test_equal_words_of_two_hands_name_both_and_a_round_once() -> None:
    said = [asks("G", BASE.replace("May", "June")), asks("O", BASE.replace("May", "June"))]
    again = Asked(said[0].by, "carried", "p1", BASE, said[0].words, ("p1",), at(1))
    (one,) = traced(drafts({"p1": BASE}, {"p1": said[0].words}), [*said, again])
    june = next(piece for piece in one.pieces if piece.words == "June")
    assert [(by.hand, by.round) for by in june.origin.asked] == [("G", 1), ("O", 1)]


def test_what_was_not_released_yet_explains_nothing() -> None:
    (one,) = traced(drafts({"p1": BASE}, {"p1": BASE.replace("May", "June")}), [asks("G", "In June.", hour=3)])
    assert ("June", "pen") in told(one)


def test_alternatives_of_a_bracket_name_their_hands() -> None:
    bracketed = "The parties shall meet in [Alt 1: April | Alt 2: June | Alt 3: May]. [¶12]"
    said = [asks("G", BASE.replace("May", "June")), asks("O", BASE.replace("May", "April"))]
    (one,) = traced(drafts({"p1": BASE}, {"p1": bracketed}), said)
    assert told(one) == [("The parties shall meet in", "first"), ("April", "O"), ("June", "G"), ("May", "first")]
    named = {place: [by.hand for by in several] for place, several in one.alternatives.items()}
    assert named == {(0, 0): ["O"], (0, 1): ["G"]}
    assert one.struck == ()


def test_an_alternative_that_leaves_out_names_its_hand() -> None:
    before = "The parties shall surely meet."
    said = [
        asks("G", "The parties shall meet.", before=before),
        asks("O", "The parties shall perhaps meet.", before=before),
    ]
    bracketed = "The parties shall [Alt 1: perhaps | Alt 2: — | Alt 3: surely] meet."
    (one,) = traced(drafts({"p1": before}, {"p1": bracketed}), said)
    named = {place: [by.hand for by in several] for place, several in one.alternatives.items()}
    assert named == {(0, 0): ["O"], (0, 1): ["G"]}


def test_a_bracket_that_is_resolved_keeps_the_hand_and_tells_what_went_out() -> None:
    bracketed = "The parties shall meet in [Alt 1: April | Alt 2: June | Alt 3: May]. [¶12]"
    said = [asks("G", BASE.replace("May", "June")), asks("O", BASE.replace("May", "April"))]
    (one,) = traced(drafts({"p1": BASE}, {"p1": bracketed}, {"p1": BASE.replace("May", "June")}), said)
    assert ("June", "G") in told(one)
    assert went_out(one) == [("April", "", 3), ("May", "GO", 3)]


def test_what_a_hand_asked_in_an_earlier_round_is_still_its_own_later() -> None:
    early, late = asks("G", BASE.replace("May", "June")), asks("O", BASE.replace("meet", "gather"), hour=2)
    listed = drafts({"p1": BASE}, {"p1": BASE}, {"p1": "The parties shall gather in June. [¶12]"})
    (one,) = traced(listed, [early, late])
    assert [pair for pair in told(one) if pair[1] in "GO"] == [("gather", "O"), ("June", "G")]


def test_a_new_passage_is_of_who_asked_for_it() -> None:
    new = asks("O", "Prisoners are exchanged first.", before="", passage="p1", key="k")
    listed = drafts({"p1": BASE}, {"p1": BASE, "p9": "All prisoners are exchanged first."})
    _first, second = traced(listed, [new])
    assert told(second) == [("All prisoners", "pen"), ("are exchanged first.", "O")]


def test_the_same_words_elsewhere_are_not_a_hands() -> None:
    listed = drafts({"p1": BASE, "p2": "Refugees return."}, {"p1": BASE, "p2": "Refugees return in June."})
    _first, second = traced(listed, [asks("G", BASE.replace("May", "June"))])
    assert told(second) == [("Refugees return", "first"), ("in June", "pen")]


def test_a_sentence_that_moves_to_another_passage_keeps_where_it_came_from() -> None:
    sentence = "A joint commission of both sides watches over it."
    listed = drafts({"p1": f"They meet. {sentence}"}, {"p1": "They meet.", "p2": sentence})
    first, second = traced(listed, [])
    assert (told(first), told(second)) == ([("They meet.", "first")], [(sentence, "first")])
    assert first.struck == ()


def test_a_passage_that_went_out_is_told_behind_the_others_until_it_comes_back() -> None:
    gone = asks("G", "", passage="p2", before="Refugees return.")
    both = {"p1": BASE, "p2": "Refugees return."}
    first, second = traced(drafts(both, {"p1": BASE}), [gone])
    assert (first.stands, second.stands, went_out(second)) == (True, False, [("Refugees return.", "G", 2)])
    _first, back = traced(drafts(both, {"p1": BASE}, {"p1": BASE, "p2": "All refugees return."}), [gone])
    assert (told(back), went_out(back)) == (
        [("All refugees", "pen"), ("return.", "first")], [("Refugees", "G", 2)],
    )  # fmt: skip


def test_words_behind_some_that_do_not_open_are_of_nobody_knows_whom() -> None:
    shut = Draft(1, at(1), [DraftPassage("p1", "", is_shut=True)])
    (one,) = traced([shut, *drafts({}, {"p1": BASE})[1:]], [asks("G", BASE.replace("May", "June"))])
    assert {piece.origin.source for piece in one.pieces} == {Source.UNKNOWN}
    assert one.struck == ()


def test_one_short_word_in_common_is_no_ask() -> None:
    said = asks("O", "The parties shall meet in May, if the roads are open. [¶12]")
    (one,) = traced(drafts({"p1": BASE}, {"p1": "The parties shall meet in the capital. [¶12]"}), [said])
    assert "O" not in {who for _words, who in told(one)}


WORDS = st.lists(st.sampled_from(["we", "meet", "in", "May", "June", "and", "return", "all", "safely"]), max_size=9)
SAID = WORDS.map(lambda listed: " ".join(listed) + ".")
BRACKETS = st.tuples(SAID, SAID, SAID).map(lambda three: f"we meet [Alt 1: {three[0]} | Alt 2: {three[1]}] {three[2]}")


@given(SAID, st.lists(SAID, max_size=3), st.lists(st.one_of(SAID, BRACKETS), min_size=1, max_size=3))
def test_a_word_nobody_asked_for_is_never_a_hands(first: str, said: list[str], written: list[str]) -> None:
    asked = [asks(hand, words, before=first) for hand, words in zip("GOT", said, strict=False)]
    wanted = {one.by.hand: {one.tokens[at] for at, is_new in enumerate(one.is_new) if is_new} for one in asked}
    (one,) = traced(drafts(*({"p1": words} for words in [first, *written])), asked)
    assert "".join(piece.words for piece in one.pieces) == nfc(written[-1])
    for piece in one.pieces:
        for token in filter(is_word, tokens(piece.words)):
            assert all(token in wanted[hand] for hand in piece.origin.hands)
    stood = {token for words in [first, *written] for token in tokens(words)}
    assert all(set(tokens(struck.words)) <= stood for struck in one.struck)


@given(SAID, SAID)
def test_what_is_adopted_whole_is_all_the_hands(first: str, said: str) -> None:
    asked = asks("G", said, before=first)
    (one,) = traced(drafts({"p1": first}, {"p1": said}), [asked])
    assert {piece.origin.source for piece in one.pieces} <= {Source.FIRST, Source.HANDS}
    assert all([by.hand for by in struck.asked] == ["G"] for struck in one.struck)


def test_words_that_stood_in_one_alternative_and_words_of_another_both_stay() -> None:
    first = "They meet in Moscow in May."
    said = [asks("O", "They meet in Tehran in April.", before=first)]
    bracketed = "They meet in [Alt 1: Tehran in April | Alt 2: Moscow in May]."
    (one,) = traced(drafts({"p1": first}, {"p1": bracketed}, {"p1": "They meet in Moscow in April."}), said)
    assert told(one) == [("They meet in Moscow in", "first"), ("April", "O")]
    assert [words for words, _by, _version in went_out(one)] == ["Tehran", "May"]
