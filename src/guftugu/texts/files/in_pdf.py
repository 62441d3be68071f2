"""A paper as PDF, set by typst in a program of its own. Words reach it as data; no machine's fonts are asked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from guftugu.texts.files.document import Document
from guftugu.texts.files.paper import Block, Paper, paper
from guftugu.texts.files.words import Line

PROGRAM = Path(__file__).with_name("typeset.py")
LONGEST = 120  # seconds
# Of the server's environment, which may hold its secrets, only what a program cannot start without.
NEEDED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
# Typst knows how these break at a line's end. Others are set ragged: justified without breaks, lines would gape.
HYPHENATED = {
    "af", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "gl", "hr", "hu", "is", "it", "ka",
    "la", "lt", "lv", "mn", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tk", "tr", "uk",
}  # fmt: skip
UNBROKEN = re.compile(r"\S{36}(?=\S{6})")


class Spoken(Protocol):
    @property
    def language(self) -> str: ...
    @property
    def rtl(self) -> bool: ...


class UnableToSet(RuntimeError):
    """Typst gave up. What it said about it is not told: it may quote the paper."""


def as_pdf(document: Document) -> bytes:
    return typeset("paper.typ", data(paper(document)), document.made_at)


def typeset(template: str, said: dict[str, Any], made_at: datetime) -> bytes:
    asked = {"template": template, "paper": said, "made_at": int(made_at.timestamp())}
    setting = subprocess.run(  # noqa: S603 (a program of ours, with nothing of the paper in what it is called with)
        [sys.executable, "-I", str(PROGRAM)],
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=LONGEST,
        env={name: os.environ[name] for name in NEEDED if name in os.environ},
        check=False,
    )
    if setting.returncode:
        raise UnableToSet(f"typeset.py ended with {setting.returncode}")
    return setting.stdout


def data(made: Paper) -> dict[str, Any]:
    anchors = made.anchors
    return spoken(made) | {
        "title": breakable(made.title),
        "lines": [breakable(line) for line in made.lines],
        "parts": parts(made.blocks, anchors),
        "notes": [
            spoken(note) | {"label": note.label, "anchor": note.anchor, "words": pieces(note.words, anchors)}
            for note in made.notes
        ],
        "notes_title": made.notes_title,
        "foot": breakable(made.foot),
        "made": moment(made.made_at),
    }


def moment(at: datetime) -> dict[str, int]:
    day = at.astimezone(UTC)
    return {part: getattr(day, part) for part in ("year", "month", "day", "hour", "minute", "second")}


def parts(blocks: tuple[Block, ...], anchors: dict[str, str]) -> list[list[dict[str, Any]]]:
    """Items that follow each other are one list, so that they are read out as one; every other block is a part."""
    found: list[list[dict[str, Any]]] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind == "item" and (block.rtl,)):
        set_blocks = [set_block(block, anchors) for block in group]
        found += [set_blocks] if is_list else [[block] for block in set_blocks]
    return found


def set_block(block: Block, anchors: dict[str, str]) -> dict[str, Any]:
    return spoken(block) | {
        "kind": block.kind,
        "level": block.level,
        "number": block.number,
        "lines": [pieces(line, anchors) for line in block.lines],
        "rows": [[pieces(cell, anchors) for cell in row] for row in block.rows],
    }


def spoken(said: Spoken) -> dict[str, Any]:
    """Typst takes a language of two or three letters and a region of two, and stops at anything else."""
    language, *others = said.language.split("-")
    lang = language.casefold() if re.fullmatch(r"[A-Za-z]{2,3}", language) else "und"
    region = next((part for part in others if re.fullmatch(r"[A-Za-z]{2}", part)), None)
    return {"lang": lang, "region": region, "rtl": said.rtl, "hyphenated": said.rtl or lang in HYPHENATED}


def pieces(line: Line, anchors: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"words": breakable(piece.words)}
        if piece.words
        else {
            "labels": [
                {"label": label} | ({"anchor": anchors[label]} if label in anchors else {}) for label in piece.labels
            ]
        }
        for piece in line
    ]


def breakable(words: str) -> str:
    """An address or a hash longer than a line would run off the paper."""
    return UNBROKEN.sub("\\g<0>\u200b", words)
