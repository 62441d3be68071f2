from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from guftugu.dialogues.positions import Position
from guftugu.people.kinds import OrganisationKind, PartyKind, WayRole, WayState
from guftugu.rooms.fields import SealedField


class Party(models.Model):
    """A side, or those who moderate. Its letter is plain; what it is called is for each room to say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=3)
    kind = models.CharField(max_length=12, choices=PartyKind, default=PartyKind.SIDE)
    shape = models.CharField(max_length=8, blank=True)
    pattern = models.CharField(max_length=8, blank=True)
    caucus = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "people_party"
        ordering: ClassVar = ["kind", "letter"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dialogue", "letter"], name="one_party_a_letter")]


class Name(models.Model):
    """What somebody or something is called in one room and language. A later one takes its place; it stays."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16, blank=True)
    is_spelling = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class PartyName(Name):
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    words = SealedField("people.party_name.words")

    class Meta:
        app_label = "guftugu"
        db_table = "people_party_name"


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "people_organisation"


class OrganisationName(Name):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = SealedField("people.organisation_name.words")

    class Meta:
        app_label = "guftugu"
        db_table = "people_organisation_name"


class Person(models.Model):
    """Somebody, under a code name. Who else may know that there is such a person is said by `PersonKnown`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey("guftugu.Account", on_delete=models.PROTECT, null=True, related_name="+")
    speaks = models.CharField(max_length=120, blank=True)
    is_illustration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "people_person"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dialogue", "code"], name="one_person_a_code"),
            models.UniqueConstraint(fields=["dialogue", "account"], name="one_person_an_account"),
        ]

    @property
    def languages(self) -> list[str]:
        return self.speaks.split()


class PersonKnown(models.Model):
    """A room that knows the code name: the person's own, and each in which something was written of the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "people_person_known"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "room"], name="known_once_a_room")]


class PersonName(Name):
    """A real name, in the room that may know it: a row of the key to the code names."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedField("people.person_name.words")

    class Meta:
        app_label = "guftugu"
        db_table = "people_person_name"


class Remark(models.Model):
    """Something noted about a person or an organisation, or where it is known from. In a room of its own."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    words = SealedField("people.remark.words")
    source = SealedField("people.remark.source")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "people_remark"
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None),
                name="remarks_are_about_one",
            )
        ]


class Affiliation(Position):
    """Where a person stands or stood: in which organisation, as what, from when to when. `series` is the first's id."""

    series = models.UUIDField(db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    role = SealedField("people.affiliation.role")
    since_said = SealedField("people.affiliation.since_said")
    since_edtf = models.CharField(max_length=60, blank=True)
    since_earliest = models.DateField(null=True)
    since_latest = models.DateField(null=True)
    until_said = SealedField("people.affiliation.until_said")
    until_edtf = models.CharField(max_length=60, blank=True)
    until_earliest = models.DateField(null=True)
    until_latest = models.DateField(null=True)
    note = SealedField("people.affiliation.note")
    source = SealedField("people.affiliation.source")
    is_illustration = models.BooleanField(default=False)

    class Meta:
        app_label = "guftugu"
        db_table = "people_affiliation"


class Participation(models.Model):
    """A person's way into the dialogue, kept in one room; where it stands is its last step."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=WayRole, default=WayRole.PARTICIPANT)
    is_illustration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "people_participation"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "room", "role"], name="one_way_a_role")]


class ParticipationStep(Position):
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=WayState)
    reason = SealedField("people.participation_step.reason")
    vouched_by = SealedField("people.participation_step.vouched_by")
    said = SealedField("people.participation_step.said")
    edtf = models.CharField(max_length=60, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "people_participation_step"


class MissingVoice(models.Model):
    """Somebody who ought to be heard and is not there. Who was brought is said by later rows."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    words = SealedField("people.missing_voice.words")
    why = SealedField("people.missing_voice.why")
    named_after = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, null=True, related_name="+")
    is_illustration = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "people_missing_voice"


class VoiceBrought(Position):
    """That a person brought a missing voice into the dialogue, or (`ends`) does so no longer."""

    voice = models.ForeignKey(MissingVoice, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    how = SealedField("people.voice_brought.how")

    class Meta:
        app_label = "guftugu"
        db_table = "people_voice_brought"
