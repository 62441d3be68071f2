from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.drafting.actions.caucus import propose_wording, release_answer, settle
from guftugu.drafting.actions.circulating import circulate, pass_renderings
from guftugu.drafting.actions.consolidating import BecameSo, write_next_draft
from guftugu.drafting.actions.joint_texts import UnableToDraft
from guftugu.drafting.actions.rendering import render_proposal, send_draft, send_proposals
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.actions.stances import finish
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.lookups.caucus import answer_now, passages_in_round
from guftugu.drafting.lookups.consolidation import consolidation
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.lookups.to_render import proposals_to_render
from guftugu.drafting.models import FinalWords, JointText, Round
from guftugu.drafting.tests.builders import SMALL, ask, begin, release, reread
from guftugu.drafting.tests.pages import joint_of, pen_form, read, round_of
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.renderings import render_passage
from guftugu.texts.digests import digest_of
from guftugu.texts.lookups.renderings import side_by_side, text_in
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.models import Text
from guftugu.texts.passages import Written
from guftugu.trail.lookups import verification

RUSSIAN = ("ru", "")
LATER = NOW + timedelta(hours=1)
RU = ["Основы", "Стороны встретятся в мае.", "Беженцы возвращаются под гарантии.", "Создаётся комиссия."]
THEIRS = "Беженцы возвращаются добровольно и под гарантии."


@pytest.fixture
def house(db: None) -> House:
    return build_house(cast={**SMALL, "translator": ("translator", "")})


@pytest.fixture
def joint(house: House) -> JointText:
    """With Russian, sent and rendered."""
    made = begin(house)
    render_all(house, send_draft(made, languages=[RUSSIAN], by=house.viewer("moderator-us"), now=NOW).text, RU)
    return made


def render_all(house: House, copy: Text, words: list[str], *, now: datetime = NOW) -> None:
    viewer = house.viewer("translator")
    for row, one in zip(side_by_side(viewer, copy.pk).all_rows, words, strict=True):
        there = row.in_tongue(RUSSIAN)
        assert there is not None
        assert row.lead is not None
        if not there.is_ready:
            after = there.rendering.pk if there.rendering else None
            render_passage(
                copy, row.passage.id, one, language="ru", of=row.lead, after=after, by=viewer, now=now
            )  # fmt: skip


def opened(house: House, joint: JointText) -> Round:
    return reread(house, open_round(joint, by=house.viewer("moderator-us"), now=NOW))


def ask_in_russian(house: House, found: Round, at: int, words: str, *, kind: str = "change") -> None:
    viewer = house.viewer("o1")
    passage = base_of(viewer, found).passages[at].id
    row = propose_wording(
        found, passage, house.rooms["caucus-O"], kind, words, why="Никто не принуждён.", language="ru", by=viewer,
        now=NOW,
    )  # fmt: skip
    settle(row, by=viewer, now=NOW)


def released(house: House, found: Round) -> Round:
    """Russian from one side, English from the other, on one passage; all opened."""
    ask_in_russian(house, found, 1, THEIRS)
    ask(house, found, "g1", 1, "All refugees return under guarantees.")
    for name in ("g1", "o1"):
        release(house, found, name)
    open_releases(found, by=house.viewer("moderator-us"), now=LATER)
    return reread(house, found)


def test_a_round_is_read_in_ones_language(house: House, joint: JointText) -> None:
    found = opened(house, joint)
    viewer = house.viewer("o1")
    told = passages_in_round(viewer, found, house.rooms["caucus-O"], tongue=RUSSIAN)
    assert [one.passage.words for one in told] == RU[1:]
    ask_in_russian(house, found, 1, THEIRS)
    (asked,) = answer_now(viewer, found, house.rooms["caucus-O"])
    assert [one.words for one in asked.changes if one.kind == "inserted"] == ["добровольно и "]


