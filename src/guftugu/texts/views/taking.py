"""A file that is taken for somebody: the words that go to him, and the line that says which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from guftugu.dialogues.views.finding import spoken
from guftugu.texts.digests import in_groups
from guftugu.texts.lookups.carried import carried, digest_of_words
from guftugu.texts.lookups.hand_overs import hand_over

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.lookups.texts import TextSeen


def as_handed(request: ViewerRequest, dialogue: Dialogue, seen: TextSeen, which: str) -> tuple[TextSeen, str]:
    """`?hand-over=` says for which hand-over the file is; `&named` prints on it to whom it goes.

    All stands in one line with the digest, which `guftugu verify` leaves out: the rest is the words alone.
    """
    if "hand-over" not in request.GET:
        return seen, which
    handed = hand_over(request.viewer, dialogue, _id(request.GET["hand-over"]), language=spoken())
    if handed is None or handed.row.ends or handed.version.pk != seen.version.pk:
        raise Http404
    told = [_("For: %(name)s") % {"name": ", ".join(handed.to)}] if "named" in request.GET and handed.to else []
    told.append(which)
    words = carried(request.viewer, seen.version, (handed.row.language, handed.row.script))
    if digest := digest_of_words(request.viewer, words):
        told.append(_("Digest %(digest)s") % {"digest": in_groups(digest)})
    return words, ". ".join(told)


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise Http404 from None
