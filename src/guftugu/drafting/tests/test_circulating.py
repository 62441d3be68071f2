from __future__ import annotations

from datetime import timedelta

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.circulating import circulate
from guftugu.drafting.actions.joint_texts import UnableToDraft, add_area, begin_joint_text, talk_through
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.actions.stances import finish, take_stance
from guftugu.drafting.actions.vagueness import intend_vagueness
from guftugu.drafting.lookups.consolidation import consolidation
from guftugu.drafting.lookups.joint_texts import areas, joint_text
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.lookups.stances import matrix
from guftugu.drafting.lookups.vagueness import intended_vagueness
from guftugu.drafting.models import JointText
from guftugu.drafting.tests.builders import WORDS, answered, begin, opened, reread
from guftugu.people.lookups import parties
from guftugu.people.models import Party
from guftugu.record.lookups.subjects import subjects
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.texts.actions.versions import write_version
from guftugu.texts.digests import digest_of, digests_in, in_groups
from guftugu.texts.lookups.texts import latest_version, text_seen
from guftugu.texts.passages import Written

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def house(db: None) -> House:
    return build_record()


@pytest.fixture
def joint(house: House) -> JointText:
    return begin(house)


def party(house: House, letter: str) -> Party:
    return next(one.party for one in parties(house.viewer("moderator-us"), house.dialogue) if one.letter == letter)


def written_on(house: House, joint: JointText, *words: str, after: int = 1) -> None:
    by = house.viewer("moderator-us")
    seen = text_seen(by, joint.text_id).passages
    passages = [
        Written(one, passage=seen[at].id if at < len(seen) else None) for at, one in enumerate(words) if one
    ]  # fmt: skip
    write_version(joint.text, "Framework", passages, after=after, by=by, now=LATER)


