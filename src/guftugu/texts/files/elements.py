"""Elements of a Word document for which the library has no word."""

from __future__ import annotations

from typing import Any


def w(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 (a quarter of a second that only writing needs)

    return qn(f"w:{name}")


def element(name: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415 (as in w)

    made = OxmlElement(name)
    for attribute, value in (attributes or {}).items():
        made.set(w(attribute), value)
    return made


def length(units: int) -> Any:
    from docx.shared import Length  # noqa: PLC0415 (as in w)

    return Length(units)


def right_to_left() -> Any:
    from docx.enum.table import WD_TABLE_DIRECTION  # noqa: PLC0415 (as in w)

    return WD_TABLE_DIRECTION.RTL


def mark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark around all that a paragraph (its element) says."""
    start = element("w:bookmarkStart", {"id": str(number), "name": name})
    paragraph.insert(0 if paragraph.pPr is None else 1, start)
    paragraph.append(element("w:bookmarkEnd", {"id": str(number)}))
