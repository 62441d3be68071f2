"""Roles, attribution, kinds and states of occasions: words that other packages may use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Attribution(TextChoices):
    NAMED = "named", _("by name: who is in plenary sees who spoke")
    BY_PARTY = "by_party", _("by party: plenary sees which side spoke, moderators see who")
    NONE = "none", _("none (Chatham House): plenary sees what was said, moderators see by whom")


class Role(TextChoices):
    MODERATOR = "moderator", _("moderator")
    RAPPORTEUR = "rapporteur", _("rapporteur")
    PARTICIPANT = "participant", _("participant")
    TRANSLATOR = "translator", _("translator")
    STAFF = "staff", _("staff")
    COLLEAGUE = "colleague", _("colleague outside")


class OccasionKind(TextChoices):
    MEETING = "meeting", _("meeting")
    VISIT = "visit", _("visit")
    CONTACT = "contact", _("contact")
    WORKSHOP = "workshop", _("workshop")
    DEVELOPMENT = "development", _("development")
    PRESENTATION = "presentation", _("presentation")
    HANDOVER = "handover", _("hand-over")
    PROGRAMME = "programme", _("programme")
    PAPER = "paper", _("paper")
    PLAN = "plan", _("plan")


class OccasionState(TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    DROPPED = "dropped", _("dropped")


class DateSense(TextChoices):
    PLANNED = "planned", _("planned for")
    HELD = "held", _("held")
    REPORTED = "reported", _("according to another source")
