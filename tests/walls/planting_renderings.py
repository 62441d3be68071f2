"""Words planted in the translators' room: what was sent there, how it was rendered, what was noted, and a proposal."""

from __future__ import annotations

from datetime import timedelta

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.caucus import propose_wording, release_answer, settle
from guftugu.drafting.actions.joint_texts import begin_joint_text
from guftugu.drafting.actions.rendering import render_proposal, send_draft, send_proposals
from guftugu.drafting.actions.rounds import open_releases, open_round
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.lookups.joint_texts import round_seen
from guftugu.drafting.models import JointText
from guftugu.texts.actions.renderings import note_passage, render_passage, tick
from guftugu.texts.actions.sending import send_to_render, take_renderings
from guftugu.texts.actions.terms import add_term
from guftugu.texts.actions.versions import begin_text
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.models import Rendering, Text
from guftugu.texts.passages import Written

LATER = NOW + timedelta(hours=5)
RUSSIAN = ("ru", "")


def plant_renderings(house: House, word: str) -> None:
    by = house.viewer("moderator-us")
    sent = begin_text(
        house.dialogue, house.rooms["moderators"], "memo", f"{word} memo",
        [Written(f"{word} first"), Written("Second")], language="en", by=by, now=LATER,
    )  # fmt: skip
    copy = send_to_render(sent, languages=[RUSSIAN, ("fa", "Arab")], by=by, now=LATER).text
    tick(_render(house, copy, 1, f"{word} первое"), "checked", by=by, now=LATER)
    take_renderings(sent.text, by=by, now=LATER)
    first = side_by_side(by, copy.pk).rows[0].passage.id
    note_passage(copy, first, f"{word} note", by=house.viewer("translator"), now=LATER)
    add_term(house.dialogue, {("en", ""): f"{word} term", RUSSIAN: f"{word} слово"}, note=word, by=by, now=LATER)
    _proposal_in_russian(house, word)


def _render(house: House, copy: Text, at: int, words: str) -> Rendering:
    viewer = house.viewer("translator")
    row = side_by_side(viewer, copy.pk).all_rows[at]
    assert row.lead is not None
    return render_passage(copy, row.passage.id, words, language="ru", of=row.lead, by=viewer, now=LATER)


def _proposal_in_russian(house: House, word: str) -> None:
    """Its authors know what they asked; how it was rendered moderators and translators alone."""
    by, theirs = house.viewer("moderator-us"), house.viewer("o1")
    joint: JointText = begin_joint_text(
        house.dialogue, "Framework", [Written("They meet.")], language="en", by=by, now=LATER
    )
    copy = send_draft(joint, languages=[RUSSIAN], by=by, now=LATER).text
    _render(house, copy, 0, "Основы")
    _render(house, copy, 1, "Они встретятся.")
    found = open_round(joint, by=by, now=LATER)
    passage = base_of(theirs, found).passages[0].id
    row = propose_wording(
        found, passage, house.rooms["caucus-O"], "change", "Они встретятся в мае.", language="ru", by=theirs, now=LATER
    )
    settle(row, by=theirs, now=LATER)
    release_answer(found, house.rooms["caucus-O"], by=theirs, now=LATER)
    open_releases(found, by=by, now=LATER)
    (sent,) = send_proposals(round_seen(by, house.dialogue, found.pk).round, by=by, now=LATER)
    render_proposal(sent, f"{word} in May.", note=f"{word} note", by=house.viewer("translator"), now=LATER)
