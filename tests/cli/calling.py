"""The command as people call it: a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TITLE = "Planted ҷумлаи махфӣ"
SOURCE = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def is_one_line(self) -> bool:
        return len(self.err.splitlines()) == 1 and "Traceback" not in self.err


Guftugu = Callable[..., Ended]


@dataclass(frozen=True)
class Workspace:
    folder: Path
    name: str
    passphrase: str
    recovery_code: str

    def asked(self) -> list[str]:
        return ["--dir", str(self.folder), "--as", self.name]


def environment(**more: str) -> dict[str, str]:
    """English, on SQLite unless said otherwise, and nothing of what a developer has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUFTUGU_", "LC_", "LANG"))}
    kept.pop("DATABASE_URL", None)
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "PYTHONPATH": str(SOURCE), "LC_ALL": "C.UTF-8", "GUFTUGU_KEY_STRETCHING": "lowest", **more}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "guftugu", *map(str, arguments)]


def ended(*arguments: object, passphrase: str | None = None, told: str = "", **more: str) -> Ended:
    if passphrase is not None:
        more["GUFTUGU_PASSPHRASE"] = passphrase
    done = subprocess.run(
        command(*arguments),
        input=told,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def as_printed(folder: Path, out: str) -> Workspace:
    told = dict(re.findall(r"^  (log-in name|passphrase|recovery code) +(.+)$", out, re.MULTILINE))
    return Workspace(folder, told["log-in name"], told["passphrase"], told["recovery code"])


@dataclass
class Server:
    process: subprocess.Popen[str]
    address: str
    said: list[str]

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=30)


def wait_for(is_so: Callable[[], object], *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
