"""Joining what several hands did to the words of one passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guftugu.algorithms.consolidate.reasons import by_name
from guftugu.algorithms.edits import BREAK, Edit, apply_edits

__all__ = ["SENTENCE_ENDS", "Cluster", "Wording", "clusters", "sentences"]

SENTENCE_ENDS = frozenset([*".!?…؟۔", "..", "...", "...."])


class Wording(NamedTuple):
    """What one or several hands made of the words of a passage: the same script, so the same words."""

    hands: tuple[str, ...]
    edits: list[Edit]


class Cluster(NamedTuple):
    """Edits that touch the same tokens of the base, or insertions at one point of it.

    `wordings` are the different outcomes with the hands that want each; where there is one, nobody disagrees.
    """

    start: int
    end: int
    wordings: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def settled(self) -> bool:
        """Whether all hands that touched these words want the same."""
        return len(self.wordings) == 1

    @property
    def hands(self) -> frozenset[str]:
        """Everybody who touched these words."""
        return frozenset([hand for hands, _ in self.wordings for hand in hands])


def clusters(base: Sequence[str], wordings: Sequence[Wording]) -> list[Cluster]:
    """Gather edits that touch the same words.

    Two edits belong to one cluster if they take away or replace a common token, if both insert at one point, or if one
    inserts strictly inside what the other replaces; and so on from edit to edit.

    Parameters
    ----------
    base : sequence of str
        The tokens of the base.
    wordings : sequence of Wording
        Who edited it how; each script in order.

    Returns
    -------
    list of Cluster
        In the order of the base, not touching one another. It does not depend on the order of `wordings`.

    Examples
    --------
    >>> wordings = [Wording(("B",), [Edit(0, 1, ("wise",))]), Wording(("A",), [Edit(0, 3, ())])]
    >>> found = clusters(["old", " ", "men"], wordings)
    >>> [(one.start, one.end, one.wordings) for one in found]
    [(0, 3, ((('A',), ()), (('B',), ('wise', ' ', 'men'))))]
    """
    if len(wordings) == 1:
        hands, edits = wordings[0]
        return [Cluster(edit.start, edit.end, ((hands, edit.put),)) for edit in edits]
    marked = [(edit.start, edit.end, at, edit) for at, wording in enumerate(wordings) for edit in wording.edits]
    marked.sort(key=_where)
    gathered: list[Cluster] = []
    group: list[tuple[int, Edit]] = []
    start = end = -1
    for begins, ends, at, edit in marked:
        if group and (begins < end or begins == ends == start == end):
            end = max(end, ends)
        else:
            if group:
                gathered.append(_cluster(base, start, end, group, wordings))
            group, start, end = [], begins, ends
        group.append((at, edit))
    if group:
        gathered.append(_cluster(base, start, end, group, wordings))
    return gathered


def _where(marked: tuple[int, int, int, Edit]) -> tuple[int, int]:
    return marked[0], marked[1]


def _cluster(
    base: Sequence[str], start: int, end: int, group: list[tuple[int, Edit]], wordings: Sequence[Wording]
) -> Cluster:
    if len(group) == 1:
        at, edit = group[0]
        return Cluster(start, end, ((wordings[at].hands, edit.put),))
    edits: dict[int, list[Edit]] = {}
    for at, edit in group:
        edits.setdefault(at, []).append(Edit(edit.start - start, edit.end - start, edit.put))
    outcomes: dict[str, tuple[list[str], tuple[str, ...]]] = {}
    for at, script in edits.items():
        tokens = tuple(apply_edits(base[start:end], script))
        outcomes.setdefault("".join(tokens), ([], tokens))[0].extend(wordings[at].hands)
    found = [(tuple(sorted(hands, key=by_name)), tokens) for hands, tokens in outcomes.values()]
    return Cluster(start, end, tuple(sorted(found, key=lambda one: by_name(one[0][0]))))


def sentences(base: Sequence[str]) -> list[int]:
    """Return where sentences begin: the numbers of their first tokens.

    Examples
    --------
    >>> sentences(["Mr", ".", " ", "V", ".", " ", "met", " ", "us", ".", " ", "We", " ", "talked", "."])
    [0, 11]
    """
    starts = [at + 2 for at, token in enumerate(base[:-2]) if token in SENTENCE_ENDS and _may_begin(base, at + 2)]
    if "\n" in "".join(base):
        starts += [
            at + 1 for at, token in enumerate(base[:-1]) if "\n" in token and (token == BREAK or token.isspace())
        ]
    return sorted({0, *starts})


def _may_begin(base: Sequence[str], at: int) -> bool:
    if base[at][0].islower() or not base[at - 1].isspace():
        return False
    before = base[at - 3] if at >= 3 else ""
    return not (base[at - 2] == "." and len(before) <= 2 and before[:1].isupper())  # an initial, or “Mr.”
