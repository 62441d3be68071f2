"""The command line's own words, translated without Django: `guftugu --help` must not wait for it."""

from __future__ import annotations

import unicodedata
from gettext import translation
from pathlib import Path

_catalogue = translation("django", Path(__file__).resolve().parent.parent / "locale", fallback=True)
gettext = _catalogue.gettext
ngettext = _catalogue.ngettext


def language() -> str:
    """The catalogue that the environment's language found; English otherwise."""
    return str(_catalogue.info().get("language", "en"))


def for_terminal(words: str) -> str:
    """Words somebody wrote, on one line and unable to steer the terminal."""
    plain = "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in words)
    return " ".join(plain.split())
