"""A paper as one HTML file that asks nobody for anything: no scripts, no pictures, no fonts from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from guftugu.texts.files.document import Document
from guftugu.texts.files.paper import Block, Note, Paper, paper
from guftugu.texts.files.words import Line

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(document: Document) -> bytes:
    made = paper(document)
    return "\n".join(page(made)).encode()


@cache
def style() -> str:
    return (Path(__file__).parent / "paper.css").read_text(encoding="utf-8").strip()


def page(made: Paper) -> Iterator[str]:
    title = escape(made.title)
    yield f'<!DOCTYPE html>\n<html{spoken(made.language, rtl=made.rtl)}>\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">'
    yield f"<title>{title}</title>\n<style>\n{style()}\n</style>\n</head>\n<body>\n<main>\n<header>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p>{escape(said)}</p>" for said in made.lines)
    yield "</header>"
    for is_list, blocks in groupby(made.blocks, key=lambda block: block.kind == "item"):
        if is_list:
            yield items(list(blocks), made)
        else:
            yield from (block_html(block, made) for block in blocks)
    if made.notes:
        yield f'<section class="sources">\n<h2>{escape(made.notes_title)}</h2>\n<dl>'
        yield from (note_html(note, made) for note in made.notes)
        yield "</dl>\n</section>"
    yield "</main>"
    if made.foot:
        yield f"<footer><p>{escape(made.foot)}</p></footer>"
    yield "</body>\n</html>\n"


def spoken(language: str, *, rtl: bool) -> str:
    named = f' lang="{escape(language)}"' if language else ""
    return f'{named} dir="{"rtl" if rtl else "ltr"}"'


def differing(block: Block | Note, made: Paper) -> str:
    own = spoken(block.language, rtl=block.rtl)
    return own if own != spoken(made.language, rtl=made.rtl) else ""


def block_html(block: Block, made: Paper) -> str:
    own = differing(block, made)
    if block.kind == "table":
        return f'<div class="table"{own}{identity(block)}>{number(block)}{table(block, made)}</div>'
    name = f"h{block.level + 1}" if block.kind == "heading" else "p"
    return f"<{name}{own}{identity(block)}>{number(block)}{said(block.lines, made)}</{name}>"


def identity(block: Block) -> str:
    return f' id="p{block.number}"' if block.number is not None else ""


def number(block: Block) -> str:
    return f'<span class="number">{block.number}</span> ' if block.number is not None else ""


def items(blocks: list[Block], made: Paper) -> str:
    """Nested as deep as the levels say; a list is closed where they rise again."""
    written, depth = "", 0
    for block in blocks:
        if block.level > depth:
            written += "<ul>\n"
        else:
            written += "</li>\n" + "</ul>\n</li>\n" * (depth - block.level)
        depth = block.level
        written += f"<li{differing(block, made)}{identity(block)}>{number(block)}{said(block.lines, made)}"
    return written + "</li>\n</ul>" + "\n</li>\n</ul>" * (depth - 1)


def table(block: Block, made: Paper) -> str:
    head, *rows = block.rows
    # A heading cell without words is no heading to whoever hears the table read.
    cells = "".join(f'<th scope="col">{pieces(cell, made)}</th>' if cell else "<td></td>" for cell in head)
    body = "\n".join(f"<tr>{''.join(f'<td>{pieces(cell, made)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def said(lines: tuple[Line, ...], made: Paper) -> str:
    return "<br>\n".join(pieces(line, made) for line in lines)


def pieces(line: Line, made: Paper) -> str:
    return "".join(escape(piece.words) or cited(piece.labels, made) for piece in line)


def cited(labels: tuple[str, ...], made: Paper) -> str:
    anchors = made.anchors
    led = (
        f'<a href="#{anchors[label]}">{escape(label)}</a>' if label in anchors else escape(label) for label in labels
    )
    return f'<small class="cited" dir="ltr">&#8239;{", ".join(led)}</small>'


def note_html(note: Note, made: Paper) -> str:
    words = pieces(note.words, made)
    return f'<dt id="{note.anchor}" dir="ltr">{escape(note.label)}</dt>\n<dd{differing(note, made)}>{words}</dd>'
