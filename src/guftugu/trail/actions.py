from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from guftugu.trail.hashing import BEFORE_THE_FIRST, digest_of, hash_of
from guftugu.trail.models import Evidence, TrailHead, TrailRow

if TYPE_CHECKING:
    from django.db.models import Model


def join_the_line() -> TrailHead:
    """Wait until no other act is being written: from here to the end of the transaction this one is alone."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an act and its trail row belong in one transaction")
    rows = TrailHead.objects.select_for_update()
    head = rows.filter(pk=1).first()
    if head is None:
        TrailHead.objects.get_or_create(pk=1, defaults={"hash": BEFORE_THE_FIRST})
        head = rows.get(pk=1)
    return head


def add_row(
    verb: str,
    *,
    at: datetime,
    actor: bytes,
    room: UUID | None,
    about: Model,
    kept: Sequence[Model] = (),
) -> TrailRow:
    """Write that something was done, in the transaction that does it.

    `kept` are the rows the act wrote; their digests go into the chain.
    """
    head = join_the_line()
    digests = [digest_of(row) for row in kept]
    row = TrailRow(
        number=head.number + 1,
        at=at,
        verb=verb,
        actor=actor,
        room=room,
        about_kind=about._meta.model_name or "",
        about_id=about.pk,
        previous=bytes(head.hash),
    )
    row.hash = hash_of(row, digests)
    row.save(force_insert=True)
    Evidence.objects.bulk_create(
        Evidence(row=row, place=place, kind=digest.kind, kept_id=digest.kept_id, digest=digest.digest)
        for place, digest in enumerate(digests)
    )
    TrailHead.objects.filter(pk=1).update(number=row.number, hash=row.hash)
    return row
