"""Reads of the trail.

It holds nobody's words and knows nobody, so they take no viewer; who may see which rows is for `rooms` to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from guftugu.trail.hashing import BEFORE_THE_FIRST, Digest, digest_of, hash_of
from guftugu.trail.models import Evidence, TrailHead, TrailRow

BATCH = 500


@dataclass
class Verification:
    """What a walk along the chain found. `faults` are codes with the number or id they are about."""

    rows: int = 0
    head: bytes = BEFORE_THE_FIRST
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.faults


def head() -> bytes:
    found = TrailHead.objects.filter(pk=1).first()
    return bytes(found.hash) if found else BEFORE_THE_FIRST


def head_when_kept(kept: UUID) -> bytes:
    """The head as it was when a row of the store was written: the same whatever happened since, so it tells nothing."""
    found = Evidence.objects.filter(kept_id=kept).select_related("row").order_by("row_id").first()
    return bytes(found.row.hash) if found else BEFORE_THE_FIRST


def rows_of_rooms(rooms: Collection[UUID]) -> QuerySet[TrailRow]:
    """Newest first; acts that belong to no room are everybody's."""
    return TrailRow.objects.filter(Q(room__in=rooms) | Q(room=None)).order_by("-number")


def verification(*, expected_head: bytes | None = None) -> Verification:
    """Walk the whole chain and hold what it says against what stands in the store.

    An altered row breaks its hash, a missing one the numbers, a reordered one the link, a cut end the
    head; `expected_head` (from a paper, its beginning at least) finds an end that was cut and covered up.
    """
    found = Verification()
    seen_expected = expected_head in (None, BEFORE_THE_FIRST)
    for rows in _in_batches(TrailRow.objects.order_by("number").iterator(BATCH)):
        told = _evidence_of(rows)
        for row in rows:
            _check_link(row, told[row.number], found)
            seen_expected = seen_expected or bytes(row.hash).startswith(expected_head or BEFORE_THE_FIRST)
        _check_kept([digest for row in rows for digest in told[row.number]], found)
    if found.head != head():
        found.faults.append(("cut", str(found.rows)))
    if not seen_expected:
        found.faults.append(("head", (expected_head or b"").hex()))
    return found


def _check_link(row: TrailRow, told: list[Digest], found: Verification) -> None:
    if row.number != found.rows + 1:
        found.faults.append(("missing", str(found.rows + 1)))
    if bytes(row.previous) != found.head:
        found.faults.append(("order", str(row.number)))
    if hash_of(row, told) != bytes(row.hash):
        found.faults.append(("altered", str(row.number)))
    found.rows = row.number
    found.head = bytes(row.hash)


def _check_kept(digests: list[Digest], found: Verification) -> None:
    """Rows of models that are never changed (`never_changed = True`) must still be what they were."""
    by_kind: dict[str, list[Digest]] = defaultdict(list)
    for digest in digests:
        by_kind[digest.kind].append(digest)
    for kind, told in by_kind.items():
        model = _model_called(kind)
        if model is None:
            found.faults += [("unknown", f"{kind} {digest.kept_id}") for digest in told]
            continue
        if not getattr(model, "never_changed", False):
            continue
        present = model._default_manager.in_bulk([digest.kept_id for digest in told])
        for digest in told:
            row = present.get(digest.kept_id)
            if row is None:
                found.faults.append(("gone", f"{kind} {digest.kept_id}"))
            elif digest_of(row).digest != digest.digest:
                found.faults.append(("changed", f"{kind} {digest.kept_id}"))


def _model_called(kind: str) -> type[Model] | None:
    """None for a name that no table has: somebody wrote it into the evidence."""
    try:
        return apps.get_model("guftugu", kind)
    except LookupError:
        return None


def _evidence_of(rows: list[TrailRow]) -> dict[int, list[Digest]]:
    told: dict[int, list[Digest]] = defaultdict(list)
    wanted = Evidence.objects.filter(row__in=[row.number for row in rows]).order_by("row_id", "place")
    for one in wanted:
        told[one.row_id].append(Digest(one.kind, one.kept_id, bytes(one.digest)))
    return told


def _in_batches(rows: Iterator[TrailRow]) -> Iterator[list[TrailRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
