"""Kinds of entries and of attachments, states of open questions: words that other packages may use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    STATEMENT = "statement", _("statement")
    QUESTION = "question", _("question")
    ANSWER = "answer", _("answer")
    PROPOSAL = "proposal", _("proposal")
    AGREEMENT = "agreement", _("agreement")
    OBJECTION = "objection", _("objection")
    CHANGE_OF_POSITION = "change_of_position", _("change of position")
    DECISION = "decision", _("decision")
    DEVELOPMENT = "development", _("development")
    CONTACT = "contact", _("contact")
    NOTE = "note", _("note")


class QuestionState(TextChoices):
    OPEN = "open", _("left hanging")
    CARRIED = "carried", _("carried to the next agenda")
    ANSWERED = "answered", _("answered")
    DROPPED = "dropped", _("dropped")


class AttachmentKind(TextChoices):
    IMAGE = "image", _("picture")
    PDF = "pdf", _("PDF")
    DOCUMENT = "document", _("document")
    TEXT = "text", _("plain text")
