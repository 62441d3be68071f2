"""What is read out of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReturnedPassage:
    """One passage as it stands in the file. A table's words are its rows, a line each, with tabs between the cells."""

    words: str
    kind: str = "paragraph"
    level: int = 1


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something in a file that is no passage: a comment, a footnote, a picture. `words` are its own, if it has any."""

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


class UnreadableFile(ValueError):
    """A file cannot be read, or not safely. `sentence` and `parameters` are for translating what it says."""

    def __init__(self, sentence: str, **parameters: object) -> None:
        self.sentence = sentence
        self.parameters = parameters
        super().__init__(sentence % parameters if parameters else sentence)
