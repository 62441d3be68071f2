"""Carrying proposals that nobody dealt with over to the next draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from guftugu.algorithms.consolidate.consolidating import consolidate
from guftugu.algorithms.consolidate.passages import MergedPassage, Passage, Proposal
from guftugu.algorithms.consolidate.reasons import DRAFT, Reason, Request

__all__ = ["Carried", "Rebased", "rebase"]


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing a hand asked for, on the way to the next draft.

    *clean*: it stands there as it was asked (or the draft says so already). *moved*: so it does, but the draft moved,
    split or joined the passage, or took away what it stood next to. *in conflict*: the draft touches the same words;
    in the rebased proposal the draft's stand.
    """

    hand: str
    passage: str
    asked: str
    state: Literal["clean", "moved", "in conflict"]
    old: str
    new: str
    reason: Reason

    @property
    def because(self) -> str:
        """Why, in English."""
        return self.reason.sentence


@dataclass(frozen=True, slots=True)
class Rebased:
    """A proposal as it would be made to the next draft, and what became of each thing it asked for."""

    proposal: Proposal
    carried: tuple[Carried, ...]


def rebase(proposals: Iterable[Proposal], old: Iterable[Passage], new: Iterable[Passage]) -> list[Rebased]:
    """Carry proposals to one draft over to the next.

    Parameters
    ----------
    proposals : iterable of Proposal
        Proposals to the old draft, each carried by itself.
    old, new : iterable of Passage
        The draft the proposals were made to, and the one that follows; the same ids for the same passages.

    Returns
    -------
    list of Rebased
        One for each proposal, in their order. The rebased proposal is to the new draft: it keeps the draft's ids, and
        says what the draft says wherever the two are in conflict.

    Raises
    ------
    ValueError
        If an id stands twice in a draft or in a proposal.

    Notes
    -----
    The next draft is taken for one more hand, and consolidated with each proposal alone.

    Examples
    --------
    >>> from guftugu.algorithms.consolidate import Passage, Proposal, rebase
    >>> old = [Passage("p1", "Both sides will meet in spring."), Passage("p2", "They will talk.")]
    >>> new = [Passage("p1", "Both sides will meet in May."), Passage("p2", "They will talk.")]
    >>> asked = [Passage("p1", "All sides will meet in June."), Passage("p2", "They will talk.")]
    >>> [done] = rebase([Proposal("North", asked)], old, new)
    >>> [(one.old, one.new, one.state) for one in done.carried]
    [('Both', 'All', 'clean'), ('spring', 'June', 'in conflict')]
    >>> done.proposal.passages[0].text
    'All sides will meet in May.'
    """
    old, new = tuple(old), tuple(new)
    return [_rebased(proposal, old, new) for proposal in proposals]


def _rebased(proposal: Proposal, old: tuple[Passage, ...], new: tuple[Passage, ...]) -> Rebased:
    result = consolidate(old, [Proposal(DRAFT, new), proposal])
    fresh = {passage.id for passage in new}.difference(passage.id for passage in old)
    carried = [
        _carried(proposal.hand, request, passage, fresh)
        for passage in result.passages
        for request in passage.requests
        if proposal.hand in request.hands
    ]
    carried += [
        _carried(proposal.hand, request, None, fresh) for request in result.gone if proposal.hand in request.hands
    ]
    kept = [passage for passage in result.passages if passage.hands and DRAFT not in passage.hands]
    inserted = {passage.id: passage for passage in kept}
    as_drafted = {passage.id: passage for passage in result.read_as(DRAFT)}
    passages = []
    seen: set[str] = set()
    for passage in result.passages:
        if passage.id in seen:
            continue
        if passage.id in inserted:
            passages.append(Passage(passage.id, inserted[passage.id].text or "", passage.kind))
        elif passage.id in as_drafted and _stands_here(passage):
            passages.append(as_drafted[passage.id])
        else:
            continue
        seen.add(passage.id)
    return Rebased(Proposal(proposal.hand, passages), tuple(carried))


def _stands_here(passage: MergedPassage) -> bool:
    """Whether the draft has the passage in this place, of several that are disputed."""
    whole = [bracket for bracket in passage.brackets if bracket.whole]
    return not whole or whole[0].chosen(DRAFT).text is not None


def _carried(hand: str, request: Request, passage: MergedPassage | None, fresh: set[str]) -> Carried:
    state: Literal["clean", "moved", "in conflict"] = "clean"
    reason = Reason("carried", (hand,))
    if request.became == "bracketed":
        state, reason = "in conflict", request.reason
    elif DRAFT in request.hands:
        reason = Reason("already_said", (hand,))
    elif passage and _was_moved(passage, fresh):
        state, reason = "moved", Reason("carried_along", (hand,))
    return Carried(hand, request.passage, request.asked, state, request.old, request.new, reason)


def _was_moved(passage: MergedPassage, fresh: set[str]) -> bool:
    if passage.id in fresh and not passage.hands:
        return True
    return any(
        reason.code in {"moved", "moved_and_changed", "split", "joined", "anchor_moved"} and DRAFT in reason.hands
        for reason in passage.reasons
    )
