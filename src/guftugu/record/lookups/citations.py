from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.record.lookups.seen import Shown
from guftugu.record.models import Citation
from guftugu.record.visibility import citations_visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guftugu.record.models import Entry
    from guftugu.rooms.viewer import Viewer


def evidence(viewer: Viewer, citing: Collection[UUID]) -> dict[UUID, list[Shown]]:
    """By id of what cites, of whatever package: the entries it rests on, as far as the viewer may read them."""
    rows = _rows(viewer).filter(citing_id__in=citing)
    open_rows(viewer, [row.entry for row in rows])
    found: dict[UUID, list[Shown]] = defaultdict(list)
    for row in rows:
        found[row.citing_id].append(Shown(row.entry, viewer.rooms[row.entry.room_id]))
    return found


def citing(viewer: Viewer, entry: Entry) -> list[tuple[str, UUID]]:
    """What rests on an entry: kind and id, for the package that owns it to show."""
    return list(_rows(viewer).filter(entry=entry).values_list("citing_kind", "citing_id"))


def _rows(viewer: Viewer) -> QuerySet[Citation]:
    return Citation.objects.filter(citations_visible_to(viewer)).select_related("entry").order_by("recorded_at", "pk")
