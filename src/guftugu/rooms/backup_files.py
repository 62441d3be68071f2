"""The two files of a backup, encrypted with age, and how they come to lie where they should: whole or not at all.

The keys file opens with the passphrase of whoever made the backup. Inside is, beside the wrapped keys, the one
identity that opens the words file: destroy the keys file, and the words file is noise, passphrase or not.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyrage
from django.utils.translation import gettext as _

from guftugu.rooms.storing import LONGEST_LINE, UnableToRestore

if TYPE_CHECKING:
    from pyrage.x25519 import Identity, Recipient

LARGEST_KEYS_FILE = 512 * 1024 * 1024


def keys_path(words: Path) -> Path:
    return words.with_name(words.name + ".keys")


@contextmanager
def file_in_place(path: Path) -> Iterator[BinaryIO]:
    """A file to write that appears under its name when all of it is on the disk, and replaces nothing."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _place(Path(part), path)
    finally:
        Path(part).unlink(missing_ok=True)


def _place(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick may know no links.
        if path.exists():
            raise FileExistsError(str(path)) from None
        part.rename(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        with suppress(OSError):
            os.fsync(folder)
        os.close(folder)


def seal_lines(lines: Iterable[bytes], file: BinaryIO, *, recipient: Recipient) -> None:
    source = _Source(iter(lines))
    try:
        pyrage.encrypt_io(source, file, [recipient])
    except pyrage.EncryptError as error:
        # age tells a failure of its source in words of its own.
        raise (source.failure or error) from None


def open_lines(path: Path, take: Callable[[bytes], None], *, identity: Identity) -> None:
    """Give each line of a words file to `take`. What is cut, changed or of another backup is refused."""
    sink = _Sink(take)
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, sink, [identity])
    except (pyrage.DecryptError, OSError) as error:
        if sink.failure is not None:
            raise sink.failure from None
        if "No matching keys" in str(error):
            raise UnableToRestore(_("The two files are not of the same backup.")) from None
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise UnableToRestore(_("The backup is not whole, or was changed.")) from None
    if sink.rest:
        raise UnableToRestore(_("The backup is not whole, or was changed."))


def sealed_under(passphrase: str, text: bytes) -> bytes:
    return bytes(pyrage.passphrase.encrypt(text, passphrase))


def opened_with(passphrase: str, path: Path) -> bytes:
    if path.stat().st_size > LARGEST_KEYS_FILE:
        raise UnableToRestore(_("This is no keys file: it is far too large for one."))
    try:
        return bytes(pyrage.passphrase.decrypt(path.read_bytes(), passphrase))
    except pyrage.DecryptError as error:
        if str(error) == "Decryption failed":
            raise UnableToRestore(
                _("The keys file does not open: the passphrase is that of whoever made the backup, on that day.")
            ) from None
        raise UnableToRestore(_("This is no keys file of a backup, or it is not whole.")) from None


class _Source(io.RawIOBase):
    """What age reads from: lines that are made as it asks for them."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.lines = lines
        self.ready = bytearray()
        self.failure: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._taken(size)
        except BaseException as error:
            # Ctrl-C too: age would make a failed encryption of it.
            self.failure = error
            raise

    def _taken(self, size: int) -> bytes:
        with suppress(StopIteration):
            while size < 0 or len(self.ready) < size:
                self.ready += next(self.lines)
        given = bytes(self.ready if size < 0 else self.ready[:size])
        del self.ready[: len(given)]
        return given


class _Sink(io.RawIOBase):
    """What age writes to: gives whole lines on, and keeps no more than the longest of them."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self.take = take
        self.rest = bytearray()
        self.failure: BaseException | None = None

    def writable(self) -> bool:
        return True

    def write(self, told: object, /) -> int:
        piece = bytes(told)  # type: ignore[call-overload]
        try:
            self._give(piece)
        except BaseException as error:
            self.failure = error
            raise
        return len(piece)

    def _give(self, piece: bytes) -> None:
        *lines, rest = piece.split(b"\n")
        for line in lines:
            whole = bytes(self.rest + line)
            self.rest.clear()
            self.take(whole)
        self.rest += rest
        if len(self.rest) > LONGEST_LINE:
            raise UnableToRestore(_("The backup is not whole, or was changed."))
