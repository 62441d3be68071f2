"""What has positions is kept as rows that are never changed, on two clocks.

`held_after` is the meeting after which it held; `recorded_at` is when we came to know it. So "where we
stood after Dialogue #4" is one query, as known then or as known now.
"""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from collections.abc import Callable


INSTANT = timedelta(microseconds=1)
"""The smallest step of the clock that says when something was recorded. What one act records in an order keeps that
order, each an instant after the other; and what was known just before is known an instant before."""


class Position(models.Model):
    """One position of a series. The next one replaces it; `ends` says that none holds any more."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    held_after = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    ends = models.BooleanField(default=False)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Moment:
    """A point to look back from: after which meeting, and as known when. None: now, and all we know."""

    after_meeting: int | None = None
    known_at: datetime | None = None


NOW = Moment()
Row = TypeVar("Row", bound=Position)


def as_of(rows: QuerySet[Row], moment: Moment) -> QuerySet[Row]:
    """The rows that count at a moment, oldest first: by meeting, then by when they were recorded."""
    if moment.after_meeting is not None:
        rows = rows.filter(Q(held_after=None) | Q(held_after__number__lte=moment.after_meeting))
    if moment.known_at is not None:
        rows = rows.filter(recorded_at__lte=moment.known_at)
    return rows.order_by(models.F("held_after__number").asc(nulls_first=True), "recorded_at", "pk")


def in_force(rows: Iterable[Row], series: Callable[[Row], Hashable]) -> list[Row]:
    """The last row of each series, where it does not say that the series ended. Rows come oldest first."""
    last: dict[Hashable, Row] = {}
    for row in rows:
        key = series(row)
        last.pop(key, None)
        last[key] = row
    return [row for row in last.values() if not row.ends]
