"""Passages out of a Word document, as they read with every tracked change accepted."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from guftugu.texts.files.returned import limits
from guftugu.texts.files.returned.anchors import Anchors
from guftugu.texts.files.returned.margins import edges_of_pages, notes, with_comments
from guftugu.texts.files.returned.package import Package
from guftugu.texts.files.returned.passages import NotTaken, Returned, ReturnedPassage, UnreadableFile
from guftugu.texts.files.returned.styles import Styles, W, is_on

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
GONE = {f"{W}del", f"{W}moveFrom"}
AROUND = {
    f"{W}{name}"
    for name in ("r", "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")
} | {f"{W}bdo", f"{W}dir", f"{W}ruby", f"{W}rubyBase"}
SILENT = {f"{W}{name}" for name in ("rPr", "pPr", "sdtPr", "instrText", "delInstrText", "rt", "delText")}
WORDS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad", f"{W}ptab": " "}
COUNTED = {
    f"{W}drawing": "picture",
    f"{W}pict": "picture",
    f"{W}object": "object",
    f"{W}sym": "symbol",
    CHOICES: "picture",
}


def read_word(content: bytes) -> Returned:
    """Read a document whose tracked changes are all accepted, whoever made them."""
    package = Package(content)
    document = package.document
    body = package.tree(document).find(f"{W}body") if document else None
    if body is None:
        raise UnreadableFile(limits.NOT_WORD)
    reader = _Reader(Styles(package))
    reader.read(body)
    reader.finish()
    authors = {
        element.get(f"{W}author", "") for element in body.iter() if element.tag in {*GONE, f"{W}ins", f"{W}moveTo"}
    }
    comments, astray = with_comments(package, reader.anchors.comments)
    return Returned(
        tuple(reader.passages),
        (*reader.not_taken, *astray, *notes(package), *edges_of_pages(package)),
        tuple(sorted(filter(None, authors))),
        comments,
    )


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.passages: list[ReturnedPassage] = []
        self.not_taken: list[NotTaken] = []
        self.anchors = Anchors()
        self.waiting = ""  # words of a paragraph whose end was deleted: they go on in the next
        self.struck: set[str] = set()  # styles of the paragraphs before this one that were deleted as a whole
        self.hidden = ""

    def read(self, container: Element) -> None:
        for block in container:
            if block.tag == f"{W}p":
                self._paragraph(block)
            elif block.tag == f"{W}tbl":
                self.finish()
                self._table(block)
            elif block.tag == f"{W}altChunk":
                self.not_taken.append(NotTaken("object"))
            elif block.tag in GONE:
                self._pass_by(block)
            elif not self.anchors.take(block):
                self.read(block)

    def finish(self) -> None:
        self._add(self.waiting)
        self.waiting = ""

    def _paragraph(self, paragraph: Element) -> None:
        words = self.waiting + self._words(paragraph)
        self.waiting = ""
        style = _style(paragraph)
        if not _end_is_gone(paragraph):
            self._add(words, *self.styles.kind(paragraph), doubtful=style in self.struck)
        elif words.strip():
            self.waiting = words
        else:
            self._add("")
            self.struck.add(style)
            return
        self.struck.clear()

    def _table(self, table: Element) -> None:
        rows = []
        for row in _within(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._pass_by(row)
            else:
                cells = [cell for one in _within(row, f"{W}tc") for cell in self._cells(one)]
                rows.append("\t".join(cells))
        self._add("\n".join(rows) if any(row.strip() for row in rows) else "", "table")

    def _add(self, words: str, kind: str = "paragraph", level: int = 1, *, doubtful: bool = False) -> None:
        if self.hidden.strip():
            self.not_taken.append(NotTaken("hidden", " ".join(self.hidden.split())))
            self.hidden = ""
        said = words if kind == "table" else _tidy(words)
        ids, own = self.anchors.settle(len(self.passages), has_words=bool(said))
        if said:
            self.passages.append(ReturnedPassage(said, kind, level, ids, own, doubtful))

    def _cells(self, cell: Element) -> list[str]:
        """One cell, and as many empty ones as it covers beside itself."""
        properties = cell.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            self._pass_by(cell)
            return []
        span = properties.find(f"{W}gridSpan") if properties is not None else None
        covers = span.get(f"{W}val", "1") if span is not None else "1"
        beside = min(int(covers), limits.COLUMNS) - 1 if covers.isdecimal() else 0
        return [" ".join("".join(self._cell_words(cell)).split()), *[""] * beside]

    def _cell_words(self, container: Element) -> Iterator[str]:
        for block in container:
            if block.tag == f"{W}p":
                yield self._words(block)
                yield "" if _end_is_gone(block) else " "
            elif block.tag in GONE:
                self._pass_by(block)
            elif not self.anchors.take(block):
                yield from self._cell_words(block)

    def _words(self, paragraph: Element) -> str:
        return "".join(self._pieces(paragraph))

    def _pieces(self, element: Element) -> Iterator[str]:
        for part in element:
            if self.anchors.take(part) or part.tag in SILENT:
                continue
            if part.tag in GONE:
                self._pass_by(part)
            elif part.tag in AROUND:
                if _is_hidden(part):
                    self.hidden += _all_words(part)
                elif not _is_placeholder(part):
                    yield from self._pieces(part)
            elif said := _said(part):
                self.anchors.said(said)
                yield said
            else:
                self._not_taken(part)

    def _not_taken(self, part: Element) -> None:
        if part.tag == f"{W}t":
            return
        words = " ".join(_all_words(part[0] if part.tag == CHOICES and len(part) else part).split())
        if part.tag in COUNTED:
            self.not_taken.append(NotTaken(COUNTED[part.tag], words))
        elif part.tag.startswith(MATHS):
            self.not_taken.append(NotTaken("formula"))
        elif words:
            self.not_taken.append(NotTaken("other", words))

    def _pass_by(self, gone: Element) -> None:
        """Read no words, but see which bookmarks and comments begin and end among them."""
        for part in gone.iter():
            self.anchors.take(part)


def _said(part: Element) -> str:
    if part.tag == f"{W}t":
        return part.text or ""
    if part.tag == f"{W}br":
        return "\n" if part.get(f"{W}type", "textWrapping") == "textWrapping" else " "
    return WORDS.get(part.tag, "")


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Find rows of a table or cells of a row, through controls around them, but not in tables within."""
    for part in element:
        if part.tag == tag:
            yield part
        elif part.tag in AROUND:
            yield from _within(part, tag)


def _end_is_gone(paragraph: Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(part.tag in GONE for part in mark)


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _is_hidden(run: Element) -> bool:
    return is_on(run.find(f"{W}rPr/{W}vanish")) if run.tag == f"{W}r" else False


def _is_placeholder(control: Element) -> bool:
    """Whether a content control shows only its invitation to type."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")) if control.tag == f"{W}sdt" else False


def _tidy(words: str) -> str:
    """Drop the white space that no reader sees: at the ends of lines."""
    return "\n".join(line.strip() for line in words.split("\n")).strip()


def _all_words(element: Element) -> str:
    return " ".join(part.text or "" for part in element.iter(f"{W}t"))
