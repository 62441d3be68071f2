"""A whole text in one box: a plain way of writing passages, and finding again which passage is which.

`# ` to `### ` begin a heading, `- ` a list item, `|` the rows of a table; a blank line ends a paragraph. A backslash
before such a sign makes it a sign of the paragraph. Reading what was written gives the same passages back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from guftugu.algorithms.consolidate import Passage, align
from guftugu.texts.kinds import PassageKind
from guftugu.texts.passages import Written

_BLANK = re.compile(r"\n[ \t]*\n\s*")
_SIGN = re.compile(r"(#{1,3} |- |\||\\)")
_CELL = re.compile(r"(?<!\\)\|")


class Placed(Protocol):
    """What a passage that stands somewhere has."""

    @property
    def id(self) -> UUID: ...
    @property
    def words(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def composed_as(self) -> str: ...


def as_plain(passages: Iterable[Placed | Written]) -> str:
    """The passages as one would type them."""
    told: list[str] = []
    before = ""
    for one in passages:
        both_items = before == one.kind == PassageKind.ITEM
        told.append(("\n" if both_items else "\n\n") if told else "")
        told.append(_typed(one))
        before = one.kind
    return "".join(told)


def read_plain(typed: str) -> list[Written]:
    """What was typed, as passages that are nowhere yet."""
    found: list[Written] = []
    for block in _BLANK.split(typed.replace("\r\n", "\n").replace("\r", "\n").strip("\n")):
        found += _block([line.rstrip() for line in block.split("\n")])
    return [one for one in found if one.words.strip()]


def rows_typed(words: str) -> str:
    """The words of a table as one types them: no key of a browser writes the sign that stands between its cells."""
    return "\n".join(_row(line.split("\t")) for line in words.splitlines())


def rows_read(typed: str) -> str:
    """A table's words; a line without the sign of a row stays as it is."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    return "\n".join("\t".join(_cells(line)) if line.startswith("|") else line for line in lines)


def recognised(written: Sequence[Written], before: Sequence[Placed]) -> list[Written]:
    """Each with the passage it is, edited or moved (`algorithms.consolidate.align`); what is none of them is new."""
    known = {str(was.id): was for was in before}
    base = [Passage(str(was.id), was.words, was.kind) for was in before]
    aligned = align(base, [Passage("", one.words, one.kind) for one in written])
    found = ((one, known.get(which.id)) for one, which in zip(written, aligned, strict=True))
    return [replace(one, passage=was.id, composed_as=was.composed_as) if was else one for one, was in found]


def _typed(one: Placed | Written) -> str:
    if one.kind == PassageKind.HEADING:
        return f"{'#' * min(max(one.level, 1), 3)} {_one_line(one.words)}"
    if one.kind == PassageKind.ITEM:
        return f"- {_one_line(one.words)}"
    if one.kind == PassageKind.TABLE:
        return rows_typed(one.words)
    return "\n".join(f"\\{line}" if _SIGN.match(line) else line for line in one.words.split("\n"))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _row(cells: list[str]) -> str:
    told = [cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(told)} |"


def _block(lines: list[str]) -> list[Written]:
    found: list[Written] = []
    for line in lines:
        one, before = _line(line), found[-1].kind if found else ""
        if before == PassageKind.ITEM and one.kind == PassageKind.PARAGRAPH and line[:1].isspace():
            found[-1] = replace(found[-1], words=f"{found[-1].words} {one.words.strip()}")
        elif before == one.kind and one.kind in (PassageKind.PARAGRAPH, PassageKind.TABLE):
            found[-1] = replace(found[-1], words=f"{found[-1].words}\n{one.words}")
        else:
            found.append(one)
    return found


def _line(line: str) -> Written:
    stripped = line.lstrip()
    if heading := re.match(r"(#{1,3}) +(.*)", stripped):
        return Written(heading[2].strip(), kind=PassageKind.HEADING, level=len(heading[1]))
    if item := re.match(r"[-*•–] +(.*)", stripped):
        return Written(item[1].strip(), kind=PassageKind.ITEM)
    if stripped.startswith("|"):
        return Written("\t".join(_cells(stripped)), kind=PassageKind.TABLE)
    return Written(stripped.removeprefix("\\") if stripped.startswith("\\") else line)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    parts = _CELL.split(inner)
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|").replace("\\\\", "\\") for part in parts]
