"""Dates as people say them: "early January 1994", "начало марта 1994", «охири май».

A date is kept as it was said; here its bounds are guessed, the earliest and the latest day it can mean. A person
confirms them. What is guessed, where the calendar leaves it open:

- early, the beginning: the first ten days of a month; mid: the 11th to the 20th; late, the end: from the 21st. In a
  year: January to March, May to August, October to December. In a season or a quarter: its first, second, third month.
- the first days: the first five; the last days: the last five.
- winter 1994 begins in December 1993; so does winter 1993–94.
- circa: three days about a day, half a month about a month, a year about a year.
- a date without a year takes that of `near`; so do "this year" and "of the year". "Last" and "next" count from `near`.
- 11.04.1994 is the eleventh of April; 11/04/1994 may be either, so nothing is guessed.

Every word must be understood; otherwise there is no guess. The `edtf` library is asked for what is written in EDTF
itself and for a few English forms that are not ours ("the 1990s").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .bounds import Bounds, bounds_of, span_of, whole
from .words import spoken_words, understood, with_year

__all__ = ["BoundsFault", "SaidDate", "UnreadablePeriod", "check_bounds", "guess_bounds", "period"]

_JOINS = frozenset({"-", "to", "until", "till", "through", "and", "or", "&", "по", "до", "и", "или", "то", "ва"})
_OPENINGS = frozenset({"between", "from", "с", "от", "между", "аз"})
_DATE = r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?"
_WRITTEN = re.compile(rf"({_DATE})(?:/({_DATE}))?")
_EDTF = re.compile(r"(?=.*\d{2})[\dXY~?%/.,\[\]{}+-]+")
_DECADE = re.compile(r"(?i)(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?:\d{3}0'?s|\d{1,2}(?:st|nd|rd|th)\s+century)")


class BoundsFault(StrEnum):
    EARLIEST_MISSING = "earliest_missing"
    LATEST_MISSING = "latest_missing"
    LATEST_BEFORE_EARLIEST = "latest_before_earliest"
    UNLIKELY_YEAR = "unlikely_year"


class UnreadablePeriod(ValueError):
    """What was typed for a period is no date that can be read."""


@dataclass(frozen=True, slots=True)
class SaidDate:
    said: str
    edtf: str
    earliest: date
    latest: date


def guess_bounds(said: str, *, near: date | None = None) -> SaidDate | None:
    text = said.strip()
    try:
        bounds = _own_guess(text, near) or _library_guess(text)
    except (ValueError, OverflowError):  # 30 February, year 0, month 13
        return None
    if bounds is None or bounds.latest < bounds.earliest:
        return None
    return SaidDate(said, bounds.edtf, bounds.earliest, bounds.latest)


def check_bounds(earliest: date | None, latest: date | None) -> BoundsFault | None:
    if earliest is None:
        return BoundsFault.EARLIEST_MISSING
    if latest is None:
        return BoundsFault.LATEST_MISSING
    if latest < earliest:
        return BoundsFault.LATEST_BEFORE_EARLIEST
    if earliest.year < 1800 or latest.year > 2200:
        return BoundsFault.UNLIKELY_YEAR
    return None


def period(text: str) -> tuple[date, date]:
    """First and last day of what was typed ("1994", "1994-01", "Q1 1994"): `--from` takes one, `--to` the other."""
    guess = guess_bounds(text)
    if guess is None:
        raise UnreadablePeriod(text)
    return guess.earliest, guess.latest


def _own_guess(text: str, near: date | None) -> Bounds | None:
    if written := _WRITTEN.fullmatch(text):
        return _written_guess(*written.groups())
    words = spoken_words(text)
    point = understood(words, near)
    if point is not None:
        return bounds_of(with_year(point, near))
    while words and words[0] in _OPENINGS:
        words = words[1:]
    for place, word in enumerate(words):
        if word in _JOINS:
            first, last = understood(words[:place], near), understood(words[place + 1 :], near)
            if first is not None and last is not None:
                return span_of(first, last, near)
    return None


def _written_guess(first: str, last: str | None) -> Bounds:
    """EDTF dates and intervals of them, without waking the library: it takes half a second to load."""
    begins = whole(*map(int, first.split("-")))
    ends = whole(*map(int, last.split("-"))) if last else begins
    return Bounds(begins.earliest, ends.latest, f"{first}/{last}" if last else first)


def _library_guess(text: str) -> Bounds | None:
    is_edtf, is_decade = _EDTF.fullmatch(text), _DECADE.fullmatch(text)
    if not is_edtf and not is_decade:
        return None
    from edtf import EDTFParseException, parse_edtf, text_to_edtf  # noqa: PLC0415 half a second

    written = text if is_edtf else text_to_edtf(text)
    try:
        parsed = parse_edtf(written)
        earliest, latest = parsed.lower_strict(), parsed.upper_strict()
        return Bounds(date(*earliest[:3]), date(*latest[:3]), str(written))
    except (EDTFParseException, TypeError, AttributeError):  # no EDTF, or open at one end
        return None
