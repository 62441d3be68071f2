"""Opening a DOCX package that nobody vouches for: bounded, and without entities of any kind."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from zipfile import BadZipFile, ZipFile

from guftugu.texts.files.returned import limits
from guftugu.texts.files.returned.passages import UnreadableFile

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # a compound file: an old Word, or a new one behind a password
CHUNK = 2**16
USUAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
RELATIONS = "_rels/.rels"
DOCUMENT = "word/document.xml"


class Package:
    """The parts of a package by their names."""

    def __init__(self, content: bytes) -> None:
        if content[:4] == OLD_OFFICE:
            raise UnreadableFile(limits.PROTECTED)
        try:
            self._parts = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError) as error:
            raise UnreadableFile(limits.NOT_WORD) from error
        self._names = set(self._parts.namelist())
        if len(self._parts.infolist()) > limits.PARTS:
            raise UnreadableFile(limits.TOO_MANY_PARTS, parts=limits.PARTS)
        if sum(part.file_size for part in self._parts.infolist()) > limits.ALL_PARTS:
            raise UnreadableFile(limits.UNPACKS_TOO_LARGE, megabytes=limits.ALL_PARTS // 2**20)
        self._left = limits.ALL_READ
        if any(part.flag_bits & 1 for part in self._parts.infolist()):
            raise UnreadableFile(limits.PROTECTED)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    @property
    def document(self) -> str | None:
        """The name of the part that holds the words. Some programs number it."""
        if DOCUMENT in self or RELATIONS not in self:
            return DOCUMENT if DOCUMENT in self else None
        targets = (
            relation.get("Target", "").lstrip("/")
            for relation in self.tree(RELATIONS)
            if relation.get("Type", "").endswith("/officeDocument")
        )
        return next((name for name in targets if name in self and name.startswith("word/")), None)

    def names(self, pattern: str) -> list[str]:
        return sorted(name for name in self._names if re.fullmatch(pattern, name))

    def tree(self, name: str) -> Element:
        """Read a part as XML, a piece at a time, so that neither its size nor its depth can be a trap."""
        _check_size(self._parts.getinfo(name).file_size, self._left)
        parser = XMLParser(target=_Careful())  # noqa: S314 (declares nothing: see _Careful)
        try:
            with self._parts.open(name) as part:
                self._left -= _feed(parser, part, self._left)
            root: Element = parser.close()
        except (BadZipFile, ParseError, EOFError, OSError, zlib.error, RuntimeError) as error:
            raise UnreadableFile(limits.TRUNCATED, part=name) from error
        return root


def _feed(parser: XMLParser, part: IO[bytes], left: int) -> int:
    taken = 0
    while chunk := part.read(CHUNK):
        taken += len(chunk)
        _check_size(taken, left)
        parser.feed(chunk)
    return taken


def _check_size(taken: int, left: int) -> None:
    """What a package tells of its sizes may be a lie: they are counted while it is read."""
    if taken > limits.PART:
        raise UnreadableFile(limits.UNPACKS_TOO_LARGE, megabytes=limits.PART // 2**20)
    if taken > left:
        raise UnreadableFile(limits.UNPACKS_TOO_LARGE, megabytes=limits.ALL_READ // 2**20)


class _Careful(TreeBuilder):
    """Refuses a document type, and with it every entity, before it is looked at; and elements nested too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise UnreadableFile(limits.DECLARES)

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > limits.DEPTH:
            raise UnreadableFile(limits.TOO_DEEP, depth=limits.DEPTH)
        return super().start(_usual(tag), {_usual(name): value for name, value in attrs.items()})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(_usual(tag))


def _usual(name: str) -> str:
    """The usual name of what Word's "strict" documents call by another."""
    return USUAL + name.removeprefix(STRICT) if name.startswith(STRICT) else name
