"""The words a date is said in, and what they add up to. Every word must be understood, or nothing is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")
_LETTERS = str.maketrans("ёӣқӯҳҷғй", "еикухчги")
_SILENT = (
    re.compile(r"the|of|in|on|during|at|a|year|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day"),
    re.compile(r"г|год[ау]?|в|во|на|месяц(?:е|а)|числ(?:о|а|ах|е)|дни"),
    re.compile(r"дар|сол(?:и)?|мохи|рузи|рузхои"),
)
_ABOUT = frozenset({"circa", "ca", "c", "about", "around", "approximately", "roughly", "около", "примерно", "тахминан"})

_MONTHS = (
    ("jan", "january", "январ"),
    ("feb", "february", "феврал"),
    ("mar", "march", "март"),
    ("apr", "april", "апрел"),
    ("may", "may", "маи"),
    ("jun", "june", "июн"),
    ("jul", "july", "июл"),
    ("aug", "august", "август"),
    ("sep", "september", "сентябр"),
    ("oct", "october", "октябр"),
    ("nov", "november", "ноябр"),
    ("dec", "december", "декабр"),
)
_MAY = frozenset({"маи", "мая", "мае", "маю", "маем", "маии"})
_RUSSIAN_SHORT = ("янв", "фев", "мар", "апр", "маи", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_RUSSIAN_ENDING = re.compile(r"(?:и|я|ь|е|ю|а|у|ем|ом|и)?")
_SEASONS = (
    (3, re.compile(r"spring|весн(?:а|ы|е|ои|у)|бахори?")),
    (6, re.compile(r"summer|лет(?:о|а|е|ом)|тобистони?")),
    (9, re.compile(r"autumn|fall|осен(?:ь|и|ью)|тирамохи?")),
    (12, re.compile(r"winter|зим(?:а|ы|е|ои|у)|зимистони?")),
)
_PARTS = (
    ("early", re.compile(r"early|beginning|start|outset|начал(?:о|а|е|у)|ранн\w+|аввали?|ибтидои?|огози?")),
    ("mid", re.compile(r"mid|middle|середин(?:а|ы|е|у|ои)|миена(?:и|хои)?|мобаини?")),
    ("late", re.compile(r"late|end|close|кон(?:ец|це|ца|цу)|поздн\w+|охири?|поени?")),
)
_UNITS = (
    ("days", re.compile(r"days|числах|днях|днеи|дни|рузхои")),
    ("week", re.compile(r"week|недел(?:я|и|е|ю)|хафтаи?")),
    ("third", re.compile(r"third|декад(?:а|ы|е|у)|дахаи?")),
    ("half", re.compile(r"half|половин(?:а|ы|е|у|ои)|нимаи?")),
    ("quarter", re.compile(r"quarter|квартал(?:а|е)?|чоряки?|семохаи?")),
)
_ORDINALS = (
    (1, re.compile(r"first|1st|i|перв\w+|1-?(?:и|м|я|го|ую)|якуми?|аввали?")),
    (2, re.compile(r"second|2nd|ii|втор\w+|2-?(?:и|м|я|го|ую)|дую?ми?")),
    (3, re.compile(r"third|3rd|iii|треть\w*|трети\w*|3-?(?:и|м|я|го|ую)|сею?ми?")),
    (4, re.compile(r"fourth|4th|iv|четв[её]рт\w+|4-?(?:и|м|я|го|ую)|чо[рх]уми?|чахоруми?")),
    (-1, re.compile(r"last|latter|final|последн\w+|охирини?|охири")),
)
_YEAR = re.compile(r"[12]\d{3}")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|-?(?:го|е|м|уми|ум))?")
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.([12]\d{3})")
_ISO = re.compile(r"[12]\d{3}-\d\d(?:-\d\d)?")
_DASH_BETWEEN = re.compile(
    r"(?<=[^\W\d_])-(?=[^\W\d_])|(?<=\d{4})-(?=(?:1[3-9]|[2-9]\d)\b)|(?<=\d{4})-(?=\d{4})|(?<=\d{4})-(?=[^\W\d_]{3})"
)
_RELATIVE = {
    **dict.fromkeys(("this", "этого", "этом", "текущего", "хамин"), 0),
    **dict.fromkeys(("last", "previous", "прошлого", "прошлом", "прошлои", "гузашта"), -1),
    **dict.fromkeys(("next", "coming", "следующего", "следующем", "будущего", "оянда"), 1),
}
_YEAR_WORDS = frozenset({"year", "года", "году", "год", "соли", "сол"})
_MONTH_WORDS = frozenset({"month", "месяца", "месяце", "мохи"})


@dataclass(frozen=True, slots=True)
class Point:
    """What was understood of one date: each of them None until said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    part: str | None = None
    unit: str | None = None
    ordinal: int | None = None
    is_about: bool = False

    @property
    def is_only_day(self) -> bool:
        return self.day is not None and self.month is None and self.year is None


