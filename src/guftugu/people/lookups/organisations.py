from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise

from guftugu.people.kinds import OrganisationKind
from guftugu.people.models import Organisation, OrganisationName
from guftugu.people.names import Called, called
from guftugu.people.sorting import name_key
from guftugu.people.visibility import organisations_visible_to, visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class OrganisationSeen:
    row: Organisation
    called: Called

    @property
    def name(self) -> str:
        return self.called.name

    @property
    def kind(self) -> str | Promise:
        return OrganisationKind(self.row.kind).label

    @property
    def room(self) -> Room:
        return self.row.room


def organisations(viewer: Viewer, dialogue: Dialogue, *, language: str = "") -> list[OrganisationSeen]:
    rows = list(Organisation.objects.filter(organisations_visible_to(viewer), dialogue=dialogue).select_related("room"))
    named = OrganisationName.objects.filter(visible_to(viewer), organisation__in=[row.pk for row in rows])
    names: dict[UUID, list[OrganisationName]] = defaultdict(list)
    for name in open_rows(viewer, named.select_related("room")):
        names[name.organisation_id].append(name)
    seen = [OrganisationSeen(row, called(names[row.pk], language=language)) for row in rows]
    return sorted(seen, key=lambda each: name_key(each.name))


def organisation(
    viewer: Viewer, dialogue: Dialogue, organisation_id: UUID, *, language: str = ""
) -> OrganisationSeen | None:
    seen = organisations(viewer, dialogue, language=language)
    return next((each for each in seen if each.row.pk == organisation_id), None)
