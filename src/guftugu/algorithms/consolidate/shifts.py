"""Words that a hand took from one place of a passage to another, when one of the two places is disputed."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from guftugu.algorithms.consolidate.clusters import Cluster
from guftugu.algorithms.edits import is_word

__all__ = ["tie_shifts"]

_FEWEST_WORDS = 3  # fewer words that come back elsewhere are no sign that they were shifted


def tie_shifts(base: Sequence[str], found: list[Cluster]) -> list[Cluster]:
    """Leave both ends of a shift undecided where one of them is.

    If a hand takes words out here and puts them in there, and others disagree about one of the two places, then taking
    the other would lose the words, or double them, for whoever decides against that hand. So it becomes a bracket as
    well, of what the hand wants and what stood in the base.

    Examples
    --------
    >>> base = "We meet in May . They talk .".split()
    >>> gone = Cluster(0, 5, ((("A",), ()),))
    >>> there = Cluster(8, 8, ((("A",), ("We", "meet", "in", "May", ".")), (("B",), ("Soon", "."))))
    >>> tie_shifts(base, [gone, there])[0].wordings
    ((('A',), ()), ((), ('We', 'meet', 'in', 'May', '.')))
    """
    undecided = [cluster for cluster in found if not cluster.settled]
    if not undecided or len(undecided) == len(found):
        return found
    return [
        _untaken(base, cluster)
        if cluster.settled and any(_shifted(base, cluster, other) for other in undecided)
        else cluster
        for cluster in found
    ]


def _shifted(base: Sequence[str], settled: Cluster, undecided: Cluster) -> bool:
    hands, put = settled.wordings[0]
    was_here, was_there = base[settled.start : settled.end], base[undecided.start : undecided.end]
    return any(
        not set(hands).isdisjoint(others) and (_came_from(words, was_here) or _came_from(put, was_there))
        for others, words in undecided.wordings
    )


def _came_from(put: Sequence[str], was: Sequence[str]) -> bool:
    words, lost = [token for token in put if is_word(token)], [token for token in was if is_word(token)]
    least = min(len(words), len(lost))
    return least >= _FEWEST_WORDS and LCSseq.similarity(words, lost) == least


def _untaken(base: Sequence[str], cluster: Cluster) -> Cluster:
    stood = tuple(base[cluster.start : cluster.end])
    return cluster._replace(wordings=(*cluster.wordings, ((), stood)))
