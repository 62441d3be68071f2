"""What was carried: a version in one language, and the digest of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from guftugu.texts.digests import digest_of
from guftugu.texts.lookups.renderings import languages, text_in

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import Tongue
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Text, Version


def tongues_carried(viewer: Viewer, text: Text) -> list[Tongue]:
    """In which a text can be carried, the one that leads first."""
    return [one.tongue for one in languages(viewer, text)]


def carried(viewer: Viewer, version: Version, tongue: Tongue) -> TextSeen:
    """A version as who reads that language is given it."""
    if tongue not in tongues_carried(viewer, version.text):
        raise Http404
    language, script = tongue
    return text_in(viewer, version.text_id, language=language, script=script, number=version.number)


def digest_carried(viewer: Viewer, version: Version, tongue: Tongue) -> str:
    """None where not all of its words open, or the text is not in that language any more."""
    if tongue not in tongues_carried(viewer, version.text):
        return ""
    return digest_of_words(viewer, carried(viewer, version, tongue))


def digest_of_words(viewer: Viewer, seen: TextSeen) -> str:
    if not viewer.may_read(seen.text.room_id) or not seen.opens or any(not one.words for one in seen.passages):
        return ""
    return digest_of(seen.title, [one.words for one in seen.passages])
