"""A time in words, as the title of a report says it."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language

from guftugu.look.dates import span_in_words

if TYPE_CHECKING:
    from datetime import date

    from guftugu.reports.composed import Period


def period_in_words(period: Period) -> str:
    """ "January–March 1994", "December 1993 – February 1994", "1994", "10 January 1994 – 2 March 1994"."""
    first, last = period.first, period.last
    is_whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    is_one_year = first.year == last.year
    if not is_whole or (is_one_year and (first.month == last.month or (first.month, last.month) == (1, 12))):
        return span_in_words(first, last)
    if is_one_year:
        return f"{_month(first, 'F')}–{_month(last, 'F Y')}"
    return f"{_month(first, 'F Y')} – {_month(last, 'F Y')}"


def _month(day: date, form: str) -> str:
    """Inside a sentence only English begins a month with a capital."""
    words = date_format(day, form)
    return words if (get_language() or "en").startswith("en") else words.lower()
