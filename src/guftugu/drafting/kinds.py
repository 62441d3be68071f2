"""Where a round stands, what became of a proposal, how a party stands: words that other packages may use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The hand of what plenary asks for, beside the letters of caucuses, which are capitals.
PLENARY = "Pl"


class RoundState(TextChoices):
    OPEN = "open", _("open")
    RELEASED = "released", _("released together")
    CONSOLIDATED = "consolidated", _("consolidated")
    CLOSED = "closed", _("closed")


class WordingKind(TextChoices):
    CHANGE = "change", _("other words")
    NEW = "new", _("a new passage after this one")
    LEAVE_OUT = "leave_out", _("leave it out")
    MOVE = "move", _("put it elsewhere")


class CommentKind(TextChoices):
    COMMENT = "comment", _("comment")
    DOES_NOT_MATCH = "does_not_match", _("the languages do not say the same")


class Became(TextChoices):
    ADOPTED = "adopted", _("adopted")
    IN_PART = "in_part", _("adopted in part")
    BRACKETED = "bracketed", _("bracketed")
    NOT = "not", _("not adopted")


class Carried(TextChoices):
    CLEAN = "clean", _("stands as it was asked")
    MOVED = "moved", _("moved with its passage")
    CONFLICT = "conflict", _("in conflict with the draft")


class StanceKind(TextChoices):
    AGREED = "agreed", _("agreed")
    AD_REFERENDUM = "ad_referendum", _("ad referendum")
    CAN_LIVE_WITH = "can_live_with", _("can live with")
    NOT_YET = "not_yet", _("not yet")
    CANNOT = "cannot", _("cannot")
