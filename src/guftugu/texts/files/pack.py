"""A round's pack: the draft as DOCX, to be written in and sent back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from guftugu.texts.files.document import Document, Printed
from guftugu.texts.files.elements import mark
from guftugu.texts.files.in_word import (
    Passages,
    add_head,
    add_notes,
    blank,
    left_to_right,
    saved,
    set_foot,
    set_language,
    set_properties,
)
from guftugu.texts.files.marks import own_mark, passage_mark
from guftugu.texts.files.paper import Block, paper
from guftugu.texts.files.words import Line, Piece

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def as_pack(document: Document, ids: Sequence[str]) -> bytes:
    """The document with a bookmark around each passage, by which it is known again (`answers.answer_of`).

    `ids` are those of all passages, in order. A table is known by its first cell that has words: bookmarks that reach
    from cell to cell get lost in word processors. What is printed around the passages (title, lines, sources, foot) is
    marked as ours. Labels stand as they are typed, in their brackets, so that they come back as they were.
    """
    made = paper(document)
    made = replace(made, blocks=tuple(map(_typed, made.blocks)))
    word = blank()
    set_properties(word, made)
    set_language(word, made)
    marks = _Marks(word.element.body)
    add_head(word, made)
    marks.ours()
    passages = Passages(word, made)
    for block, passage in zip(made.blocks, _ids_of_blocks(document, ids), strict=True):
        said = passages.add(block)
        marks.put(said[0]._p, passage_mark(passage))  # noqa: SLF001 (no door to it)
    before = len(word.element.body)
    add_notes(word, made)
    marks.ours(before - 1)  # the section's properties stand last
    set_foot(word, made)
    return saved(word)


def _ids_of_blocks(document: Document, ids: Sequence[str]) -> list[str]:
    """Those of the passages that are printed; one without words is not."""
    if len(ids) != len(document.passages):
        raise ValueError(f"{len(document.passages)} passages, but {len(ids)} ids")
    kept = zip(ids, document.passages, strict=True)
    return [passage for passage, printed in kept if _is_printed(document, printed)]


def _is_printed(document: Document, printed: Printed) -> bool:
    return bool(paper(replace(document, passages=(printed,), sources=())).blocks)


def _typed(block: Block) -> Block:
    return replace(
        block,
        lines=tuple(_typed_labels(line, rtl=block.rtl) for line in block.lines),
        rows=tuple(tuple(_typed_labels(cell, rtl=block.rtl) for cell in row) for row in block.rows),
    )


def _typed_labels(line: Line, *, rtl: bool) -> Line:
    typed = []
    for at, piece in enumerate(line):
        label = left_to_right((f"[{', '.join(piece.labels)}]",), rtl=rtl)
        typed.append(Piece(f" {label}" if at else label, piece.labels) if piece.labels else piece)
    return tuple(typed)


class _Marks:
    """Bookmarks, each with a number of its own and no name twice."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._names: Counter[str] = Counter()
        self._next = 1  # the foot's is 0

    def put(self, paragraph: Any, name: str) -> None:
        self._names[name] += 1
        again = f"_{self._names[name]}" if self._names[name] > 1 else ""
        mark(paragraph, name + again, self._next)
        self._next += 1

    def ours(self, since: int = 0) -> None:
        """Mark what was printed since then as ours."""
        for paragraph in self._body[since:]:
            if words := "".join(part.text or "" for part in paragraph.iter(WORDS)):
                self.put(paragraph, own_mark(words))
