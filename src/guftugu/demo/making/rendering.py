"""The memo goes to the translator and comes back: the draft, and what was asked in another language than leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guftugu.demo.data import rows, table
from guftugu.demo.making.memo import as_before
from guftugu.drafting.actions.rendering import render_proposal, send_draft, send_proposals
from guftugu.drafting.lookups.to_render import proposals_to_render
from guftugu.texts.actions.renderings import note_passage, render_passage, tick
from guftugu.texts.lookups.renderings import side_by_side

if TYPE_CHECKING:
    from guftugu.demo.making.memo import Memo
    from guftugu.drafting.models import Round
    from guftugu.texts.lookups.renderings import RowSeen
    from guftugu.texts.models import Rendering, Text

TITLE = "title"


def render_first_draft(memo: Memo) -> None:
    head = table("making/draft")["memo"]
    tongues = [(language, "") for language in head["into"]]
    sent = send_draft(memo.joint, languages=tongues, by=memo.viewer(head["drafted_by"]), now=memo.tick())
    told = {one["key"]: one["words"] for one in rows("making/draft", "passage")} | {TITLE: head["words"]}
    there = _by_key(memo, sent.text)
    for key, words in told.items():
        for language in head["into"]:
            _render(memo, sent.text, there[key], language, words[language])
    for one in rows("making/draft", "note"):
        note_passage(
            sent.text, there[one["passage"]].passage.id, one["words"], language=one["language"],
            by=memo.viewer(one["by"]), now=memo.tick(),
        )  # fmt: skip


def render_next_draft(memo: Memo, told: str) -> None:
    """Only what changed: rendered anew, or ticked where what was said still stands beside it."""
    sent = send_draft(memo.joint, by=memo.moderator, now=memo.tick())
    there = _by_key(memo, sent.text)
    for one in rows(told, "rendering"):
        row = there[one["passage"]]
        for language in one.get("into", []):
            tick(_standing(row, language), one["tick"], by=memo.viewer(_translator()), now=memo.tick())
        for language, words in one.get("words", {}).items():
            _render(memo, sent.text, row, language, words)


def render_proposals(memo: Memo, found: Round, asked: list[dict[str, Any]]) -> None:
    """Those in Russian and Tajik, without their hands, into the language that leads."""
    by_words = {one["words"]: one for one in asked if "in_lead" in one}
    if not by_words:
        return
    send_proposals(found, by=memo.moderator, now=memo.tick())
    translator = memo.viewer(_translator())
    for seen in proposals_to_render(translator, memo.stage.dialogue):
        one = by_words[seen.sent.words]
        render_proposal(
            seen.sent, as_before(one["in_lead"], seen.sent.lead), why=one["why_in_lead"], note=one.get("note", ""),
            by=translator, now=memo.tick(),
        )  # fmt: skip


def _by_key(memo: Memo, copy: Text) -> dict[str, RowSeen]:
    sides = side_by_side(memo.moderator, copy.pk)
    assert sides.title is not None
    keys = memo.keys()
    return {keys[row.passage.composed_as]: row for row in sides.rows} | {TITLE: sides.title}


def _translator() -> str:
    return str(table("making/draft")["memo"]["rendered_by"])


def _standing(row: RowSeen, language: str) -> Rendering:
    seen = row.in_tongue((language, ""))
    assert seen is not None
    assert seen.rendering is not None
    return seen.rendering


def _render(memo: Memo, copy: Text, row: RowSeen, language: str, words: str) -> None:
    standing = row.in_tongue((language, ""))
    assert row.lead is not None
    assert standing is not None
    after = standing.rendering.pk if standing.rendering else None
    render_passage(
        copy, row.passage.id, words, language=language, of=row.lead, after=after, by=memo.viewer(_translator()),
        now=memo.tick(),
    )  # fmt: skip
