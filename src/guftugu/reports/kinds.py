"""Papers and audiences: words that other packages may use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    AGENDA = "agenda", _("agenda")
    MEMO = "memo", _("analytical memo")
    WRAP_UP = "wrap-up", _("wrap-up report")


class Audience(TextChoices):
    TEAM = "team", _("team")
    PARTICIPANTS = "participants", _("participants")
    COLLEAGUES = "colleagues", _("colleagues")
    PUBLIC = "public", _("public")
