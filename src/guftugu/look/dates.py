from __future__ import annotations

import calendar
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

# The day before the month in every language, the month in the case that the language wants after a day.
DAY = "j E Y"


def day_in_words(day: date) -> str:
    return date_format(day, DAY)


def days_in_words(earliest: date | None, latest: date | None) -> str:
    """Two bounds as short as they can be said: "7 January 1994", "4–6 March 1994", "January 1994", "1994"."""
    if earliest and latest:
        return span_in_words(earliest, latest)
    if earliest:
        return _("from %(first)s") % {"first": day_in_words(earliest)}
    if latest:
        return _("up to %(last)s") % {"last": day_in_words(latest)}
    return ""


def span_in_words(earliest: date, latest: date) -> str:
    if earliest == latest:
        return day_in_words(earliest)
    is_one_year = earliest.year == latest.year
    is_whole = earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]
    if is_whole and is_one_year and (earliest.month, latest.month) == (1, 12):
        return str(earliest.year)
    if is_one_year and earliest.month == latest.month:
        return date_format(earliest, "F Y") if is_whole else f"{earliest.day}–{day_in_words(latest)}"
    return f"{day_in_words(earliest)} – {day_in_words(latest)}"
