"""The ribbon as a drawing: solid is settled, dots are momentary, dashes are tentative, in any colour or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guftugu.look.drawing import drawn, element, group, line, shortened, text, text_width, together
from guftugu.phases.kinds import Firmness
from guftugu.phases.ribbon import Column, Ribbon, RibbonRow, Stretch

if TYPE_CHECKING:
    from uuid import UUID

WIDTH = 960.0
LABELS = 176.0
BEFORE = LABELS + 10.0
FIRST = LABELS + 62.0
RIGHT = 118.0
AXIS = 46.0
ROW = 34.0
LANE = 20.0
STUB = 40.0
HIT = 22.0
LEAST, MOST = 0.65, 1.8
# Width of the line, and how it is broken: of the group, and thinner of a subject.
STROKES: dict[str, tuple[tuple[float, str | None], tuple[float, str | None]]] = {
    Firmness.SETTLED: ((7.0, None), (4.0, None)),
    Firmness.MOMENTARY: ((7.0, "0.1 12"), (4.0, "0.1 8")),
    Firmness.TENTATIVE: ((3.0, "10 7"), (2.0, "7 5")),
}


@dataclass(frozen=True)
class Places:
    """Where each meeting stands. Lines begin before the first, and end a little after the last that was held."""

    x: dict[int, float]
    end: float

    def of(self, meeting: int) -> float:
        known = [place for number, place in self.x.items() if number <= meeting]
        return known[-1] if known else BEFORE


def draw_ribbon(ribbon: Ribbon, *, title: str = "", url: str = "") -> SafeString:
    """Each line leads to the reasons: to their place on the page of `url`, or on this one."""
    places = placed(ribbon.columns)
    lanes = [lanes_of(row) for row in ribbon.rows]
    heights = [ROW + LANE * max(len(lane) - 1, 0) for lane in lanes]
    height = AXIS + sum(heights) + 4
    parts = [draw_columns(ribbon.columns, places, height)]
    top = AXIS
    for row, lane, row_height in zip(ribbon.rows, lanes, heights, strict=True):
        parts.append(draw_row(row, lane, places, top, url=url))
        top += row_height
    parts.append(line(x1=0.0, y1=top, x2=WIDTH, y2=top, class_="hairline"))
    return drawn(
        *parts,
        width=WIDTH,
        height=height,
        title=title or _("The phases over the meetings"),
        description=_("Solid: settled. Dots: momentary. Dashes: tentative. Thin lines: one subject."),
        holds_links=bool(ribbon.stretches),
    )


def placed(columns: Sequence[Column]) -> Places:
    """By their dates, but never so close that one cannot tell them apart, nor so far that the rest is pressed."""
    if not columns:
        return Places({}, BEFORE + 2 * STUB)
    weights = list(gaps(columns))
    unit = (WIDTH - RIGHT - FIRST) / max(sum(weights), 2.0)
    x, at = {columns[0].number: FIRST}, FIRST
    for column, weight in zip(columns[1:], weights, strict=True):
        at += weight * unit
        x[column.number] = at
    held = [x[column.number] for column in columns if not column.is_planned]
    planned = [x[column.number] for column in columns if column.is_planned]
    last = max(held, default=BEFORE)
    room = min((place - last for place in planned if place > last), default=2 * STUB)
    return Places(x, last + min(STUB, room * 0.6))


def gaps(columns: Sequence[Column]) -> Iterator[float]:
    days = [
        (after.earliest - before.earliest).days if before.earliest and after.earliest else None
        for before, after in pairwise(columns)
    ]
    known = [each for each in days if each is not None and each > 0]
    usual = sum(known) / len(known) if known else 1.0
    for each in days:
        yield min(max(each / usual, LEAST), MOST) if each is not None else 1.0


def draw_columns(columns: Sequence[Column], places: Places, height: float) -> SafeString:
    lines = [
        element(
            "line", x1=places.x[column.number], y1=AXIS - 8, x2=places.x[column.number], y2=height, class_="hairline",
            stroke_dasharray="3 4" if column.is_planned else None,
        )
        for column in columns
    ]  # fmt: skip
    numbers = [(places.x[column.number], f"#{column.number}", column.is_planned) for column in columns]
    names = [
        text(name, x=x, y=15.0, class_="soft" if is_planned else "strong", anchor="middle")
        for x, name, is_planned in apart(numbers)
    ]
    dated = [(places.x[column.number], when, column.is_planned) for column, when in dates(columns) if when]
    whens = [text(when, x=x, y=31.0, class_="soft", anchor="middle") for x, when, _planned in apart(dated)]
    return together([*lines, *names, *whens])


def apart(labels: Sequence[tuple[float, str, bool]]) -> Iterator[tuple[float, str, bool]]:
    """Those that do not run into the one before."""
    free = 0.0
    for x, words, is_planned in labels:
        half = text_width(words) / 2
        if x - half >= free:
            yield x, words, is_planned
            free = x + half + 4


def dates(columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
    """The month, and the year with the first of each; nothing for what lies in no one month."""
    year = 0
    for column in columns:
        first, last = column.earliest, column.latest
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            yield column, ""
            continue
        yield column, date_format(first, "M" if first.year == year else "M Y")
        year = first.year


def lanes_of(row: RibbonRow) -> list[UUID | None]:
    """One line for the group, if anything is judged of it, and one for each subject."""
    found = dict.fromkeys(stretch.standing.series[0] for stretch in row.stretches)
    return sorted(found, key=lambda subject: subject is not None)


def draw_row(row: RibbonRow, lanes: list[UUID | None], places: Places, top: float, *, url: str) -> SafeString:
    base = top + ROW - 12
    name = f"{row.phase.value} {row.phase.label}"
    return group(
        line(x1=0.0, y1=top, x2=WIDTH, y2=top, class_="hairline"),
        group(element("title", name), text(shortened(name, room=LABELS - 8), x=0.0, y=base + 4.5)),
        *(
            draw_stretch(stretch, places, base + LANE * lanes.index(stretch.standing.series[0]), url=url)
            for stretch in row.stretches
        ),
    )


def draw_stretch(stretch: Stretch, places: Places, y: float, *, url: str) -> SafeString:
    x1 = places.of(stretch.since)
    x2 = places.end if stretch.until is None else max(places.of(stretch.until), x1 + 6)
    hit = element("rect", x=x1, y=y - HIT / 2, width=x2 - x1, height=HIT, fill="none", pointer_events="all")
    return draw_line(stretch, hit, draw_label(stretch, x2 + 10, y + 4.5), url=url, x1=x1, y1=y, x2=x2, y2=y)


def draw_line(
    stretch: Stretch, *beside: SafeString, url: str, x1: float, y1: float, x2: float, y2: float
) -> SafeString:
    """A judgement, as firm as it is, and as thin as what it is on; it leads to its reasons."""
    standing = stretch.standing
    width, dashes = STROKES[standing.firmness][standing.subject is not None]
    drawn_line = element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, class_="line", stroke_width=width, stroke_dasharray=dashes,
        stroke_linecap="butt" if standing.firmness == Firmness.TENTATIVE else "round",
    )  # fmt: skip
    said = told(stretch)
    return element("a", element("title", said), *beside, drawn_line, href=f"{url}#{standing.anchor}", aria_label=said)


def draw_label(stretch: Stretch, x: float, y: float) -> SafeString:
    """A subject by its name; the group's lines only where they are not settled, and still hold."""
    standing = stretch.standing
    if standing.subject is not None:
        return text(shortened(standing.subject.short or standing.subject.shown, room=RIGHT), x=x, y=y, class_="soft")
    if stretch.is_in_force and standing.firmness != Firmness.SETTLED:
        return text(str(standing.firmness.label), x=x, y=y)
    return mark_safe("")


def told(stretch: Stretch) -> str:
    """The same in words, for who hears the page or waits with the pointer."""
    standing = stretch.standing
    said = _("Phase %(number)s, %(name)s: %(firmness)s, %(when)s") % {
        "number": standing.phase.value,
        "name": standing.phase.label,
        "firmness": standing.firmness.label,
        "when": held(stretch),
    }
    return f"{said} ({standing.subject.shown})" if standing.subject else said


def held(stretch: Stretch) -> str:
    since, until = stretch.since, stretch.until
    if until is None:
        return _("since #%(since)s") % {"since": since} if since else _("since before the first meeting")
    between = {"since": since, "until": until}
    return _("from #%(since)s to #%(until)s") % between if since else _("until #%(until)s") % between
