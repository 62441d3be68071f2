"""Kinds of texts and of passages, and where a version comes from: words that other packages may use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TextKind(TextChoices):
    COVENANT = "covenant", _("covenant")
    AGENDA = "agenda", _("agenda")
    MEMO = "memo", _("analytical memo")
    REPORT = "report", _("wrap-up report")
    JOINT_MEMO = "joint_memo", _("joint memo")
    OTHER = "other", _("other text")


class PassageKind(TextChoices):
    HEADING = "heading", _("heading")
    PARAGRAPH = "paragraph", _("paragraph")
    ITEM = "item", _("list item")
    TABLE = "table", _("table")


class Origin(TextChoices):
    WRITTEN = "written", _("written")
    COMPOSED = "composed", _("composed from the record")
    RELEASED = "released", _("released from another room")


class LanguageStanding(TextChoices):
    """What standing the words of a text have in one language, among its languages."""

    PREVAILS = "prevails", _("prevails where renderings differ")
    AUTHENTIC = "authentic", _("equally authentic")
    FOR_READING = "for_reading", _("for reading")


class RenderingState(TextChoices):
    """How a passage stands in a language that does not lead."""

    NEW = "new", _("not rendered")
    STALE = "stale", _("stale")
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked")
    AGREED = "agreed", _("agreed")


class TickKind(TextChoices):
    STILL_RIGHT = "still_right", _("still right")
    TYPO_ONLY = "typo_only", _("typo only")
    CHECKED = "checked", _("checked")
    AGREED = "agreed", _("agreed")
