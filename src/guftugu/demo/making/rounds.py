"""A round of the memo: what each side said and asked for, what the moderators made of it, the next draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from guftugu.demo.data import rows, table
from guftugu.demo.making.memo import LEAD, as_before
from guftugu.demo.making.rendering import render_next_draft, render_proposals
from guftugu.drafting.actions.caucus import comment, propose_wording, release_answer, settle
from guftugu.drafting.actions.consolidating import BecameSo, write_next_draft
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.kinds import PLENARY, CommentKind, WordingKind
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.lookups.consolidation import NEW
from guftugu.drafting.lookups.proposals import proposals
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.passages import Written

if TYPE_CHECKING:
    from guftugu.demo.making.memo import Memo
    from guftugu.drafting.models import Round
    from guftugu.texts.lookups.texts import PassageSeen, TextSeen

CAUCUSES = {"g": "caucus-G", "o": "caucus-O"}
HANDS = {"caucus-G": "G", "caucus-O": "O", "plenary": PLENARY}


def tell_round(memo: Memo, name: str) -> None:
    told = f"making/{name}"
    head = table(told)["round"]
    asked = rows(told, "wording")
    found = open_round(
        memo.joint, deadline_said=head["deadline_said"], by=memo.viewer(head["opened_by"]), now=memo.tick()
    )
    base = _base(memo, found)
    for one in rows(told, "comment"):
        _comment(memo, found, base, one)
    for one in asked:
        _word(memo, found, base, one)
    for caucus, spokesperson in head["released_by"].items():
        release_answer(found, memo.room(caucus), by=memo.viewer(spokesperson), now=memo.tick())
    open_releases(found, by=memo.viewer(head["releases_opened_by"]), now=memo.tick())
    render_proposals(memo, found, asked)
    _consolidate(memo, found, told, base)
    close_round(found, by=memo.viewer(head["written_by"]), now=memo.tick())
    render_next_draft(memo, told)


def _base(memo: Memo, found: Round) -> dict[str, PassageSeen]:
    """What everybody has before them, by key."""
    keys = memo.keys()
    return {keys[one.composed_as]: one for one in base_of(memo.moderator, found).passages}


def _comment(memo: Memo, found: Round, base: dict[str, PassageSeen], one: dict[str, Any]) -> None:
    comment(
        found, base[one["passage"]].id, memo.room(one["room"]), one["words"], kind=one.get("kind", CommentKind.COMMENT),
        language=one["lang"], by=memo.viewer(one["by"]), now=memo.tick(),
    )  # fmt: skip


def _word(memo: Memo, found: Round, base: dict[str, PassageSeen], one: dict[str, Any]) -> None:
    """Somebody words it, the caucus (or plenary) settles on it, or on another, or takes that back."""
    written = propose_wording(
        found, base[one["passage"]].id, memo.room(_room(one)), _kind(one), _words(one, base),
        why=one["why"], language=one["lang"], after=base[one["after"]].id if "after" in one else None,
        by=memo.viewer(one["by"]), now=memo.tick(),
    )  # fmt: skip
    if "settled_by" in one:
        settle(written, by=memo.viewer(one["settled_by"]), now=memo.tick())
    if "withdrawn_by" in one:
        settle(written, is_withdrawn=True, by=memo.viewer(one["withdrawn_by"]), now=memo.tick())


def _room(one: dict[str, Any]) -> str:
    """Before all, or before the caucus of whoever words it."""
    return str(one.get("room") or CAUCUSES[one["by"][0]])


def _kind(one: dict[str, Any]) -> str:
    return str(one.get("kind", WordingKind.CHANGE))


def _words(one: dict[str, Any], base: dict[str, PassageSeen]) -> str:
    """As it was sent: who changes a passage in the language that leads keeps what it cites."""
    words = str(one.get("words", ""))
    changes = one["lang"] == LEAD and _kind(one) == WordingKind.CHANGE
    return as_before(words, base[one["passage"]].words) if changes else words


def _consolidate(memo: Memo, found: Round, told: str, base: dict[str, PassageSeen]) -> None:
    """The next draft, and to each proposal what became of it. One that has no `became` stays for the next round."""
    by = memo.viewer(table(told)["round"]["written_by"])
    _know_proposals(memo, found, told, base)
    became = {
        memo.proposals[one["key"]]: BecameSo(one["became"], one.get("because", ""))
        for one in [*rows(told, "wording"), *rows(told, "carried")]
        if "became" in one
    }
    latest = text_seen(by, memo.joint.text_id)
    passages = _next_passages(memo, told, latest)
    write_next_draft(
        found, latest.title, passages, became, after=latest.version.number, by=by, now=memo.tick()
    )  # fmt: skip
    made = {one.composed_as: one.id for one in text_seen(by, memo.joint.text_id).passages}
    for one in rows(told, "passage"):
        if "of" in one:
            memo.passages[one["key"]] = made[_known_as(memo, one)]


def _know_proposals(memo: Memo, found: Round, told: str, base: dict[str, PassageSeen]) -> None:
    carried = {memo.proposals[one["key"]]: one["key"] for one in rows(told, "carried")}
    asked = {
        (HANDS[_room(one)], _kind(one), base[one["passage"]].id, _words(one, base)): one["key"]
        for one in rows(told, "wording")
        if "became" in one or "settled_by" in one
    }
    for seen in proposals(memo.moderator, found):
        row = seen.proposal
        key = (
            carried[row.carried_from_id]
            if row.carried_from_id
            else asked[seen.hand, row.kind, row.passage_id, row.words]
        )  # fmt: skip
        memo.proposals[key] = row.pk


def _next_passages(memo: Memo, told: str, latest: TextSeen) -> list[Written]:
    here = {one.id: one for one in latest.passages}
    changed = {one["key"]: one for one in rows(told, "passage")}
    return [_next(memo, key, here, changed.get(key)) for key in table(told)["draft"]["order"]]


def _next(
    memo: Memo, key: str, here: dict[UUID, PassageSeen], changed: dict[str, Any] | None
) -> Written:  # fmt: skip
    was = here.get(memo.passages[key]) if key in memo.passages else None
    if was is None:
        assert changed is not None
        return Written(changed["words"], composed_as=_known_as(memo, changed))
    words = as_before(changed["words"], was.words) if changed else was.words
    return Written(words, kind=was.kind, level=was.level, passage=was.id)


def _known_as(memo: Memo, one: dict[str, Any]) -> str:
    return f"{NEW}{memo.proposals[one['of']]}"