def test_what_is_asked_in_another_language_waits_and_is_then_laid_beside(house: House, joint: JointText) -> None:
    found = opened(house, joint)
    by, translator = house.viewer("moderator-us"), house.viewer("translator")
    with pytest.raises(UnableToDraft):
        send_proposals(found, by=by, now=LATER)
    found = released(house, found)
    laid = consolidation(by, found)
    assert [one.proposal.words for one in laid.waiting] == [THEIRS]
    assert laid.unsent
    assert laid.passages[1].suggestion == "All refugees return under guarantees."
    assert proposals_to_render(translator, house.dialogue) == []
    with pytest.raises(UnableToDraft):
        send_proposals(found, by=house.viewer("o1"), now=LATER)
    send_proposals(found, by=by, now=LATER)
    with pytest.raises(UnableToDraft):
        send_proposals(found, by=by, now=LATER)
    (sent,) = proposals_to_render(translator, house.dialogue)
    assert (sent.sent.words, sent.sent.before, sent.sent.lead) == (
        THEIRS, RU[2], "Refugees return under guarantees.",
    )  # fmt: skip
    assert not hasattr(sent, "hand")
    with pytest.raises(UnableToDraft):
        render_proposal(sent.sent, "x", by=house.viewer("o1"), now=LATER)
    render_proposal(sent.sent, "Refugees return voluntarily and under guarantees.", by=translator, now=LATER)
    laid = consolidation(by, reread(house, found))
    assert laid.waiting == []
    assert laid.brackets == 0
    assert laid.passages[1].suggestion == "All refugees return voluntarily and under guarantees."
    (told,) = [one for one in proposals(by, found) if one.is_rendered]
    assert (told.proposal.words, told.in_lead) == (THEIRS, "Refugees return voluntarily and under guarantees.")
    assert verification().is_whole


def test_what_was_adopted_comes_back_to_its_own_words(house: House, joint: JointText) -> None:
    by, translator = house.viewer("moderator-us"), house.viewer("translator")
    found = released(house, opened(house, joint))
    send_proposals(found, by=by, now=LATER)
    (sent,) = proposals_to_render(translator, house.dialogue)
    render_proposal(sent.sent, "Refugees return voluntarily and under guarantees.", by=translator, now=LATER)
    found = reread(house, found)
    became = {
        one.proposal.pk: BecameSo("adopted") if one.hand == "O" else BecameSo("not", "Said already.")
        for one in proposals(by, found)
    }
    laid = consolidation(by, found)
    words = [one.words for one in laid.passages]
    words[1] = "Refugees return voluntarily and under guarantees."
    passages = [Written(one, passage=row.draft) for one, row in zip(words, laid.passages, strict=True)]
    write_next_draft(found, "Framework", passages, became, after=1, by=by, now=LATER)
    copy = send_draft(joint, by=by, now=LATER)
    told = [row.renderings[0] for row in side_by_side(translator, copy.text_id).rows]
    assert [one.state for one in told] == ["draft", "draft", "draft"]
    assert told[1].words == THEIRS


