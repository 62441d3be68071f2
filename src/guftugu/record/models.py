from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guftugu.dialogues.positions import Position
from guftugu.record.kinds import AttachmentKind, EntryKind, QuestionState
from guftugu.rooms.fields import SealedField, SealedFileField


class Series(models.Model):
    """The last number given in one room of a dialogue. Its row is locked while numbers are given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "guftugu"
        db_table = "record_series"
        constraints: ClassVar = [models.UniqueConstraint(fields=["dialogue", "room"], name="one_series_a_room")]


class Subject(models.Model):
    """What an entry can be about: a small handle, which later packages own one-to-one. Its names stand in rooms."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "record_subject"


class SubjectName(models.Model):
    """What a subject is called in one room and language; `short` is what a note-taker writes in braces."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16, blank=True)
    short = SealedField("record.subject_name.short")
    words = SealedField("record.subject_name.words")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "record_subject_name"
        ordering: ClassVar = ["recorded_at", "pk"]


class Sheet(models.Model):
    """Notes in the making. Until they are filed they are their writer's to change.

    `room` is where the lines will go; `kept_in` where the text is sealed meanwhile: the moderators' room, for it
    names the speakers, or the caucus itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    occasion = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kept_in = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey("guftugu.Account", on_delete=models.PROTECT, related_name="+")
    beside = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=16, default="en")
    text = SealedField("record.sheet.text")
    times = SealedField("record.sheet.times")
    version = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "record_sheet"
        ordering: ClassVar = ["begun_at", "pk"]


class Entry(models.Model):
    """One thing said or that happened. Numbered for ever within its room; never changed: corrections are entries."""

    never_changed = True

    Kind = EntryKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    occasion = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    language = models.CharField(max_length=16, blank=True)
    script = models.CharField(max_length=4, blank=True)
    words = SealedField("record.entry.words")
    agenda_item = SealedField("record.entry.agenda_item")
    party = SealedField("record.entry.party")
    speaker = SealedField("record.entry.speaker")
    as_typed = SealedField("record.entry.as_typed")
    source = SealedField("record.entry.source")
    is_illustration = models.BooleanField(default=False)
    flags = models.CharField(max_length=200, blank=True)
    in_reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "record_entry"
        ordering: ClassVar = ["place", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dialogue", "room", "number"], name="one_entry_a_number"),
            models.UniqueConstraint(fields=["occasion", "room", "place"], name="one_entry_a_place"),
        ]


class EntrySubject(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "guftugu"
        db_table = "record_entry_subject"
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "subject"], name="about_a_subject_once")]


class SearchBlock(models.Model):
    """The folded words of entries filed together, sealed once on their shelf: searching opens these and not each entry.

    A line an entry: id, place, kind, words, with tabs between. `folding` is the version of the rules that folded them.
    """

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    occasion = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, related_name="+")
    lines = SealedField("record.search_block.lines")
    folding = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "guftugu"
        db_table = "record_search_block"


class OpenQuestion(Position):
    """Where a question that was left hanging stands; the entry that asked it is the series."""

    State = QuestionState

    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    because = SealedField("record.open_question.because")

    class Meta:
        app_label = "guftugu"
        db_table = "record_open_question"


class Citation(models.Model):
    """Something written in a room rests on an entry. What cites is of any package, so it is named by kind and id."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    citing_kind = models.CharField(max_length=60)
    citing_id = models.UUIDField(db_index=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "record_citation"
        constraints: ClassVar = [models.UniqueConstraint(fields=["citing_id", "entry"], name="cited_once")]


class Attachment(models.Model):
    """A scan, flip chart or file of an occasion. Its name, size and content are sealed."""

    never_changed = True

    Kind = AttachmentKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    occasion = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    file_name = SealedField("record.attachment.file_name")
    size = SealedField("record.attachment.size")
    content = SealedFileField("record.attachment.content")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "record_attachment"
        ordering: ClassVar = ["recorded_at", "pk"]
