"""Kinds of rooms and states of members: words that other packages may use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoomKind(models.TextChoices):
    MODERATORS = "moderators", _("moderators' room")
    STAFF = "staff", _("staff room")
    PLENARY = "plenary", _("plenary")
    CAUCUS = "caucus", _("caucus")
    COLLEAGUES = "colleagues", _("colleagues' room")
    TRANSLATORS = "translators", _("translators' room")
    OPEN = "open", _("open room")


class MemberState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    IN = "in", _("in")
    LEFT = "left", _("left")


# What belongs there, for the pages of rooms.
WHAT = {
    RoomKind.MODERATORS: _("Moderators alone: asides, judgements, who said what."),
    RoomKind.STAFF: _("Moderators and the convener's staff: recruiting, visits, offers."),
    RoomKind.PLENARY: _("Both sides, moderators and rapporteur: what is said with all present."),
    RoomKind.CAUCUS: _("One side alone. It lets in its own; moderators are outside unless it lets them in."),
    RoomKind.COLLEAGUES: _("Moderators, staff and colleagues outside: what may be told to them."),
    RoomKind.TRANSLATORS: _("Moderators and translators: what is sent to be rendered, and its renderings."),
    RoomKind.OPEN: _("Everybody reads it, without logging in. Nothing in it is sealed."),
}
