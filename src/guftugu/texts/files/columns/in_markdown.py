"""Columns as a table of Markdown."""

from __future__ import annotations

from guftugu.texts.files.columns.laid import Laid, Row
from guftugu.texts.files.in_markdown import inline, line, set_line
from guftugu.texts.files.paper import Block

BREAK = "<br>"


def as_markdown(laid: Laid) -> bytes:
    parts = ["\\\n".join(line(said) for said in laid.made.lines)] if laid.made.lines else []
    rows = [["", *(inline(head.name) for head in laid.heads)], ["---:", *["---"] * len(laid.heads)]]
    if laid.has_titles:
        rows.append(["", *(f"**{_words(head.title)}**" if head.title else "" for head in laid.heads)])
    rows += [_row(row) for row in laid.rows]
    parts.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    if laid.made.foot:
        parts += ["---", line(laid.made.foot)]
    return ("\n\n".join(parts) + "\n").encode()


def _row(row: Row) -> list[str]:
    return ["" if row.number is None else str(row.number), *map(_cell, row.cells)]


def _cell(block: Block | None) -> str:
    if block is None:
        return ""
    if block.kind == "table":
        return BREAK.join(" · ".join(set_line(cell, first=False) for cell in row) for row in block.rows)
    words = _words(block)
    if block.kind == "heading":
        return f"**{words}**"
    return f"{'&emsp;' * (block.level - 1)}• {words}" if block.kind == "item" else words


def _words(block: Block) -> str:
    return BREAK.join(set_line(said, first=False) for said in block.lines)
