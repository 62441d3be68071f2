"""To whom the final memo went, in the order in which the report lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guftugu.demo.data import rows, table
from guftugu.texts.actions.hand_overs import answer_hand_over, hand_over

if TYPE_CHECKING:
    from guftugu.demo.making.memo import Memo


def tell_hand_overs(memo: Memo) -> None:
    """Once all of them are in the record; each at the time at which its occasion was filed."""
    for one in rows("making/hand-overs", "hand_over"):
        _hand_over(memo, one)


def _hand_over(memo: Memo, one: dict[str, Any]) -> None:
    version = memo.joint.final
    assert version is not None
    now = memo.stage.clock.after(one["occasion"])
    made = hand_over(
        version, language=one["language"], carried_by=one["carried_by"], office=one["office"],
        to_organisation=memo.stage.organisations[one["organisation"]],
        occasion=memo.told.occasions[one["occasion"]], received=table("making/hand-overs")["received"],
        by=memo.moderator, now=now,
    )  # fmt: skip
    if "answer" in one:
        answer_hand_over(made, memo.told.entries[one["answer"]], by=memo.moderator, now=now)
