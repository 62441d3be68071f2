"""Where bookmarks and comments stand among the words of a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guftugu.texts.files import marks
from guftugu.texts.files.returned.styles import W

START, END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
COMMENT_START, COMMENT_END = f"{W}commentRangeStart", f"{W}commentRangeEnd"
COMMENT = f"{W}commentReference"
NOWHERE = -1


@dataclass(slots=True)
class Anchored:
    """Where a comment stands: at which passage, and in which bookmarks of ours."""

    passage: int | None = None
    ids: list[str] = field(default_factory=list)


class Anchors:
    """Follows the document from its first element to its last. A bookmark counts where words are said inside it."""

    def __init__(self) -> None:
        self.comments: dict[str, Anchored] = {}
        self._open: dict[str, str] = {}  # names of bookmarks by their numbers
        self._open_comments: set[str] = set()
        self._touched: list[str] = []
        self._here: list[str] = []  # comments that stand in what is read now

    def take(self, part: Element) -> bool:
        """Take note of a part, if it is one of these."""
        number = part.get(f"{W}id", "")
        match part.tag:
            case tag if tag == START:
                self._begin(number, part.get(f"{W}name", ""))
            case tag if tag == END:
                self._open.pop(number, None)
            case tag if tag == COMMENT_START:
                self._comment(number)
                self._open_comments.add(number)
            case tag if tag == COMMENT_END:
                self._open_comments.discard(number)
            case tag if tag == COMMENT:
                self._comment(number)
                self._open_comments.discard(number)
            case _:
                return False
        return True

    def said(self, words: str) -> None:
        """Words stand here that are kept."""
        if words.strip():
            self._touched += [name for name in self._open.values() if name not in self._touched]
            self._here += [one for one in self._open_comments if one not in self._here]

    def settle(self, number: int, *, has_words: bool) -> tuple[tuple[str, ...], str]:
        """End a passage, which gets this number if it has words. Return whose bookmarks are in it, and ours."""
        touched, self._touched = self._touched, []
        for comment in self._here:
            anchored = self.comments[comment]
            if anchored.passage is None and (has_words or comment not in self._open_comments):
                anchored.passage = number if has_words else number - 1
        self._here = [comment for comment in self._here if self.comments[comment].passage is None]
        ids = tuple(dict.fromkeys(filter(None, map(marks.passage_of, touched))))
        return ids, next(filter(None, map(marks.own_of, touched)), "")

    def _begin(self, number: str, name: str) -> None:
        if marks.passage_of(name) is None and marks.own_of(name) is None:
            return
        self._open[number] = name
        for comment in self._open_comments:
            self._within(comment, name)

    def _comment(self, number: str) -> None:
        if number not in self.comments:
            self.comments[number] = Anchored()
            for name in self._open.values():
                self._within(number, name)
        if number not in self._here:
            self._here.append(number)

    def _within(self, comment: str, name: str) -> None:
        if passage := marks.passage_of(name):
            ids = self.comments[comment].ids
            if passage not in ids:
                ids.append(passage)
