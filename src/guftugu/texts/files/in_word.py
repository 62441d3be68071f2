"""A paper as DOCX, for somebody who goes on writing in it: styles, numbers that move on by themselves, no names."""

from __future__ import annotations

import re
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from guftugu.texts.files.document import Document
from guftugu.texts.files.elements import element, length, mark, right_to_left, w
from guftugu.texts.files.marks import own_mark
from guftugu.texts.files.paper import Block, Note, Paper, paper
from guftugu.texts.files.words import Line, Piece, runs, said_only

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

HERE = Path(__file__).parent / "word"
PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document.rels",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer1.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
# Word looks up spelling and hyphenation under a language's full name.
FULL_NAMES = {
    "ar": "ar-SA", "de": "de-DE", "en": "en-GB", "es": "es-ES", "fa": "fa-IR", "fr": "fr-FR", "prs": "prs-AF",
    "ru": "ru-RU", "tg": "tg-Cyrl-TJ", "uz": "uz-Latn-UZ",
}  # fmt: skip
TWIP = 635  # in the library's unit
STEP, GAP = 284 * TWIP, 454 * TWIP  # as in styles.xml
# Where an alternative of a bracket begins: by its number, or in the moderators' print by its hands.
MARK = re.compile(r"((?:\[|\| )(?:Alt \d+|[A-ZА-Я](?:, [A-ZА-Я])*):)")
COLUMN = 8051  # the width of the text, in twips
LETTER, CELL = 132, 200  # the width of a table's wide letter, and the room on both sides of a cell
PASSAGES = 1  # the list of passages in numbering.xml
LEFT_TO_RIGHT = "\u200e"  # unseen; keeps "2 / 5" and "¶C12" from being turned round
LONGEST_TITLE = 255  # of what Word's properties take


def as_docx(document: Document) -> bytes:
    made = paper(document)
    word = blank()
    set_properties(word, made)
    set_language(word, made)
    add_head(word, made)
    passages = Passages(word, made)
    for block in made.blocks:
        passages.add(block)
    add_notes(word, made)
    set_foot(word, made)
    return saved(word)


def saved(word: WordDocument) -> bytes:
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def blank() -> WordDocument:
    import docx  # noqa: PLC0415 (a quarter of a second that only this needs)

    return docx.Document(BytesIO(package()))


@cache
def package() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as parts:
        for name, part in PARTS.items():
            parts.writestr(name, (HERE / part).read_bytes())
    return file.getvalue()


def set_properties(word: WordDocument, made: Paper) -> None:
    """The author is the software: the file names nobody."""
    properties = word.core_properties
    properties.title = made.title[:LONGEST_TITLE]
    properties.language = made.language
    properties.created = properties.modified = made.made_at.astimezone(UTC).replace(microsecond=0)
    properties.revision = 1


def set_language(word: WordDocument, made: Paper) -> None:
    for lang in word.styles.element.iter(w("lang")):
        lang.set(w("bidi" if made.rtl else "val"), full_name(made.language))
    if made.rtl:
        word.styles["Normal"].paragraph_format.bidi = True
        section = word.sections[0]
        section.left_margin, section.right_margin = section.right_margin, section.left_margin
        word.element.body.sectPr.append(element("w:bidi"))


def add_head(word: WordDocument, made: Paper) -> None:
    for style, said in (("Title", made.title), *(("Subtitle", line) for line in made.lines)):
        if said:
            say(add_passage(word, style), (Piece(said),), made, made)


def set_foot(word: WordDocument, made: Paper) -> None:
    footer = word.sections[0].footer
    foot = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
    set_style(foot, "Footer")
    if made.foot:
        say(foot, (Piece(made.foot),), made, made)
        mark(foot._p, own_mark(made.foot), 0)  # noqa: SLF001 (so that it is known again when the file comes back)
    foot.add_run(f"\t{LEFT_TO_RIGHT}")
    foot.add_field("PAGE", dirty=False, simple=True, result="1")
    foot.add_run(" / ")
    foot.add_field("NUMPAGES", dirty=False, simple=True, result="1")
    foot.add_run(LEFT_TO_RIGHT)


def add_notes(word: WordDocument, made: Paper) -> None:
    if made.notes:
        say(add_passage(word, "Heading 1"), (Piece(made.notes_title),), made, made)
    for note in made.notes:
        add_note(word, note, made)


def add_note(word: WordDocument, note: Note, made: Paper) -> None:
    entry = add_passage(word, "Source")
    turn(entry, note, made)
    add_run(entry, left_to_right((note.label,), rtl=note.rtl), "Source Label")
    entry.add_run("\t")
    say(entry, note.words, note, made)


