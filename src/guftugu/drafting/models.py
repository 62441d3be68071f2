from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guftugu.dialogues.positions import Position
from guftugu.drafting.kinds import Became, Carried, CommentKind, RoundState, StanceKind, WordingKind
from guftugu.rooms.fields import SealedField
from guftugu.texts.kinds import PassageKind


class JointText(models.Model):
    """A text that the whole group makes: `text` is the moderators', who hold the pen; `circulated` its copy in plenary.

    `circulated_draft` is the version that went there last. `final` is plenary's copy of it, and `digest` of its words
    in the language that leads; of each other language it is a `FinalWords`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey("guftugu.Dialogue", on_delete=models.PROTECT, related_name="+")
    text = models.OneToOneField("guftugu.Text", on_delete=models.PROTECT, related_name="+")
    circulated = models.OneToOneField("guftugu.Text", on_delete=models.PROTECT, null=True, related_name="+")
    circulated_draft = models.ForeignKey("guftugu.Version", on_delete=models.PROTECT, null=True, related_name="+")
    final = models.ForeignKey("guftugu.Version", on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_joint_text"
        ordering: ClassVar = ["made_at", "pk"]


class FinalWords(models.Model):
    """The digest of a final text in one of its other languages."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    joint_text = models.ForeignKey(JointText, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_final_words"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["joint_text", "language", "script"], name="one_final_a_language")
        ]


class Area(models.Model):
    """One of the matters the text has to speak of, talked through one at a time. Its name is its subject's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    joint_text = models.ForeignKey(JointText, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("guftugu.Subject", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    talked_through_at = models.ForeignKey("guftugu.Occasion", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_area"
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["joint_text", "place"], name="one_area_a_place"),
            models.UniqueConstraint(fields=["joint_text", "subject"], name="one_area_a_subject"),
        ]


class Round(models.Model):
    """One time the draft goes round. `base` is what everybody has before them; it does not move.

    What a caucus releases is sealed to `public_key`; the other half lies sealed in the moderators' room. `brackets` is
    how many stood in the base.
    """

    State = RoundState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    joint_text = models.ForeignKey(JointText, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("guftugu.Version", on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey("guftugu.Version", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.OPEN)
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    deadline_said = SealedField("drafting.round.deadline_said")
    deadline = models.DateField(null=True)
    public_key = models.BinaryField()
    private_key = SealedField("drafting.round.private_key")
    brackets = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_round"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["joint_text", "number"], name="one_round_a_number")]


class Comment(models.Model):
    """A comment on a passage of the base, in plenary or in a caucus."""

    never_changed = True
    came_later = frozenset({"kind", "script"})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey("guftugu.Passage", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=CommentKind, default=CommentKind.COMMENT)
    language = models.CharField(max_length=16, blank=True)
    script = models.CharField(max_length=4, blank=True)
    words = SealedField("drafting.comment.words")
    written_by = SealedField("drafting.comment.written_by")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_comment"
        ordering: ClassVar = ["recorded_at", "pk"]


class Wording(models.Model):
    """What somebody, in a caucus or in plenary, would rather have a passage say, and why. Two who write at once write
    two.

    It is written in any language that the base is rendered into. A new passage stands behind `passage`, one that is
    moved behind `after`; either before all others where it `comes_first`.
    """

    never_changed = True
    came_later = frozenset({"after_id", "comes_first", "passage_kind", "level", "script"})

    Kind = WordingKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey("guftugu.Passage", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=WordingKind, default=WordingKind.CHANGE)
    after = models.ForeignKey("guftugu.Passage", on_delete=models.PROTECT, null=True, related_name="+")
    comes_first = models.BooleanField(default=False)
    passage_kind = models.CharField(max_length=9, choices=PassageKind, blank=True)
    level = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    words = SealedField("drafting.wording.words")
    why = SealedField("drafting.wording.why")
    written_by = SealedField("drafting.wording.written_by")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_wording"
        ordering: ClassVar = ["recorded_at", "pk"]


class Settled(models.Model):
    """The caucus agreed, inside, that this wording is its own; a later row of the same passage takes its place.

    For plenary the moderators say so.
    """

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    is_withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_settled"
        ordering: ClassVar = ["recorded_at", "pk"]


class Releasing(models.Model):
    """One caucus's answer to a round, sealed to the round's key. That it is there is all that shows of it.

    `asked` is the same for the caucus itself, which could not read its own answer otherwise. There is no time here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    asked = SealedField("drafting.releasing.asked")

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_releasing"
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "room"], name="one_releasing_a_caucus")]


