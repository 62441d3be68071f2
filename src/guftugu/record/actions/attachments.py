from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.record.actions.writing import check_writes
from guftugu.record.files import LARGEST, kind_of, tidy_name
from guftugu.record.models import Attachment
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToAttach(Refusal):
    pass


@transaction.atomic
def attach(occasion: Occasion, room: Room, *, file_name: str, content: bytes, by: Viewer, now: datetime) -> Attachment:
    """Keep a scan, a flip chart or a document with an occasion. Its bytes never touch the disk unsealed."""
    check_writes(occasion.dialogue, room, occasion, by=by)
    if len(content) > LARGEST:
        raise UnableToAttach(_("This file is larger than 10 MB. Make the scan coarser, or divide it."))
    if not content:
        raise UnableToAttach(_("This file is empty."))
    found = kind_of(content)
    if found is None:
        raise UnableToAttach(
            _("Taken are pictures (PNG, JPEG, WebP), PDF, Word (DOCX), ODT and plain text (UTF-8). This file is none.")
        )
    attachment = Attachment(id=uuid4(), occasion=occasion, room=room, kind=found.kind, recorded_at=now)
    shelf = shelf_in(room, by=by, now=now, about=About("occasion", occasion.pk))
    seal(attachment, shelf=shelf, file_name=tidy_name(file_name), size=str(len(content)), content=content)
    attachment.save(force_insert=True)
    record_act("attached", by=by, about=attachment, room=room, kept=[attachment], now=now)
    return attachment
