"""A document made ready to be set: what every format has in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from guftugu.texts.files.document import Document, Printed, Source, is_right_to_left, language_tag
from guftugu.texts.files.words import Line, line, lines_of, one_line, plain, printable

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A passage. A table has `rows`, everything else `lines`; neither is ever empty."""

    kind: str
    level: int
    number: int | None
    language: str
    rtl: bool
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A source. `anchor` is what a label in the words leads to."""

    label: str
    anchor: str
    words: Line
    language: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    language: str
    rtl: bool
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    notes_title: str
    foot: str
    made_at: datetime

    @property
    def anchors(self) -> dict[str, str]:
        return {note.label: note.anchor for note in self.notes}


def paper(document: Document) -> Paper:
    language = language_tag(document.language, document.script)
    return Paper(
        title=one_line(document.title),
        language=language,
        rtl=is_right_to_left(language),
        lines=tuple(filter(None, map(one_line, document.lines))),
        blocks=blocks(document, language),
        notes=tuple(note(at, source, language) for at, source in enumerate(document.sources, 1) if document.cites),
        notes_title=one_line(document.sources_title),
        foot=one_line(document.foot),
        made_at=document.made_at,
    )


def note(at: int, source: Source, language: str) -> Note:
    own = language_tag(source.language, source.script) if source.language else language
    return Note(one_line(source.label), f"source-{at}", plain(source.words), own, is_right_to_left(own))


def blocks(document: Document, language: str) -> tuple[Block, ...]:
    """The passages that have words. No item stands deeper than one step below the item before it."""
    made: list[Block] = []
    for passage in document.passages:
        deepest = DEEPEST
        if passage.kind == "item":
            deepest = min(DEEPEST, made[-1].level + 1) if made and made[-1].kind == "item" else 1
        block = block_of(passage, language, max(1, min(passage.level, deepest)), cites=document.cites)
        if block.lines or block.rows:
            made.append(block)
    return tuple(made)


def block_of(passage: Printed, language: str, level: int, *, cites: bool) -> Block:
    own = language_tag(passage.language, passage.script) if passage.language else language
    rtl = is_right_to_left(own)
    if passage.kind == "table":
        return Block("table", level, passage.number, own, rtl, rows=rows_of(passage.words, cites=cites))
    kind = passage.kind if passage.kind in {"heading", "item"} else "paragraph"
    number = None if kind == "heading" else passage.number
    return Block(kind, level, number, own, rtl, lines=lines_of(passage.words, cites=cites))


def rows_of(words: str, *, cites: bool) -> tuple[tuple[Line, ...], ...]:
    """Rows of one width; those that say nothing are left out."""
    rows = [[line(cell, cites=cites) for cell in row.split("\t")] for row in printable(words).split("\n")]
    spoken = [row for row in rows if any(row)]
    width = max((len(row) for row in spoken), default=0)
    return tuple(tuple(row) + ((),) * (width - len(row)) for row in spoken)
