"""What somebody who copies the words out of one of our PDFs gets: enough of a reader for what typst writes."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"^(\d+) 0 obj(.*?)^endobj", re.DOTALL | re.MULTILINE)
STREAM = re.compile(rb"(.*?)stream\r?\n(.*)\r?\nendstream", re.DOTALL)
MAPPED = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>", re.MULTILINE)
SAID = re.compile(
    rb"(?P<group>\bBT\b|\bET\b)|/(?P<font>f\d+) [\d.]+ Tf|/ActualText ?<(?P<actual>[0-9A-F]+)>"
    rb"|(?P<reversed>/ReversedChars)|(?P<shown>\[[^\[\]]*\]\s*TJ|<[0-9a-f]*>\s*Tj)"
)
STRING = re.compile(rb"<([0-9a-f]*)>")
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)|[()]", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class Copied:
    pages: list[str]

    @property
    def words(self) -> str:
        return "\n".join(self.pages)


def copied(pdf: bytes) -> Copied:
    objects = {int(found[1]): found[2] for found in OBJECT.finditer(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page\b(?!s)", body)]
    return Copied([page_words(page, objects) for page in pages])


def stream_of(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found is not None
    return zlib.decompress(found[2]) if b"/FlateDecode" in found[1] else found[2]


def page_words(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = re.search(rb"/Font<<(.*?)>>", objects[reference(page, b"Resources")], re.DOTALL)
    letters = {}
    for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", fonts[1] if fonts else b""):
        mapped = MAPPED.findall(stream_of(objects[reference(objects[int(font)], b"ToUnicode")]))
        letters[name] = {int(glyph, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for glyph, said in mapped}
    return shown(stream_of(objects[reference(page, b"Contents")]), letters)


def reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None
    return int(found[1])


def shown(content: bytes, letters: dict[bytes, dict[int, str]]) -> str:
    """A group that runs from right to left stands in the file as it is seen, and is turned round again."""
    said: list[str] = []
    group: list[str] = []
    font, actual, turned = b"", "", False
    for found in SAID.finditer(in_hex(content)):
        if found["group"] == b"BT":
            group, turned = [], False
        elif found["group"] == b"ET":
            said.append("".join(reversed(group) if turned else group))
        elif found["font"]:
            font = found["font"]
        elif found["actual"]:
            actual = bytes.fromhex(found["actual"].decode()).decode("utf-16")
        elif found["reversed"]:
            turned = True
        else:
            glyphs = b"".join(bytes.fromhex(string.decode()) for string in STRING.findall(found["shown"]))
            words = [letters[font].get(int.from_bytes(glyphs[at : at + 2]), "�") for at in range(0, len(glyphs), 2)]
            group.append(actual or "".join(reversed(words) if turned else words))
            actual = ""
    return "".join(said)


def in_hex(content: bytes) -> bytes:
    """The same with every string written in hexadecimal: theirs nest brackets and escape what they like."""
    made, depth, start = bytearray(), 0, 0
    for found in ESCAPED.finditer(content):
        if found[0] == b"(":
            depth += 1
            if depth == 1:
                made += content[start : found.start()]
                start = found.end()
        elif found[0] == b")":
            depth -= 1
            if depth == 0:
                made += b"<" + ESCAPED.sub(letter, content[start : found.start()]).hex().encode() + b">"
                start = found.end()
    return bytes(made + content[start:])


def letter(found: re.Match[bytes]) -> bytes:
    if found[1] is None:
        return found[0]
    return bytes([int(found[1], 8)]) if found[1].isdigit() else LETTERS.get(found[1], found[1])
