"""Consolidation: one text out of a base and what several hands would make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from guftugu.algorithms.consolidate.ids import Ids
from guftugu.algorithms.consolidate.passages import Check, Consolidation, MergedPassage, Passage, Proposal
from guftugu.algorithms.consolidate.places import put_together
from guftugu.algorithms.consolidate.readings import Base, Reading, read
from guftugu.algorithms.consolidate.reasons import Reason, Request, by_name
from guftugu.algorithms.consolidate.slots import Slots

__all__ = ["consolidate"]


def consolidate(base: Iterable[Passage], proposals: Iterable[Proposal]) -> Consolidation:
    """Make one text out of a base and the proposals of several hands, and say why it reads as it does.

    Parameters
    ----------
    base : iterable of Passage
        The text that all hands were given; every id once. May be empty.
    proposals : iterable of Proposal
        The whole text as each hand would have it; every hand once, in any order.

    Returns
    -------
    Consolidation
        It does not depend on the order of the proposals. Without proposals it is the base; with one it is that
        proposal; equal proposals count once, with their hands joined. All words come back in Unicode's normal form C.

    Raises
    ------
    ValueError
        If two proposals have the same hand, or an id stands twice in the base or in a proposal.

    Notes
    -----
    Per passage, each hand's edit script over tokens (`guftugu.algorithms.edits`). Edits that touch the same tokens,
    insertions at one point, and so on from one to the next, form a cluster; where all in a cluster want the same it is
    taken, otherwise the words become a `Bracket` with exactly what each hand wrote and the words of the base. Where
    edits of several hands in one sentence do not touch, they are joined, and the sentence is a `Check`.
    Leaving a passage out against changing it, or putting it in different places, is a bracket about
    the whole passage. New passages at one place are all kept, in the order of the hands' names. A split is an
    end of passage inserted among the words, a join one taken away; so words changed by others stay with their passage.

    The method is that of three-way merging (S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3",
    FSTTCS 2007), taken to any number of hands, where what diff3 leaves as a conflict is set out as diplomats do.

    Examples
    --------
    >>> from guftugu.algorithms.consolidate import Passage, Proposal, consolidate
    >>> base = [Passage("p1", "Both sides agree to cease fire."), Passage("p2", "They will meet in spring.")]
    >>> north = Proposal("North", [base[0], Passage("p2", "They will meet in May.")])
    >>> words = ["All sides agree to cease fire.", "They will meet in June."]
    >>> south = Proposal("South", [Passage("p1", words[0]), Passage("p2", words[1])])
    >>> result = consolidate(base, [south, north])
    >>> [passage.text for passage in result.passages]
    ['All sides agree to cease fire.', None]
    >>> [[str(piece) for piece in passage.pieces] for passage in result.passages][1]
    ['They will meet in ', '[May | June | spring]', '.']
    >>> result.passages[1].because
    ('In place of “spring”: North: “May”; South: “June”. They touch the same words, so none is taken.',)
    """
    given = sorted(proposals, key=lambda proposal: by_name(proposal.hand))
    for one, other in pairwise(given):
        if one.hand == other.hand:
            raise ValueError(f"Two proposals are by {one.hand!r}; a hand proposes once.")
    foundation = Base(tuple(base))
    readings = read(foundation, given)
    ids = Ids(foundation.numbers)
    slots = Slots(foundation, readings, ids)
    gaps: dict[int, list[Reading]] = {}
    for reading in readings:
        for gap in reading.gaps:
            gaps.setdefault(gap, []).append(reading)
    elsewhere = _inserted_where(readings)
    passages: list[MergedPassage] = []
    for number in range(len(foundation.passages) + 1):
        if number in gaps:
            passages += _gap(number, gaps[number], slots, ids, elsewhere)
        if number < len(foundation.passages):
            passages += slots.at(number)
    return Consolidation(tuple(passages), tuple(slots.gone))


Key = tuple[str, str] | int  # kind and words of a new passage, or the number of a moved one


def _key(item: Passage | int) -> Key:
    return item if isinstance(item, int) else (item.kind, item.text)


def _inserted_where(readings: Sequence[Reading]) -> dict[Key, dict[int, list[str]]]:
    where: dict[Key, dict[int, list[str]]] = {}
    for reading in readings:
        for gap, items in reading.gaps.items():
            for item in items:
                if not isinstance(item, int):
                    where.setdefault(_key(item), {}).setdefault(gap, []).append(reading.hand)
    return where


def _gap(
    gap: int,
    readings: Sequence[Reading],
    slots: Slots,
    ids: Ids,
    elsewhere: dict[Key, dict[int, list[str]]],
) -> list[MergedPassage]:
    """Set out what hands put between two passages of the base."""
    put = put_together([(reading.hand, [_key(item) for item in reading.gaps[gap]]) for reading in readings])
    new_ids: dict[tuple[str, Key], list[str]] = {}
    for reading in readings:
        for item in reading.gaps[gap]:
            if not isinstance(item, int):
                new_ids.setdefault((reading.hand, _key(item)), []).append(item.id)
    besides: list[Reason] = []
    if len({tuple(one.hands) for one in put}) > 1:
        besides.append(Reason("inserted_together", tuple(reading.hand for reading in readings)))
    passages: list[MergedPassage] = []
    for one in put:
        if isinstance(one.key, int):
            passages += slots.moved_to(gap, one.key)
            continue
        wanted = [new_ids[hand, one.key].pop(0) for hand in one.hands]
        why = list(besides)
        others = {hand for at, by in elsewhere[one.key].items() if at != gap for hand in by}.difference(one.hands)
        if others and one.key[1]:
            why.append(Reason("inserted_elsewhere", tuple(sorted(others, key=by_name))))
        if away := tuple(hand for hand in slots.away_from(gap - 1) if hand not in one.hands):
            why.append(Reason("anchor_moved", away))
        passages.append(_inserted(one.key, tuple(one.hands), ids.take(wanted[0], one.hands[0]), why))
    return passages


def _inserted(
    key: tuple[str, str], hands: tuple[str, ...], passage_id: str, besides: Sequence[Reason]
) -> MergedPassage:
    kind, text = key
    reasons = (Reason("inserted", hands, new=text), *besides)
    twice = [reason for reason in besides if reason.code == "inserted_elsewhere"]
    became = "joined" if twice else "taken"
    return MergedPassage(
        passage_id,
        kind,
        (text,) if text else (),
        checks=tuple(Check(frozenset([*hands, *one.hands]), text, (0, len(text)), one) for one in twice),
        reasons=reasons,
        hands=frozenset(hands),
        requests=(Request(hands, passage_id, "insert", became, "", text, reasons[0]),),
    )
