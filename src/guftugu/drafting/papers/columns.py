"""A version in several languages, side by side, passage by passage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from guftugu.texts.files import Printed
from guftugu.texts.files.columns import Columns

if TYPE_CHECKING:
    from guftugu.texts.lookups.renderings import RowSeen, SideBySide

Tongue = tuple[str, str]


def in_columns(sides: SideBySide, wanted: Collection[Tongue], *, lines: Sequence[str]) -> Columns:
    """The language that leads first, then those that are wanted, in the text's order."""
    lead = sides.languages[0].tongue
    tongues = [lead, *(one.tongue for one in sides.others if one.tongue in wanted)]
    titles = [Printed(None, "heading", 1, sides.text.title, *lead)]
    titles += [Printed(None, "heading", 1, _title(sides, tongue), *tongue) for tongue in tongues[1:]]
    return Columns(
        titles=tuple(titles),
        languages=tuple(tongues),
        rows=tuple(_row(row, tongues) for row in sides.rows),
        lines=tuple(lines),
        foot=sides.text.title,
        made_at=sides.text.version.made_at,
    )


def _title(sides: SideBySide, tongue: Tongue) -> str:
    told = sides.title.in_tongue(tongue) if sides.title else None
    return told.words if told else ""


def _row(row: RowSeen, tongues: Sequence[Tongue]) -> tuple[Printed | None, ...]:
    lead = row.passage
    cells: list[Printed | None] = [Printed(lead.number, lead.kind, lead.level, lead.words, *tongues[0])]
    for tongue in tongues[1:]:
        told = row.in_tongue(tongue)
        words = told.words if told else ""
        cells.append(Printed(lead.number, lead.kind, lead.level, words, *tongue) if words else None)
    return tuple(cells)
