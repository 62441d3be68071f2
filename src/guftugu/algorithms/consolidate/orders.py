"""Which passages stand where they stood, and which were moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["standing"]


def standing(orders: Sequence[Sequence[int | None]]) -> list[set[int]]:
    """Say of each hand which passages it left in place.

    Parameters
    ----------
    orders : sequence of sequence of (int or None)
        The text of each hand: numbers of passages of the base, None for new ones.

    Returns
    -------
    list of set
        For each hand as many passages as can be said to have stood still, the others having moved around them. If two
        passages changed places, either may have moved: the one that other hands seem to have moved as well is taken.

    Notes
    -----
    A longest increasing subsequence of the numbers, and among several the one whose passages are out of order with
    others in the fewest different texts.

    Examples
    --------
    >>> [sorted(stays) for stays in standing([[1, 0, 2], [0, 2, 1]])]  # number 1 was moved, by each elsewhere
    [[0, 2], [0, 2]]
    """
    numbers = [tuple(number for number in order if number is not None) for order in orders]
    crossed = {order: _crossed(order) for order in set(numbers)}
    often = Counter(number for found in crossed.values() for number in found)
    return [set(order).difference(_moved(order, crossed[order], often)) for order in numbers]


def _crossed(order: Sequence[int]) -> set[int]:
    """Find what stands before a smaller number or behind a larger one."""
    found: set[int] = set()
    largest = -1
    for number in order:
        if number < largest:
            found.add(number)
        largest = max(largest, number)
    smallest = largest + 1
    for number in reversed(order):
        if number > smallest:
            found.add(number)
        smallest = min(smallest, number)
    return found


def _moved(order: Sequence[int], crossed: set[int], often: Counter[int]) -> set[int]:
    row = [number for number in order if number in crossed]
    best: list[tuple[int, int]] = []  # of the rises that end here: length, and minus how often its numbers are crossed
    behind: list[int] = []
    for at, number in enumerate(row):
        length, cost, before = 0, 0, -1
        for earlier in range(at):
            if row[earlier] < number and best[earlier] > (length, cost):
                (length, cost), before = best[earlier], earlier
        best.append((length + 1, cost - often[number]))
        behind.append(before)
    at = max(range(len(row)), key=best.__getitem__, default=-1)
    moved = set(row)
    while at >= 0:
        moved.discard(row[at])
        at = behind[at]
    return moved