class Passages:
    """Adds passages one after the other; where the paper's numbers leap, the list is told to."""

    def __init__(self, word: WordDocument, made: Paper) -> None:
        self.word = word
        self.made = made
        self.list = PASSAGES
        self.next = 1

    def add(self, block: Block) -> list[Paragraph]:
        """Return the paragraphs that hold its words: one, or those of a table's cells."""
        if block.kind == "table":
            if block.number is not None:
                self.number(add_passage(self.word, "Table Number"), block)
            cells = add_table(self.word, block, self.made)
            add_passage(self.word, "Table End")
            return cells
        passage = add_passage(self.word, style_of(block))
        turn(passage, block, self.made)
        if block.number is not None:
            self.number(passage, block)
        for at, line in enumerate(block.lines):
            if at:
                passage.add_run().add_break()
            say(passage, line, block, self.made)
        return [passage]

    def number(self, passage: Paragraph, block: Block) -> None:
        if block.number != self.next:
            self.list = self.word.numbering.restart(PASSAGES, start=block.number or 0).num_id
        self.next = (block.number or 0) + 1
        if self.list != PASSAGES:  # some programs forget a style's indents beside a list named on the paragraph
            passage.set_numbering(self.list)
            deep = STEP * block.level if block.kind == "item" else 0
            passage.paragraph_format.left_indent = length(deep)
            passage.paragraph_format.first_line_indent = length(-deep - GAP)


def style_of(block: Block) -> str:
    if block.kind == "heading":
        return f"Heading {block.level}"
    numbered = block.number is not None
    if block.kind == "item":
        return f"{'Numbered Item' if numbered else 'List Bullet'}{f' {block.level}' if block.level > 1 else ''}"
    return "Numbered Paragraph" if numbered else "Normal"


def add_table(word: WordDocument, block: Block, made: Paper) -> list[Paragraph]:
    return fill_table(add_table_of(word, block, made), block, made)


def add_table_of(word: WordDocument, block: Block, made: Paper) -> Table:
    """A table as wide and as high as the block's, with nothing in it yet."""
    table: Table = word.add_table(len(block.rows), len(block.rows[0]), style="Paper Table")
    set_table(table, block, made, COLUMN)
    return table


def set_table(table: Table, block: Block, made: Paper, width: int) -> None:
    if block.rtl:
        table.table_direction = right_to_left()
    set_widths(table, block, width)
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (no door to these two)
        properties.append(element("w:cantSplit"))
        if at == 0:
            properties.append(element("w:tblHeader"))
        for cell in row.cells:
            set_style(cell.paragraphs[0], "Table Words")
            turn(cell.paragraphs[0], block, made)


def fill_table(table: Table, block: Block, made: Paper) -> list[Paragraph]:
    """Return the paragraphs of the cells that have words."""
    filled = []
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            say(cell.paragraphs[0], words, block, made)
            filled += [cell.paragraphs[0]] if words else []
    return filled


def add_passage(word: WordDocument, style: str) -> Paragraph:
    passage = word.add_paragraph()
    set_style(passage, style)
    return passage


def add_run(passage: Paragraph, words: str, style: str) -> None:
    passage.add_run(words)._r.style = style.replace(" ", "")  # noqa: SLF001 (as in set_style)


def set_style(passage: Paragraph, style: str) -> None:
    """By its id, which is its name without spaces: the library's own way reads all styles again for each passage."""
    passage._p.style = style.replace(" ", "")  # noqa: SLF001


def set_widths(table: Table, block: Block, width: int) -> None:
    """Each column as wide as its longest word; what is left goes to those that say most."""
    least, most = [], []
    for cells in zip(*block.rows, strict=True):
        said = [said_only(cell) for cell in cells]
        longest = max(len(word) for cell in said for word in ("", *cell.split()))
        least.append(max(min(longest, 20), 3) * LETTER + CELL)
        most.append(max(min(max(map(len, said)), 48) * LETTER + CELL - least[-1], 1))
    left = width - sum(least)
    shares = most if left > 0 else least
    widths = [own + left * share // sum(shares) for own, share in zip(least, shares, strict=True)]
    for column, own in zip(table.columns, widths, strict=True):
        column.width = length(own * TWIP)
    for row in table.rows:
        for cell, own in zip(row.cells, widths, strict=True):
            cell.width = length(own * TWIP)


def turn(passage: Paragraph, said: Block | Note, made: Paper) -> None:
    if said.rtl != made.rtl:
        passage.paragraph_format.bidi = said.rtl


def say(passage: Paragraph, line: Line, said: Block | Note | Paper, made: Paper) -> None:
    """The marks of a bracket are bold, told from the words between them."""
    for piece in line:
        if piece.labels:
            add_run(passage, piece.words or f"\u00a0{left_to_right(piece.labels, rtl=said.rtl)}", "Citation")
            continue
        for at, part in enumerate(MARK.split(piece.words)):
            for words, rtl in runs(part, rtl=said.rtl):
                run = passage.add_run(words)
                set_run(run, said, made, rtl=rtl)
                if at % 2:
                    run.bold = True


def left_to_right(labels: tuple[str, ...], *, rtl: bool) -> str:
    mark = LEFT_TO_RIGHT if rtl else ""
    return mark + ",\u00a0".join(labels) + mark


def set_run(run: Run, said: Block | Note | Paper, made: Paper, *, rtl: bool) -> None:
    if rtl:
        run.font.rtl = True
    if said.language != made.language and rtl == said.rtl:
        lang = element("w:lang", {"bidi" if rtl else "val": full_name(said.language)})
        run._element.get_or_add_rPr().append(lang)  # noqa: SLF001 (the library has no word for it)


def full_name(language: str) -> str:
    return FULL_NAMES.get(language, language) or "und"
