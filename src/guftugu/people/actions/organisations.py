from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.people.actions.remarks import add_remark
from guftugu.people.actions.writing import check_knows_organisation, check_writes
from guftugu.people.kinds import OrganisationKind
from guftugu.people.models import Organisation, OrganisationName
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToAddOrganisation(Refusal):
    pass


@transaction.atomic
def add_organisation(
    dialogue: Dialogue,
    room: Room,
    name: str,
    *,
    by: Viewer,
    now: datetime,
    kind: str = OrganisationKind.OTHER,
    language: str = "",
    spellings: Iterable[str] = (),
    note: str = "",
    source: str = "",
) -> Organisation:
    check_writes(dialogue, room, by=by)
    organisation = Organisation(id=uuid4(), dialogue=dialogue, room=room, kind=kind, recorded_at=now)
    organisation.save(force_insert=True)
    names = [_write_name(organisation, room, name, language=language, by=by, now=now)]
    others = [spelling for spelling in spellings if spelling.strip()]
    names += [_write_name(organisation, room, other, is_spelling=True, by=by, now=now) for other in others]
    record_act("organisation_added", by=by, about=organisation, room=room, kept=[organisation, *names], now=now)
    if note.strip() or source.strip():
        add_remark(organisation, room, note, source=source, by=by, now=now)
    return organisation


@transaction.atomic
def rename_organisation(
    organisation: Organisation,
    words: str,
    *,
    by: Viewer,
    now: datetime,
    room: Room | None = None,
    language: str = "",
    is_spelling: bool = False,
) -> OrganisationName:
    """A better name, or (`is_spelling`) another that people use. The names before stay, and are found.

    Named in another room, the organisation is known there too.
    """
    room = room or organisation.room
    check_knows_organisation(organisation, by=by)
    check_writes(organisation.dialogue, room, by=by)
    name = _write_name(organisation, room, words, language=language, is_spelling=is_spelling, by=by, now=now)
    record_act("organisation_named", by=by, about=organisation, room=room, kept=[name], now=now)
    return name


def _write_name(
    organisation: Organisation,
    room: Room,
    words: str,
    *,
    by: Viewer,
    now: datetime,
    language: str = "",
    is_spelling: bool = False,
) -> OrganisationName:
    if not words.strip():
        raise UnableToAddOrganisation(_("A name has to say something."))
    name = OrganisationName(id=uuid4(), organisation=organisation, room=room, recorded_at=now)
    name.language, name.is_spelling = language, is_spelling
    shelf = shelf_in(room, by=by, now=now, about=About("organisation", organisation.pk))
    seal(name, shelf=shelf, words=words.strip())
    name.save(force_insert=True)
    return name
