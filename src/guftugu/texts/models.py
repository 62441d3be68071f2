from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guftugu.dialogues.positions import Position
from guftugu.rooms.fields import SealedField
from guftugu.texts.kinds import Origin, PassageKind, TextKind


class Text(models.Model):
    """A document in one room, led by one language. What it says is its versions'."""

    Kind = TextKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=TextKind)
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_text"
        ordering: ClassVar = ["made_at", "pk"]


class Version(models.Model):
    """A text as it stood once. Never changed: who writes on makes the next."""

    never_changed = True

    Origin = Origin

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WRITTEN)
    title = SealedField("texts.version.title")
    note = SealedField("texts.version.note")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_version"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["text", "number"], name="one_version_a_number")]


class Passage(models.Model):
    """The same passage through all versions and languages. `composed_as` is what a composer knows it by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    composed_as = models.CharField(max_length=120, blank=True)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_passage"


class Placing(models.Model):
    """Where a passage stands in a version, and as what. A passage a version does not place was left out of it."""

    never_changed = True

    Kind = PassageKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=PassageKind)
    level = models.PositiveSmallIntegerField(default=1)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_placing"
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "place"], name="one_passage_a_place"),
            models.UniqueConstraint(fields=["version", "passage"], name="placed_once_a_version"),
        ]


class Rendering(models.Model):
    """A passage in a language and script, from one version on, until a later version renders it anew.

    The citations of a passage are those of its rendering in the language that leads. A table's words are its rows,
    a line each, with tabs between the cells; the first row is the heading.
    """

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    renders = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    words = SealedField("texts.rendering.words")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_rendering"
        ordering: ClassVar = ["recorded_at", "pk"]


class Assent(Position):
    """That a person assented to a version, and when as said; or (`ends`) took the assent back."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("guftugu.Person", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    said = SealedField("texts.assent.said")
    note = SealedField("texts.assent.note")
    edtf = models.CharField(max_length=60, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_assent"
