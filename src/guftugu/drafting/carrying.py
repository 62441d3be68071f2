"""How one thing that was asked of a draft stands on the next draft. Knows no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.algorithms.consolidate import Passage, Proposal
from guftugu.drafting.consolidating import rebased
from guftugu.drafting.kinds import Carried, WordingKind
from guftugu.drafting.wording import because

if TYPE_CHECKING:
    from guftugu.texts.lookups.texts import PassageSeen

NEW = "asked"


@dataclass(frozen=True, slots=True)
class Asking:
    """`passage` is the one it is about, or behind which the new one stands; `after` the one behind which it is put.

    Where it `comes_first`, a new or a moved one stands before all others. `words` are in the language that leads.
    """

    hand: str
    passage: str
    kind: str
    words: str
    after: str = ""
    comes_first: bool = False
    passage_kind: str = ""


@dataclass(frozen=True, slots=True)
class Onto:
    passage: str
    words: str
    state: str
    because: str = ""
    after: str = ""
    comes_first: bool = False


def as_passages(passages: Sequence[PassageSeen]) -> list[Passage]:
    return [Passage(id=str(one.id), text=one.words, kind=one.kind) for one in passages]


def as_they_would(base: Sequence[Passage], asked: Sequence[tuple[str, Asking]]) -> list[Passage]:
    """The whole text as a hand would have it: the base with what it asked for, each under the id of the new one."""
    left_out = {one.passage for _key, one in asked if one.kind == WordingKind.LEAVE_OUT}
    changed = {one.passage: one for _key, one in asked if one.kind == WordingKind.CHANGE}
    order = _moved([one.id for one in base], [one for _key, one in asked if one.kind == WordingKind.MOVE])
    known = {one.id: one for one in base}
    passages = _new(asked, "")
    for pk in order:
        was, told = known[pk], changed.get(pk)
        if pk not in left_out:
            passages.append(Passage(pk, told.words, told.passage_kind or was.kind) if told else was)
        passages += _new(asked, pk)
    return passages


def _moved(order: list[str], moves: Sequence[Asking]) -> list[str]:
    """Each behind the one it is to stand behind; before all where it comes first."""
    for one in moves:
        if one.passage not in order or (one.after not in order and not one.comes_first):
            continue
        order = [pk for pk in order if pk != one.passage]
        at = 0 if one.comes_first else order.index(one.after) + 1
        order.insert(at, one.passage)
    return order


def _new(asked: Sequence[tuple[str, Asking]], behind: str) -> list[Passage]:
    """New passages behind one of the base, or (behind none) before all."""
    return [
        Passage(key, one.words, one.passage_kind or "paragraph")
        for key, one in asked
        if one.kind == WordingKind.NEW and behind == ("" if one.comes_first else one.passage)
    ]


def carried(asking: Asking, old: Sequence[PassageSeen], new: Sequence[PassageSeen]) -> Onto:
    """On the next draft: clean, moved, or in conflict; in conflict the words stay those that were asked for."""
    before, after = as_passages(old), as_passages(new)
    wanted = Proposal(hand=asking.hand, passages=as_they_would(before, [(NEW, asking)]))
    done = rebased(wanted, before, after)
    clashing = [one for one in done.carried if one.state == "in conflict"]
    reasons = " ".join(dict.fromkeys(because(one.reason) for one in clashing or done.carried))
    if clashing:
        return Onto(
            asking.passage, asking.words, Carried.CONFLICT, reasons, asking.after, comes_first=asking.comes_first
        )  # fmt: skip
    state = Carried.MOVED if any(one.state == "moved" for one in done.carried) else Carried.CLEAN
    if asking.kind == WordingKind.NEW:
        anchor = _before(NEW, done.proposal, after)
        return Onto(anchor or asking.passage, asking.words, state, reasons, comes_first=not anchor)
    if asking.kind == WordingKind.MOVE:
        anchor = _before(asking.passage, done.proposal, after)
        return Onto(asking.passage, "", state, reasons, anchor, comes_first=not anchor)
    words = {one.id: one.text for one in done.proposal.passages}.get(asking.passage, asking.words)
    return Onto(asking.passage, words if asking.kind == WordingKind.CHANGE else "", state, reasons)


def _before(wanted: str, proposal: Proposal, after: Sequence[Passage]) -> str:
    """The passage of the draft behind which this one stands now; "" where it stands before all."""
    known = {one.id for one in after} - {wanted}
    last = ""
    for one in proposal.passages:
        if one.id == wanted:
            break
        last = one.id if one.id in known else last
    return last
