from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.reports.lookups.leaving import checked_keys
from guftugu.reports.models import Checked
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.reports.audiences import Readers
    from guftugu.reports.leaving import Finding
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.viewer import Viewer


class UnableToCheck(Refusal):
    pass


@transaction.atomic
def check_off(
    paper: PaperSeen, findings: Iterable[Finding], readers: Readers, *, by: Viewer, now: datetime
) -> list[Checked]:
    """Say that one has looked at these, and that they may go to these readers. It counts for no others."""
    if not by.is_signed_in or not by.may_keep(paper.room) or not by.holds_key(paper.room):
        raise UnableToCheck(_("Who keeps this room checks what leaves it."))
    done = checked_keys(by, paper.row, readers)
    keys = dict.fromkeys(finding.key for finding in findings if finding.key not in done)
    shelf = shelf_in(paper.room, by=by, now=now, about=About("text", paper.text.pk))
    checked = [Checked(id=uuid4(), paper=paper.row, room=paper.room, recorded_at=now) for _key in keys]
    for row, key in zip(checked, keys, strict=True):
        seal(row, shelf=shelf, words=f"{readers.known_as}\n{key}")
    Checked.objects.bulk_create(checked)
    if checked:
        record_act("paper_checked", by=by, about=paper.row, room=paper.room, kept=checked, now=now)
    return checked
