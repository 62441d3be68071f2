from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pyrage import x25519

from guftugu.rooms.backup_files import seal_lines


def interrupted() -> Iterator[bytes]:
    yield b"a line"
    raise KeyboardInterrupt


def test_whoever_interrupts_a_backup_is_told_so_and_not_of_a_failed_encryption() -> None:
    with pytest.raises(KeyboardInterrupt):
        seal_lines(interrupted(), io.BytesIO(), recipient=x25519.Identity.generate().to_public())
