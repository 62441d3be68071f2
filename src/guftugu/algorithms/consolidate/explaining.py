"""What is to be checked in merged words, and why they read as they do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from guftugu.algorithms.consolidate.clusters import SENTENCE_ENDS, Cluster, sentences
from guftugu.algorithms.consolidate.passages import Bracket, Check
from guftugu.algorithms.consolidate.reasons import Reason, Request, by_name
from guftugu.algorithms.consolidate.wordings import Part, alternatives
from guftugu.algorithms.edits import BREAK

__all__ = ["explain"]

Group = tuple[int, int, list[Cluster]]  # a stretch of the base, and what was done in it


def explain(base: Sequence[str], part: Part, passage: str) -> tuple[list[Check], list[Reason], list[Request]]:
    """Say what in this part wants checking, why it reads as it does, and what became of each request."""
    together = _joined_sentences(base, part)
    unread = {cluster[:2] for _, _, group in together for cluster in group}
    reasons: list[Reason] = []
    requests: list[Request] = []
    for cluster in part.clusters:
        reason = _reason(base, cluster)
        reasons.append(reason)
        became = "bracketed" if len(cluster.wordings) > 1 else "joined" if cluster[:2] in unread else "taken"
        asked = _ASKED.get(reason.code, "reword")
        for hands, words in [one for one in cluster.wordings if one[0]]:
            requests.append(Request(hands, passage, asked, became, reason.old, reason.new or _plain(words), reason))
    checks = [_check(base, part, group) for group in together]
    return checks, reasons + [check.reason for check in checks], requests


_ASKED = {"split": "split", "joined": "join"}


def _plain(words: Sequence[str]) -> str:
    return "".join(words).replace(BREAK, "\n\n") if BREAK in words else "".join(words)


def _reason(base: Sequence[str], cluster: Cluster) -> Reason:
    old = _plain(base[cluster.start : cluster.end])
    if not cluster.settled:
        wordings = tuple((hands, _plain(words) or None) for hands, words in cluster.wordings if hands)
        code = "bracketed_shift" if len(wordings) == 1 else "bracketed" if old else "bracketed_added"
        return Reason(code, tuple(sorted(cluster.hands, key=by_name)), old, wordings=wordings)
    hands, put = cluster.wordings[0]
    if BREAK in put:
        return Reason("split", hands, old, _plain(put))
    if BREAK in base[cluster.start : cluster.end]:
        return Reason("joined", hands, old, _plain(put))
    code = "dropped" if not put else "reworded" if old else "added"
    return Reason(code, hands, old, _plain(put))


def _joined_sentences(base: Sequence[str], part: Part) -> list[Group]:
    """Find sentences that several hands changed and none wrote as they now read."""
    if len(part.clusters) < 2:
        return []
    starts = [*sentences(base), len(base)]
    groups: list[Group] = []
    for cluster in part.clusters:
        if _is_a_sentence(base, cluster, starts):
            continue
        first = cluster.start + (cluster.start < cluster.end and base[cluster.start].isspace())
        begins = starts[max(bisect_right(starts, first, 0, len(starts) - 1) - 1, 0)]
        ends = starts[min(bisect_left(starts, max(cluster.end, cluster.start + 1)), len(starts) - 1)]
        if groups and begins < groups[-1][1]:
            opens, last, found = groups[-1]
            groups[-1] = (opens, max(last, ends), [*found, cluster])
        else:
            groups.append((begins, ends, [cluster]))
    return [
        (max(begins, part.starts_at), min(ends, part.ends_at), found)
        for begins, ends, found in groups
        if len(found) > 1 and not _somebody_wrote_it_so(found)
    ]


def _somebody_wrote_it_so(found: Sequence[Cluster]) -> bool:
    """Whether one hand made all these changes; with brackets among them, whether all who are in those made the rest."""
    settled = [cluster.hands for cluster in found if cluster.settled]
    undecided = [cluster.hands for cluster in found if not cluster.settled]
    if settled and undecided:
        return all(hands <= settled[0].intersection(*settled[1:]) for hands in undecided)
    return bool(found[0].hands.intersection(*[cluster.hands for cluster in found[1:]]))


def _is_a_sentence(base: Sequence[str], cluster: Cluster, starts: Sequence[int]) -> bool:
    """Whether something is inserted here that is a sentence by itself, between two or behind the last."""
    if cluster.start != cluster.end:
        return False
    if cluster.start == len(base):
        return not base or (base[-1] in SENTENCE_ENDS and all(words[0].isspace() for _, words in cluster.wordings))
    return cluster.start in starts and all(
        len(words) > 1 and words[-1].isspace() and words[-2] in SENTENCE_ENDS for _, words in cluster.wordings
    )


def _check(base: Sequence[str], part: Part, group: Group) -> Check:
    begins, ends, found = group
    shown = [_shown(base, cluster) for cluster in found]
    words = _with(base, begins, ends, found, shown).strip()
    hands = frozenset(hand for cluster in found for hand in cluster.hands)
    reason = Reason("one_sentence", tuple(sorted(hands, key=by_name)), new=words)
    return Check(hands, words, _span(part, words), reason)


def _shown(base: Sequence[str], cluster: Cluster) -> str:
    if cluster.settled:
        return _plain(cluster.wordings[0][1])
    wordings = [(hands, _plain(words) or None) for hands, words in cluster.wordings]
    return str(Bracket(alternatives(wordings, _plain(base[cluster.start : cluster.end]) or None)))


def _with(base: Sequence[str], begins: int, ends: int, found: Sequence[Cluster], shown: Sequence[str]) -> str:
    said: list[str] = []
    done = begins
    for cluster, words in zip(found, shown, strict=True):
        said += [*base[done : cluster.start], words]
        done = max(cluster.end, done)
    return _plain([*said, *base[done:ends]])


def _span(part: Part, words: str) -> tuple[int, int] | None:
    if any(isinstance(piece, Bracket) for piece in part.pieces):
        return None
    at = "".join(piece for piece in part.pieces if isinstance(piece, str)).find(words)
    return (at, at + len(words)) if at >= 0 else None
