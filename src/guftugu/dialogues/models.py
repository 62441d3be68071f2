from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from guftugu.dialogues.kinds import Attribution, DateSense, OccasionKind, OccasionState, Role
from guftugu.dialogues.positions import Position
from guftugu.rooms.fields import SealedField


class Dialogue(models.Model):
    """One process. May stand under another: a dialogue within a community, or the body that convened it."""

    Attribution = Attribution

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    rooms = models.ManyToManyField("guftugu.Room", related_name="+", db_table="dialogues_dialogue_rooms")
    attribution = models.CharField(max_length=10, choices=Attribution, default=Attribution.BY_PARTY)
    correction_days = models.PositiveSmallIntegerField(default=14)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "dialogues_dialogue"
        ordering: ClassVar = ["number"]


class Title(models.Model):
    """What a dialogue is called in one of its rooms. A room without a title of its own sees none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    words = SealedField("dialogues.title.words")

    class Meta:
        app_label = "guftugu"
        db_table = "dialogues_title"
        constraints: ClassVar = [models.UniqueConstraint(fields=["dialogue", "room"], name="one_title_a_room")]


class Appointment(models.Model):
    """What somebody is in a dialogue. It opens no room: only being let in does."""

    Role = Role

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("guftugu.Account", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    since = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "dialogues_appointment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dialogue", "account"], name="one_appointment_a_dialogue")
        ]


class Occasion(models.Model):
    """Anything the record dates. Its bounds are those of the date in force, kept here to sort by."""

    Kind = OccasionKind

    State = OccasionState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=OccasionKind)
    number = models.PositiveIntegerField(null=True)
    title = SealedField("dialogues.occasion.title")
    place = SealedField("dialogues.occasion.place")
    state = models.CharField(max_length=8, choices=OccasionState, default=OccasionState.PLANNED)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "dialogues_occasion"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="one_meeting_a_number"),
            models.CheckConstraint(
                condition=Q(kind="meeting", number__isnull=False) | (~Q(kind="meeting") & Q(number__isnull=True)),
                name="meetings_are_numbered",
            ),
        ]

    @property
    def is_meeting(self) -> bool:
        return self.kind == self.Kind.MEETING


class OccasionDate(Position):
    """When an occasion is planned for, was held, or is said to have been held by some source. Several may stand."""

    Sense = DateSense

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+")
    sense = models.CharField(max_length=8, choices=DateSense)
    said = SealedField("dialogues.occasion_date.said")
    edtf = models.CharField(max_length=60, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    because = SealedField("dialogues.occasion_date.because")
    source = SealedField("dialogues.occasion_date.source")

    class Meta:
        app_label = "guftugu"
        db_table = "dialogues_occasion_date"
        ordering: ClassVar = ["recorded_at", "pk"]
