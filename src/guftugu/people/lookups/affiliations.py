from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues.positions import NOW, Moment, as_of
from guftugu.people.lookups.organisations import OrganisationSeen, organisations
from guftugu.people.lookups.persons import PersonSeen, persons
from guftugu.people.models import Affiliation, Organisation, Person
from guftugu.people.visibility import of_persons_visible_to
from guftugu.rooms.words import is_sunset, open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class AffiliationSeen:
    """One standing of a person, as its rows up to the moment leave it."""

    rows: list[Affiliation]
    person: PersonSeen
    organisation: OrganisationSeen | None

    @property
    def row(self) -> Affiliation:
        return self.rows[-1]

    @property
    def is_over(self) -> bool:
        return self.row.ends

    @property
    def room(self) -> Room:
        return self.row.room

    @property
    def is_sunset(self) -> bool:
        return is_sunset(self.row, "role")

    @property
    def earlier_roles(self) -> list[str]:
        said = dict.fromkeys(row.role for row in self.rows[:-1])
        return [role for role in said if role and role != self.row.role]


def affiliations(
    viewer: Viewer,
    dialogue: Dialogue,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    moment: Moment = NOW,
    language: str = "",
    known: Iterable[PersonSeen] | None = None,
) -> list[AffiliationSeen]:
    """Who stands where, present ones first, then those that are over; each by when it began.

    `known` are the viewer's persons, where they were looked up already.
    """
    rows = Affiliation.objects.filter(of_persons_visible_to(viewer), person__dialogue=dialogue)
    if person is not None:
        rows = rows.filter(person=person)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    opened = open_rows(viewer, as_of(rows, moment).select_related("room"))
    people = {seen.row.pk: seen for seen in (persons(viewer, dialogue) if known is None else known)}
    bodies = {seen.row.pk: seen for seen in organisations(viewer, dialogue, language=language)}
    seen = [
        AffiliationSeen(series, people[series[-1].person_id], bodies.get(series[-1].organisation_id or series[-1].pk))
        for series in _by_series(opened)
    ]
    return sorted(seen, key=lambda each: (each.is_over, each.row.since_earliest or date.min, each.row.series))


def affiliation(viewer: Viewer, dialogue: Dialogue, person: Person, series: UUID) -> AffiliationSeen | None:
    seen = affiliations(viewer, dialogue, person=person)
    return next((each for each in seen if each.row.series == series), None)


def _by_series(rows: Iterable[Affiliation]) -> list[list[Affiliation]]:
    series: dict[UUID, list[Affiliation]] = defaultdict(list)
    for row in rows:
        series[row.series].append(row)
    return list(series.values())
