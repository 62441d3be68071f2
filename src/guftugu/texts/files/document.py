"""A text as a file needs it: nothing here knows a viewer, a room or a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "khw", "ks", "prs", "ps", "sd", "ug", "ur", "yi"})
"""Languages that run from right to left unless a script is named that does not."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One passage. `number` is what the page prints beside it (headings have none).

    A table's words are its rows, a line each, with tabs between the cells; the first row is the heading. A language
    left empty is the paper's.
    """

    number: int | None
    kind: str
    level: int
    words: str
    language: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a label stands for, in the small print at the end."""

    label: str
    words: str
    language: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything on the paper. `made_at` is passed in, so that the same document gives the same bytes.

    Without `cites` neither labels nor sources leave: for a paper that goes to somebody who may not know the record.
    """

    title: str
    language: str
    script: str
    lines: tuple[str, ...]
    passages: tuple[Printed, ...]
    sources: tuple[Source, ...]
    foot: str
    made_at: datetime
    cites: bool = True
    sources_title: str = "Sources"


def language_tag(language: str, script: str = "") -> str:
    """As BCP 47 has it: a script that the language names already is not said twice. What is no language is none."""
    parts = language.replace("_", "-").split("-")
    named = any(len(part) == 4 and part.isalpha() for part in parts[1:])
    tag = "-".join([parts[0], script, *parts[1:]] if script and not named else parts)
    return tag if TAG.fullmatch(tag) else ""


def is_right_to_left(language: str, script: str = "") -> bool:
    parts = language_tag(language, script).casefold().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return scripts[0] in RIGHT_TO_LEFT_SCRIPTS if scripts else parts[0] in RIGHT_TO_LEFT
