"""The making of the memo, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.demo.making.agreement import agree
from guftugu.demo.making.memo import begin_memo
from guftugu.demo.making.rendering import render_first_draft
from guftugu.demo.making.rounds import tell_round
from guftugu.demo.making.terms import agree_terms

if TYPE_CHECKING:
    from guftugu.demo.making.memo import Memo
    from guftugu.demo.people import Stage
    from guftugu.demo.telling import Told

MADE_AT = "d6"
ROUNDS = ("round-1", "round-2")


def tell_making(stage: Stage, told: Told) -> Memo:
    """At Dialogue #6, once its notes are filed: from the areas talked through to the final text."""
    memo = begin_memo(stage, told)
    agree_terms(memo)
    render_first_draft(memo)
    for name in ROUNDS:
        tell_round(memo, name)
    agree(memo)
    return memo
