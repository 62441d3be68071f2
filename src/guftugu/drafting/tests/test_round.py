from __future__ import annotations

from datetime import timedelta

import pytest

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.drafting.actions.caucus import comment, propose_wording, release_answer, settle
from guftugu.drafting.actions.consolidating import BecameSo, write_next_draft
from guftugu.drafting.actions.joint_texts import UnableToDraft
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.lookups.caucus import answer_released, dispositions, passages_in_round, settled_wordings
from guftugu.drafting.lookups.consolidation import consolidation
from guftugu.drafting.lookups.joint_texts import answers, joint_text, joint_texts
from guftugu.drafting.lookups.proposals import tallies
from guftugu.drafting.models import Proposal, Releasing, Round
from guftugu.drafting.tests.builders import SMALL, answered, ask, begin, opened, release, reread, wrote
from guftugu.texts.actions.versions import Overtaken
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.passages import Written
from guftugu.trail.lookups import verification

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def house(db: None) -> House:
    return build_house(cast=SMALL)


@pytest.fixture
def found(house: House) -> Round:
    return opened(house, begin(house))


def test_nothing_released_shows_before_all_is_opened(house: House, found: Round) -> None:
    ask(house, found, "g1", 0, "The parties shall meet in June.")
    release(house, found, "g1")
    moderator = house.viewer("moderator-us")
    assert Proposal.objects.count() == 0
    assert b"June" not in bytes(Releasing.objects.get().sealed)
    caucuses = [house.rooms["caucus-G"], house.rooms["caucus-O"]]
    assert [one.has_released for one in answers(moderator, found, caucuses)] == [True, False]
    assert settled_wordings(house.viewer("o1"), found, house.rooms["caucus-G"]) == []
    assert answer_released(house.viewer("o1"), found, house.rooms["caucus-G"]) is None
    assert answer_released(moderator, found, house.rooms["caucus-G"]) is None


def test_releases_of_any_length_are_as_long_as_each_other(house: House, found: Round) -> None:
    release(house, found, "o1")
    ask(house, found, "g1", 0, "The parties shall meet in June. " * 40)
    release(house, found, "g1")
    assert len({len(bytes(row.sealed)) for row in Releasing.objects.all()}) == 1
    assert "recorded_at" not in {field.name for field in Releasing._meta.fields}


def test_a_later_answer_takes_the_place_of_the_earlier(house: House, found: Round) -> None:
    ask(house, found, "g1", 0, "The parties shall meet in June.")
    release(house, found, "g1")
    ask(house, found, "g1", 1, "Refugees return.")
    release(house, found, "g1")
    told = answer_released(house.viewer("g1"), found, house.rooms["caucus-G"])
    assert [one.words for one in told or []] == ["The parties shall meet in June.", "Refugees return."]
    assert len(open_releases(found, by=house.viewer("moderator-us"), now=LATER)) == 2
    assert verification().is_whole


def test_a_caucus_settles_on_one_change_a_passage_and_on_any_number_of_new_ones(house: House, found: Round) -> None:
    ask(house, found, "g1", 0, "In June.")
    second = wrote(house, found, "g2", 0, "In July.")
    settle(second, by=house.viewer("g2"), now=LATER)
    for words in ("One more.", "Another."):
        ask(house, found, "g1", 0, words, kind="new")
    listed = settled_wordings(house.viewer("g1"), found, house.rooms["caucus-G"])
    assert sorted(one.words for one in listed) == ["Another.", "In July.", "One more."]


def test_only_what_is_settled_can_be_withdrawn(house: House, found: Round) -> None:
    first = ask(house, found, "g1", 0, "In June.")
    second = wrote(house, found, "g2", 0, "In July.")
    settle(second, by=house.viewer("g2"), now=LATER)
    with pytest.raises(UnableToDraft):
        settle(first, by=house.viewer("g1"), now=LATER, is_withdrawn=True)
    with pytest.raises(UnableToDraft):
        settle(second, by=house.viewer("o1"), now=LATER, is_withdrawn=True)
    settle(second, by=house.viewer("g1"), now=LATER + timedelta(minutes=1), is_withdrawn=True)
    assert settled_wordings(house.viewer("g1"), found, house.rooms["caucus-G"]) == []


