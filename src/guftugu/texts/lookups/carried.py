"""What was carried: a version in one language, and the digest of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.texts.digests import digest_of
from guftugu.texts.lookups.renderings import text_in
from guftugu.texts.models import TextLanguage
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Text, Version

Spoken = tuple[str, str]
"""A language and a script."""


def languages_carried(viewer: Viewer, text: Text) -> list[Spoken]:
    """In which a text can have been carried: the one that leads, then all that it was ever wanted in."""
    rows = TextLanguage.objects.filter(visible_to(viewer), text=text, ends=False).order_by("recorded_at", "pk")
    return list(dict.fromkeys([(text.language, text.script), *rows.values_list("language", "script")]))


def carried(viewer: Viewer, version: Version, language: str, script: str) -> TextSeen:
    """A version as who reads that language was given it."""
    return text_in(viewer, version.text_id, language=language, script=script, number=version.number)


def digest_carried(viewer: Viewer, version: Version, language: str, script: str) -> str:
    """None where not all of its words open."""
    seen = carried(viewer, version, language, script)
    if not seen.opens or any(not one.words for one in seen.passages):
        return ""
    return digest_of(seen.title, [one.words for one in seen.passages])