def test_a_draft_circulates_once(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    copy = circulate(joint, by=by, now=NOW)
    assert text_seen(house.viewer("g1"), copy.text_id).title == "Framework"
    with pytest.raises(UnableToDraft):
        circulate(joint, by=by, now=NOW)
    with pytest.raises(UnableToDraft):
        circulate(joint, by=house.viewer("g1"), now=NOW)
    found = open_round(joint, by=by, now=LATER)
    assert found.base_id == copy.pk
    with pytest.raises(UnableToDraft):
        circulate(joint, by=by, now=LATER)


def test_what_plenary_cannot_read_stays_in_the_draft(house: House) -> None:
    by = house.viewer("moderator-us")
    meeting = hold_meeting(house, 1)
    file_notes(house, meeting, "O^ We are prepared.\n-- They looked tired.")
    joint = begin(house, "The parties meet. [¶1, ¶M1]", "Refugees return.")
    found = opened(house, joint)
    assert text_seen(house.viewer("g1"), found.base.text_id).passages[0].words == "The parties meet. [¶1]"
    assert consolidation(by, found).passages[0].words == "The parties meet. [¶1, ¶M1]"


def test_what_nobody_dealt_with_is_carried_over(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    first = answered(house, opened(house, joint))
    written_on(
        house, joint, "The parties shall meet in July.", "Refugees return under guarantees.", "A commission is formed."
    )
    close_round(first, by=by, now=LATER)
    second = reread(house, open_round(joint, by=by, now=LATER))
    told = {(one.hand, one.proposal.words): one.proposal.carried for one in proposals(by, second)}
    assert told == {
        ("G", "The parties shall meet in June."): "conflict",
        ("O", "The parties shall meet in April."): "conflict",
        ("O", "A joint commission is formed."): "clean",
    }
    assert all(one.proposal.carried_because for one in proposals(by, second))
    assert proposals(house.viewer("o1"), second) == []
    open_releases(second, by=by, now=LATER)
    laid = consolidation(by, reread(house, second))
    assert [one.words for one in laid.passages] == [
        "The parties shall meet in July.", "Refugees return under guarantees.", "A joint commission is formed.",
    ]  # fmt: skip
    assert len(laid.all_asked) == 3


def test_what_was_asked_of_a_passage_that_is_gone_stands_apart(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    first = answered(house, opened(house, joint))
    written_on(house, joint, "", "Refugees return under guarantees.", "A commission is formed.")
    close_round(first, by=by, now=LATER)
    second = open_round(joint, by=by, now=LATER)
    open_releases(second, by=by, now=LATER)
    laid = consolidation(by, reread(house, second))
    assert {one.hand for one in laid.apart} == {"G", "O"}


def test_stances_are_taken_by_whom_they_are_of_or_as_heard(house: House, joint: JointText) -> None:
    by, opposition = house.viewer("moderator-us"), house.viewer("o1")
    copy = circulate(joint, by=by, now=NOW)
    first = text_seen(by, copy.text_id).passages[0].id
    take_stance(joint, copy, party(house, "O"), "can_live_with", passage=first, by=opposition, now=NOW)
    take_stance(joint, copy, party(house, "G"), "ad_referendum", on_all=True, note="After Friday.", by=by, now=NOW)
    take_stance(joint, copy, party(house, "O"), "not_yet", passage=first, by=opposition, now=LATER)
    told = matrix(house.viewer("g1"), joint_text(by, house.dialogue, joint.pk).joint)
    assert told is not None
    assert [[cell.letter if cell else "" for cell in row.cells] for row in told.rows] == [
        ["", "N"], ["", ""], ["", ""], ["R", ""],
    ]  # fmt: skip
    assert [one.letter for one in told.missing] == ["O"]


@pytest.mark.parametrize(
    ("name", "letter", "kind"),
    [("g1", "O", "agreed"), ("g1", "G", "maybe"), ("moderator-us", "M", "agreed"), ("staff", "G", "agreed")],
)
def test_a_stance_is_refused(house: House, joint: JointText, name: str, letter: str, kind: str) -> None:
    copy = circulate(joint, by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToDraft):
        take_stance(joint, copy, party(house, letter), kind, by=house.viewer(name), now=NOW)


def test_a_stance_on_an_earlier_draft_is_told_as_such(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    copy = circulate(joint, by=by, now=NOW)
    take_stance(joint, copy, party(house, "G"), "agreed", by=by, now=NOW)
    written_on(house, joint, "Other words.")
    circulate(joint, by=by, now=LATER)
    with pytest.raises(UnableToDraft):
        take_stance(joint, copy, party(house, "O"), "agreed", by=by, now=LATER)
    told = matrix(by, joint_text(by, house.dialogue, joint.pk).joint)
    assert told is not None
    assert [cell.is_earlier if cell else None for cell in told.rows[-1].cells] == [True, None]
    assert len(told.missing) == 2


def test_only_what_plenary_has_becomes_final(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    with pytest.raises(UnableToDraft):
        finish(joint, by=by, now=NOW)
    found = opened(house, joint)
    with pytest.raises(UnableToDraft):
        finish(joint, by=by, now=NOW)
    open_releases(found, by=by, now=NOW)
    close_round(found, by=by, now=NOW)
    written_on(house, joint, "Other words.")
    with pytest.raises(UnableToDraft):
        finish(joint, by=by, now=LATER)
    copy = circulate(joint, by=by, now=LATER)
    with pytest.raises(UnableToDraft):
        finish(joint, by=house.viewer("g1"), now=LATER)
    digest = finish(joint, by=by, now=LATER)
    assert digest == digest_of("Framework", ["Other words."])
    seen = joint_text(house.viewer("g1"), house.dialogue, joint.pk)
    assert (seen.joint.final_id, seen.joint.digest) == (copy.pk, digest)
    for again in (finish, circulate, open_round):
        with pytest.raises(UnableToDraft):
            again(joint, by=by, now=LATER)
    with pytest.raises(UnableToDraft):
        take_stance(joint, copy, party(house, "G"), "agreed", by=by, now=LATER)


def test_what_is_written_on_in_plenary_does_not_become_final(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    copy = circulate(joint, by=by, now=NOW)
    write_version(copy.text, "Framework", [Written("Slipped in.")], after=1, by=by, now=LATER)
    assert finish(joint, by=by, now=LATER) == digest_of("Framework", WORDS)


def test_a_digest_is_of_the_words_alone() -> None:
    digest = digest_of("Framework", ["Both sides\nagree. [¶12]", "Ҷавоб"])
    assert digest == digest_of(" Framework ", ["Both  sides agree.", "Ҷавоб"])
    assert digest != digest_of("Framework", ["Both sides agree", "Ҷавоб"])
    assert digests_in(f"Digest {in_groups(digest)}.") == [digest]
    assert digests_in(f"Digest\n{digest}\n") == [digest]


def test_an_area_is_talked_through_at_a_meeting(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    subject = subjects(by, house.dialogue)[0].subject
    area = add_area(joint, subject, by=by, now=NOW)
    with pytest.raises(UnableToDraft):
        add_area(joint, subject, by=by, now=NOW)
    with pytest.raises(UnableToDraft):
        add_area(joint, subject, by=house.viewer("g1"), now=NOW)
    add_area(begin(house, "Another text."), subject, by=by, now=NOW)
    talk_through(area, hold_meeting(house, 1), by=by, now=NOW)
    (seen,) = areas(by, joint)
    assert seen.area.talked_through_at is not None
    with pytest.raises(UnableToDraft):
        talk_through(area, hold_meeting(house, 2), by=house.viewer("g1"), now=NOW)


def test_vagueness_is_known_to_moderators(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    circulate(joint, by=by, now=NOW)
    passage = text_seen(by, joint.text_id).passages[0].id
    with pytest.raises(UnableToDraft):
        intend_vagueness(joint, passage, by=house.viewer("g1"), now=NOW)
    intend_vagueness(joint, passage, "Whose May it is.", by=by, now=NOW)
    assert [row.why for row in intended_vagueness(by, joint).values()] == ["Whose May it is."]
    assert intended_vagueness(house.viewer("g1"), joint) == {}
    intend_vagueness(joint, passage, ends=True, by=by, now=LATER)
    assert intended_vagueness(by, joint) == {}


def test_who_is_no_moderator_begins_no_joint_text(house: House) -> None:
    with pytest.raises(UnableToDraft):
        begin_joint_text(house.dialogue, "Ours", [Written("x")], language="en", by=house.viewer("g1"), now=NOW)
    assert latest_version(house.viewer("moderator-us"), begin(house).text).title == "Framework"