def test_two_members_word_one_passage_and_both_stand(house: House, found: Round) -> None:
    for name, words in (("g1", "In June."), ("g2", "In July.")):
        wrote(house, found, name, 0, words)
    seen = passages_in_round(house.viewer("g1"), found, house.rooms["caucus-G"])[0]
    assert sorted(one.wording.words for one in seen.wordings) == ["In July.", "In June."]


@pytest.mark.parametrize(
    ("name", "room", "words"),
    [("o1", "caucus-G", "x"), ("moderator-us", "staff", "x"), ("g1", "caucus-G", " ")],
)
def test_a_wording_is_refused(house: House, found: Round, name: str, room: str, words: str) -> None:
    by = house.viewer(name)
    passage = text_seen(by, found.base.text_id).passages[0].id
    with pytest.raises(UnableToDraft):
        propose_wording(found, passage, house.rooms[room], "change", words, language="en", by=by, now=NOW)


def test_a_comment_is_read_in_its_room(house: House, found: Round) -> None:
    passage = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    comment(found, passage, house.rooms["caucus-G"], "Too early.", by=house.viewer("g1"), now=NOW)
    comment(found, passage, house.rooms["plenary"], "Whose May?", by=house.viewer("o1"), now=LATER)
    with pytest.raises(UnableToDraft):
        comment(found, passage, house.rooms["plenary"], " ", by=house.viewer("o1"), now=LATER)
    ours = passages_in_round(house.viewer("g2"), found, house.rooms["caucus-G"])[0]
    theirs = passages_in_round(house.viewer("o1"), found, house.rooms["caucus-O"])[0]
    assert [row.words for row in ours.comments] == ["Too early.", "Whose May?"]
    assert [row.words for row in theirs.comments] == ["Whose May?"]
    assert [row.written_by for row in ours.comments] == ["g1", ""]


def test_two_hands_are_consolidated_and_each_sees_what_became_of_its_own(house: House, found: Round) -> None:
    found = answered(house, found)
    by = house.viewer("moderator-us")
    laid = consolidation(by, found)
    assert laid.brackets == 1
    assert [one.is_bracketed for one in laid.passages] == [True, False, False]
    assert laid.passages[0].suggestion == "The parties shall meet in [Alt 1: April | Alt 2: June | Alt 3: May]."
    assert laid.passages[2].suggestion == "A joint commission is formed."
    became = {
        one.proposal.pk: BecameSo("bracketed", "Two dates.") if at == 0 else BecameSo("adopted")
        for at, passage in enumerate(laid.passages)
        for one in passage.asked
    }
    passages = [Written(one.words, passage=one.draft) for one in laid.passages]
    write_next_draft(found, "Framework", passages, became, after=1, by=by, now=NOW)
    government, opposition = house.viewer("g1"), house.viewer("o1")
    assert [row.became for row in dispositions(government, found, house.rooms["caucus-G"])] == ["bracketed"]
    assert [row.why for row in dispositions(government, found, house.rooms["caucus-G"])] == ["Two dates."]
    assert len(dispositions(opposition, found, house.rooms["caucus-O"])) == 2
    assert dispositions(government, found, house.rooms["caucus-O"]) == []
    assert tallies(government, [found]) == {}
    assert tallies(by, [found])[found.pk].left == 0
    close_round(found, by=by, now=NOW)
    assert joint_text(by, house.dialogue, found.joint_text_id).last_round.state == "closed"  # type: ignore[union-attr]


def test_a_bracket_that_one_side_ends_is_pointed_out(house: House) -> None:
    found = opened(
        house, begin(house, "They meet in [Alt 1: June | Alt 2: May].", "They talk in [Alt 1: June | Alt 2: May].")
    )
    ask(house, found, "g1", 0, "They meet in June.")
    release(house, found, "g1")
    by = house.viewer("moderator-us")
    open_releases(found, by=by, now=LATER)
    first, second = consolidation(by, reread(house, found)).passages
    assert first.suggestion == "They meet in June."
    assert first.because[-1].startswith("A bracket that went round ends here, as G asked.")
    assert second.because == ()


