"""What standing the languages of a text have, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guftugu.texts.kinds import LanguageStanding
from guftugu.texts.languages import spoken_name


class Standing(Protocol):
    @property
    def language(self) -> str: ...
    @property
    def script(self) -> str: ...
    @property
    def standing(self) -> str: ...


def statement(languages: Sequence[Standing]) -> str:
    """“English and Russian are equally authentic. Tajik is for reading.” Of one language there is nothing to say."""
    if len(languages) < 2:
        return ""
    by_standing = {
        kind: [spoken_name(one.language, one.script) for one in languages if one.standing == kind]
        for kind in LanguageStanding
    }
    return " ".join(capfirst(_sentence(kind, names)) for kind, names in by_standing.items() if names)


def _sentence(kind: str, names: Sequence[str]) -> str:
    told = {"names": listed(names)}
    if kind == LanguageStanding.PREVAILS:
        return (
            ngettext(
                "%(names)s prevails where the languages differ.",
                "%(names)s prevail where the languages differ.",
                len(names),
            )
            % told
        )
    if kind == LanguageStanding.AUTHENTIC:
        return ngettext("%(names)s is authentic.", "%(names)s are equally authentic.", len(names)) % told
    return ngettext("%(names)s is for reading.", "%(names)s are for reading.", len(names)) % told


def listed(names: Iterable[str]) -> str:
    """“Russian, Tajik and Persian”."""
    *others, last = names
    return _("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last} if others else last
