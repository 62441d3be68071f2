"""Kinds of parties and organisations, roles and states of the way in: words that other packages may use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyKind(TextChoices):
    SIDE = "side", _("a side of the conflict")
    MODERATORS = "moderators", _("the moderators")
    TEAM = "team", _("a team that helps them")


class OrganisationKind(TextChoices):
    CONVENER = "convener", _("convener")
    TEAM = "team", _("team")
    GOVERNMENT = "government", _("government")
    MOVEMENT = "movement", _("movement")
    NEGOTIATING_TEAM = "negotiating team", _("negotiating team")
    INTERNATIONAL = "international", _("international organisation")
    NON_GOVERNMENTAL = "non-governmental", _("non-governmental organisation")
    FORUM = "forum", _("forum")
    FUNDER = "funder", _("funder")
    FOUNDATION = "foundation", _("foundation")
    UNIVERSITY = "university", _("university")
    ACADEMIC = "academic", _("academic audience")
    OTHER = "other", _("another kind")


class WayRole(TextChoices):
    PARTICIPANT = "participant", _("participant")
    MODERATOR = "moderator", _("moderator")
    FELLOW = "fellow", _("fellow")
    GUEST = "guest", _("guest")


class WayState(TextChoices):
    SOUGHT = "sought", _("sought")
    APPROACHED = "approached", _("approached")
    WEIGHING = "weighing", _("weighing")
    ENGAGED = "engaged", _("engaged")
    DECLINED = "declined", _("declined")
    LEFT = "left", _("left")
