"""The formats a paper leaves in, by the ends of the files' names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guftugu.texts.files.document import Document
from guftugu.texts.files.in_html import as_html
from guftugu.texts.files.in_markdown import as_markdown
from guftugu.texts.files.in_pdf import as_pdf
from guftugu.texts.files.in_word import as_docx


@dataclass(frozen=True, slots=True)
class Format:
    suffix: str
    content_type: str
    write: Callable[[Document], bytes]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    known.suffix: known
    for known in (
        Format(".pdf", "application/pdf", as_pdf),
        Format(".docx", WORD, as_docx),
        Format(".html", "text/html; charset=utf-8", as_html),
        Format(".md", "text/markdown; charset=utf-8", as_markdown),
    )
}


class UnknownFormat(ValueError):
    """No paper is written with this ending."""


def write(document: Document, suffix: str) -> bytes:
    """`suffix` with or without its stop: ".pdf", "pdf"."""
    found = FORMATS.get(f".{suffix.lstrip('.').casefold()}")
    if found is None:
        raise UnknownFormat(suffix)
    return found.write(document)
