from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pyrage
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from guftugu.rooms.account_keys import plain_passphrase
from guftugu.rooms.actions.sunset import tick_key_file
from guftugu.rooms.acts import record_act
from guftugu.rooms.backup_files import file_in_place, keys_path, open_lines, opened_with, seal_lines, sealed_under
from guftugu.rooms.models import Account, Backup, Room
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.storing import (
    Keys,
    Loading,
    Told,
    UnableToRestore,
    key_lines,
    read_keys,
    rows_in_store,
    word_lines,
)
from guftugu.rooms.viewer import Viewer, stranger

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from pyrage.x25519 import Identity


class UnableToBackUp(Refusal):
    pass


@dataclass(frozen=True)
class OpenedKeys:
    """A keys file that was opened: what is needed to read the words file beside it."""

    backup: str
    schema: str
    identity: Identity
    keys: Keys


def make_backup(
    words: Path, *, passphrase: str, schema: str, by: Viewer, now: datetime, told: Told = lambda _done, _all: None
) -> Backup:
    """Write all words into one file and all keys into another beside it. Replaces nothing.

    The act is recorded before the store is read: so the backup knows of itself, and any sunset from now on
    waits for its keys file, even if this process is killed before the end. The words file comes first and
    opens with nothing but what the keys file holds.
    """
    if not any(room.kind == Room.Kind.MODERATORS and by.may_keep(room) for room in by.rooms.values()):
        raise UnableToBackUp(_("Only a moderator can make a backup."))
    keys = keys_path(words)
    for path in (words, keys):
        if path.exists():
            raise UnableToBackUp(_("There is a file %(name)s already. Nothing was written.") % {"name": path.name})
    backup = _record(words.name, by=by, now=now)
    try:
        sealed = _write_words(words, backup, passphrase=passphrase, schema=schema, told=told)
        try:
            with file_in_place(keys) as file:
                file.write(sealed)
        except BaseException:
            words.unlink(missing_ok=True)
            raise
    except BaseException:
        # No keys file came to be: there is none to destroy.
        with suppress(Exception):
            tick_key_file(backup, by=by, now=now)
        raise
    Backup.objects.filter(pk=backup.pk).update(keys_digest=sha256(sealed).digest())
    backup.refresh_from_db()
    return backup


def opened_keys(keys: Path, *, passphrase: str) -> OpenedKeys:
    """Refused with a sentence for a wrong passphrase, half a file, another file."""
    heading, wrapped = read_keys(opened_with(plain_passphrase(passphrase).decode(), keys))
    try:
        identity = pyrage.x25519.Identity.from_str(heading["identity"])
        return OpenedKeys(str(UUID(heading["backup"])), str(heading["schema"]), identity, wrapped)
    except (KeyError, ValueError, pyrage.IdentityError) as error:
        raise UnableToRestore(_("The keys file is not whole, or another Guftugu wrote it.")) from error


def restore_backup(
    words: Path,
    keys: OpenedKeys,
    *,
    tables: Iterable[type[Model]],
    bring_forward: Callable[[], None],
    now: datetime,
    told: Told = lambda _done, _all: None,
) -> int:
    """Fill an empty store; its trail gets a row that says so. Returns how many rows there were.

    `tables` are those of the schema the backup was made under; `bring_forward` leads from there to ours. All
    or nothing as far as the rows go; an empty store that was made for this is the caller's to put away.
    """
    if Account.objects.exists():
        raise UnableToRestore(_("This store is in use. Restore into an empty one."))
    listed = list(tables)
    loading = Loading(listed, keys=keys.keys, backup=keys.backup)
    size, seen = words.stat().st_size, 0

    def take(line: bytes) -> None:
        nonlocal seen
        seen += len(line)
        loading.take(line)
        told(seen, size)

    with transaction.atomic():
        open_lines(words, take, identity=keys.identity)
        if not loading.is_whole or loading.keys:
            raise UnableToRestore(_("The backup is not whole, or was changed."))
        _count_on(connection, listed)
    # Not in the same transaction: SQLite does not rebuild tables inside one.
    bring_forward()
    with transaction.atomic():
        record_act("restored", by=stranger(), about=Backup.objects.get(pk=keys.backup), now=now)
    return loading.rows


@transaction.atomic
def _record(name: str, *, by: Viewer, now: datetime) -> Backup:
    backup = Backup.objects.create(id=uuid4(), made_at=now, file_name=name[:200])
    record_act("backup_made", by=by, about=backup, now=now)
    return backup


def _write_words(words: Path, backup: Backup, *, passphrase: str, schema: str, told: Told) -> bytes:
    """Put the words file in place; return the sealed text of the keys file."""
    identity = pyrage.x25519.Identity.generate()
    heading = {"backup": str(backup.pk), "made_at": backup.made_at.isoformat(), "schema": schema}
    with file_in_place(words) as file, _one_moment():
        whole = rows_in_store()
        keys = b"".join(key_lines({**heading, "identity": str(identity)}))
        lines = _counted(word_lines(heading), told, whole)
        seal_lines(lines, file, recipient=identity.to_public())
        # Before the words file gets its name: sealing under a passphrase takes seconds, being placed an instant.
        return sealed_under(plain_passphrase(passphrase).decode(), keys)


def _counted(lines: Iterator[bytes], told: Told, whole: int) -> Iterator[bytes]:
    for done, line in enumerate(lines):
        told(min(done, whole), whole)
        yield line


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read the whole store as it is at one moment, keeping nobody from writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # SQLite: a transaction that only reads does not wait for writers, nor they for it.
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def _count_on(store: BaseDatabaseWrapper, tables: list[type[Model]]) -> None:
    """PostgreSQL's counters do not notice rows that came with their numbers."""
    from django.core.management.color import no_style  # noqa: PLC0415 (only for this)

    with store.cursor() as cursor:
        for statement in store.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