def spoken_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    plain = _NUMERIC.sub(lambda match: f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}", plain)
    plain = re.sub(r"\b(mid|early|late)[-‐‑]", r"\1 ", plain)
    plain = re.sub(r"[‐‑–—−]", "-", plain)
    plain = re.sub(r"(?<![\d])(\d{1,2})-(\d{1,2})(?=\s)", r"\1 - \2", plain)
    plain = _DASH_BETWEEN.sub(" - ", plain)
    plain = re.sub(r"\bq([1-4])\b", lambda match: f"{'i' * int(match[1]) if match[1] != '4' else 'iv'} quarter", plain)
    return [word for raw in re.split(r"[\s,;()]+", plain) if (word := raw.strip(".?'\"«»"))]


def understood(words: list[str], near: date | None) -> Point | None:
    point = Point()
    place = 0
    while place < len(words):
        step = _understand(point, words, place, near)
        if step is None:
            return None
        point, taken = step
        place += taken
    return point if point != Point(is_about=point.is_about) else None


def _understand(point: Point, words: list[str], place: int, near: date | None) -> tuple[Point, int] | None:
    """What the word at `place` adds, and how many words that took; None if it cannot be understood here."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else ""
    if word in _RELATIVE and following and (later := _relative(point, word, following, near)):
        return later
    if (ordinal := _first_of(_ORDINALS, word)) is not None and (unit := _first_of(_UNITS, following)):
        return (replace(point, ordinal=ordinal, unit=unit), 2) if point.unit is None else None
    if _first_of(_UNITS, word) == "half" and (ordinal := _first_of(_ORDINALS, following)) is not None:
        return replace(point, ordinal=ordinal, unit="half"), 2
    if (unit := _first_of(_UNITS, word)) in ("quarter", "week", "third") and word != "third":
        ordinal = _first_of(_ORDINALS, following)
        return (replace(point, ordinal=ordinal, unit=unit), 2) if ordinal is not None else None
    if _ISO.fullmatch(word):
        return _with_iso(point, word)
    simple = _simple(point, word)
    return (simple, 1) if simple is not None else None


def _simple(point: Point, word: str) -> Point | None:
    """A word that says one thing; the same thing may not be said twice."""
    if any(pattern.fullmatch(word) for pattern in _SILENT):
        return point
    if word in _ABOUT:
        return replace(point, is_about=True)
    day = _DAY.fullmatch(word)
    said: dict[str, Any] = {
        "year": int(word) if _YEAR.fullmatch(word) else None,
        "month": _month(word),
        "season": _first_of(_SEASONS, word),
        "part": _first_of(_PARTS, word),
        "day": int(day[1]) if day else None,
    }
    name = next((name for name, value in said.items() if value is not None), None)
    return replace(point, **{name: said[name]}) if name and getattr(point, name) is None else None


def _relative(point: Point, word: str, following: str, near: date | None) -> tuple[Point, int] | None:
    """ "Last year", "next month", "last October": counted from `near`, without which nobody can say."""
    if near is None:
        return None
    step = _RELATIVE[word]
    if following in _YEAR_WORDS:
        return replace(point, year=near.year + step), 2
    if following in _MONTH_WORDS:
        months = near.year * 12 + near.month - 1 + step
        return replace(point, year=months // 12, month=months % 12 + 1), 2
    month, season = _month(following), _first_of(_SEASONS, following)
    if (begins := month or season) is None:
        return None
    year = near.year
    if step < 0 and begins >= near.month:
        year -= 1
    if step > 0 and begins <= near.month:
        year += 1
    return replace(point, month=month, season=season, year=year), 2


def _with_iso(point: Point, word: str) -> tuple[Point, int] | None:
    if point.year or point.month or point.day:
        return None
    year, month, *day = map(int, word.split("-"))
    return replace(point, year=year, month=month, day=day[0] if day else None), 1


def _month(word: str) -> int | None:
    for number, (short, english, russian) in enumerate(_MONTHS, start=1):
        if word in (short, english, _RUSSIAN_SHORT[number - 1]) or (number == 9 and word in ("sept", "сент")):
            return number
        if word.startswith(russian) and _RUSSIAN_ENDING.fullmatch(word, len(russian)):
            return number
    return 5 if word in _MAY else None


def _first_of(table: tuple[tuple[T, re.Pattern[str]], ...], word: str) -> T | None:
    return next((meaning for meaning, pattern in table if pattern.fullmatch(word)), None)


def with_year(point: Point, near: date | None) -> Point:
    return replace(point, year=near.year) if point.year is None and near is not None else point
