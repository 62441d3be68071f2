from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from guftugu.reports.kinds import Audience, PaperKind
from guftugu.rooms.fields import SealedField


class Paper(models.Model):
    """A text that is composed from the record: of what, and for whom. An agenda and a memo are of one meeting."""

    Kind = PaperKind

    Audience = Audience

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.OneToOneField("guftugu.Text", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PaperKind)
    audience = models.CharField(max_length=12, choices=Audience)
    meeting = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, null=True, related_name="+")
    covers_from = models.DateField(null=True)
    covers_to = models.DateField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "reports_paper"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="wrap-up", meeting=None, covers_from__isnull=False, covers_to__isnull=False)
                | (~Q(kind="wrap-up") & Q(meeting__isnull=False, covers_from=None, covers_to=None)),
                name="papers_are_of_a_meeting_or_a_period",
            )
        ]


class Checked(models.Model):
    """A person looked at something that would leave with a paper, and said that it may."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    words = SealedField("reports.checked.words")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "reports_checked"
