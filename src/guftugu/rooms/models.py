from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from guftugu.rooms.fields import KeyField, SealedField
from guftugu.rooms.kinds import MemberState, RoomKind


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(name=(username or "").strip().casefold())


class Account(AbstractBaseUser):
    """Somebody who can log in. Holds no password: to log in is to unwrap the private key."""

    password = None  # type: ignore[assignment]
    last_login = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=40, unique=True)
    public_key = models.BinaryField(max_length=32, null=True)
    under_passphrase = KeyField(null=True)
    under_recovery_code = KeyField(null=True)
    one_time_codes = KeyField(null=True)
    one_time_used = models.BigIntegerField(default=0)
    sessions_of = models.UUIDField(default=uuid.uuid4)
    language = models.CharField(max_length=8, default="", blank=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_account"

    def get_session_auth_hash(self) -> str:
        return self._session_hash()

    def get_session_auth_fallback_hash(self) -> Any:
        return iter(())

    def _session_hash(self) -> str:
        """Changes with the keys and with "log out everywhere": every open session ends."""
        told = f"{self.sessions_of}{bytes(self.public_key or b'').hex()}"
        return salted_hmac("guftugu.rooms.session", told, algorithm="sha256").hexdigest()


class Room(models.Model):
    Kind = RoomKind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=RoomKind)
    letter = models.CharField(max_length=3, blank=True)
    kept_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    opener = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    members_listed = models.BinaryField(null=True)
    members_voucher = models.BinaryField(null=True)
    epoch_is_due = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    sunset_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_room"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.letter}".strip()

    @property
    def is_open(self) -> bool:
        return self.kind == self.Kind.OPEN

    @property
    def is_caucus(self) -> bool:
        return self.kind == self.Kind.CAUCUS


class Member(models.Model):
    State = MemberState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=MemberState, default=MemberState.WAITING)
    since = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_member"
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "account"], name="one_membership_a_room")]


class Epoch(models.Model):
    """A key of the room, good until somebody leaves. Vouched for under the key before it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    drop_key = models.BinaryField(max_length=32)
    voucher = models.BinaryField(null=True)
    started_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_epoch"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "number"], name="one_epoch_a_number")]


class Hold(models.Model):
    """The key of an epoch, wrapped for one member."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    epoch = models.ForeignKey(Epoch, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    wrapped = KeyField()

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_hold"
        constraints: ClassVar = [models.UniqueConstraint(fields=["epoch", "account"], name="one_hold_an_epoch")]


class Shelf(models.Model):
    """A part of a room with a key of its own. Without its key (`sunset_at`) its words open for nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    epoch = models.ForeignKey(Epoch, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    of = models.UUIDField(null=True, db_index=True)
    is_dropped = models.BooleanField(default=False)
    wrapped = KeyField(null=True)
    made_at = models.DateTimeField()
    sunset_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_shelf"
        indexes: ClassVar = [models.Index(fields=["room", "of", "kind"], name="shelves_of_a_thing")]


class ShelfHold(models.Model):
    """One shelf's key, wrapped for somebody who is not in its room: a rapporteur reads the sheet he wrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    wrapped = KeyField()

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_shelf_hold"
        constraints: ClassVar = [models.UniqueConstraint(fields=["shelf", "account"], name="one_hold_a_shelf")]


class Invitation(models.Model):
    """A link that works once: whoever opens it makes the account's keys, the first or new ones."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_invitation"


class Knock(models.Model):
    """Failed tries to log in under one name, known or not."""

    name_hash = models.BinaryField(primary_key=True, max_length=32)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_knock"


class Release(models.Model):
    """Words left a room: from where, to where, which row they were and which they became."""

    never_changed = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    source = SealedField("rooms.release.source")
    copy_id = models.UUIDField()
    by = SealedField("rooms.release.by")
    released_at = models.DateTimeField()

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_release"


class Backup(models.Model):
    """A pair of files that was made: words in one, keys in the other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    keys_digest = models.BinaryField(max_length=32, null=True)
    keys_destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_backup"


class Sunset(models.Model):
    """Keys were destroyed: of a room, or of the shelves of one thing. Pending while a backup still holds them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    of = models.UUIDField(null=True)
    shelves = models.PositiveIntegerField()
    sunset_at = models.DateTimeField()
    backups = models.ManyToManyField(Backup, related_name="+")

    class Meta:
        app_label = "guftugu"
        db_table = "rooms_sunset"
