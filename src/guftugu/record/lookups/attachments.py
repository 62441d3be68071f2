from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.record.models import Attachment
from guftugu.record.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.viewer import Viewer


def attachments(viewer: Viewer, occasion: Occasion) -> list[Attachment]:
    """Names and sizes; the content is fetched one at a time."""
    rows = Attachment.objects.filter(visible_to(viewer), occasion=occasion).defer("content").select_related("room")
    return open_rows(viewer, rows)


def attachment(viewer: Viewer, dialogue: Dialogue, attachment_id: UUID) -> Attachment | None:
    rows = Attachment.objects.filter(visible_to(viewer), occasion__dialogue=dialogue, pk=attachment_id)
    return next(iter(open_rows(viewer, rows)), None)
