"""How the sides stood to the last draft, and how it became final in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guftugu.demo.data import rows, table
from guftugu.drafting.actions.circulating import circulate
from guftugu.drafting.actions.stances import finish, take_stance
from guftugu.drafting.kinds import StanceKind
from guftugu.texts.actions.languages import want_language
from guftugu.texts.actions.renderings import tick
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.sending import copies_with_translators
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from uuid import UUID

    from guftugu.demo.making.memo import Memo
    from guftugu.texts.models import Version


def agree(memo: Memo) -> None:
    """The last draft goes to plenary in its languages; each side says how it stands; then it is final."""
    _say_standing(memo)
    _read_again(memo)
    copy = circulate(memo.joint, by=memo.moderator, now=memo.tick())
    _take_stances(memo, copy)
    finish(memo.joint, by=memo.moderator, now=memo.tick())
    memo.joint.refresh_from_db()


def _say_standing(memo: Memo) -> None:
    held_after = memo.told.occasions["d6"]
    for language, standing in table("making/agreement")["standing"].items():
        want_language(
            memo.joint.text, language, standing=standing, held_after=held_after, by=memo.moderator, now=memo.tick()
        )  # fmt: skip


def _read_again(memo: Memo) -> None:
    """Somebody else than the translator reads renderings beside what they render."""
    (copy,) = copies_with_translators(memo.moderator, memo.joint.text)
    keys = memo.keys()
    there = {keys[row.passage.composed_as]: row for row in side_by_side(memo.moderator, copy.pk).rows}
    for one in rows("making/agreement", "tick"):
        for key in one["passages"]:
            seen = there[key].in_tongue((one["language"], ""))
            assert seen is not None
            assert seen.rendering is not None
            tick(seen.rendering, one["kind"], by=memo.viewer(one["by"]), now=memo.tick())


def _take_stances(memo: Memo, copy: Version) -> None:
    keys = memo.keys()
    placed = {keys[one.composed_as]: one.id for one in text_seen(memo.moderator, copy.text_id).passages}
    for side in rows("making/agreement", "stances"):
        for key in side["agreed"]:
            _stand(memo, copy, placed, side | {"passage": key, "kind": StanceKind.AGREED})
    for one in rows("making/agreement", "stance"):
        _stand(memo, copy, placed, one)


def _stand(memo: Memo, copy: Version, placed: dict[str, UUID], one: dict[str, Any]) -> None:
    take_stance(
        memo.joint, copy, memo.stage.parties[one["party"]], one["kind"],
        passage=placed[one["passage"]] if "passage" in one else None, on_all=one.get("on_all", False),
        note=one.get("note", ""), held_after=memo.told.occasions["d6"], by=memo.viewer(one["by"]), now=memo.tick(),
    )  # fmt: skip
