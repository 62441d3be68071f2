"""Words as a file sets them: what can be printed, the labels in them, which stretches run from right to left."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from guftugu.texts import citing

# What no XML can hold, what shows words in another order than they have, and what ends a line under another name.
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, or the labels that stand behind the words before."""

    words: str = ""
    labels: tuple[str, ...] = ()


Line = tuple[Piece, ...]


def printable(words: str) -> str:
    return unicodedata.normalize("NFC", UNPRINTABLE.sub("", LINE_END.sub("\n", words)))


def one_line(words: str) -> str:
    return " ".join(part for part in re.split(r"[ \t\n]+", printable(words)) if part)


def plain(words: str) -> Line:
    said = one_line(words)
    return (Piece(said),) if said else ()


def line(words: str, *, cites: bool) -> Line:
    lines = lines_of(words.replace("\n", " "), cites=cites)
    return lines[0] if lines else ()


def lines_of(words: str, *, cites: bool) -> tuple[Line, ...]:
    """The lines of a passage, none of them empty. Labels stand close behind the words before them."""
    lines: list[list[Piece]] = [[]]
    found = list(citing.pieces(printable(words)))
    for after, piece in enumerate(found, 1):
        if piece.labels:
            if cites:
                lines[-1].append(Piece(labels=tuple(filter(None, map(one_line, piece.labels)))))
            continue
        said = piece.words.rstrip(" \t\n") if after < len(found) else piece.words
        first, *others = re.sub(r"[ \t]+", " ", said).split("\n")
        lines[-1].append(Piece(first))
        lines.extend([Piece(other)] for other in others)
    return tuple(said for said in map(trimmed, lines) if said)


def trimmed(said: list[Piece]) -> Line:
    if said and said[0].words:
        said[0] = Piece(said[0].words.lstrip(" "))
    if said and said[-1].words:
        said[-1] = Piece(said[-1].words.rstrip(" "))
    return tuple(piece for piece in said if piece.words or piece.labels)


def said_only(said: Line) -> str:
    return "".join(piece.words for piece in said)


def runs(words: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """Stretches of words and whether each runs from right to left.

    What has no direction of its own (spaces, stops, digits) goes with its neighbours where they agree, and with the
    paragraph where they do not.
    """
    ways = [{"L": False, "R": True, "AL": True}.get(unicodedata.bidirectional(letter)) for letter in words]
    found: list[tuple[str, bool]] = []
    start, before = 0, rtl
    while start < len(words):
        end = start
        while end < len(words) and ways[end] is ways[start]:
            end += 1
        after = ways[end] if end < len(words) else rtl
        own = ways[start]
        way = own if own is not None else before if before == after else rtl
        if found and found[-1][1] == way:
            found[-1] = (found[-1][0] + words[start:end], way)
        else:
            found.append((words[start:end], way))
        before = own if own is not None else before
        start = end
    return found
