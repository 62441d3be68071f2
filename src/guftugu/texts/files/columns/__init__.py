"""One text in several languages, side by side, passage by passage."""

from __future__ import annotations

from collections.abc import Callable

from guftugu.texts.files.columns.in_html import as_html
from guftugu.texts.files.columns.in_markdown import as_markdown
from guftugu.texts.files.columns.in_pdf import as_pdf
from guftugu.texts.files.columns.in_word import as_docx
from guftugu.texts.files.columns.laid import Columns, Laid, laid
from guftugu.texts.files.formats import UnknownFormat

__all__ = ["Columns", "write_columns"]

WRITERS: dict[str, Callable[[Laid], bytes]] = {
    ".docx": as_docx,
    ".html": as_html,
    ".md": as_markdown,
    ".pdf": as_pdf,
}


def write_columns(columns: Columns, suffix: str) -> bytes:
    """`suffix` with or without its stop: ".pdf", "pdf"."""
    write = WRITERS.get(f".{suffix.lstrip('.').casefold()}")
    if write is None:
        raise UnknownFormat(suffix)
    return write(laid(columns))
