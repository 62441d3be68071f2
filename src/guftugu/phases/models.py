from __future__ import annotations

from uuid import UUID

from django.db import models

from guftugu.dialogues.positions import Position
from guftugu.phases.kinds import Firmness, Phase
from guftugu.rooms.fields import SealedField


class Standing(Position):
    """A moderator's judgement: in which phase the group, or one subject, stands, how firmly and why. Never computed.

    A series is one phase of the group or of one subject, so that several hold at once. `copy_of` is the judgement
    this one was released from; both clocks are the original's.
    """

    Phase = Phase

    Firmness = Firmness

    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("guftugu.Subject", on_delete=models.PROTECT, null=True, related_name="+")
    phase = models.PositiveSmallIntegerField(choices=Phase)
    firmness = models.CharField(max_length=9, choices=Firmness)
    language = models.CharField(max_length=16, blank=True)
    why = SealedField("phases.standing.why")
    judged_by = SealedField("phases.standing.judged_by")
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "guftugu"
        db_table = "phases_standing"

    @property
    def series(self) -> tuple[UUID | None, int]:
        return self.subject_id, self.phase
