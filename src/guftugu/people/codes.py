"""Code names: letters and a number ("G1"). However one is typed, it is one code."""

from __future__ import annotations

import re
import unicodedata

SHAPE = re.compile(r"[^\W\d_]{1,3}[1-9]\d{0,2}")
_LOOK_ALIKE = str.maketrans("омтсавекнрх", "omtcabekhpx")


def written_code(typed: str) -> str:
    """As it will stand everywhere: capitals, plain digits, no spaces."""
    plain = unicodedata.normalize("NFKC", typed)
    return "".join(
        str(unicodedata.digit(char)) if char.isdigit() else char for char in plain if not char.isspace()
    ).upper()


def same_code(code: str) -> str:
    """What two codes share that a reader would take for one: Cyrillic letters that look Latin are those."""
    return written_code(code).casefold().translate(_LOOK_ALIKE)


def is_code(code: str) -> bool:
    return SHAPE.fullmatch(code) is not None
