"""A paper as Markdown (CommonMark, with tables as GitHub has them): words are escaped wherever they could mean more."""

from __future__ import annotations

import re
from itertools import pairwise

from guftugu.texts.files.document import Document
from guftugu.texts.files.paper import Block, Paper, paper
from guftugu.texts.files.words import Line

# Everywhere: emphasis, code, links and pictures, mark-up, entities, tables, strikes.
ALWAYS = re.compile(r"([\\`*_\[\]<>&|~])")
# At the beginning of a line: headings, lists, rules, quotations, underlined headings, numbers of lists.
FIRST = re.compile(r"^([#+=:-])")
NUMBERED = re.compile(r"^(\d{1,9})([.)])")
# What a reader of GitHub's kind makes a link of without being asked.
LINKED = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)|([\w.+-])(@)(?=\w)")


def as_markdown(document: Document) -> bytes:
    made = paper(document)
    parts = [f"# {line(made.title)}".rstrip()]
    if made.lines:
        parts.append("\\\n".join(line(said) for said in made.lines))
    parts += blocks(made)
    if made.notes:
        parts.append(f"## {line(made.notes_title)}")
        parts.append("\n".join(f"- {line(note.label)} — {set_line(note.words)}".rstrip() for note in made.notes))
    if made.foot:
        parts += ["---", line(made.foot)]
    return ("\n\n".join(parts) + "\n").encode()


def blocks(made: Paper) -> list[str]:
    """Items of one list stand under each other; everything else is set apart by an empty line."""
    parts = [block_text(block) for block in made.blocks]
    for at, (before, after) in reversed(list(enumerate(pairwise(made.blocks)))):
        if before.kind == after.kind == "item":
            parts[at : at + 2] = [f"{parts[at]}\n{parts[at + 1]}"]
    return parts


def block_text(block: Block) -> str:
    number = f"{block.number}\\. " if block.number is not None else ""
    if block.kind == "heading":
        return f"{'#' * (block.level + 1)} {' '.join(set_line(said) for said in block.lines)}"
    if block.kind == "table":
        return "\n\n".join(filter(None, [number.strip(), table(block)]))
    indent = "  " * block.level if block.kind == "item" else ""
    words = f"\\\n{indent}".join(set_line(said, first=not number or at > 0) for at, said in enumerate(block.lines))
    return f"{indent[2:]}- {number}{words}" if block.kind == "item" else f"{number}{words}"


def table(block: Block) -> str:
    head, *rows = (f"| {' | '.join(set_line(cell, first=False) for cell in row)} |" for row in block.rows)
    return "\n".join([head, "|" + " --- |" * len(block.rows[0]), *rows])


def set_line(said: Line, *, first: bool = True) -> str:
    """Labels keep their brackets here: Markdown has no small letters."""
    return "".join(
        line(piece.words, first=first and at == 0) if piece.words else f" \\[{', '.join(map(inline, piece.labels))}\\]"
        for at, piece in enumerate(said)
    ).lstrip(" ")


def line(words: str, *, first: bool = True) -> str:
    said = inline(words)
    return NUMBERED.sub(r"\1\\\2", FIRST.sub(r"\\\1", said)) if first else said


def inline(words: str) -> str:
    escaped = ALWAYS.sub(r"\\\1", words)
    return LINKED.sub(lambda found: "\\".join(part for part in found.groups() if part), escaped)
