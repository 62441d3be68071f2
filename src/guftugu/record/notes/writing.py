"""A line written back in the grammar."""

from __future__ import annotations

from .lines import LineFlag, LineKind, NoteLine

_MARKS = {
    LineKind.STATEMENT: ":",
    LineKind.QUESTION: "?",
    LineKind.ANSWER: ">",
    LineKind.PROPOSAL: "!",
    LineKind.AGREEMENT: "=",
    LineKind.OBJECTION: "x",
    LineKind.CHANGE_OF_POSITION: "^",
}
_HEADS = {LineKind.HEADING: "#", LineKind.ASIDE: "--", LineKind.OPEN_QUESTION: "??"}


def render_line(line: NoteLine) -> str:
    """What one would type to get this line: read again, it gives the same kind, code, words and subjects."""
    words = _with_braces(line)
    if line.kind in _MARKS:
        return f"{line.code}{_MARKS[line.kind]} {words}".rstrip()
    if line.kind is LineKind.OPEN_QUESTION and line.code:
        words = f"{line.code}: {words}"
    if line.kind in _HEADS:
        return f"{_HEADS[line.kind]} {words}".rstrip()
    if LineFlag.UNPARSED in line.flags:
        return words or line.raw
    return f"* {line.kind.value}: {words}".rstrip()


def _with_braces(line: NoteLine) -> str:
    parts: list[str] = []
    done = 0
    for mention in (one for one in line.mentions if not one.tag):
        parts += (line.words[done : mention.start], "{", line.words[mention.start : mention.end], "}")
        done = mention.end
    return " ".join(["".join([*parts, line.words[done:]]), *(f"{{{tag.tag}}}" for tag in line.mentions if tag.tag)])
