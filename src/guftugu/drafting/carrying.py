"""How one thing that was asked of a draft stands on the next draft. Knows no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.algorithms.consolidate import Passage, Proposal, rebase
from guftugu.drafting.kinds import Carried, WordingKind
from guftugu.drafting.wording import because

if TYPE_CHECKING:
    from guftugu.texts.lookups.texts import PassageSeen

NEW = "asked"


@dataclass(frozen=True, slots=True)
class Asking:
    """`passage` is the one it is about, or after which the new one stands."""

    hand: str
    passage: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Onto:
    passage: str
    words: str
    state: str
    because: str = ""


def as_passages(passages: Sequence[PassageSeen]) -> list[Passage]:
    return [Passage(id=str(one.id), text=one.words, kind=one.kind) for one in passages]


def as_they_would(base: Sequence[Passage], asked: Sequence[tuple[str, Asking]]) -> list[Passage]:
    """The whole text as a hand would have it: the base with what it asked for, each under the id of the new one."""
    changed = {one.passage: one for _key, one in asked if one.kind != WordingKind.NEW}
    passages: list[Passage] = []
    for was in base:
        told = changed.get(was.id)
        if told is None:
            passages.append(was)
        elif told.kind == WordingKind.CHANGE:
            passages.append(Passage(id=was.id, text=told.words, kind=was.kind))
        passages += [
            Passage(id=key, text=one.words)
            for key, one in asked
            if one.kind == WordingKind.NEW and one.passage == was.id
        ]
    return passages


def carried(asking: Asking, old: Sequence[PassageSeen], new: Sequence[PassageSeen]) -> Onto:
    """On the next draft: clean, moved, or in conflict; in conflict the words stay those that were asked for."""
    before, after = as_passages(old), as_passages(new)
    wanted = Proposal(hand=asking.hand, passages=as_they_would(before, [(NEW, asking)]))
    (done,) = rebase([wanted], before, after)
    clashing = [one for one in done.carried if one.state == "in conflict"]
    reasons = " ".join(dict.fromkeys(because(one.reason) for one in clashing or done.carried))
    if clashing:
        return Onto(asking.passage, asking.words, Carried.CONFLICT, reasons)
    state = Carried.MOVED if any(one.state == "moved" for one in done.carried) else Carried.CLEAN
    if asking.kind == WordingKind.NEW:
        return Onto(_anchor(done.proposal, after) or asking.passage, asking.words, state, reasons)
    words = {one.id: one.text for one in done.proposal.passages}.get(asking.passage, asking.words)
    return Onto(asking.passage, words if asking.kind == WordingKind.CHANGE else "", state, reasons)


def _anchor(proposal: Proposal, after: Sequence[Passage]) -> str:
    """The passage of the draft behind which the new one stands now."""
    known = {one.id for one in after}
    last = after[0].id if after else ""
    for one in proposal.passages:
        if one.id not in known:
            break
        last = one.id
    return last
