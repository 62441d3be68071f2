"""The ribbon turned for a narrow screen: meetings from top to bottom, a column a phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guftugu.look.drawing import drawn, element, group, line, plain_number, shortened, text, together
from guftugu.phases.drawing import dates, draw_line, draw_ribbon, gaps, lanes_of

if TYPE_CHECKING:
    from guftugu.phases.ribbon import Column, Ribbon, RibbonRow, Stretch

WIDTH = 330.0
LABELS = 96.0
PHASE = 46.0
LANE = 14.0
NAMES = 166.0
FIRST = NAMES + 40.0
GAP = 46.0
STUB = 28.0
HIT = 24.0


@dataclass(frozen=True)
class Heights:
    """How far down each meeting stands, and where lines end that still hold."""

    y: dict[int, float]
    end: float

    def of(self, meeting: int) -> float:
        known = [height for number, height in self.y.items() if number <= meeting]
        return known[-1] if known else NAMES + 12


def draw_either(ribbon: Ribbon, *, title: str = "", url: str = "") -> SafeString:
    """The ribbon lying, and turned: the style sheet shows the second on a narrow screen, inside `.ribbon`."""
    return format_html(
        '<div class="lying">{}</div><div class="turned">{}</div>',
        draw_ribbon(ribbon, title=title, url=url),
        draw_turned(ribbon, title=title, url=url),
    )


def draw_turned(ribbon: Ribbon, *, title: str = "", url: str = "") -> SafeString:
    heights = set_down(ribbon.columns)
    height = max([*heights.y.values(), heights.end]) + 14
    return drawn(
        draw_meetings(ribbon.columns, heights),
        *(draw_phase(row, place, heights, height, url=url) for place, row in enumerate(ribbon.rows)),
        width=WIDTH,
        height=height,
        title=title or _("The phases over the meetings, from top to bottom"),
        description=_("Solid: settled. Dots: momentary. Dashes: tentative. Thin lines: one subject."),
        holds_links=bool(ribbon.stretches),
    )


def set_down(columns: Sequence[Column]) -> Heights:
    at, y = FIRST, dict[int, float]()
    for column, gap in zip(columns, [0.0, *gaps(columns)], strict=False):
        at += gap * GAP
        y[column.number] = at
    held = [y[column.number] for column in columns if not column.is_planned]
    return Heights(y, max(held, default=NAMES + 12) + STUB)


def draw_meetings(columns: Sequence[Column], heights: Heights) -> SafeString:
    parts: list[SafeString] = []
    for column, when in dates(columns):
        y, ink = heights.y[column.number], "soft" if column.is_planned else "strong"
        dashes = "3 4" if column.is_planned else None
        parts += [
            element("line", x1=LABELS, y1=y, x2=WIDTH, y2=y, class_="hairline", stroke_dasharray=dashes),
            text(f"#{column.number}", x=0.0, y=y + 4.5, class_=ink),
            text(when, x=LABELS - 8, y=y + 4.5, class_="soft", anchor="end"),
        ]
    return together(parts)


def draw_phase(row: RibbonRow, place: int, heights: Heights, height: float, *, url: str) -> SafeString:
    x = LABELS + 20 + place * PHASE
    name = f"{row.phase.value} {row.phase.label}"
    upright = f"translate({plain_number(x + 4.5)} {plain_number(NAMES - 8)}) rotate(-90)"
    lanes = lanes_of(row)
    return group(
        line(x1=x, y1=NAMES, x2=x, y2=height, class_="hairline"),
        group(element("title", name), text(shortened(name, room=NAMES - 8), x=0.0, y=0.0), transform=upright),
        *(
            draw_stretch(stretch, x + LANE * lanes.index(stretch.standing.series[0]), heights, url=url)
            for stretch in row.stretches
        ),
    )


def draw_stretch(stretch: Stretch, x: float, heights: Heights, *, url: str) -> SafeString:
    y1 = heights.of(stretch.since)
    y2 = heights.end if stretch.until is None else max(heights.of(stretch.until), y1 + 6)
    hit = element("rect", x=x - HIT / 2, y=y1, width=HIT, height=y2 - y1, fill="none", pointer_events="all")
    return draw_line(stretch, hit, url=url, x1=x, y1=y1, x2=x, y2=y2)