def test_what_became_can_be_said_without_a_word_changed(house: House, found: Round) -> None:
    found = answered(house, found)
    by = house.viewer("moderator-us")
    same = [
        Written(one.words, passage=one.id) for one in text_seen(by, found.joint_text.text_id).passages
    ]  # fmt: skip
    became = {pk: BecameSo("not", "Later.") for pk in Proposal.objects.values_list("pk", flat=True)}
    with pytest.raises(Overtaken):
        write_next_draft(found, "Framework", same, became, after=0, by=by, now=LATER)
    version = write_next_draft(found, "Framework", same, became, after=1, by=by, now=LATER)
    assert version.number == 1
    assert len(dispositions(house.viewer("o1"), found, house.rooms["caucus-O"])) == 2


def test_what_is_not_adopted_needs_a_reason(house: House, found: Round) -> None:
    found = answered(house, found)
    by = house.viewer("moderator-us")
    became = {pk: BecameSo("not") for pk in Proposal.objects.values_list("pk", flat=True)}
    with pytest.raises(UnableToDraft):
        write_next_draft(found, "Framework", [Written("Other words.")], became, after=1, by=by, now=LATER)
    assert text_seen(by, found.joint_text.text_id).version.number == 1


def test_a_passage_all_leave_out_keeps_its_row(house: House, found: Round) -> None:
    ask(house, found, "g1", 1, "", kind="leave_out")
    ask(house, found, "g1", 2, "And one more.", kind="new")
    release(house, found, "g1")
    by = house.viewer("moderator-us")
    open_releases(found, by=by, now=LATER)
    laid = consolidation(by, reread(house, found))
    assert [one.suggestion for one in laid.passages] == [
        "The parties shall meet in May.", "", "A commission is formed.", "And one more.",
    ]  # fmt: skip
    assert [len(one.asked) for one in laid.passages] == [0, 1, 0, 1]


def test_equal_new_passages_stand_once_and_both_are_dealt_with(house: House, found: Round) -> None:
    for name in ("g1", "o1"):
        ask(house, found, name, 2, "And one more.", kind="new")
        release(house, found, name)
    by = house.viewer("moderator-us")
    open_releases(found, by=by, now=LATER)
    laid = consolidation(by, reread(house, found))
    assert [(one.suggestion, len(one.asked)) for one in laid.passages][-1] == ("And one more.", 2)
    assert len(laid.all_asked) == 2


def test_after_opening_nobody_adds(house: House, found: Round) -> None:
    open_releases(found, by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToDraft):
        release(house, found, "g1")
    with pytest.raises(UnableToDraft):
        wrote(house, found, "g1", 0, "In June.")
    with pytest.raises(UnableToDraft):
        open_releases(found, by=house.viewer("moderator-us"), now=NOW)


def test_a_release_changed_in_the_store_opens_nothing(house: House, found: Round) -> None:
    release(house, found, "g1")
    row = Releasing.objects.get()
    Releasing.objects.update(sealed=bytes(row.sealed)[:-1] + b"x")
    with pytest.raises(UnableToDraft):
        open_releases(found, by=house.viewer("moderator-us"), now=NOW)
    assert reread(house, found).state == "open"


def test_participants_do_not_hold_the_pen(house: House, found: Round) -> None:
    with pytest.raises(UnableToDraft):
        open_releases(found, by=house.viewer("g1"), now=NOW)
    with pytest.raises(UnableToDraft):
        open_round(found.joint_text, by=house.viewer("g1"), now=NOW)
    with pytest.raises(UnableToDraft):
        close_round(found, by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToDraft):
        release_answer(found, house.rooms["plenary"], by=house.viewer("g1"), now=NOW)
    assert [one.holds_pen for one in joint_texts(house.viewer("g1"), house.dialogue)] == [False]
    assert joint_texts(house.viewer("colleague"), house.dialogue) == []
