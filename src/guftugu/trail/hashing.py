"""How an act and a row of the store become a hash: every field, its name, its length, no ambiguity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.trail.models import TrailRow

BEFORE_THE_FIRST = bytes(32)


class Digest(NamedTuple):
    kind: str
    kept_id: UUID
    digest: bytes


def digest_of(row: Model) -> Digest:
    """The digest of what stands in the store: sealed fields go in as ciphertext.

    A column that the table got later (`came_later`) goes in only where it says something, so that the digests of rows
    that were written before still hold.
    """
    came_later: frozenset[str] = getattr(row, "came_later", frozenset())
    told = [
        field
        for field in row._meta.concrete_fields
        if field.attname not in came_later or field.value_from_object(row) != field.get_default()
    ]
    fields = sorted(told, key=lambda field: field.attname)
    parts = [part for field in fields for part in (field.attname, field.value_from_object(row))]
    return Digest(row._meta.model_name or "", UUID(str(row.pk)), _hash([row._meta.model_name, *parts]))


def hash_of(row: TrailRow, evidence: Iterable[Digest]) -> bytes:
    told = [part for digest in evidence for part in digest]
    return _hash(
        [
            bytes(row.previous),
            row.number,
            row.at,
            row.verb,
            bytes(row.actor),
            row.room,
            row.about_kind,
            row.about_id,
            *told,
        ]
    )


def _hash(parts: Iterable[Any]) -> bytes:
    whole = sha256()
    for part in parts:
        plain = _as_bytes(part)
        whole.update(len(plain).to_bytes(8, "big"))
        whole.update(plain)
    return whole.digest()


def _as_bytes(value: Any) -> bytes:
    match value:
        case None:
            return b"-"
        case bytes() | bytearray() | memoryview():
            return b"b" + bytes(value)
        case datetime():
            return b"t" + value.astimezone(UTC).isoformat(timespec="microseconds").encode()
        case date():
            return b"d" + value.isoformat().encode()
        case UUID():
            return b"u" + value.bytes
        case bool() | int():
            return b"i" + str(int(value)).encode()
        case str():
            return b"s" + value.encode()
    raise TypeError(f"no agreed way to hash {type(value).__name__}")
