"""Passages out of plain text and Markdown."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from guftugu.texts.files.returned import limits
from guftugu.texts.files.returned.passages import ReturnedPassage, UnreadableFile

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
HEADING = re.compile(r"(#{1,6})(?:[ \t](.*))?$")
ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$")
RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
ROW = re.compile(r" *\|(.*)\|[ \t]*$")
BETWEEN_ROWS = re.compile(r"[ |:-]+$")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
STEP = 2  # spaces by which an item stands within another


def decode(content: bytes) -> str:
    """Read bytes as the Unicode text they are; nothing is guessed."""
    is_wide = content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(limits.NOT_UTF8) from error
    if CONTROLS.search(text):
        raise UnreadableFile(limits.NO_TEXT)
    return LINE_ENDS.sub("\n", text)


def text_passages(text: str) -> list[ReturnedPassage]:
    """What stands between empty lines, its own lines run together; without empty lines, every line.

    >>> [one.words for one in text_passages("Both sides\\nagree.\\n\\nThey meet.")]
    ['Both sides agree.', 'They meet.']
    """
    blocks = re.split(r"\n[ \t]*\n", text.strip()) if re.search(r"\n[ \t]*\n", text.strip()) else text.split("\n")
    return [ReturnedPassage(" ".join(block.split())) for block in blocks if block.strip()]


def markdown_passages(text: str) -> list[ReturnedPassage]:
    """Headings, paragraphs, list items and tables. Marks inside a line stand as they are typed.

    >>> [(one.kind, one.level, one.words) for one in markdown_passages("# A\\n\\nB\\nC\\n\\n- D\\n  - E\\n")]
    [('heading', 1, 'A'), ('paragraph', 1, 'B C'), ('item', 1, 'D'), ('item', 2, 'E')]
    """
    passages: list[ReturnedPassage] = []
    for block in _blocks(text.split("\n")):
        kind, level, lines = _opened(block)
        if kind == "table":
            words = "\n".join("\t".join(_cells(line)) for line in lines if not BETWEEN_ROWS.match(line))
        else:
            words = _run_together(lines)
        if words:
            passages.append(ReturnedPassage(words, kind, level))
    return passages


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        is_underline = (
            bool(UNDERLINE.match(line)) and bool(block) and not ITEM.match(block[0]) and not ROW.match(block[0])
        )
        begins = bool(HEADING.match(line) or ITEM.match(line)) or bool(ROW.match(line)) != bool(
            block and ROW.match(block[0])
        )
        if is_underline:
            mark = "#" if line.strip()[0] == "=" else "##"
            yield [f"{mark} {_run_together(block)}"]
            block = []
        elif not line.strip() or RULE.match(line):
            if block:
                yield block
            block = []
        elif block and (begins or HEADING.match(block[0])):
            yield block
            block = [line]
        else:
            block.append(line)
    if block:
        yield block


def _opened(block: list[str]) -> tuple[str, int, list[str]]:
    if heading := HEADING.match(block[0]):
        return "heading", len(heading[1]), [_without_marks_behind((heading[2] or "").strip())]
    if item := ITEM.match(block[0]):
        return "item", len(item[1]) // STEP + 1, [item[2], *block[1:]]
    if ROW.match(block[0]):
        return "table", 1, block
    return "paragraph", 1, block


def _without_marks_behind(words: str) -> str:
    bare = words.rstrip("#")
    return bare.strip() if not bare or bare[-1] in " \t" else words


def _cells(line: str) -> list[str]:
    inside = line.strip().removeprefix("|").removesuffix("|")
    return [_plain(cell) for cell in re.split(r"(?<!\\)\|", inside)]


def _run_together(lines: Iterable[str]) -> str:
    """One line of lines; where one ends with a backslash or two spaces, the break is meant."""
    said = ""
    for line in lines:
        is_broken = line.endswith(("\\", "  "))
        said += _plain(line.removesuffix("\\")) + ("\n" if is_broken else " ")
    return said.strip()


def _plain(words: str) -> str:
    return ESCAPED.sub(r"\1", " ".join(words.split()))
