"""What kind of file these bytes are, by what they begin with: names and browsers may say anything."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

LARGEST = 10 * 1024 * 1024
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class FileKind:
    kind: str
    media_type: str


def kind_of(content: bytes) -> FileKind | None:
    """None for what is not taken. What a document holds is not read: only the names of its parts are."""
    for start, found in (
        (b"\x89PNG\r\n\x1a\n", FileKind("image", "image/png")),
        (b"\xff\xd8\xff", FileKind("image", "image/jpeg")),
        (b"%PDF-", FileKind("pdf", "application/pdf")),
    ):
        if content.startswith(start):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind("image", "image/webp")
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    return FileKind("text", "text/plain; charset=utf-8") if _is_text(content) else None


def tidy_name(name: str) -> str:
    """A file's own name without the folders it came from."""
    last = re.split(r"[/\\]", name)[-1]
    return _UNSAFE.sub("", last).strip(". ")[-120:] or "file"


def _document(content: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {part.filename for part in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        return None
    if "word/document.xml" in names:
        return FileKind("document", _DOCX)
    if content[30:38] == b"mimetype" and content[38:].startswith(_ODT.encode()):
        return FileKind("document", _ODT)
    return None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)
