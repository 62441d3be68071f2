"""Columns as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from guftugu.texts.files.columns.laid import Head, Laid, Row
from guftugu.texts.files.in_html import POLICY, said, spoken, style, table
from guftugu.texts.files.paper import Block, Paper


def as_html(laid: Laid) -> bytes:
    return "\n".join(_page(laid)).encode()


@cache
def _style() -> str:
    own = (Path(__file__).parent / "columns.css").read_text(encoding="utf-8").strip()
    return f"{style()}\n{own}"


def _page(laid: Laid) -> Iterator[str]:
    made = laid.made
    yield f'<!DOCTYPE html>\n<html{spoken(made.language, rtl=made.rtl)}>\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">'
    yield f"<title>{escape(made.title)}</title>\n<style>\n{_style()}\n</style>\n</head>"
    yield f'<body class="columns{" many" if laid.lies else ""}">\n<main>\n<header>'
    if not laid.has_titles:
        yield f"<h1>{escape(made.title)}</h1>"
    yield from (f"<p>{escape(line)}</p>" for line in made.lines)
    # Whoever has no mouse scrolls a wide table by its focus.
    yield f'</header>\n<div class="wide" tabindex="0" role="region" aria-label="{escape(made.title)}">\n<table>'
    yield f"<thead>\n<tr><td></td>{''.join(map(_name, laid.heads))}</tr>\n</thead>\n<tbody>"
    if laid.has_titles:
        yield f'<tr class="title"><td></td>{"".join(_title(head, made) for head in laid.heads)}</tr>'
    yield from (_row(row, laid) for row in laid.rows)
    yield "</tbody>\n</table>\n</div>\n</main>"
    if made.foot:
        yield f"<footer><p>{escape(made.foot)}</p></footer>"
    yield "</body>\n</html>\n"


def _name(head: Head) -> str:
    return f'<th scope="col"{spoken(head.language, rtl=head.rtl)}>{escape(head.name)}</th>'


def _title(head: Head, made: Paper) -> str:
    words = f"<h1>{said(head.title.lines, made)}</h1>" if head.title else ""
    return f"<td{spoken(head.language, rtl=head.rtl)}>{words}</td>"


def _row(row: Row, laid: Laid) -> str:
    number = "<td></td>" if row.number is None else f'<th scope="row" dir="ltr">{row.number}</th>'
    identity = "" if row.number is None else f' id="p{row.number}"'
    cells = "".join(_cell(cell, head, laid.made) for cell, head in zip(row.cells, laid.heads, strict=True))
    return f'<tr class="{row.kind}"{identity}>{number}{cells}</tr>'


def _cell(block: Block | None, head: Head, made: Paper) -> str:
    if block is None:
        return f"<td{spoken(head.language, rtl=head.rtl)}></td>"
    words = table(block, made) if block.kind == "table" else said(block.lines, made)
    deep = f' class="deep-{block.level}"' if block.kind == "item" else ""
    return f"<td{spoken(block.language, rtl=block.rtl)}{deep}>{words}</td>"
