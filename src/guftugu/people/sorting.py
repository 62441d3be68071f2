"""The order of names. Sealed names cannot be sorted by the store, so they are sorted here, each letter in the order
of its own alphabet: Latin first, then Tajik and Russian Cyrillic, then Persian and Arabic.
"""

from __future__ import annotations

import re
import unicodedata

TAJIK = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"

_LATIN = "abcdefghijklmnopqrstuvwxyz"
# The thirty-five Tajik letters in their order; the four that only Russian has stand where Russian has them.
_CYRILLIC = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя"
_ARABIC = "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_SAME = str.maketrans({"ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی"})
_PLACE = {
    letter: (script, place)
    for script, alphabet in enumerate((_LATIN, _CYRILLIC, _ARABIC), start=1)
    for place, letter in enumerate(alphabet)
}
_SPACE, _ELSEWHERE = (-1, 0), 9
_RUNS = re.compile(r"\d+|\D+")

SortKey = tuple[tuple[tuple[int, ...], ...], str]


def name_key(name: str) -> SortKey:
    """Letters by their alphabets, numbers by what they count; marks and case only where all else is the same."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return tuple(place for run in _RUNS.findall(plain) for place in _places(run)), plain


def code_key(code: str) -> SortKey:
    """G2 before G10."""
    return name_key(code)


def _places(run: str) -> list[tuple[int, ...]]:
    if run.isdecimal():
        return [(0, int(run))]
    return [place for letter in run.translate(_SAME) for place in _letter_places(letter)]


def _letter_places(letter: str) -> list[tuple[int, ...]]:
    if letter in _PLACE:
        return [_PLACE[letter]]
    if letter.isspace():
        return [_SPACE]
    bases = [base for base in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(base)]
    return [_PLACE[base] if base in _PLACE else (_ELSEWHERE, ord(base)) for base in bases if base.isalnum()]
