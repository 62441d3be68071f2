from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from guftugu.record.models import SubjectName
from guftugu.rooms import visibility as rooms

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """Entries, open questions, citations, attachments: those of the viewer's rooms."""
    return rooms.visible_to(viewer)


def links_visible_to(viewer: Viewer) -> Q:
    """What an entry is about: for those who may read the entry."""
    return rooms.visible_to(viewer, room="entry__room")


def citations_visible_to(viewer: Viewer) -> Q:
    """For those who may read both what cites and what is cited."""
    return rooms.visible_to(viewer) & rooms.visible_to(viewer, room="entry__room")


def subjects_visible_to(viewer: Viewer) -> Q:
    """A subject is there for those in whose rooms it has a name."""
    return Q(pk__in=SubjectName.objects.filter(rooms.visible_to(viewer)).values("subject"))


def sheets_visible_to(viewer: Viewer) -> Q:
    """A sheet is its writer's, and theirs who are in the room where its text is kept."""
    own = Q(writer=viewer.account_id) if viewer.account_id else Q(pk=None)
    return rooms.visible_to(viewer, room="kept_in") | (own & rooms.visible_to(viewer))
