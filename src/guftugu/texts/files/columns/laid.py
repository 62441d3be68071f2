"""Columns made ready to be set: what every format has in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf.locale import LANG_INFO

from guftugu.texts.files.document import Document, Printed, is_right_to_left, language_tag
from guftugu.texts.files.paper import DEEPEST, Block, Paper, block_of, paper

# As their speakers call them, where the framework does not know.
NAMES = {"prs": "دری", "ps": "پښتو", "fa": "فارسی"}
SCRIPTS = {"Latn": "Latin", "Cyrl": "Кириллица", "Arab": "عربی"}
MANY = 3  # from so many columns on, the paper lies on its side


@dataclass(frozen=True, slots=True)
class Columns:
    """A text in several languages, the lead first. A row is one passage; None where it is not rendered."""

    titles: tuple[Printed, ...]
    languages: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Printed | None, ...], ...]
    lines: tuple[str, ...]
    foot: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a column. `title` is None where the text has none in this language."""

    name: str
    language: str
    rtl: bool
    title: Block | None


@dataclass(frozen=True, slots=True)
class Row:
    number: int | None
    cells: tuple[Block | None, ...]

    @property
    def kind(self) -> str:
        return next((cell.kind for cell in self.cells if cell), "paragraph")


@dataclass(frozen=True, slots=True)
class Laid:
    """`made` is the paper around the columns; it runs as the first language does."""

    made: Paper
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]

    @property
    def lies(self) -> bool:
        return len(self.heads) >= MANY

    @property
    def has_titles(self) -> bool:
        return any(head.title for head in self.heads)


def laid(columns: Columns) -> Laid:
    if not columns.languages or any(len(row) != len(columns.languages) for row in columns.rows):
        raise ValueError("Every row has as many passages as there are languages, and there is a language.")
    language, script = columns.languages[0]
    title = columns.titles[0].words if columns.titles else ""
    made = paper(Document(title, language, script, columns.lines, (), (), columns.foot, columns.made_at))
    rows = (_row(row, columns.languages) for row in columns.rows)
    return Laid(made, tuple(_heads(columns)), tuple(row for row in rows if any(row.cells)))


def name_of(language: str, script: str = "") -> str:
    """A language as its speakers call it; its tag where nobody told us."""
    known = LANG_INFO.get(language.casefold(), {}).get("name_local")
    name = NAMES.get(language.casefold(), known or language_tag(language, script))
    own = f" ({SCRIPTS.get(script, script)})" if script else ""
    return name[:1].upper() + name[1:] + own


def _heads(columns: Columns) -> list[Head]:
    heads = []
    for at, (language, script) in enumerate(columns.languages):
        tag = language_tag(language, script)
        title = _cell(columns.titles[at], language, script) if at < len(columns.titles) else None
        heads.append(Head(name_of(language, script), tag, is_right_to_left(tag), title))
    return heads


def _row(row: tuple[Printed | None, ...], languages: tuple[tuple[str, str], ...]) -> Row:
    cells = tuple(
        _cell(passage, *language) if passage else None for passage, language in zip(row, languages, strict=True)
    )
    return Row(next((passage.number for passage in row if passage and passage.number is not None), None), cells)


def _cell(passage: Printed, language: str, script: str) -> Block | None:
    own = passage if passage.language else replace(passage, language=language, script=script)
    block = block_of(replace(own, number=None), "", max(1, min(own.level, DEEPEST)), cites=True)
    return block if block.lines or block.rows else None
