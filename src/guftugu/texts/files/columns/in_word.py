"""Columns as DOCX: a table whose head stands again on every page."""

from __future__ import annotations

from typing import Any

from guftugu.texts.files.columns.laid import Head, Laid, Row
from guftugu.texts.files.elements import element, length, right_to_left, w
from guftugu.texts.files.in_word import (
    COLUMN,
    TWIP,
    add_passage,
    add_run,
    blank,
    fill_table,
    left_to_right,
    saved,
    say,
    set_foot,
    set_language,
    set_properties,
    set_style,
    set_table,
    style_of,
    turn,
)
from guftugu.texts.files.paper import Block
from guftugu.texts.files.words import Piece

SHORT, LONG = 11906, 16838  # A4, in twips
MARGIN = 1021
NUMBERS = 510  # the column of numbers
GAP = 170  # beside a cell, as in styles.xml
POINT = 12700  # in the library's unit
TITLE, WORDS = 15 * POINT, int(10.5 * POINT)


def as_docx(laid: Laid) -> bytes:
    made = laid.made
    word = blank()
    set_properties(word, made)
    set_language(word, made)
    width = _set_page(word, laid)
    for line in made.lines:
        say(add_passage(word, "Subtitle"), (Piece(line),), made, made)
    table = word.add_table(0, len(laid.heads) + 1, style="Paper Table")
    if made.rtl:
        table.table_direction = right_to_left()
    table.autofit = False
    column = (width - NUMBERS) // len(laid.heads)
    widths = [NUMBERS, *[column] * len(laid.heads)]
    writer = _Writer(laid, table, widths)
    writer.names()
    if laid.has_titles:
        writer.titles()
    for row in laid.rows:
        writer.row(row)
    for at, told in enumerate(widths):
        table.columns[at].width = length(told * TWIP)
    add_passage(word, "Table End")
    set_foot(word, made)
    _set_foot_width(word, width)
    return saved(word)


def _set_page(word: Any, laid: Laid) -> int:
    section = word.sections[0]
    width, height = (LONG, SHORT) if laid.lies else (SHORT, LONG)
    section.page_width, section.page_height = length(width * TWIP), length(height * TWIP)
    if laid.lies:
        section._sectPr.pgSz.set(w("orient"), "landscape")  # noqa: SLF001 (no door to it)
    section.top_margin = section.bottom_margin = length(MARGIN * TWIP)
    section.left_margin = section.right_margin = length(MARGIN * TWIP)
    return width - 2 * MARGIN


def _set_foot_width(word: Any, width: int) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415 (as in elements)

    tabs = word.sections[0].footer.paragraphs[0].paragraph_format.tab_stops
    tabs.add_tab_stop(length(COLUMN * TWIP), WD_TAB_ALIGNMENT.CLEAR)
    tabs.add_tab_stop(length(width * TWIP), WD_TAB_ALIGNMENT.RIGHT)


class _Writer:
    def __init__(self, laid: Laid, table: Any, widths: list[int]) -> None:
        self.laid = laid
        self.made = laid.made
        self.table = table
        self.widths = widths

    def names(self) -> None:
        cells = self._row(splits=False)
        properties = self.table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 (no door to it)
        properties.append(element("w:tblHeader"))
        for head, cell in zip(self.laid.heads, cells[1:], strict=True):
            said = self._paragraph(cell, "Table Words", head)
            say(said, (Piece(head.name),), _as_block(head), self.made)

    def titles(self) -> None:
        for head, cell in zip(self.laid.heads, self._row(splits=False)[1:], strict=True):
            if head.title:
                self._words(cell.paragraphs[0], head.title, "Table Words", bold=True, size=TITLE)

    def row(self, row: Row) -> None:
        is_heading = row.kind == "heading"
        number, *cells = self._row(splits=not is_heading)
        if row.number is not None:
            said = number.paragraphs[0]
            add_run(said, left_to_right((str(row.number),), rtl=self.made.rtl), "Source Label")
        for block, cell in zip(row.cells, cells, strict=True):
            if block is None:
                continue
            if block.kind == "table":
                self._table(cell, block)
            else:
                is_item = block.kind == "item"
                style = style_of(block) if is_item else "Table Words"
                self._words(cell.paragraphs[0], block, style, bold=is_heading, size=WORDS if is_item else 0)

    def _row(self, *, splits: bool) -> list[Any]:
        row = self.table.add_row()
        if not splits:
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 (no door to it)
        cells = list(row.cells)
        for cell, width in zip(cells, self.widths, strict=True):
            cell.width = length(width * TWIP)
            set_style(cell.paragraphs[0], "Table Words")
        return cells

    def _paragraph(self, cell: Any, style: str, said: Block | Head) -> Any:
        paragraph = cell.paragraphs[0]
        set_style(paragraph, style)
        if said.rtl != self.made.rtl:
            paragraph.paragraph_format.bidi = said.rtl
        return paragraph

    def _words(self, paragraph: Any, block: Block, style: str, *, bold: bool = False, size: int = 0) -> None:
        set_style(paragraph, style)
        turn(paragraph, block, self.made)
        for at, line in enumerate(block.lines):
            if at:
                paragraph.add_run().add_break()
            say(paragraph, line, block, self.made)
        if bold:
            paragraph.paragraph_format.keep_with_next = True
        for run in paragraph.runs:
            if bold:
                run.font.bold = run.font.cs_bold = True
            if size:
                run.font.size = run.font.cs_size = length(size)

    def _table(self, cell: Any, block: Block) -> None:
        """A table within the cell. A cell ends with a paragraph, so what follows it is left empty."""
        inner = cell.add_table(len(block.rows), len(block.rows[0]))
        inner.style = "Paper Table"
        cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001 (the one that stood before the table)
        set_table(inner, block, self.made, self.widths[1] - GAP)
        fill_table(inner, block, self.made)
        set_style(cell.paragraphs[-1], "Table End")


def _as_block(head: Head) -> Block:
    return Block("paragraph", 1, None, head.language, head.rtl)
