from guftugu.texts.files.document import Document, Printed, Source, is_right_to_left, language_tag
from guftugu.texts.files.formats import FORMATS, Format, UnknownFormat, write
from guftugu.texts.files.in_html import as_html
from guftugu.texts.files.in_markdown import as_markdown
from guftugu.texts.files.in_pdf import as_pdf
from guftugu.texts.files.in_word import as_docx

__all__ = [
    "FORMATS",
    "Document",
    "Format",
    "Printed",
    "Source",
    "UnknownFormat",
    "as_docx",
    "as_html",
    "as_markdown",
    "as_pdf",
    "is_right_to_left",
    "language_tag",
    "write",
]
