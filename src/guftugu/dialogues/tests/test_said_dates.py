from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guftugu.dialogues.said_dates import (
    BoundsFault,
    UnreadablePeriod,
    check_bounds,
    guess_bounds,
    period,
)

MARCH_1994 = date(1994, 3, 15)

SAID = [
    # in the report
    ("early January 1994", "1994-01-01/1994-01-10", "1994-01-01", "1994-01-10"),
    ("the beginning of March", "1994-03-01/1994-03-10", "1994-03-01", "1994-03-10"),
    ("At the end of February", "1994-02-21/1994-02-28", "1994-02-21", "1994-02-28"),
    ("last October", "1993-10", "1993-10-01", "1993-10-31"),
    ("the previous month", "1994-02", "1994-02-01", "1994-02-28"),
    ("late May", "1994-05-21/1994-05-31", "1994-05-21", "1994-05-31"),
    ("July and August", "1994-07/1994-08", "1994-07-01", "1994-08-31"),
    ("April 11", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("this summer", "1994-22", "1994-06-01", "1994-08-31"),
    ("the last quarter of the year", "1994-36", "1994-10-01", "1994-12-31"),
    ("the second quarter", "1994-34", "1994-04-01", "1994-06-30"),
    ("next year", "1995", "1995-01-01", "1995-12-31"),
    # parts
    ("mid-May 1993", "1993-05-11/1993-05-20", "1993-05-11", "1993-05-20"),
    ("first half of March 1994", "1994-03-01/1994-03-15", "1994-03-01", "1994-03-15"),
    ("the latter half of March 1994", "1994-03-16/1994-03-31", "1994-03-16", "1994-03-31"),
    ("first days of March", "1994-03-01/1994-03-05", "1994-03-01", "1994-03-05"),
    ("last week of March", "1994-03-25/1994-03-31", "1994-03-25", "1994-03-31"),
    ("early 1994", "1994-01/1994-03", "1994-01-01", "1994-03-31"),
    ("end of 1993", "1993-10/1993-12", "1993-10-01", "1993-12-31"),
    ("late summer 1994", "1994-08", "1994-08-01", "1994-08-31"),
    ("first half of 1994", "1994-01/1994-06", "1994-01-01", "1994-06-30"),
    ("Q2 1994", "1994-34", "1994-04-01", "1994-06-30"),
    ("winter 1994", "1993-12/1994-02", "1993-12-01", "1994-02-28"),
    # days and written dates
    ("11 April 1994", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("April 11, 1994", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("Monday, 11th April 1994", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("Sept. 1994", "1994-09", "1994-09-01", "1994-09-30"),
    ("11.04.1994", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("1994", "1994", "1994-01-01", "1994-12-31"),
    ("1994-03", "1994-03", "1994-03-01", "1994-03-31"),
    ("1994-03-05/1994-03-07", "1994-03-05/1994-03-07", "1994-03-05", "1994-03-07"),
    ("1994-22", "1994-22", "1994-06-01", "1994-08-31"),
    ("199X", "199X", "1990-01-01", "1999-12-31"),
    ("the 1990s", "199X", "1990-01-01", "1999-12-31"),
    ("circa 1994", "1994~", "1993-01-01", "1995-12-31"),
    ("about 5 March 1994", "1994-03-05~", "1994-03-02", "1994-03-08"),
    # from one to another
    ("between 5 March and 7 March 1994", "1994-03-05/1994-03-07", "1994-03-05", "1994-03-07"),
    ("between March 5 and March 7, 1994", "1994-03-05/1994-03-07", "1994-03-05", "1994-03-07"),
    ("5–7 March 1994", "1994-03-05/1994-03-07", "1994-03-05", "1994-03-07"),
    ("28 February – 2 March 1994", "1994-02-28/1994-03-02", "1994-02-28", "1994-03-02"),
    ("March–April 1993", "1993-03/1993-04", "1993-03-01", "1993-04-30"),
    ("from March 1993 to April 1994", "1993-03/1994-04", "1993-03-01", "1994-04-30"),
    ("December – January 1994", "1993-12/1994-01", "1993-12-01", "1994-01-31"),
    ("December 1993–January", "1993-12/1994-01", "1993-12-01", "1994-01-31"),
    ("early to mid March 1994", "1994-03-01/1994-03-20", "1994-03-01", "1994-03-20"),
    ("late March or early April", "1994-03-21/1994-04-10", "1994-03-21", "1994-04-10"),
    ("winter 1993–94", "1993-12/1994-02", "1993-12-01", "1994-02-28"),
    ("1993-94", "1993/1994", "1993-01-01", "1994-12-31"),
    # Russian
    ("начало марта 1994", "1994-03-01/1994-03-10", "1994-03-01", "1994-03-10"),
    ("в начале марта", "1994-03-01/1994-03-10", "1994-03-01", "1994-03-10"),
    ("в первых числах марта 1994 г.", "1994-03-01/1994-03-05", "1994-03-01", "1994-03-05"),
    ("середина мая 1993", "1993-05-11/1993-05-20", "1993-05-11", "1993-05-20"),
    ("конец мая", "1994-05-21/1994-05-31", "1994-05-21", "1994-05-31"),
    ("11 апреля 1994 г.", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("11-го апреля 1994 года", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("с 5 по 7 марта 1994", "1994-03-05/1994-03-07", "1994-03-05", "1994-03-07"),
    ("март – апрель 1993", "1993-03/1993-04", "1993-03-01", "1993-04-30"),
    ("в мае прошлого года", "1993-05", "1993-05-01", "1993-05-31"),
    ("летом 1994", "1994-22", "1994-06-01", "1994-08-31"),
    ("IV квартал 1994", "1994-36", "1994-10-01", "1994-12-31"),
    ("вторая половина марта", "1994-03-16/1994-03-31", "1994-03-16", "1994-03-31"),
    # Tajik
    ("аввали март", "1994-03-01/1994-03-10", "1994-03-01", "1994-03-10"),
    ("миёнаи июни 1994", "1994-06-11/1994-06-20", "1994-06-11", "1994-06-20"),
    ("охири май", "1994-05-21/1994-05-31", "1994-05-21", "1994-05-31"),
    ("11 апрели соли 1994", "1994-04-11", "1994-04-11", "1994-04-11"),
    ("аз 5 то 7 марти 1994", "1994-03-05/1994-03-07", "1994-03-05", "1994-03-07"),
    ("нимаи аввали март", "1994-03-01/1994-03-15", "1994-03-01", "1994-03-15"),
    ("тобистони 1994", "1994-22", "1994-06-01", "1994-08-31"),
]

NOT_UNDERSTOOD = [
    "",
    "soon",
    "five days after the meeting",
    "Ramadan 1994",
    "early 5 March 1994",
    "03/05/1994",
    "30 February 1994",
    "1994-13",
    "../1994",
    "7 to 5 March 1994",
    "1994-03-07/1994-03-05",
]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:edtf")
@pytest.mark.parametrize(("said", "edtf", "earliest", "latest"), SAID, ids=[said for said, *_ in SAID])
def test_guess_bounds_of_what_people_say(said: str, edtf: str, earliest: str, latest: str) -> None:
    guess = guess_bounds(said, near=MARCH_1994)

    assert guess is not None
    assert guess.said == said
    assert (guess.edtf, guess.earliest.isoformat(), guess.latest.isoformat()) == (edtf, earliest, latest)


@pytest.mark.parametrize("said", NOT_UNDERSTOOD)
def test_guess_bounds_is_silent_where_a_word_is_not_understood(said: str) -> None:
    assert guess_bounds(said, near=MARCH_1994) is None


@pytest.mark.parametrize("said", ["the beginning of March", "last October", "the last quarter of the year", "июль"])
def test_guess_bounds_needs_a_year_from_somewhere(said: str) -> None:
    assert guess_bounds(said) is None
    assert guess_bounds(said, near=MARCH_1994) is not None


def test_guess_bounds_leaves_the_year_said_alone() -> None:
    guess = guess_bounds("early May 1993", near=MARCH_1994)

    assert guess is not None
    assert guess.earliest == date(1993, 5, 1)


_WORDS = [
    "early",
    "late",
    "first",
    "last",
    "half",
    "week",
    "quarter",
    "days",
    "third",
    "mid-",
    "March",
    "мая",
    "winter",
]
_WORDS += [
    "5",
    "31",
    "1994",
    "94",
    "1994-03",
    "to",
    "-",
    "between",
    "and",
    "с",
    "по",
    "the",
    "of",
    "next",
    "year",
    "X",
    "~",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(_WORDS), max_size=7).map(" ".join)))
def test_guess_bounds_never_raises_and_never_runs_backwards(said: str) -> None:
    guess = guess_bounds(said, near=MARCH_1994)

    assert guess is None or guess.earliest <= guess.latest


@pytest.mark.parametrize(
    ("earliest", "latest", "fault"),
    [
        (date(1994, 3, 1), date(1994, 3, 1), None),
        (date(1994, 3, 1), date(1994, 3, 10), None),
        (date(1994, 3, 10), date(1994, 3, 1), BoundsFault.LATEST_BEFORE_EARLIEST),
        (None, date(1994, 3, 1), BoundsFault.EARLIEST_MISSING),
        (date(1994, 3, 1), None, BoundsFault.LATEST_MISSING),
        (date(994, 3, 1), date(1994, 3, 1), BoundsFault.UNLIKELY_YEAR),
    ],
)
def test_check_bounds(earliest: date | None, latest: date | None, fault: BoundsFault | None) -> None:
    assert check_bounds(earliest, latest) == fault


def test_period_of_a_month_and_refuses_what_is_none() -> None:
    assert period("1994-01")[0] == date(1994, 1, 1)
    assert period("1994-03")[1] == date(1994, 3, 31)
    assert period("1994-01/1994-03") == (date(1994, 1, 1), date(1994, 3, 31))
    with pytest.raises(UnreadablePeriod):
        period("March")