class Proposal(models.Model):
    """What a caucus asked for, of one passage, once all releases were opened. Who asked is for moderators only.

    `caucus` is plenary's room where plenary asked.

    One that nobody dealt with is carried over to the next round: `carried_from` is what it was there. Of one in another
    language `lead_words` are the words that were carried in the leading one.
    """

    never_changed = True
    came_later = frozenset({"after_id", "comes_first", "lead_words", "passage_kind", "level", "script"})

    Kind = WordingKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey("guftugu.Passage", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    caucus = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=WordingKind)
    after = models.ForeignKey("guftugu.Passage", on_delete=models.PROTECT, null=True, related_name="+")
    comes_first = models.BooleanField(default=False)
    passage_kind = models.CharField(max_length=9, choices=PassageKind, blank=True)
    level = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    words = SealedField("drafting.proposal.words")
    why = SealedField("drafting.proposal.why")
    lead_words = SealedField("drafting.proposal.lead_words")
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    carried = models.CharField(max_length=8, choices=Carried, blank=True)
    carried_because = SealedField("drafting.proposal.carried_because")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_proposal"
        ordering: ClassVar = ["recorded_at", "pk"]


class ProposalToRender(models.Model):
    """A proposal in another language than the one that leads, sent to the translators without its hand.

    `before` and `lead` are the passage of the base in the proposal's language and in the leading one.
    """

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=WordingKind)
    language = models.CharField(max_length=16)
    script = models.CharField(max_length=4, blank=True)
    words = SealedField("drafting.proposal_to_render.words")
    why = SealedField("drafting.proposal_to_render.why")
    before = SealedField("drafting.proposal_to_render.before")
    lead = SealedField("drafting.proposal_to_render.lead")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_proposal_to_render"
        ordering: ClassVar = ["recorded_at", "pk"]


class ProposalRendering(models.Model):
    """The words of a proposal in the language that leads. A later row takes its place; both wordings stay joined."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent = models.ForeignKey(ProposalToRender, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    words = SealedField("drafting.proposal_rendering.words")
    why = SealedField("drafting.proposal_rendering.why")
    note = SealedField("drafting.proposal_rendering.note")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_proposal_rendering"
        ordering: ClassVar = ["recorded_at", "pk"]


class Disposition(models.Model):
    """What became of a proposal. One row in the moderators' room, its like dropped into the caucus that asked."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    became = models.CharField(max_length=9, choices=Became)
    why = SealedField("drafting.disposition.why")
    asked = SealedField("drafting.disposition.asked")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_disposition"
        ordering: ClassVar = ["recorded_at", "pk"]


class Stance(Position):
    """How a party stands to a passage, or (None) to the whole, of a circulated version."""

    version = models.ForeignKey("guftugu.Version", on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey("guftugu.Passage", on_delete=models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey("guftugu.Party", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=StanceKind)
    on_all = models.BooleanField(default=False)
    note = SealedField("drafting.stance.note")

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_stance"


class IntendedVagueness(Position):
    """A passage of the moderators' draft that is meant to stay open: nobody need make it more exact. For moderators."""

    passage = models.ForeignKey("guftugu.Passage", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("guftugu.Room", on_delete=models.PROTECT, related_name="+")
    why = SealedField("drafting.intended_vagueness.why")

    class Meta:
        app_label = "guftugu"
        db_table = "drafting_intended_vagueness"
