"""What is read out of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReturnedPassage:
    """One passage as it stands in the file. A table's words are its rows, a line each, with tabs between the cells.

    `ids` are the passages of a pack whose bookmarks hold some of these words: two where passages were joined, and the
    same one in both parts of a passage that was split. `own` is not empty where a pack printed something of its own
    here (title, head, sources): the digest of what it printed.

    The kind is `doubtful` where the passage before was struck and has the same style: LibreOffice gives what follows
    a tracked deletion the style of what was deleted.
    """

    words: str
    kind: str = "paragraph"
    level: int = 1
    ids: tuple[str, ...] = ()
    own: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment in the margin. `passage` is the number of the passage it stands at, `ids` the bookmarks it lies in.

    One on words that were struck stands at the passage before them; -1 where there is none.
    """

    passage: int
    author: str
    words: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something in a file that is no passage: a footnote, a picture, hidden words. `words` are its own, if any."""

    what: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file's passages, as they read with every tracked change accepted, and what else is in it.

    `authors` are whoever tracked changes in it, by the names their programs gave them.
    """

    passages: tuple[ReturnedPassage, ...]
    not_taken: tuple[NotTaken, ...] = ()
    authors: tuple[str, ...] = ()
    comments: tuple[ReturnedComment, ...] = ()


class UnreadableFile(ValueError):
    """A file cannot be read, or not safely. `sentence` and `parameters` are for translating what it says."""

    def __init__(self, sentence: str, **parameters: object) -> None:
        self.sentence = sentence
        self.parameters = parameters
        super().__init__(sentence % parameters if parameters else sentence)
