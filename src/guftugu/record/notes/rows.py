"""A sheet's text cut into the rows that are one line of notes each, before anyone asks who is speaking.

Where a line begins depends on its shape alone, never on which codes are known: so the same text is always cut the same
way, and the times of its rows can be carried from one saving to the next.

A row that begins with white space continues the row before it, unless it begins like a line of its own: a bullet, a
list number, one of `#`, `*`, `--`, `??`, or a code and its mark. What follows Word's soft line break (a vertical tab)
counts as such a row.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = dict.fromkeys(
    [0x00, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_BREAKS = {0x0B: "\n ", 0x2028: "\n ", 0x0C: "\n", 0x85: "\n", 0x2029: "\n"}
_JOINERS = "\u200c\u200d"
_ODD_SPACE = re.compile(r"[^\S\t]")

_AS_TYPED_BY_HAND = str.maketrans(
    {
        **dict.fromkeys("：﹕︓։׃꞉∶ː", ":"),
        **dict.fromkeys("？؟︖﹖⁇", "?"),
        **dict.fromkeys("！︕﹗", "!"),
        **dict.fromkeys("＝﹦", "="),
        **dict.fromkeys("＞﹥→", ">"),
        **dict.fromkeys("＾ˆ", "^"),
        **dict.fromkeys("＃﹟", "#"),
        **dict.fromkeys("＊﹡∗", "*"),
        **dict.fromkeys("‐‑−﹣－", "-"),
        "\u2015": "\u2014",
        "×": "x",
    }
)

BULLET = re.compile(r"[•●○◦▪▫■□‣⁃∙·⋅►➢➤✓✔\uf000-\uf0ff]\s*|[-–—]\t\s*|o(?:\t| {2,})\s*")
HYPHEN_BULLET = re.compile(r"[-‐‑−](?![-‐‑−])\s+")
LIST_NUMBER = re.compile(r"(?:\(\d{1,3}\)|\d{1,3}[.)])\s+")
_OWN_MARK = re.compile(r"#|\*|--|[–—]\s|\?\?")
_OWN_CODE = re.compile(r"(?P<letters>[^\W\d_]{1,3})(?P<digits>\d{0,3})[ ]?(?:[:?!>=^](?![/\\])|[xхXХ](?=\s))")


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    raw: str
    text: str


def tidy_text(text: str) -> str:
    """The text with its line ends made plain. `NoteLine.number` counts the rows of this, so a page should show this."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return plain.translate(_BREAKS)


def as_typed_by_hand(text: str) -> str:
    """The marks that other keyboards and word processors make, as the grammar writes them, one character for one."""
    return text.translate(_AS_TYPED_BY_HAND)


def rows_of(text: str) -> list[Row]:
    rows: list[Row] = []
    for number, raw in enumerate(tidy_text(text).split("\n"), start=1):
        seen = _ODD_SPACE.sub(" ", raw.translate(_INVISIBLE))
        stripped = seen.strip().lstrip(_JOINERS).strip()
        if not stripped:
            continue
        if rows and seen[0].isspace() and not _begins_a_line(stripped):
            before = rows[-1]
            rows[-1] = Row(before.number, f"{before.raw}\n{raw}", f"{before.text} {stripped}")
        else:
            rows.append(Row(number, raw, stripped))
    return rows


def _begins_a_line(stripped: str) -> bool:
    head = as_typed_by_hand(stripped[:24])
    if any(pattern.match(head) for pattern in (BULLET, HYPHEN_BULLET, LIST_NUMBER, _OWN_MARK)) or stripped[0] == "⁇":
        return True
    code = _OWN_CODE.match(head)
    return code is not None and (code["digits"] != "" or code["letters"].isupper())
