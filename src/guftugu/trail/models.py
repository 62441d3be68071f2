from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class TrailRow(models.Model):
    """One act. Never changed, never deleted: each row's hash holds the hash of the row before it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor = models.BinaryField()
    room = models.UUIDField(null=True)
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "guftugu"
        db_table = "trail_row"
        ordering: ClassVar = ["number"]


class Evidence(models.Model):
    """What a row of the store looked like when the act wrote it: a digest, nothing readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    row = models.ForeignKey(TrailRow, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    kept_id = models.UUIDField(db_index=True)
    digest = models.BinaryField(max_length=32)

    class Meta:
        app_label = "guftugu"
        db_table = "trail_evidence"
        constraints: ClassVar = [models.UniqueConstraint(fields=["row", "place"], name="one_evidence_a_place")]


class TrailHead(models.Model):
    """The chain's end. Locking it puts the acts of all servers in one line."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "guftugu"
        db_table = "trail_head"
