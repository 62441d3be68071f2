"""Joining what several hands did to the words of one passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guftugu.algorithms.consolidate.reasons import by_name
from guftugu.algorithms.edits import BREAK, Edit, apply_edits
from guftugu.algorithms.words import tokens

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

    Two edits belong to one cluster if they take away or replace a common token, if both insert at one point, if one
    inserts strictly inside what the other replaces, if they change a number and the word beside it (“1 May” into
    “5 May” and “1 June”: nobody asked for 5 June), or if both together would make a word that neither wrote; and so on
    from edit to edit.

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
    kept: list[list[tuple[int, Edit]]] = []
    groups: list[list[tuple[int, Edit]]] = []
    start = end = -1
    for begins, ends, at, edit in marked:
        together = groups and (
            begins < end or begins == ends == start == end or _beside_a_number(base, (start, end), (begins, ends))
        )
        if together:
            end = max(end, ends)
            groups[-1].append((at, edit))
        else:
            groups.append([(at, edit)])
            start, end = begins, ends
    for group in groups:
        found = _cluster(base, group, wordings)
        if gathered and _makes_a_word(base, gathered[-1], found):
            kept[-1] += group
            gathered[-1] = _cluster(base, kept[-1], wordings)
        else:
            gathered.append(found)
            kept.append(group)
    return gathered


def _where(marked: tuple[int, int, int, Edit]) -> tuple[int, int]:
    return marked[0], marked[1]


def _cluster(base: Sequence[str], group: list[tuple[int, Edit]], wordings: Sequence[Wording]) -> Cluster:
    if len(group) == 1:
        at, edit = group[0]
        return Cluster(edit.start, edit.end, ((wordings[at].hands, edit.put),))
    start, end = group[0][1].start, max(edit.end for _, edit in group)
    edits: dict[int, list[Edit]] = {}
    for at, edit in group:
        edits.setdefault(at, []).append(Edit(edit.start - start, edit.end - start, edit.put))
    outcomes: dict[str, tuple[list[str], tuple[str, ...]]] = {}
    for at, script in edits.items():
        words = tuple(apply_edits(base[start:end], script))
        outcomes.setdefault("".join(words), ([], words))[0].extend(wordings[at].hands)
    found = [(tuple(sorted(hands, key=by_name)), words) for hands, words in outcomes.values()]
    return Cluster(start, end, tuple(sorted(found, key=lambda one: by_name(one[0][0]))))


def _beside_a_number(base: Sequence[str], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the words replaced in two places are a number and the word next to it."""
    (start, end), (begins, ends) = one, other
    if start == end or begins == ends or begins != end + 1 or not base[end].isspace():
        return False
    return base[end - 1][0].isdigit() or base[begins][0].isdigit()


_NEAR = 2  # signs between two edits, no more, can end up in the middle of a number or a name


def _makes_a_word(base: Sequence[str], one: Cluster, other: Cluster) -> bool:
    """Whether the ends of two clusters run into one token: “must” and “not”, with nothing between them."""
    between = base[one.end : other.start]
    if len(between) > _NEAR or any(sign == BREAK or sign.isspace() for sign in between):
        return False
    for hands, words in one.wordings:
        for others, more in other.wordings:
            last = words[-1:] or base[max(one.start - 1, 0) : one.start]
            first = more[:1] or base[other.end : other.end + 1]
            run = [*last, *between, *first]
            if not last or not first or BREAK in run or not set(hands).isdisjoint(others):
                continue
            if tokens("".join(run)) != run:
                return True
    return False


def sentences(base: Sequence[str]) -> list[int]:
    """Return where sentences begin: the numbers of their first tokens.

    Examples
    --------
    >>> sentences(["Mr", ".", " ", "V", ".", " ", "met", " ", "us", ".", " ", "We", " ", "talked", "."])
    [0, 11]
    """
    starts = [
        begins
        for at, token in enumerate(base[:-2])
        if token in SENTENCE_ENDS and (begins := _behind(base, at)) and _may_begin(base, at, begins)
    ]
    if "\n" in "".join(base):
        starts += [
            at + 1 for at, token in enumerate(base[:-1]) if "\n" in token and (token == BREAK or token.isspace())
        ]
    return sorted({0, *starts})


_CLOSING = frozenset("”’»\"')]}›")
_LONGEST_SHORT = 4  # “Art. 5”, “para. 12”


def _behind(base: Sequence[str], at: int) -> int:
    """Say where a sentence would begin of which the one before ends at this sign: behind closing signs and a space."""
    behind = at + 1
    while behind < len(base) and base[behind] in _CLOSING:
        behind += 1
    return behind + 1 if behind + 1 < len(base) and base[behind].isspace() else 0


def _may_begin(base: Sequence[str], at: int, begins: int) -> bool:
    first = base[begins][0]
    if first.islower():
        return False
    before = base[at - 1] if at else ""
    if base[at] != "." or not before[:1].isalpha():
        return True
    if first.isdigit():
        return len(before) > _LONGEST_SHORT
    return len(before) > 2 or (len(before) == 2 and before[0].islower())  # no initial, no “Mr.”, no “i.e.”
