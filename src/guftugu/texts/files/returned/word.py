"""Passages out of a Word document, as they read with every tracked change accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guftugu.texts.files.returned import limits
from guftugu.texts.files.returned.package import Package
from guftugu.texts.files.returned.passages import NotTaken, Returned, ReturnedPassage, UnreadableFile
from guftugu.texts.files.returned.styles import Styles, W

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
DOCUMENT = "word/document.xml"
GONE = {f"{W}del", f"{W}moveFrom"}
AROUND = {
    f"{W}{name}"
    for name in ("r", "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")
} | {f"{W}bdo", f"{W}dir"}
WORDS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": " "}
COUNTED = {
    f"{W}drawing": "picture",
    f"{W}pict": "picture",
    f"{W}object": "object",
    f"{W}sym": "symbol",
    CHOICES: "picture",
}
NOTES = {
    "comment": ("word/comments.xml", f"{W}comment"),
    "footnote": ("word/footnotes.xml", f"{W}footnote"),
    "endnote": ("word/endnotes.xml", f"{W}endnote"),
}


def read_word(content: bytes) -> Returned:
    """Read a document whose tracked changes are all accepted, whoever made them."""
    package = Package(content)
    if DOCUMENT not in package:
        raise UnreadableFile(limits.NOT_WORD)
    body = package.tree(DOCUMENT).find(f"{W}body")
    if body is None:
        raise UnreadableFile(limits.NOT_WORD)
    reader = _Reader(Styles(package))
    reader.read(body)
    reader.finish()
    authors = {
        element.get(f"{W}author", "") for element in body.iter() if element.tag in {*GONE, f"{W}ins", f"{W}moveTo"}
    }
    return Returned(tuple(reader.passages), (*reader.not_taken, *_notes(package)), tuple(sorted(filter(None, authors))))


@dataclass
class _Reader:
    styles: Styles
    passages: list[ReturnedPassage] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    waiting: str = ""  # words of a paragraph whose end was deleted: they go on in the next

    def read(self, container: Element) -> None:
        for block in container:
            if block.tag == f"{W}p":
                self._paragraph(block)
            elif block.tag == f"{W}tbl":
                self.finish()
                self._table(block)
            elif block.tag not in GONE:
                self.read(block)

    def finish(self) -> None:
        if self.waiting.strip():
            self.passages.append(ReturnedPassage(_tidy(self.waiting)))
        self.waiting = ""

    def _paragraph(self, paragraph: Element) -> None:
        words = self.waiting + self._words(paragraph)
        self.waiting = ""
        if _end_is_gone(paragraph):
            self.waiting = words
            return
        kind, level = self.styles.kind(paragraph)
        if said := _tidy(words):
            self.passages.append(ReturnedPassage(said, kind, level))

    def _table(self, table: Element) -> None:
        rows = []
        for row in _within(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                cells = [
                    " ".join(self._words(paragraph) for paragraph in cell.iter(f"{W}p"))
                    for cell in _within(row, f"{W}tc")
                ]
                rows.append("\t".join(" ".join(cell.split()) for cell in cells))
        if any(row.strip() for row in rows):
            self.passages.append(ReturnedPassage("\n".join(rows), "table"))

    def _words(self, paragraph: Element) -> str:
        return "".join(self._pieces(paragraph))

    def _pieces(self, element: Element) -> Iterator[str]:
        for part in element:
            if part.tag == f"{W}t":
                yield part.text or ""
            elif part.tag in WORDS:
                yield WORDS[part.tag]
            elif part.tag == f"{W}br":
                yield "\n" if part.get(f"{W}type", "textWrapping") == "textWrapping" else " "
            elif part.tag in COUNTED:
                self.not_taken.append(NotTaken(COUNTED[part.tag], " ".join(_all_words(part).split())))
            elif part.tag.startswith(MATHS):
                self.not_taken.append(NotTaken("formula"))
            elif part.tag in AROUND:
                yield from self._pieces(part)


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


def _tidy(words: str) -> str:
    """Drop the white space that no reader sees: at the ends of lines."""
    return "\n".join(line.strip() for line in words.split("\n")).strip()


def _all_words(element: Element) -> str:
    return " ".join(part.text or "" for part in element.iter(f"{W}t"))


def _notes(package: Package) -> Iterator[NotTaken]:
    for what, (part, tag) in NOTES.items():
        if part not in package:
            continue
        for note in package.tree(part).iter(tag):
            if note.get(f"{W}type") is None and (words := " ".join(_all_words(note).split())):
                yield NotTaken(what, words)
