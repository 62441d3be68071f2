"""What a hand changed in a passage, found quickly: most of the words of a returned passage are those of the base."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from rapidfuzz.distance import Postfix, Prefix

from guftugu.algorithms.edits import Edit, edit_script_within
from guftugu.algorithms.words import tokens

__all__ = ["BaseWords"]


class BaseWords:
    """A base passage cut into tokens once, against which any number of wordings are held.

    Only what lies between the common beginning and the common end is cut into tokens. The cuts are made where the
    tokens on either side cannot depend on what stands across: after white space, outside citation labels.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        ends = list(accumulate(map(len, self.tokens)))
        safe = [at for at, token in enumerate(self.tokens[:-1], 1) if token[-1] in " \n\t"]
        if "[¶" in text:
            safe = [at for at in safe if _outside_labels(text, 0, ends[at - 1])]
        self._cuts = [0, *safe, len(self.tokens)]
        self._places = [0, *[ends[at - 1] for at in safe], len(text)]

    def script(self, text: str) -> list[Edit]:
        """Return the edit script from the base to this wording.

        Examples
        --------
        >>> BaseWords("Both sides agree to talk.").script("Both sides agree to meet.")
        [Edit(start=8, end=9, put=('meet',))]
        """
        base, places = self.text, self._places
        same = Prefix.similarity(base, text)
        first = max(bisect_left(places, same) - 1, 0)  # the sign after the cut is common as well
        tail = min(Postfix.similarity(base, text), max(min(len(base), len(text)) - places[first], 0))
        last = min(bisect_right(places, len(base) - tail, first + 1), len(places) - 1)  # and so is the one before
        behind = len(base) - places[last]
        middle = text[places[first] : len(text) - behind]
        if behind and not _outside_labels(middle, 0, len(middle)):
            last, middle = len(places) - 1, text[places[first] :]
        return edit_script_within(self.tokens, self._cuts[first], self._cuts[last], tokens(middle))


def _outside_labels(text: str, start: int, end: int) -> bool:
    opened = text.rfind("[¶", start, end)
    return opened < 0 or text.find("]", opened, end) > 0
