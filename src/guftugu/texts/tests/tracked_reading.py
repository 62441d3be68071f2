"""A small reader of tracked changes, apart from the one that is tested: all accepted, or all rejected."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.oxml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEW, OLD = {f"{W}ins", f"{W}moveTo"}, {f"{W}del", f"{W}moveFrom"}


def body_of(content: bytes) -> Any:
    with ZipFile(BytesIO(content)) as parts:
        document: Any = parse_xml(parts.read("word/document.xml"))
    return document.find(f"{W}body")


def after_all(content: bytes, *, accepted: bool) -> list[tuple[str, str]]:
    """Styles and words of what is left; of a table its rows. What says nothing is left out."""
    gone = OLD if accepted else NEW
    found: list[tuple[str, str]] = []
    waiting = ""
    for block in body_of(content):
        if block.tag == f"{W}tbl":
            rows = [_row(row, gone) for row in block.iter(f"{W}tr") if not _any(row, f"{W}trPr", gone)]
            found += [("", waiting), ("table", "\n".join(rows))]
            waiting = ""
        elif block.tag == f"{W}p":
            waiting += _words(block, gone)
            if not _any(block, f"{W}pPr/{W}rPr", gone):
                found.append((_style(block), waiting))
                waiting = ""
    found.append(("", waiting))
    return [one for one in found if one[1]]


def _row(row: Any, gone: set[str]) -> str:
    return "\t".join("".join(_words(one, gone) for one in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc"))


def _any(element: Any, path: str, tags: set[str]) -> bool:
    properties = element.find(path)
    return properties is not None and any(part.tag in tags for part in properties)


def _words(paragraph: Any, gone: set[str]) -> str:
    return "".join(_pieces(paragraph, gone))


def _pieces(element: Any, gone: set[str]) -> Iterator[str]:
    for part in element:
        if part.tag in {f"{W}t", f"{W}delText"}:
            yield part.text or ""
        elif part.tag == f"{W}br":
            yield "\n"
        elif part.tag not in gone:
            yield from _pieces(part, gone)


def _style(paragraph: Any) -> str:
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))
