"""Whether a file is a final text: its words, read out of Markdown, HTML, DOCX or plain text, against a digest.

Knows no store and no log-in: whoever has the file can ask. What the paper adds by itself (printed numbers, citations,
sources, the foot, the line with the digest) is none of the text's words and is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from guftugu.texts.digests import digests_in, plain_words

LARGEST = 50_000_000
LARGEST_UNPACKED = 200_000_000
# The title stands among the first blocks.
FIRST = 12
_SOURCE = re.compile(r"¶\S+ +[—-] ")
_NUMBER = re.compile(r"^\d{1,4}(?:\\?[.)])?\s+")
_SKIPPED = {"script", "style", "title", "footer", "head"}
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "table", "div", "section", "header", "ul", "ol", "dt", "dd"}
_VOID = {"br", "img", "hr", "meta", "link", "input", "wbr", "col"}


class Unreadable(Exception):
    """The file cannot be read as what its name says it is; the words say why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Verdict:
    """`digest` is the one that was compared with; `besides` is what stands in the file and not in the final text."""

    is_final: bool
    digest: str
    besides: tuple[str, ...] = ()


def verdicts(path: Path, *, digest: str = "") -> list[Verdict]:
    """One for the digest that is given; else one for each that stands in the file, and none where none stands there."""
    blocks = read_blocks(path)
    asked = [digest] if digest else digests_in("\n".join(blocks))
    return [_verdict(blocks, one) for one in asked]


def read_blocks(path: Path) -> list[str]:
    """The words of the file, block by block, as they stand."""
    if path.stat().st_size > LARGEST:
        raise Unreadable("large")
    content = path.read_bytes()
    reader = _READERS.get(path.suffix.lower(), _plain)
    return [block for block in reader(content) if block.strip()]


def _verdict(blocks: Sequence[str], digest: str) -> Verdict:
    told = [words for block in blocks if digest not in digests_in(block) and (words := plain_words(block))]
    bare = [plain_words(_NUMBER.sub("", words)) for words in told]
    for blocks_told in (told, bare):
        found = _window(blocks_told, digest)
        if found is not None:
            besides = (*told[: found[0]], *told[found[1] :])
            return Verdict(not besides, digest, besides)
    return Verdict(is_final=False, digest=digest)


def _window(words: Sequence[str], digest: str) -> tuple[int, int] | None:
    """From which block to which the digest's words stand."""
    for start in range(min(len(words), FIRST)):
        hashed = sha256()
        for end in range(start, len(words)):
            hashed.update((" " if end > start else "").encode() + words[end].encode())
            if hashed.hexdigest() == digest:
                return start, end + 1
    return None


def _text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        raise Unreadable("pdf")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Unreadable("not text") from error


def _plain(content: bytes) -> Iterator[str]:
    yield from re.split(r"\n[ \t]*\n", _text_of(content))


def _markdown(content: bytes) -> Iterator[str]:
    parts = re.split(r"\n[ \t]*\n", _text_of(content).strip())
    if "---" in (ends := [part.strip() for part in parts]) and len(parts) - ends.index("---") == 2:
        parts = parts[: ends.index("---")]
    blocks = [block for part in parts for block in _markdown_part(part)]
    listed = [at for at, block in enumerate(blocks) if _SOURCE.match(block)]
    if listed and listed == list(range(listed[0], len(blocks))):
        blocks = blocks[: max(listed[0] - 1, 0)]
    yield from blocks


def _markdown_part(part: str) -> Iterator[str]:
    if part.lstrip().startswith("|"):
        rows = [line.strip() for line in part.splitlines() if not re.fullmatch(r"[|\s:-]+", line)]
        yield " ".join(_unescaped(cell) for row in rows for cell in re.split(r"(?<!\\)\|", row))
        return
    items = re.split(r"\n(?=\s*[-*] )", part)
    for item in items:
        line = re.sub(r"^\s*(#{1,6}|[-*]) +", "", item)
        line = re.sub(r"^\d{1,4}\\\. ?", "", line)
        yield _unescaped(re.sub(r"\\\n", " ", line))


def _unescaped(words: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words)


class _Page(HTMLParser):
    """The blocks of a page, without what the paper adds; a table is one block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.said.append(" ")
            return
        names = (dict(attrs).get("class") or "").split()
        self._break(tag)
        skips = tag in _SKIPPED or bool({"number", "cited", "sources"} & set(names))
        self.open.append((tag, skips))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {name for name, _skips in self.open}:
            return
        self._break(tag)
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(skips for _name, skips in self.open):
            self.said.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _break(self, tag: str) -> None:
        if tag in {"td", "th", "tr"} or (tag in _BLOCKS and tag != "table" and self._in_table()):
            self.said.append(" ")
        elif tag in _BLOCKS:
            self._end()

    def _in_table(self) -> bool:
        return any(name == "table" for name, _skips in self.open)

    def _end(self) -> None:
        if words := "".join(self.said).strip():
            self.blocks.append(words)
        self.said = []


def _html(content: bytes) -> Iterator[str]:
    page = _Page()
    page.feed(_text_of(content))
    page.close()
    yield from page.blocks


def _docx(content: bytes) -> Iterator[str]:
    """As it reads with all tracked changes accepted."""
    _check_package(content)
    import docx  # noqa: PLC0415 (a quarter of a second that only this needs)
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        body = docx.Document(BytesIO(content)).element.body
    except (PackageNotFoundError, SyntaxError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable("not docx") from error
    blocks = [
        (_style_of(part), "".join(_said(part))) for part in body if _name(part) in {"p", "tbl"}
    ]  # fmt: skip
    listed = [at for at, (style, _words) in enumerate(blocks) if style == "Source"]
    if listed:
        blocks = blocks[: max(listed[0] - 1, 0)]
    yield from (words for _style, words in blocks)


def _check_package(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("large")
    except BadZipFile as error:
        raise Unreadable("not docx") from error


def _said(part: Any) -> Iterator[str]:
    for one in part:
        name = _name(one)
        if name in {"del", "moveFrom", "pPr", "sectPr", "tblPr", "trPr", "tcPr"}:
            continue
        if name == "r" and _run_style(one) == "Citation":
            continue
        if name == "t":
            yield one.text or ""
        elif name in {"tab", "br", "cr"}:
            yield " "
        else:
            yield from _said(one)
            if name in {"p", "tc"}:
                yield " "


def _name(part: Any) -> str:
    return str(part.tag).rpartition("}")[2]


def _style_of(part: Any) -> str:
    found = part.xpath("./w:pPr/w:pStyle/@w:val")
    return str(found[0]) if found else ""


def _run_style(run: Any) -> str:
    found = run.xpath("./w:rPr/w:rStyle/@w:val")
    return str(found[0]) if found else ""


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
}
