"""Who a code at the head of a line stands for, however it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .lines import LineFlag

_LOOK_ALIKE = str.maketrans("омтсавекнрх", "omtcabekhpx")
_SHAPED = re.compile(r"[^\W\d_]{1,3}\d{1,3}|[^\W\d_]{1,3}")
_ZERO_FOR_O = re.compile(r"0\d")


@dataclass(frozen=True, slots=True)
class Said:
    """The one a line names: `speaker` and `party` only as far as they are known."""

    code: str
    speaker: str | None
    party: str | None
    flag: LineFlag | None = None


class Codes:
    """Known codes, found by shape: case, Cyrillic letters that look Latin, and foreign digits make no difference."""

    def __init__(self, speakers: Collection[str], parties: Collection[str]) -> None:
        self._speakers = {_key(code): code for code in speakers}
        self._parties = {_key(letter): letter for letter in parties}
        self._party_of: Mapping[str, str] = speakers if isinstance(speakers, Mapping) else {}

    def known(self, typed: str) -> Said | None:
        key = _key(typed)
        if _ZERO_FOR_O.fullmatch(key):
            key = "o" + key[1:]
        if (speaker := self._speakers.get(key)) is not None:
            party = self._party_of.get(speaker) or self._parties.get(key.rstrip("0123456789"))
            return Said(speaker, speaker, party)
        if (party := self._parties.get(key)) is not None:
            return Said(party, None, party)
        return None

    def shaped(self, typed: str) -> Said | None:
        """Somebody we do not know: letters and digits ("O9", "g9"), or up to three capitals ("K", "UN")."""
        if len(typed) > 4 or not _SHAPED.fullmatch(typed):
            return None
        has_digits = typed[-1].isdigit()
        if not has_digits and not typed.isupper():
            return None
        party = self._parties.get(_key(typed).rstrip("0123456789")) if has_digits else None
        flag = LineFlag.UNKNOWN_PARTY if len(typed) == 1 else LineFlag.UNKNOWN_SPEAKER
        return Said(typed.upper(), None, party, flag)


def _key(code: str) -> str:
    plain = unicodedata.normalize("NFKC", code).casefold().translate(_LOOK_ALIKE)
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)
