from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.people.actions.writing import check_knows, check_knows_organisation, check_writes, make_known
from guftugu.people.models import Organisation, Person, Remark
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToRemark(Refusal):
    pass


@transaction.atomic
def add_remark(
    about: Person | Organisation, room: Room, words: str, *, by: Viewer, now: datetime, source: str = ""
) -> Remark:
    """Note something of a person or an organisation, or where it is known from, in a room that may know it."""
    if isinstance(about, Person):
        check_knows(about, by=by)
    else:
        check_knows_organisation(about, by=by)
    check_writes(about.dialogue, room, by=by)
    if not words.strip() and not source.strip():
        raise UnableToRemark(_("A note has to say something."))
    remark, kind = Remark(id=uuid4(), room=room, recorded_at=now), "organisation"
    if isinstance(about, Person):
        remark.person, kind = about, "person"
        make_known(about, room, now=now)
    else:
        remark.organisation = about
    shelf = shelf_in(room, by=by, now=now, about=About(kind, about.pk))
    seal(remark, shelf=shelf, words=words.strip(), source=source.strip())
    remark.save(force_insert=True)
    record_act("remark_added", by=by, about=about, room=room, kept=[remark], now=now)
    return remark
