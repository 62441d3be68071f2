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
        if any(part.flag_bits & 1 for part in self._parts.infolist()):
            raise UnreadableFile(limits.PROTECTED)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self, pattern: str) -> list[str]:
        return sorted(name for name in self._names if re.fullmatch(pattern, name))

    def tree(self, name: str) -> Element:
        """Read a part as XML, a piece at a time, so that neither its size nor its depth can be a trap."""
        if self._parts.getinfo(name).file_size > limits.PART:
            raise UnreadableFile(limits.UNPACKS_TOO_LARGE, megabytes=limits.PART // 2**20)
        parser = XMLParser(target=_Careful())  # noqa: S314 (declares nothing: see _Careful)
        try:
            with self._parts.open(name) as part:
                _feed(parser, part)
            root: Element = parser.close()
        except (BadZipFile, ParseError, EOFError, OSError, zlib.error, RuntimeError) as error:
            raise UnreadableFile(limits.TRUNCATED, part=name) from error
        return root


def _feed(parser: XMLParser, part: IO[bytes]) -> None:
    taken = 0
    while chunk := part.read(CHUNK):
        taken += len(chunk)
        if taken > limits.PART:
            raise UnreadableFile(limits.UNPACKS_TOO_LARGE, megabytes=limits.PART // 2**20)
        parser.feed(chunk)


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
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)
