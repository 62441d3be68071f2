"""The note grammar: what a rapporteur types on a sheet, read line by line. Pure; knows no database."""

from __future__ import annotations

from .lines import LineFlag, LineKind, Mention, NoteLine, Sheet
from .merging import MergedLine, carry_times, merge_sheets
from .reading import parse_sheet
from .rows import tidy_text
from .writing import render_line

__all__ = [
    "LineFlag",
    "LineKind",
    "Mention",
    "MergedLine",
    "NoteLine",
    "Sheet",
    "carry_times",
    "merge_sheets",
    "parse_sheet",
    "render_line",
    "tidy_text",
]
