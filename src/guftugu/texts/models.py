from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guftugu.dialogues.positions import Position
from guftugu.rooms.fields import SealedField
from guftugu.texts.kinds import LanguageStanding, Origin, PassageKind, TextKind, TickKind


class Text(models.Model):
    """A document in one room, led by one language. What it says is its versions'. Once closed it says that for good."""

    Kind = TextKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=TextKind)
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_text"
        ordering: ClassVar = ["made_at", "pk"]


class Version(models.Model):
    """A text as it stood once. Never changed: who writes on makes the next."""

    never_changed = True

    Origin = Origin

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WRITTEN)
    title = SealedField("texts.version.title")
    note = SealedField("texts.version.note")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_version"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["text", "number"], name="one_version_a_number")]


class Passage(models.Model):
    """The same passage through all versions and languages. `composed_as` is what a composer knows it by.

    A text's title is a passage too (`is_title`), placed in no version, so that it is rendered like the others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    composed_as = models.CharField(max_length=120, blank=True)
    is_title = models.BooleanField(default=False)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_passage"


class Placing(models.Model):
    """Where a passage stands in a version, and as what. A passage a version does not place was left out of it."""

    never_changed = True

    Kind = PassageKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=PassageKind)
    level = models.PositiveSmallIntegerField(default=1)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_placing"
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "place"], name="one_passage_a_place"),
            models.UniqueConstraint(fields=["version", "passage"], name="placed_once_a_version"),
        ]


class Rendering(models.Model):
    """A passage in a language and script, from one version on, until a later version renders it anew.

    The citations of a passage are those of its rendering in the language that leads. A table's words are its rows,
    a line each, with tabs between the cells; the first row is the heading. `renders` is the rendering in the language
    that leads of which this one says the same; once the passage has another there, this one is stale.
    """

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    renders = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    words = SealedField("texts.rendering.words")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_rendering"
        ordering: ClassVar = ["recorded_at", "pk"]


class Assent(Position):
    """That a person assented to a version, and when as said; or (`ends`) took the assent back."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("guftugu.Person", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    said = SealedField("texts.assent.said")
    note = SealedField("texts.assent.note")
    edtf = models.CharField(max_length=60, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_assent"


class TextLanguage(Position):
    """A language and script, besides the leading one, that a text is rendered into, and what standing its words have.

    Of the leading language a row says the standing alone.
    """

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    standing = models.CharField(max_length=12, choices=LanguageStanding, default=LanguageStanding.FOR_READING)

    class Meta:
        app_label = "guftugu"
        db_table = "texts_text_language"


class Tick(models.Model):
    """Somebody read a rendering beside the words it renders (`lead`), and said that it stands."""

    never_changed = True

    Kind = TickKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rendering = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=TickKind)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_tick"
        ordering: ClassVar = ["recorded_at", "pk"]


class PassageNote(models.Model):
    """A word between moderators and translators about a passage, in one language or (empty) all of them."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16, blank=True)
    words = SealedField("texts.passage_note.words")
    written_by = SealedField("texts.passage_note.written_by")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_passage_note"
        ordering: ClassVar = ["recorded_at", "pk"]


class Term(models.Model):
    """Something that is called the same throughout. What it is called is its `TermWords`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_term"
        ordering: ClassVar = ["recorded_at", "pk"]


class TermWords(models.Model):
    """What a term is called in one language, and why. A later row takes its place; one that `ends` takes it away."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    words = SealedField("texts.term_words.words")
    note = SealedField("texts.term_words.note")
    ends = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_term_words"
        ordering: ClassVar = ["recorded_at", "pk"]


class HandOver(models.Model):
    """Which version of a text went to whom, in which language, by whose hand. A mistake is corrected by a later row,
    which may say that it did not take place (`ends`).

    `digest` is of the words that were carried; sealed, since who has the store could try it on words he guesses. From,
    by and to are told as said; where it is somebody known, or an organisation, the row points there too. `occasion` is
    the visit or contact of the record at which it was done.
    """

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    digest = SealedField("texts.hand_over.digest")
    from_whom = SealedField("texts.hand_over.from_whom")
    carried_by = SealedField("texts.hand_over.carried_by")
    to_whom = SealedField("texts.hand_over.to_whom")
    office = SealedField("texts.hand_over.office")
    to_person = models.ForeignKey("guftugu.Person", on_delete=models.PROTECT, null=True, related_name="+")
    to_organisation = models.ForeignKey("guftugu.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    occasion = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, null=True, related_name="+")
    said = SealedField("texts.hand_over.said")
    edtf = models.CharField(max_length=60, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    place = SealedField("texts.hand_over.place")
    received = SealedField("texts.hand_over.received")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    ends = models.BooleanField(default=False)
    is_illustration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_hand_over"
        ordering: ClassVar = ["recorded_at", "pk"]


class HandOverAnswer(models.Model):
    """What came back: an entry of the record."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("guftugu.Entry", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "texts_hand_over_answer"
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["hand_over", "entry"], name="one_answer_an_entry")]
