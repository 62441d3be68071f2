"""From what was understood to the first and last day it can mean."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .words import Point, with_year

_WINTER = 12
_SEASON_CODES = {3: 21, 6: 22, 9: 23}
_YEAR_PARTS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}
_THIRDS = {"early": 0, "mid": 1, "late": 2}


@dataclass(frozen=True, slots=True)
class Bounds:
    earliest: date
    latest: date
    edtf: str


def bounds_of(point: Point) -> Bounds | None:
    """None where the year is missing, or the words do not go together ("early 5 March")."""
    if point.year is None:
        return None
    bounds = _of_unit(point.year, point) if point.unit else _of_date(point.year, point)
    return _widened(bounds, point) if bounds and point.is_about else bounds


def whole(year: int, month: int | None = None, day: int | None = None) -> Bounds:
    if month is None:
        return Bounds(date(year, 1, 1), date(year, 12, 31), f"{year:04}")
    if day is None:
        return Bounds(date(year, month, 1), _month_end(year, month), f"{year:04}-{month:02}")
    on = date(year, month, day)
    return Bounds(on, on, on.isoformat())


def span_of(first: Point, last: Point, near: date | None) -> Bounds | None:
    """From one to the other; what only one of them says ("5–7 March", "July and August 1994") holds for both."""
    last = _short_year(first, last)
    if first.season == _WINTER and first.year is not None and last == Point(year=first.year + 1):
        return bounds_of(Point(year=last.year, season=_WINTER))
    first, last = _shared(first, last)
    if first.year is None and last.year is None:
        first, last = with_year(first, near), with_year(last, near)
    begins, ends = _in_year_of(first, last), _in_year_of(last, first)
    if begins and ends and ends.latest < begins.earliest and first.month != last.month:
        begins = _in_year_of(first, last, step=-1)
        ends = _in_year_of(last, first, step=1)
    return _joined(begins, ends) if begins and ends and begins.earliest <= ends.latest else None


def _in_year_of(point: Point, other: Point, *, step: int = 0) -> Bounds | None:
    """Its bounds, in its own year or, if only the other has one, in that or one `step` away: December to January."""
    if point.year is None and other.year is not None:
        return bounds_of(replace(point, year=other.year + step))
    return bounds_of(point)


def _of_date(year: int, point: Point) -> Bounds | None:
    if point.day is not None:
        return whole(year, point.month, point.day) if point.month and not (point.part or point.season) else None
    if point.season is not None:
        return _of_season(year, point.season, point.part) if point.month is None else None
    if point.part is None:
        return whole(year, point.month)
    if point.month is None:
        return _months(year, *_YEAR_PARTS[point.part])
    return _third(year, point.month, _THIRDS[point.part])


def _of_season(year: int, begins: int, part: str | None) -> Bounds:
    first = (year - 1) * 12 + begins - 1 if begins == _WINTER else year * 12 + begins - 1
    if part is not None:
        first += _THIRDS[part]
        return whole(first // 12, first % 12 + 1)
    last = first + 2
    span = _joined(whole(first // 12, first % 12 + 1), whole(last // 12, last % 12 + 1))
    return span if begins == _WINTER else replace(span, edtf=f"{year:04}-{_SEASON_CODES[begins]}")


def _of_unit(year: int, point: Point) -> Bounds | None:
    ordinal = point.ordinal or 0
    if point.day is not None or point.season is not None:
        return None
    if point.unit == "quarter":
        return _of_quarter(year, ordinal, point) if point.month is None else None
    if point.part is not None:
        return None
    if point.month is None:
        half = {1: 0, 2: 1, -1: 1}.get(ordinal) if point.unit == "half" else None
        return None if half is None else _months(year, 1 + 6 * half, 6 + 6 * half)
    return _of_month_unit(year, point.month, ordinal, point.unit)


def _of_quarter(year: int, ordinal: int, point: Point) -> Bounds | None:
    number = 4 if ordinal == -1 else ordinal
    first = number * 3 - 2
    if point.part is not None:
        return whole(year, first + _THIRDS[point.part])
    return replace(_months(year, first, first + 2), edtf=f"{year:04}-{32 + number}")


def _of_month_unit(year: int, month: int, ordinal: int, unit: str | None) -> Bounds | None:
    end = _month_end(year, month).day
    if unit == "third":
        return _third(year, month, (ordinal - 1) if ordinal > 0 else 2) if ordinal < 4 else None
    if unit == "half":
        return {1: _days(year, month, 1, 15)}.get(ordinal, _days(year, month, 16, end)) if ordinal < 3 else None
    if unit == "week":
        return _days(year, month, end - 6, end) if ordinal == -1 else _days(year, month, ordinal * 7 - 6, ordinal * 7)
    if unit == "days" and ordinal in (1, -1):
        return _days(year, month, 1, 5) if ordinal == 1 else _days(year, month, end - 4, end)
    return None


def _shared(first: Point, last: Point) -> tuple[Point, Point]:
    if last.month is None and last.season is None and last.day is not None:
        last = replace(last, month=first.month)
    if first.month is None and first.season is None and first.year is None and (first.day or first.part):
        first = replace(first, month=last.month, season=None if first.day else last.season)
    if first.part and not (first.month or first.season) and first.year is None:
        first = replace(first, year=last.year)
    return first, last


def _short_year(first: Point, last: Point) -> Point:
    """The 94 of 1993–94."""
    if last.is_only_day and first.year is not None and first.day is None and last.day is not None:
        return Point(year=first.year // 100 * 100 + last.day)
    return last


def _widened(bounds: Bounds, point: Point) -> Bounds:
    days = 3 if point.day else 15 if point.month else 365
    margin = timedelta(days=days)
    edtf = bounds.edtf if "/" in bounds.edtf else f"{bounds.edtf}~"
    return Bounds(bounds.earliest - margin, bounds.latest + margin, edtf)


def _joined(begins: Bounds, ends: Bounds) -> Bounds:
    first = begins.edtf if _may_bound(begins.edtf) else begins.earliest.isoformat()
    last = ends.edtf if _may_bound(ends.edtf) else ends.latest.isoformat()
    return Bounds(begins.earliest, ends.latest, f"{first}/{last}")


def _may_bound(edtf: str) -> bool:
    """An interval is of days, months and years, not of intervals, seasons (21 on) or quarters (33 on)."""
    return "/" not in edtf and not (edtf[4:5] == "-" and int(edtf[5:7]) > 12)


def _third(year: int, month: int, number: int) -> Bounds:
    end = _month_end(year, month).day
    return _days(year, month, 10 * number + 1, end if number == 2 else 10 * number + 10)


def _days(year: int, month: int, first: int, last: int) -> Bounds:
    return _joined(whole(year, month, first), whole(year, month, last))


def _months(year: int, first: int, last: int) -> Bounds:
    return _joined(whole(year, first), whole(year, last))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
