"""In which language and script a line was written down, as far as its letters tell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_TAJIK = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
_PERSIAN = re.compile("[پچژگ]")
_SCRIPTS = (("CYRILLIC", "Cyrl"), ("LATIN", "Latn"), ("ARABIC", "Arab"), ("HEBREW", "Hebr"), ("ARMENIAN", "Armn"))
_USUAL_SCRIPT = {"ru": "Cyrl", "tg": "Cyrl", "ky": "Cyrl", "uz": "Latn", "fa": "Arab", "ar": "Arab", "prs": "Arab"}
_USUAL_LANGUAGE = {"Latn": "en", "Cyrl": "ru", "Arab": "fa"}


def script_of(words: str) -> str:
    """The ISO 15924 code of most of the letters; "" where there are none we know."""
    counted = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in words if letter.isalpha())
    best = counted.most_common(1)
    return dict(_SCRIPTS).get(best[0][0], "") if best else ""


def language_of(words: str, *, otherwise: str) -> str:
    """The language of the sheet where the letters allow it; else the one such letters are usually written in here."""
    script = script_of(words)
    if script == "Cyrl" and _TAJIK.search(words):
        return "tg"
    if script == "Arab" and _PERSIAN.search(words):
        return "fa"
    if not script or script == _USUAL_SCRIPT.get(otherwise.split("-", maxsplit=1)[0], "Latn"):
        return otherwise
    return _USUAL_LANGUAGE.get(script, otherwise)
