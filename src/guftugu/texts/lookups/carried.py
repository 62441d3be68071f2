"""What was carried: a version in one language, and the digest of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from guftugu.texts.digests import digest_of
from guftugu.texts.lookups.renderings import languages, text_in
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import Tongue
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Text, Version


def tongues_carried(viewer: Viewer, text: Text) -> list[Tongue]:
    """In which a text can be carried, the one that leads first."""
    return [one.tongue for one in languages(viewer, text)]


def _lead_of(version: Version) -> Tongue:
    return version.text.language, version.text.script


def is_carried_in(viewer: Viewer, version: Version, tongue: Tongue) -> bool:
    """The one that leads is always there; another may have been ended."""
    return tongue == _lead_of(version) or tongue in tongues_carried(viewer, version.text)


def carried(viewer: Viewer, version: Version, tongue: Tongue) -> TextSeen:
    """A version as who reads that language is given it."""
    if tongue == _lead_of(version):
        return text_seen(viewer, version.text_id, number=version.number)
    if not is_carried_in(viewer, version, tongue):
        raise Http404
    language, script = tongue
    return text_in(viewer, version.text_id, language=language, script=script, number=version.number)


def digest_carried(viewer: Viewer, version: Version, tongue: Tongue) -> str:
    """None where not all of its words open, or the text is not in that language any more."""
    if not is_carried_in(viewer, version, tongue):
        return ""
    return digest_of_words(viewer, carried(viewer, version, tongue))


def digest_of_words(viewer: Viewer, seen: TextSeen) -> str:
    if not viewer.may_read(seen.text.room_id) or not seen.opens or any(not one.words for one in seen.passages):
        return ""
    return digest_of(seen.title, [one.words for one in seen.passages])