def test_what_waits_is_carried_over_and_waits_there(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    found = released(house, opened(house, joint))
    close = {one.proposal.pk: BecameSo("adopted") for one in proposals(by, found) if one.hand == "G"}
    laid = consolidation(by, found)
    passages = [Written(one.words, passage=one.draft) for one in laid.passages]
    write_next_draft(found, "Framework", passages, close, after=1, by=by, now=LATER)
    close_round(reread(house, found), by=by, now=LATER)
    second = reread(house, open_round(joint, by=by, now=LATER))
    (carried,) = proposals(by, second)
    assert carried.waits
    open_releases(second, by=by, now=LATER)
    send_proposals(reread(house, second), by=by, now=LATER)
    (sent,) = proposals_to_render(house.viewer("translator"), house.dialogue)
    assert sent.sent.words == THEIRS


def test_a_passage_is_asked_to_stand_elsewhere(house: House, joint: JointText) -> None:
    found = opened(house, joint)
    viewer = house.viewer("o1")
    ids = [one.id for one in base_of(viewer, found).passages]
    room = house.rooms["caucus-O"]
    for wrong in (None, ids[2]):
        with pytest.raises(UnableToDraft):
            propose_wording(found, ids[2], room, "move", language="en", after=wrong, by=viewer, now=NOW)
    row = propose_wording(found, ids[2], room, "move", language="en", comes_first=True, by=viewer, now=NOW)
    settle(row, by=viewer, now=NOW)
    change = propose_wording(found, ids[2], room, "change", "A joint commission.", language="en", by=viewer, now=NOW)
    settle(change, by=viewer, now=NOW)
    release_answer(found, room, by=viewer, now=NOW)
    by = house.viewer("moderator-us")
    open_releases(found, by=by, now=LATER)
    laid = consolidation(by, reread(house, found))
    assert [one.suggestion for one in laid.passages] == [
        "A joint commission.", "The parties shall meet in May.", "Refugees return under guarantees.",
    ]  # fmt: skip
    assert [len(one.asked) for one in laid.passages] == [2, 0, 0]


def test_a_text_is_final_in_all_its_languages_or_not_at_all(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    found = opened(house, joint)
    open_releases(found, by=by, now=LATER)
    seen = text_seen(by, joint.text_id)
    passages = [Written(one.words, passage=one.id) for one in seen.passages]
    passages[2] = Written("A joint commission is formed.", passage=seen.passages[2].id)
    write_next_draft(reread(house, found), "Framework", passages, {}, after=1, by=by, now=LATER)
    close_round(reread(house, found), by=by, now=LATER)
    copy = circulate(joint, by=by, now=LATER)
    with pytest.raises(UnableToDraft, match="Russian: 1"):
        finish(joint, by=by, now=LATER)
    sent = send_draft(joint, by=by, now=LATER)
    render_all(house, sent.text, [*RU[:3], "Создаётся совместная комиссия."], now=LATER)
    with pytest.raises(UnableToDraft):
        pass_renderings(joint, by=house.viewer("g1"), now=LATER)
    pass_renderings(joint, by=by, now=LATER)
    finish(joint, by=by, now=LATER)
    told = text_in(house.viewer("o1"), copy.text_id, language="ru")
    assert [one.words for one in told.passages][2] == "Создаётся совместная комиссия."
    digest = digest_of("Основы", [one.words for one in told.passages])
    assert [row.digest for row in FinalWords.objects.all()] == [digest]
    paper = client_of(house, "o1").get(joint_of(joint, "final") + "text.md?language=ru").content.decode()
    assert "Окончательный текст." in paper
    assert "Final text." not in paper
    with pytest.raises(Refusal):
        pass_renderings(joint, by=by, now=LATER)


def test_a_slip_put_right_in_the_next_draft_leaves_its_renderings(house: House, joint: JointText) -> None:
    found = released(house, opened(house, joint))
    moderator = client_of(house, "moderator-us")
    sent = pen_form(read(moderator, round_of(found, "consolidate")))
    first, _second, third = (str(key) for key in sent["row"][:3])
    sent |= {f"{first}-words": "The parties shall meet, in May.", f"{first}-typo_only": "on"}
    sent |= {f"{third}-words": "A commission is formed now.", "title": "A framework", "typo_only": "on"}
    assert moderator.post(round_of(found, "consolidate"), sent).status_code == 302
    rows = side_by_side(house.viewer("moderator-us"), joint.text_id).all_rows
    assert [row.passage.words for row in rows[:2]] == ["A framework", "The parties shall meet, in May."]
    assert [row.renderings[0].state for row in rows] == ["draft", "draft", "stale", "stale"]


def test_a_draft_in_one_language_has_no_tick_for_slips(house: House) -> None:
    found = reread(house, open_round(begin(house), by=house.viewer("moderator-us"), now=NOW))
    ask(house, found, "g1", 0, "They meet.")
    release(house, found, "g1")
    open_releases(found, by=house.viewer("moderator-us"), now=LATER)
    page = read(client_of(house, "moderator-us"), round_of(found, "consolidate"))
    assert "They meet." in page
    assert "typo_only" not in page
