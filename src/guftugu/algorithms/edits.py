"""Edit scripts: the stretches of tokens in which one wording departs from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

__all__ = ["BREAK", "Edit", "apply_edits", "edit_script", "edit_script_within", "is_word"]

BREAK = "\n\n\0"  # a token no text has: here one passage ends and the next begins

_SENTENCE_ENDS = frozenset(".!?…؟۔;:")
_FAR_LONGER = 4  # so many times longer than what they share must two changes be to count as one


class Edit(NamedTuple):
    """Tokens `start` to `end` of the base give way to `put`; where both are one place, `put` is inserted there."""

    start: int
    end: int
    put: tuple[str, ...]


def is_word(token: str) -> bool:
    """Whether a token carries meaning of its own: a word, a number or a citation label."""
    return token[0].isalnum() or token[:2] == "[¶" or token[0] == "_"


def apply_edits(base: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """Carry out an edit script; its edits are in order and do not overlap.

    Examples
    --------
    >>> apply_edits(["peace", " ", "now"], [Edit(2, 3, ("soon",))])
    ['peace', ' ', 'soon']
    """
    result: list[str] = []
    done = 0
    for edit in edits:
        result += base[done : edit.start]
        result += edit.put
        done = edit.end
    return result + list(base[done:])


def edit_script(base: Sequence[str], revised: Sequence[str]) -> list[Edit]:
    """Find what turns one list of tokens into another.

    Parameters
    ----------
    base, revised : sequence of str
        Two wordings, as `guftugu.algorithms.words.tokens` cuts them.

    Returns
    -------
    list of Edit
        In order, not touching one another; ``apply_edits(base, edits) == revised``. The same two wordings always
        give the same script.

    Notes
    -----
    A longest common subsequence (Hyyrö's bit-parallel method, as `rapidfuzz` has it) of what is left between the
    common beginning and the common end. Two things are then settled that the subsequence leaves open: an insertion or
    deletion that could stand in several places (``very [very] good``) is slid to where a sentence, else a word, begins;
    and what two wordings share by accident between two changes (white space, a comma, one word between two long
    changes) becomes part of the change.

    Examples
    --------
    >>> edit_script(["a", " ", "b"], ["c", " ", "d"])
    [Edit(start=0, end=3, put=('c', ' ', 'd'))]
    >>> edit_script(["A", ".", " ", "A", "!"], ["A", ".", " ", "A", "?", " ", "A", "!"])
    [Edit(start=3, end=3, put=('A', '?', ' '))]
    """
    return edit_script_within(base, 0, len(base), revised)


def edit_script_within(base: Sequence[str], start: int, end: int, revised: Sequence[str]) -> list[Edit]:
    """Find what turns tokens `start` to `end` of the base into others, all before and behind being unchanged.

    Examples
    --------
    >>> edit_script_within(["peace", " ", "now"], 2, 3, ["soon"])
    [Edit(start=2, end=3, put=('soon',))]
    """
    shorter = min(end - start, len(revised))
    head = 0
    while head < shorter and base[start + head] == revised[head]:
        head += 1
    if head == end - start == len(revised):
        return []
    tail = 0
    while tail < shorter - head and base[end - 1 - tail] == revised[-1 - tail]:
        tail += 1
    return _settled(base, _between(base, start + head, end - tail, revised[head : len(revised) - tail]))


def _between(base: Sequence[str], start: int, end: int, put: Sequence[str]) -> list[Edit]:
    was = base[start:end]
    if set(put).isdisjoint(was):
        return [Edit(start, end, tuple(put))]
    letters = {token: chr(number) for number, token in enumerate(dict.fromkeys([*was, *put]))}
    coded = ["".join(map(letters.__getitem__, side)) for side in (was, put)]
    edits: list[Edit] = []
    for step in Indel.opcodes(*coded):
        if step.tag == "equal":
            continue
        new = tuple(put[step.dest_start : step.dest_end])
        if edits and edits[-1].end == start + step.src_start:
            last = edits.pop()
            edits.append(Edit(last.start, start + step.src_end, last.put + new))
        else:
            edits.append(Edit(start + step.src_start, start + step.src_end, new))
    return edits


def _settled(base: Sequence[str], found: list[Edit]) -> list[Edit]:
    if len(found) == 1 and found[0].put and found[0].start != found[0].end:
        return found
    settled: list[Edit] = []
    for at, edit in enumerate(found):
        lowest = settled[-1].end if settled else 0
        highest = found[at + 1].start if at + 1 < len(found) else len(base)
        slid = edit if edit.put and edit.start != edit.end else _slid(base, edit, lowest, highest)
        if settled and _belong_together(base, settled[-1], slid):
            last = settled.pop()
            slid = _trimmed(base, last.start, slid.end, [*last.put, *base[last.end : slid.start], *slid.put])
        settled.append(slid)
    return settled


def _trimmed(base: Sequence[str], start: int, end: int, put: list[str]) -> Edit:
    """Leave out what both end or begin with: two deletions become one, not a longer one and a space put back."""
    tail = 0
    while tail < min(end - start, len(put)) and base[end - 1 - tail] == put[-1 - tail]:
        tail += 1
    end, put = end - tail, put[: len(put) - tail]
    head = 0
    while head < min(end - start, len(put)) and base[start + head] == put[head]:
        head += 1
    return Edit(start + head, end, tuple(put[head:]))


def _slid(base: Sequence[str], edit: Edit, lowest: int, highest: int) -> Edit:
    """Move a pure insertion or deletion, without changing what comes of it, to where a reader would put it."""
    inserted = bool(edit.put)
    start, run = edit.start, list(edit.put or base[edit.start : edit.end])
    length = 0 if inserted else len(run)
    while start + length < highest and base[start + length] == run[0]:
        start, run = start + 1, [*run[1:], run[0]]
    if start == edit.start and (start == lowest or base[start - 1] != run[-1]):
        return edit  # it can stand nowhere else
    best, best_start, best_run = _ease(base, start), start, run
    while start > lowest and base[start - 1] == run[-1]:
        start, run = start - 1, [run[-1], *run[:-1]]
        ease = _ease(base, start)
        if ease > best:
            best, best_start, best_run = ease, start, run
    return Edit(best_start, best_start, tuple(best_run)) if inserted else Edit(best_start, best_start + len(run), ())


def _ease(base: Sequence[str], at: int) -> int:
    """How well a reader takes it that something begins here: at a sentence, at a word, within one."""
    if at == 0 or "\n" in base[at - 1]:
        return 3
    if not base[at - 1].isspace():
        return 1
    return 3 if at > 1 and base[at - 2][0] in _SENTENCE_ENDS else 2


def _belong_together(base: Sequence[str], one: Edit, other: Edit) -> bool:
    most = min(_words_in(base, one), _words_in(base, other)) // _FAR_LONGER
    shared = 0
    for at in range(one.end, other.start):
        shared += is_word(base[at])
        if shared > most or base[at] == BREAK:
            return False
    return True


def _words_in(base: Sequence[str], edit: Edit) -> int:
    return max(sum(map(is_word, base[edit.start : edit.end])), sum(map(is_word, edit.put)))
