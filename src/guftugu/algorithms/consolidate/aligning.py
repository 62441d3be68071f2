"""Finding out which passage of a returned text is which, when ids were lost on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2s
from heapq import nlargest
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

from guftugu.algorithms.consolidate.passages import Passage
from guftugu.algorithms.edits import is_word
from guftugu.algorithms.words import nfc, tokens

__all__ = ["align"]

_SAME = 0.5  # so many of their words in common: one passage, edited
_SAME_SHORT = 0.6  # of a few words, more of them
_SAME_IN_PLACE = 0.3  # less will do for what stands between the same neighbours
_SAME_LETTERS = 0.6  # or so many letters, for headings of a word or two
_CONTAINED = 0.8  # so much of the shorter within the longer: a part of it, or made of it and another
_CANDIDATES = 8
_FEW = 4
_RAREST = 12  # words of a passage by which others are found: those that stand in the fewest
_COMMON = 500  # and in no more than these


def align(base: Iterable[Passage], returned: Iterable[str | Passage]) -> list[Passage]:
    """Give the passages of a returned text the ids of the base.

    Parameters
    ----------
    base : iterable of Passage
        The text as it was sent out.
    returned : iterable of (str or Passage)
        The text as it came back, passage by passage, edited by whatever means. Of a `Passage` the kind is kept and the
        id is not looked at; a plain string has the kind of the passage it turns out to be.

    Returns
    -------
    list of Passage
        In the order of `returned`, with the text unchanged. A passage of the base that was edited or moved keeps its
        id; of the parts of one that was split, the part most like it does; of passages that were joined, the one most
        like the whole gives its id. Everything else has a new id, made from its words: the same words in two
        returned texts have the same.

    Notes
    -----
    Equal passages first, in order as far as possible (a longest common subsequence of passages), then wherever they
    went. For the rest, candidates that share rare words, best first: the score is twice the longest common
    subsequence of words over the sum of words, or nine tenths of that for words in any order. Last, what is left
    over between the same neighbours in both texts is taken for the same with less in common.

    Examples
    --------
    >>> from guftugu.algorithms.consolidate import Passage, align
    >>> base = [Passage("p1", "Both sides agree to cease fire."), Passage("p2", "Refugees return in safety.")]
    >>> [one.id for one in align(base, ["All refugees return in safety.", "Both sides agree to cease fire.", "Amen."])]
    ['p2', 'p1', 'new-5ba04a51']
    """
    old = list(base)
    new = [one if isinstance(one, Passage) else Passage("", one, "") for one in returned]
    matches = _equal(old, new)
    _alike(old, new, matches)
    _between_neighbours(old, new, matches)
    taken = {passage.id for passage in old}
    aligned = []
    for at, passage in enumerate(new):
        if at in matches:
            was = old[matches[at]]
            aligned.append(Passage(was.id, passage.text, passage.kind or was.kind))
        else:
            aligned.append(Passage(_new_id(passage.text, taken), passage.text, passage.kind or "paragraph"))
    return aligned


def _new_id(text: str, taken: set[str]) -> str:
    name = wanted = f"new-{blake2s(nfc(text).encode('utf-8', 'replace'), digest_size=4).hexdigest()}"
    count = 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name


def _equal(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Match what is the same but for white space: first what is in the same order, then what moved."""
    numbers: dict[str, int] = {}
    coded = [
        "".join([chr(numbers.setdefault(" ".join(nfc(one.text).split()), len(numbers))) for one in side])
        for side in (old, new)
    ]
    matches: dict[int, int] = {}
    for step in LCSseq.opcodes(*coded):
        if step.tag == "equal":
            for more in range(step.src_end - step.src_start):
                matches[step.dest_start + more] = step.src_start + more
    used = set(matches.values())
    waiting: dict[str, list[int]] = {}
    for number in range(len(old) - 1, -1, -1):
        if number not in used:
            waiting.setdefault(coded[0][number], []).append(number)
    for at in range(len(new)):
        if at not in matches and waiting.get(coded[1][at]):
            matches[at] = waiting[coded[1][at]].pop()
    return matches


def _words(text: str) -> list[str]:
    return [token.casefold() for token in tokens(text) if is_word(token)]


def _alike(old: Sequence[Passage], new: Sequence[Passage], matches: dict[int, int]) -> None:
    """Match what was edited, best first; of equals, what moved least."""
    used = set(matches.values())
    old_words = {number: _words(one.text) for number, one in enumerate(old) if number not in used}
    new_words = {at: _words(one.text) for at, one in enumerate(new) if at not in matches}
    holders: dict[str, list[int]] = {}
    for number, words in old_words.items():
        for word in set(words):
            holders.setdefault(word, []).append(number)
    pairs = []
    for at, words in new_words.items():
        shared: defaultdict[int, float] = defaultdict(float)
        known = [holders[word] for word in sorted(set(words)) if len(holders.get(word, ())) in range(1, _COMMON)]
        for found in sorted(known, key=len)[:_RAREST]:
            for number in found:
                shared[number] += 1 / len(found)
        for number in nlargest(_CANDIDATES, sorted(shared), key=shared.__getitem__):
            score = _score(old_words[number], words)
            enough = _SAME if min(len(words), len(old_words[number])) >= _FEW else _SAME_SHORT
            if score >= enough or _one_within_the_other(old_words[number], words):
                pairs.append((-score, abs(number - at), number, at))
    for _, _, number, at in sorted(pairs):
        if number not in used and at not in matches:
            matches[at] = number
            used.add(number)


def _score(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other:
        return 0.0
    in_order = LCSseq.similarity(one, other)
    in_any_order = (Counter(one) & Counter(other)).total()
    return 2 * max(in_order, 0.9 * in_any_order) / (len(one) + len(other))


def _one_within_the_other(one: Sequence[str], other: Sequence[str]) -> bool:
    return LCSseq.similarity(one, other) >= max(_FEW, _CONTAINED * min(len(one), len(other)))


def _between_neighbours(old: Sequence[Passage], new: Sequence[Passage], matches: dict[int, int]) -> None:
    """Match what is left over, as many in both, between the same two neighbours."""
    used = set(matches.values())
    edges = [(-1, -1), *sorted(matches.items()), (len(new), len(old))]
    for (at, number), (next_at, next_number) in pairwise(edges):
        count = next_at - at - 1
        if not count or next_number - number - 1 != count:
            continue
        for step in range(1, count + 1):
            was, now = old[number + step].text, new[at + step].text
            alike = _score(_words(was), _words(now)) >= _SAME_IN_PLACE
            if number + step not in used and (alike or Indel.normalized_similarity(was, now) >= _SAME_LETTERS):
                matches[at + step] = number + step
