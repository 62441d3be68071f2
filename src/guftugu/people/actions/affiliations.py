from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.actions.occasions import When
from guftugu.people.actions.writing import (
    check_bounds_of,
    check_clock,
    check_knows,
    check_knows_organisation,
    check_writes,
    make_known,
)
from guftugu.people.models import Affiliation, Organisation, Person
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

NEVER_SAID = When("")


class UnableToAffiliate(Refusal):
    pass


@transaction.atomic
def add_affiliation(
    person: Person,
    room: Room,
    role: str,
    *,
    by: Viewer,
    now: datetime,
    organisation: Organisation | None = None,
    since: When = NEVER_SAID,
    until: When = NEVER_SAID,
    held_after: Occasion | None = None,
    note: str = "",
    source: str = "",
    is_illustration: bool = False,
) -> Affiliation:
    """Where a person stands, as what, since when. With `until` it is told as something that is over already."""
    row = Affiliation(id=uuid4(), person=person, organisation=organisation, room=room)
    row.series, row.is_illustration, row.ends = row.pk, is_illustration, bool(until.said.strip() or until.latest)
    words = {"role": role, "note": note, "source": source}
    return _write("affiliation_added", row, since, until, words, held_after=held_after, by=by, now=now)


@transaction.atomic
def end_affiliation(
    before: Affiliation,
    until: When,
    *,
    by: Viewer,
    now: datetime,
    held_after: Occasion | None = None,
    note: str = "",
) -> Affiliation:
    """The person stands there no longer. What was, stays told as it was."""
    if Affiliation.objects.filter(series=before.series, ends=True).exists():
        raise UnableToAffiliate(_("This is told as over already."))
    row = Affiliation(id=uuid4(), person=before.person, organisation=before.organisation, room=before.room)
    row.series, row.is_illustration, row.ends = before.series, before.is_illustration, True
    words = {"role": before.role, "note": note or before.note, "source": before.source}
    return _write("affiliation_ended", row, _since(before), until, words, held_after=held_after, by=by, now=now)


@transaction.atomic
def correct_affiliation(
    before: Affiliation,
    role: str,
    *,
    by: Viewer,
    now: datetime,
    organisation: Organisation | None,
    since: When,
    note: str = "",
    source: str = "",
) -> Affiliation:
    """Tell it better. The words before stay in the record; that it is over, if it is, stays so too."""
    row = Affiliation(id=uuid4(), person=before.person, organisation=organisation, room=before.room)
    row.series, row.is_illustration, row.ends = before.series, before.is_illustration, before.ends
    until = When(before.until_said, before.until_earliest, before.until_latest, before.until_edtf)
    words = {"role": role, "note": note, "source": source}
    return _write("affiliation_corrected", row, since, until, words, held_after=before.held_after, by=by, now=now)


def _write(
    verb: str,
    row: Affiliation,
    since: When,
    until: When,
    words: dict[str, str],
    *,
    held_after: Occasion | None,
    by: Viewer,
    now: datetime,
) -> Affiliation:
    _check(row, words["role"], since, until, held_after, by=by)
    row.held_after, row.recorded_at = held_after, now
    row.since_earliest, row.since_latest, row.since_edtf = since.earliest, since.latest, since.edtf
    row.until_earliest, row.until_latest, row.until_edtf = until.earliest, until.latest, until.edtf
    shelf = shelf_in(row.room, by=by, now=now, about=About("person", row.person_id))
    stripped = {name: said.strip() for name, said in words.items()}
    seal(row, shelf=shelf, since_said=since.said.strip(), until_said=until.said.strip(), **stripped)
    row.save(force_insert=True)
    make_known(row.person, row.room, now=now)
    record_act(verb, by=by, about=row.person, room=row.room, kept=[row], now=now)
    return row


def _check(row: Affiliation, role: str, since: When, until: When, held_after: Occasion | None, *, by: Viewer) -> None:
    check_knows(row.person, by=by)
    check_writes(row.person.dialogue, row.room, by=by)
    check_clock(row.person.dialogue, held_after)
    check_bounds_of(since)
    check_bounds_of(until)
    if not role.strip() and row.organisation is None:
        raise UnableToAffiliate(_("Say where the person stands, or as what."))
    if row.organisation is not None:
        check_knows_organisation(row.organisation, by=by)


def _since(row: Affiliation) -> When:
    return When(row.since_said, row.since_earliest, row.since_latest, row.since_edtf)
