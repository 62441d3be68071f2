"""Words planted in joint texts: a draft that nobody saw, a round that is open, a round that was opened and answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.caucus import comment, propose_wording, release_answer, settle
from guftugu.drafting.actions.circulating import circulate
from guftugu.drafting.actions.consolidating import BecameSo, write_next_draft
from guftugu.drafting.actions.joint_texts import add_area, begin_joint_text
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.actions.stances import finish, take_stance
from guftugu.drafting.actions.vagueness import intend_vagueness
from guftugu.drafting.lookups.joint_texts import round_seen
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.models import JointText, Round
from guftugu.people.lookups import party
from guftugu.record.lookups.subjects import subjects
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.passages import Written

LATER = NOW + timedelta(hours=4)
SIDES = {"caucus-G": "g1", "caucus-O": "o1"}


def plant_drafts(house: House, planted: Mapping[str, str]) -> None:
    secret = _begun(house, planted["moderators"], NOW)
    by = house.viewer("moderator-us")
    passage = text_seen(by, secret.text_id).passages[0].id
    intend_vagueness(secret, passage, planted["moderators"], by=by, now=NOW)
    _going_round(house, planted)
    _made_final(house, planted)


def _begun(house: House, word: str, now: datetime) -> JointText:
    by = house.viewer("moderator-us")
    joint = begin_joint_text(
        house.dialogue, f"{word} framework", [Written(f"{word} first"), Written(f"{word} second")], language="en",
        by=by, now=now,
    )  # fmt: skip
    for seen in subjects(by, house.dialogue)[:2]:
        add_area(joint, seen.subject, by=by, now=now)
    return joint


def _going_round(house: House, planted: Mapping[str, str]) -> Round:
    """Both caucuses have said something, and one has released it."""
    joint = _begun(house, planted["plenary"], LATER)
    by = house.viewer("moderator-us")
    found = open_round(joint, deadline_said=f"{planted['plenary']} noon", by=by, now=LATER)
    _word_in_caucuses(house, found, planted)
    release_answer(found, house.rooms["caucus-G"], by=house.viewer("g1"), now=LATER)
    return found


def _made_final(house: House, planted: Mapping[str, str]) -> None:
    """Once all is opened moderators read what caucuses asked, so none of these words is planted in a caucus."""
    by = house.viewer("moderator-us")
    joint = _begun(house, planted["plenary"], LATER)
    found = open_round(joint, by=by, now=LATER)
    for room, name in SIDES.items():
        _word(house, found, room, "asked in the open", "for a reason")
        release_answer(found, house.rooms[room], by=house.viewer(name), now=LATER)
    open_releases(found, by=by, now=LATER)
    found = round_seen(by, house.dialogue, found.pk).round
    told = {one.proposal.pk: BecameSo("not", "told to those who asked") for one in proposals(by, found)}
    passages = [Written(f"{planted['plenary']} next")]
    write_next_draft(found, f"{planted['plenary']} framework", passages, told, after=1, by=by, now=LATER)
    close_round(found, by=by, now=LATER)
    copy = circulate(joint, by=by, now=LATER)
    side = party(by, house.dialogue, "G")
    assert side is not None
    take_stance(joint, copy, side.party, "agreed", note=planted["plenary"], by=by, now=LATER)
    finish(joint, by=by, now=LATER)


def _word_in_caucuses(house: House, found: Round, planted: Mapping[str, str]) -> None:
    for room, name in SIDES.items():
        viewer, told = house.viewer(name), planted[room]
        _word(house, found, room, f"{told} wording", f"{told} why")
        first = text_seen(viewer, found.base.text_id).passages[0].id
        comment(found, first, house.rooms[room], f"{told} comment", by=viewer, now=LATER)
    viewer = house.viewer("o1")
    first = text_seen(viewer, found.base.text_id).passages[0].id
    told = planted["plenary"]
    comment(found, first, house.rooms["plenary"], f"{told} comment", by=viewer, now=LATER)
    aloud = propose_wording(
        found, first, house.rooms["plenary"], "change", f"{told} aloud", why=f"{told} why", language="en", by=viewer,
        now=LATER,
    )  # fmt: skip
    settle(aloud, by=house.viewer("moderator-us"), now=LATER)


def _word(house: House, found: Round, room: str, words: str, why: str) -> None:
    viewer = house.viewer(SIDES[room])
    first = text_seen(viewer, found.base.text_id, number=found.base.number).passages[0].id
    row = propose_wording(
        found, first, house.rooms[room], "change", words, why=why, language="en", by=viewer, now=LATER
    )
    settle(row, by=viewer, now=LATER)
