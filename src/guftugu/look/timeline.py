from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guftugu.look.dates import days_in_words
from guftugu.look.drawing import drawn, element, group, line, link, shortened, text, text_width, together

WIDTH = 960.0
LABELS = 150.0
AXIS = 44.0
ROW = 24.0
LANE_GAP = 10.0
LONGEST_LABEL = 260.0
POINT = 5.0
AIR = 12.0
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
MOST_TICKS = 14


@dataclass(frozen=True, kw_only=True)
class TimelineItem:
    label: str
    earliest: date
    latest: date
    url: str = ""
    is_planned: bool = False


@dataclass(frozen=True, kw_only=True)
class Lane:
    label: str
    items: Sequence[TimelineItem]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An item with its place: the span on the axis, the row in its lane, and which side of it the label stands."""

    item: TimelineItem
    x1: float
    x2: float
    row: int
    label: str
    is_label_before: bool

    @property
    def extent(self) -> tuple[float, float]:
        width = text_width(self.label) + AIR
        return (
            (self.x1 - width - POINT, self.x2 + POINT)
            if self.is_label_before
            else (
                self.x1 - POINT,
                self.x2 + width + POINT,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Axis:
    start: date
    end: date

    def x(self, day: date) -> float:
        days = max((self.end - self.start).days, 1)
        inside = min(max((day - self.start).days, 0), days)
        return LABELS + (WIDTH - LABELS - 2 * POINT) * inside / days + POINT

    def holds(self, item: TimelineItem) -> bool:
        return item.latest >= self.start and item.earliest <= self.end


def draw_timeline(lanes: Sequence[Lane], *, start: date, end: date, title: str = "") -> SafeString:
    """What happened, by kind and time: a dot is some days, a bar is as much as is known, broken lines are plans."""
    axis = Axis(start=start, end=end)
    placed = [(lane, placed_in_lane(lane, axis)) for lane in lanes]
    heights = [ROW * (1 + max((each.row for each in items), default=0)) + LANE_GAP for _lane, items in placed]
    height = AXIS + sum(heights)
    parts: list[SafeString] = [draw_axis(axis, height)]
    top = AXIS
    for (lane, items), lane_height in zip(placed, heights, strict=True):
        parts.append(draw_lane(lane, items, top))
        top += lane_height
    return drawn(
        *parts,
        width=WIDTH,
        height=height,
        title=title or _("Timeline"),
        description=_("A dot is a few days; a bar is the time within which it lies; broken lines are plans."),
        holds_links=any(item.url for lane in lanes for item in lane.items),
    )


def draw_axis(axis: Axis, height: float) -> SafeString:
    parts: list[SafeString] = []
    shown_year = 0
    for tick in ticks(axis):
        x = axis.x(tick)
        parts.append(line(x1=x, y1=AXIS - 8, x2=x, y2=height, class_="hairline"))
        if tick.year != shown_year:
            parts.append(text(str(tick.year), x=x, y=14.0, class_="strong"))
            shown_year = tick.year
        if step_of(axis) < 12:
            parts.append(text(date_format(tick, "M"), x=x, y=30.0, class_="soft"))
    return together(parts)


def ticks(axis: Axis) -> Iterator[date]:
    step = step_of(axis)
    month = axis.start.year * 12 + axis.start.month - 1
    if axis.start.day > 1:
        month += 1
    month += -month % step
    while (tick := date(month // 12, month % 12 + 1, 1)) <= axis.end:
        yield tick
        month += step


def step_of(axis: Axis) -> int:
    months = (axis.end.year - axis.start.year) * 12 + axis.end.month - axis.start.month + 1
    return next((step for step in STEPS if months / step <= MOST_TICKS), STEPS[-1])


def placed_in_lane(lane: Lane, axis: Axis) -> list[Placed]:
    """Each item in the first row where neither its mark nor its label touches what already stands there."""
    rows: list[list[tuple[float, float]]] = []
    placed: list[Placed] = []
    for item in sorted(filter(axis.holds, lane.items), key=lambda each: (each.earliest, each.latest, each.label)):
        found = place(item, axis, rows)
        while len(rows) <= found.row:
            rows.append([])
        rows[found.row].append(found.extent)
        placed.append(found)
    return placed


def place(item: TimelineItem, axis: Axis, rows: list[list[tuple[float, float]]]) -> Placed:
    x1, x2 = axis.x(item.earliest), axis.x(item.latest)
    label = shortened(item.label, room=LONGEST_LABEL)
    width = text_width(label) + AIR + POINT
    is_before = x2 + width > WIDTH and x1 - width >= LABELS
    if not is_before:
        label = shortened(item.label, room=max(min(LONGEST_LABEL, WIDTH - x2 - AIR - POINT), 3 * AIR))
    row = 0
    while True:
        found = Placed(item=item, x1=x1, x2=x2, row=row, label=label, is_label_before=is_before)
        if row >= len(rows) or all(apart(found.extent, taken) for taken in rows[row]):
            return found
        row += 1


def apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] + 4 <= other[0] or other[1] + 4 <= one[0]


def draw_lane(lane: Lane, items: Sequence[Placed], top: float) -> SafeString:
    name = shortened(lane.label, room=LABELS - AIR)
    return group(
        line(x1=0.0, y1=top, x2=WIDTH, y2=top, class_="hairline"),
        group(element("title", lane.label), text(name, x=0.0, y=top + 20, class_="strong")),
        *(draw_item(each, top) for each in items),
    )


def draw_item(placed: Placed, top: float) -> SafeString:
    middle = top + 16 + placed.row * ROW
    if placed.is_label_before:
        label = text(placed.label, x=placed.x1 - AIR, y=middle + 4.5, anchor="end")
    else:
        label = text(placed.label, x=placed.x2 + AIR, y=middle + 4.5)
    return link(placed.item.url, element("title", told(placed.item)), draw_mark(placed, middle), label)


def draw_mark(placed: Placed, middle: float) -> SafeString:
    item = placed.item
    if placed.x2 - placed.x1 < 2 * POINT:
        return element(
            "circle",
            cx=(placed.x1 + placed.x2) / 2,
            cy=middle,
            r=POINT,
            class_="planned" if item.is_planned else "solid",
        )
    return element(
        "rect",
        x=placed.x1,
        y=middle - POINT,
        width=placed.x2 - placed.x1,
        height=2 * POINT,
        rx=POINT,
        class_="planned" if item.is_planned else "span",
    )


def told(item: TimelineItem) -> str:
    when = days_in_words(item.earliest, item.latest)
    return f"{item.label}, {when}" + (f" ({_('planned')})" if item.is_planned else "")


def months_around(days: Sequence[date]) -> tuple[date, date]:
    """The whole months that hold all these days: a start and an end for the axis."""
    first, last = min(days), max(days)
    return first.replace(day=1), (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
