"""The five phases, and how firmly somebody judges: words that other packages may use."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(IntegerChoices):
    ENGAGING = 1, _("Deciding to engage")
    MAPPING = 2, _("Mapping")
    PROBING = 3, _("Probing")
    PLANNING = 4, _("Planning together")
    ACTING = 5, _("Acting")


class Firmness(TextChoices):
    SETTLED = "settled", _("settled")
    TENTATIVE = "tentative", _("tentative")
    MOMENTARY = "momentary", _("momentary")
