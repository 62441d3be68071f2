"""One passage (or neighbours that somebody joined) as several hands would word it, merged into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guftugu.algorithms.consolidate.clusters import Cluster, Wording, clusters
from guftugu.algorithms.consolidate.passages import Alternative, Bracket
from guftugu.algorithms.consolidate.reasons import by_name
from guftugu.algorithms.consolidate.shifts import tie_shifts
from guftugu.algorithms.edits import BREAK

__all__ = ["Part", "alternatives", "merge_wordings"]


@dataclass(slots=True)
class Part:
    """A stretch of merged words up to where a passage ends.

    `begins_at` is the token of the base that opened it (None: a hand's split did); `swallowed` are the breaks of the
    base that went under in it.
    """

    begins_at: int | None = 0
    pieces: list[str | Bracket] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    swallowed: list[int] = field(default_factory=list)
    starts_at: int = 0
    ends_at: int = 0


def merge_wordings(base: Sequence[str], wordings: Sequence[Wording]) -> list[Part]:
    """Merge what hands made of these tokens, and cut the result where passages end.

    Parameters
    ----------
    base : sequence of str
        The tokens of a passage, or of several with `BREAK` between them.
    wordings : sequence of Wording
        Each hand in one of them.
    """
    part = Part()
    parts = [part]
    done = 0
    broken = BREAK in base
    for cluster in tie_shifts(base, clusters(base, wordings)):
        part = _put_base(parts, base, done, cluster.start) if broken else _put(part, base[done : cluster.start])
        part.clusters.append(cluster)
        if broken:
            part.swallowed += [at for at in range(cluster.start, cluster.end) if base[at] == BREAK]
        if cluster.settled:
            part = _put_words(parts, cluster.wordings[0][1], cluster.end)
        else:
            part.pieces.append(
                Bracket(alternatives(_shown(cluster.wordings), _text(base[cluster.start : cluster.end])))
            )
        done = cluster.end
    _put_base(parts, base, done, len(base)).ends_at = len(base)
    for one in parts:
        one.pieces = _run_together(one.pieces)
    return parts


def alternatives(wordings: Iterable[tuple[tuple[str, ...], str | None]], base: str | None) -> tuple[Alternative, ...]:
    """Set out what hands want and, last, what stood in the base (with the hands that want just that, if any)."""
    wanted: dict[str | None, tuple[str, ...]] = {}
    for hands, words in wordings:
        wanted[words] = (*wanted.get(words, ()), *hands)
    keepers = wanted.pop(base, ())
    others = sorted(wanted.items(), key=lambda one: by_name(one[1][0]))
    return (
        *(Alternative(frozenset(hands), words) for words, hands in others),
        Alternative(frozenset(keepers), base, is_base=True),
    )


def _shown(wordings: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[tuple[tuple[str, ...], str | None]]:
    return [(hands, _text(words)) for hands, words in wordings]


def _text(words: Sequence[str]) -> str | None:
    return "".join(words).replace(BREAK, "\n\n") or None


def _put(part: Part, words: Sequence[str]) -> Part:
    if words:
        part.pieces.append("".join(words))
    return part


def _put_base(parts: list[Part], base: Sequence[str], start: int, end: int) -> Part:
    while BREAK in (words := base[start:end]):
        at = start + words.index(BREAK)
        parts[-1].pieces.append("".join(base[start:at]))
        parts[-1].ends_at = at
        parts.append(Part(begins_at=at + 1, starts_at=at + 1))
        start = at + 1
    return _put(parts[-1], words)


def _put_words(parts: list[Part], words: Sequence[str], ends_at: int) -> Part:
    while BREAK in words:
        at = words.index(BREAK)
        parts[-1].pieces.append("".join(words[:at]))
        parts[-1].ends_at = ends_at
        parts.append(Part(begins_at=None, starts_at=ends_at))
        words = words[at + 1 :]
    return _put(parts[-1], words)


def _run_together(pieces: Iterable[str | Bracket]) -> list[str | Bracket]:
    run: list[str | Bracket] = []
    for piece in pieces:
        if piece == "":
            continue
        if run and isinstance(piece, str) and isinstance(run[-1], str):
            run[-1] += piece
        else:
            run.append(piece)
    return run
