from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class LastHere(models.Model):
    """When somebody was last in a dialogue, so that his home can show what is new since."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey("guftugu.Account", on_delete=models.CASCADE, related_name="+")
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.CASCADE, related_name="+")
    here_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[LastHere]] = models.Manager()

    class Meta:
        app_label = "guftugu"
        db_table = "desk_last_here"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "dialogue"], name="one_last_visit_a_dialogue")
        ]
