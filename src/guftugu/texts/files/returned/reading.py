"""Reading a file by the end of its name."""

from __future__ import annotations

from pathlib import Path

from guftugu.texts.files.returned import limits
from guftugu.texts.files.returned.passages import Returned, UnreadableFile
from guftugu.texts.files.returned.plain import decode, markdown_passages, text_passages
from guftugu.texts.files.returned.word import read_word

SUFFIXES = (".docx", ".md", ".markdown", ".txt")


def read_file(path: Path) -> Returned:
    """Read a file that nobody vouches for.

    Raises
    ------
    UnreadableFile
        With a sentence that says why.
    OSError
        If it is not there or closed to us.
    """
    with path.open("rb") as file:
        content = file.read(limits.FILE + 1)
    return read_returned(content, path.suffix)


def read_returned(content: bytes, suffix: str) -> Returned:
    """Read the content of a file whose name ended so.

    >>> [one.words for one in read_returned(b"Both sides agree.", ".txt").passages]
    ['Both sides agree.']
    """
    if suffix.casefold() not in SUFFIXES:
        raise UnreadableFile(limits.UNKNOWN_ENDING, suffixes=", ".join(SUFFIXES))
    if len(content) > limits.FILE:
        raise UnreadableFile(limits.TOO_LARGE, megabytes=limits.FILE // 2**20)
    if suffix.casefold() == ".docx":
        found = read_word(content)
    else:
        text = decode(content)
        found = Returned(tuple(text_passages(text) if suffix.casefold() == ".txt" else markdown_passages(text)))
    _check_size(found)
    return found


def _check_size(found: Returned) -> None:
    if not found.passages:
        raise UnreadableFile(limits.NO_PASSAGES)
    if len(found.passages) > limits.PASSAGES:
        raise UnreadableFile(limits.TOO_MANY_PASSAGES, passages=limits.PASSAGES)
    if sum(len(passage.words) for passage in found.passages) > limits.LETTERS:
        raise UnreadableFile(limits.TOO_LONG, letters=limits.LETTERS)
