"""Tracked changes as Word writes them: `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo`, of words, paragraphs and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from guftugu.texts import citing
from guftugu.texts.files.document import Document
from guftugu.texts.files.elements import element, w
from guftugu.texts.files.in_word import (
    add_passage,
    add_table_of,
    blank,
    saved,
    set_foot,
    set_language,
    set_properties,
    set_run,
    style_of,
    turn,
)
from guftugu.texts.files.paper import Block, Paper, block_of, paper
from guftugu.texts.files.tracked.passages import Tracked, TrackedPassage, TrackedPiece, TrackedRow
from guftugu.texts.files.tracked.rows import rows_between
from guftugu.texts.files.words import plain, printable, runs

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

NAMELESS = ("removePersonalInformation", "removeDateAndTime")  # with these Word would make all authors one
CITATION = "Citation"
APART = timedelta(minutes=2)


def as_tracked_docx(tracked: Tracked) -> bytes:
    """The text with its changes tracked. All accepted it is the new text, all rejected the old.

    Authors are those of the pieces, and nobody else is named. Every change has the time at which the paper was made, in
    every other passage two minutes before: what one author changed within a minute, on both sides of a paragraph's end
    that stays, LibreOffice takes for one change, and rejects the end along with it.
    """
    title = "".join(piece.words for piece in tracked.title_pieces if piece.change != "del")
    made = paper(
        Document(title, tracked.language, tracked.script, tracked.lines, (), (), tracked.foot, tracked.made_at)
    )
    writer = _Writer(made)
    if tracked.title_pieces:
        writer.say(writer.paragraph("Title"), tracked.title_pieces, made)
    for line in made.lines:
        writer.say(writer.paragraph("Subtitle"), (TrackedPiece(line),), made)
    for passage in tracked.passages:
        writer.add(passage)
    return writer.finished()


class _Writer:
    def __init__(self, made: Paper) -> None:
        self.made = made
        self.word = blank()
        self.number = 0
        self.ends_in_change = False
        self.dates = (_moment(made.made_at), _moment(made.made_at - APART))
        self.date = self.dates[0]
        set_properties(self.word, made)
        set_language(self.word, made)
        settings = self.word.settings.element
        for name in NAMELESS:
            for found in settings.findall(w(name)):
                settings.remove(found)

    def finished(self) -> bytes:
        if self.ends_in_change:  # the end of the last paragraph of all can be neither inserted nor deleted
            self.paragraph("Table End")
        set_foot(self.word, self.made)
        return saved(self.word)

    def add(self, passage: TrackedPassage) -> None:
        printed = passage.printed
        block = block_of(printed, self.made.language, max(1, min(printed.level, 3)), cites=False)
        if not (block.lines or block.rows or passage.pieces):
            return
        self.ends_in_change = bool(passage.change)
        self.date = self.dates[self.date == self.dates[0]]
        if block.kind == "table":
            self._table(passage, block)
            return
        paragraph = self.paragraph(style_of(block))
        turn(paragraph, block, self.made)
        if passage.change in {"moveFrom", "moveTo"}:
            self._moved(paragraph, passage, block)
            return
        self._change_end(paragraph, passage.change, passage.author)
        self.say(paragraph, _whole(passage) if passage.change else passage.pieces, block)

    def paragraph(self, style: str) -> Paragraph:
        return add_passage(self.word, style)

    def say(self, paragraph: Paragraph, pieces: Sequence[TrackedPiece], said: Block | Paper) -> None:
        for piece in pieces:
            into = self._change(piece.change, piece.author) if piece.change else None
            if into is not None:
                paragraph._p.append(into)  # noqa: SLF001 (no door to it)
            for part in citing.pieces(printable(piece.words)):
                self._runs(paragraph, part, said, into)

    def _runs(self, paragraph: Paragraph, part: citing.Piece, said: Block | Paper, into: Any) -> None:
        is_deleted = into is not None and into.tag == w("del")
        for words, rtl in runs(part.words, rtl=said.rtl):
            run = paragraph.add_run()
            if part.labels:
                run._r.style = CITATION  # noqa: SLF001 (by its id, as in in_word)
            set_run(run, said, self.made, rtl=rtl)
            _fill(run._r, words, is_deleted=is_deleted)  # noqa: SLF001
            if into is not None:
                into.append(run._r)  # noqa: SLF001

    def _moved(self, paragraph: Paragraph, passage: TrackedPassage, block: Block) -> None:
        change = passage.change
        self._change_end(paragraph, change, passage.author)
        start = self._change(f"{change}RangeStart", passage.author, name=passage.name)
        paragraph._p.append(start)  # noqa: SLF001
        self.say(paragraph, _whole(passage), block)
        end = element(f"w:{change}RangeEnd", {"id": start.get(w("id"))})
        paragraph._p.addnext(end)  # noqa: SLF001 (behind the paragraph's end, which was moved as well)

    def _table(self, passage: TrackedPassage, block: Block) -> None:
        was = passage.was.words if passage.was else ""
        now = passage.now.words if passage.now else ""
        rows = passage.rows or rows_between(was, now, lambda _change, _words: passage.author)
        whole = {"moveFrom": "del", "moveTo": "ins"}.get(passage.change, passage.change)
        if block.number is not None:
            self._change_end(self.paragraph("Table Number"), whole, passage.author)
        shown = tuple(tuple(plain("".join(piece.words for piece in cell)) for cell in row.cells) for row in rows)
        table = add_table_of(self.word, replace(block, rows=shown), self.made)
        for row, set_row in zip(rows, table.rows, strict=True):
            self._row(row, set_row, block)
        self._change_end(self.paragraph("Table End"), whole, passage.author)

    def _row(self, row: TrackedRow, into: Any, block: Block) -> None:
        if row.change:
            into._tr.get_or_add_trPr().append(self._change(row.change, row.author))  # noqa: SLF001
        for pieces, cell in zip(row.cells, into.cells, strict=True):
            self.say(cell.paragraphs[0], pieces, block)

    def _change_end(self, paragraph: Paragraph, change: str, author: str) -> None:
        """Say that the end of a paragraph, and with it the paragraph, was inserted, deleted or moved."""
        if change:
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
            mark = element("w:rPr")
            mark.append(self._change(change, author))
            properties.append(mark)

    def _change(self, kind: str, author: str, **others: str) -> Any:
        self.number += 1
        return element(f"w:{kind}", {"id": str(self.number), "author": printable(author), "date": self.date, **others})


def _whole(passage: TrackedPassage) -> tuple[TrackedPiece, ...]:
    """All words of a passage that was inserted, deleted or moved, as one change.

    Of a paragraph whose words are several changes LibreOffice does not see that the whole of it goes: what follows
    would take its style.
    """
    author = passage.author or next((piece.author for piece in passage.pieces if piece.author), "")
    return (TrackedPiece(passage.printed.words, passage.change, author),)


def _fill(run: Any, words: str, *, is_deleted: bool) -> None:
    for at, line in enumerate(words.split("\n")):
        if at:
            run.append(element("w:br"))
        if line:
            said = element("w:delText" if is_deleted else "w:t")
            said.text = line.replace("\t", " ")
            said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(said)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
