from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.record.models import Citation
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.record.models import Entry
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToCite(Refusal):
    pass


@transaction.atomic
def cite(citing: Model, room: Room, entries: Iterable[Entry], *, by: Viewer, now: datetime) -> list[Citation]:
    """Say on which entries something written in `room` rests. Only what one can read can be cited."""
    if not by.is_signed_in or not by.holds_key(room):
        raise UnableToCite(_("You cannot write in this room."))
    citations = write_citations(citing, room, entries, by=by, now=now)
    if citations:
        record_act("cited", by=by, about=citing, room=room, kept=citations, now=now)
    return citations


def write_citations(
    citing: Model, room: Room, entries: Iterable[Entry], *, by: Viewer, now: datetime
) -> list[Citation]:
    """Those not cited already. A part of an act that tells the trail."""
    wanted = {entry.pk: entry for entry in entries}
    there = set(Citation.objects.filter(citing_id=citing.pk, entry__in=wanted).values_list("entry", flat=True))
    new = [entry for pk, entry in wanted.items() if pk not in there]
    return write_new_citations([(citing, new)], room, by=by, now=now)


def write_new_citations(
    cited: Iterable[tuple[Model, Iterable[Entry]]], room: Room, *, by: Viewer, now: datetime
) -> list[Citation]:
    """For what was only just written, and so cites nothing yet. A part of an act that tells the trail."""
    pairs = [(citing, entry) for citing, entries in cited for entry in {one.pk: one for one in entries}.values()]
    if any(not by.may_read(entry.room_id) for _citing, entry in pairs):
        raise UnableToCite(_("There is no such entry to cite."))
    return Citation.objects.bulk_create(
        Citation(
            id=uuid4(), room=room, citing_kind=citing._meta.model_name or "", citing_id=citing.pk, entry=entry,
            recorded_at=now,
        )
        for citing, entry in pairs
    )  # fmt: skip
