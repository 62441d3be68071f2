from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guftugu.algorithms.consolidate import Passage, Proposal, consolidate, rebase
from guftugu.algorithms.consolidate.tests.cases import passages, proposals
from guftugu.algorithms.consolidate.tests.test_laws import own_words, plain

OLD = [
    Passage("p1", "Both sides will meet in spring. They will talk."),
    Passage("p2", "Refugees return in safety."),
    Passage("p3", "A commission will be formed."),
]


def carried(asked: list[Passage], new: list[Passage]) -> list[tuple[str, str, str]]:
    [done] = rebase([Proposal("A", asked)], OLD, new)
    return [(one.passage, one.asked, one.state) for one in done.carried]


def with_text(number: int, text: str) -> list[Passage]:
    return [*OLD[:number], Passage(OLD[number].id, text, OLD[number].kind), *OLD[number + 1 :]]


def test_what_the_next_draft_leaves_alone_is_clean() -> None:
    asked = with_text(0, "Both sides will meet in spring. They will listen.")
    new = with_text(0, "Both sides will meet in May. They will talk.")
    [done] = rebase([Proposal("A", asked)], OLD, new)
    assert [one.state for one in done.carried] == ["clean"]
    assert done.proposal.passages[0].text == "Both sides will meet in May. They will listen."


def test_what_the_next_draft_also_touched_is_in_conflict() -> None:
    asked, new = (with_text(0, f"Both sides will meet in {when}. They will talk.") for when in ("June", "May"))
    [done] = rebase([Proposal("A", asked)], OLD, new)
    assert [one.state for one in done.carried] == ["in conflict"]
    assert list(done.proposal.passages) == new
    assert "the next draft: “May”; A: “June”" in done.carried[0].because


def test_what_the_next_draft_took_over_is_done() -> None:
    asked = with_text(1, "All refugees return in safety.")
    [done] = rebase([Proposal("A", asked)], OLD, asked)
    assert [(one.state, one.reason.code) for one in done.carried] == [("clean", "already_said")]
    assert list(done.proposal.passages) == asked


def test_what_was_moved_goes_along() -> None:
    asked = with_text(0, "Both sides will meet in June. They will talk.")
    assert carried(asked, [OLD[1], OLD[2], OLD[0]]) == [("p1", "reword", "moved")]
    split = [Passage("p1", "Both sides will meet in spring."), Passage("x", "They will talk."), *OLD[1:]]
    assert carried(with_text(0, "Both sides will meet in spring. They will listen."), split) == [
        ("x", "reword", "moved")
    ]


def test_what_was_left_out_is_in_conflict_with_changing_it() -> None:
    asked = with_text(1, "All refugees return in safety.")
    [done] = rebase([Proposal("A", asked)], OLD, [OLD[0], OLD[2]])
    assert [one.state for one in done.carried] == ["in conflict"]
    assert [one.id for one in done.proposal.passages] == ["p1", "p3"]


def test_a_new_passage_keeps_its_place_and_the_drafts_ids_stay() -> None:
    asked = [OLD[0], Passage("n", "Prisoners go home."), *OLD[1:]]
    new = [OLD[0], Passage("n", "The United Nations observe."), *OLD[1:]]
    [done] = rebase([Proposal("A", asked)], OLD, new)
    assert [(one.id, one.text) for one in done.proposal.passages][1:3] == [
        ("n", "The United Nations observe."),
        ("A:n", "Prisoners go home."),
    ]
    assert [one.state for one in done.carried] == ["clean"]


@given(st.data(), passages())
def test_onto_an_unchanged_draft_everything_is_clean(data: st.DataObject, base: list[Passage]) -> None:
    proposal = data.draw(proposals(base, "A"))
    [done] = rebase([proposal], base, base)
    assert plain(done.proposal.passages) == plain(proposal.passages)
    assert {one.state for one in done.carried} <= {"clean"}


@given(st.data(), passages())
def test_without_conflict_no_word_is_lost_and_ids_are_the_drafts(data: st.DataObject, base: list[Passage]) -> None:
    proposal, draft = data.draw(proposals(base, "A")), data.draw(proposals(base, "b"))
    [done] = rebase([proposal], base, draft.passages)
    assert len({one.id for one in done.proposal.passages}) == len(done.proposal.passages)
    if any(one.state == "in conflict" for one in done.carried):
        return
    texts = [one.text for one in done.proposal.passages]
    assert own_words(texts, "A") == own_words((one.text for one in proposal.passages), "A")
    consolidate(draft.passages, [done.proposal])


@given(passages())
def test_a_hand_that_asked_for_nothing_carries_nothing(base: list[Passage]) -> None:
    [done] = rebase([Proposal("A", base)], base, base)
    assert not done.carried
