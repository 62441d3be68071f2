from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from guftugu.people.models import OrganisationName, PartyName, PersonKnown
from guftugu.rooms.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer

__all__ = [
    "brought_visible_to",
    "of_organisations_visible_to",
    "of_persons_visible_to",
    "organisations_visible_to",
    "parties_visible_to",
    "persons_visible_to",
    "steps_visible_to",
    "visible_to",
]


def parties_visible_to(viewer: Viewer) -> Q:
    """That there is a party is known to all who are in the dialogue, and wherever the party has a name."""
    inside = [pk for pk, room in viewer.rooms.items() if not room.is_open]
    named = PartyName.objects.filter(visible_to(viewer)).values("party")
    return Q(dialogue__rooms__in=inside) | Q(pk__in=named)


def persons_visible_to(viewer: Viewer) -> Q:
    """Persons whose code name one of the viewer's rooms knows."""
    return Q(pk__in=_known_persons(viewer))


def of_persons_visible_to(viewer: Viewer) -> Q:
    """What is said of persons: for who is in the room of the words and knows of the person."""
    return visible_to(viewer) & Q(person__in=_known_persons(viewer))


def organisations_visible_to(viewer: Viewer) -> Q:
    """Organisations of the viewer's rooms, and those that have a name there."""
    return visible_to(viewer) | Q(pk__in=_named_organisations(viewer))


def of_organisations_visible_to(viewer: Viewer) -> Q:
    known = visible_to(viewer, room="organisation__room") | Q(organisation__in=_named_organisations(viewer))
    return visible_to(viewer) & known


def steps_visible_to(viewer: Viewer) -> Q:
    in_rooms = visible_to(viewer, room="participation__room")
    return in_rooms & Q(participation__person__in=_known_persons(viewer))


def brought_visible_to(viewer: Viewer) -> Q:
    return visible_to(viewer, room="voice__room") & Q(person__in=_known_persons(viewer))


def _known_persons(viewer: Viewer) -> QuerySet[PersonKnown, Any]:
    return PersonKnown.objects.filter(visible_to(viewer)).values("person")


def _named_organisations(viewer: Viewer) -> QuerySet[OrganisationName, Any]:
    return OrganisationName.objects.filter(visible_to(viewer)).values("organisation")
