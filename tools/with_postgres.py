"""Run a command beside a PostgreSQL of its own: `python -m tools.with_postgres COMMAND…` gives it a DATABASE_URL.

The cluster lives in a temporary folder, listens on a socket there and nowhere else, and is gone afterwards.
PostgreSQL refuses to run as root, so root lends it to the user `postgres` or `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.found import postgres_programs

# A test's store may be lost with the power, and so need not wait for the disk.
SETTINGS = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
]


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """A running server's URL, for as long as the block lasts."""
    folder = postgres_programs()
    if folder is None:
        raise SystemExit("No PostgreSQL is installed.")
    # Ended from outside, it still takes its cluster with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    home = Path(tempfile.mkdtemp(prefix="guftugu-pg-"))
    owner = _owner()
    if owner:
        os.chown(home, owner.pw_uid, owner.pw_gid)
    # Not runuser or su: they are not on every PATH.
    lent: dict[str, Any] = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    server: subprocess.Popen[bytes] | None = None
    try:
        _run(
            [folder / "initdb", "-D", home / "data", "-U", "guftugu", "-A", "trust", "-E", "UTF8", "--no-locale"], lent
        )
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", home / "data", "-k", home, *options],
                cwd="/",
                stdout=log,
                stderr=log,
                **lent,
            )
        _wait_for(home, server)
        yield f"postgresql://guftugu@/postgres?host={home}"
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # "immediate": nothing here is worth an orderly end
            server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit("PostgreSQL will not run as root, and there is no user postgres or nobody to lend it to")


def _run(command: list[Any], lent: dict[str, Any]) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **lent)
    if done.returncode:
        raise SystemExit(f"{Path(command[0]).name} failed:\n{done.stderr}")


def _wait_for(home: Path, server: subprocess.Popen[bytes]) -> None:
    """`pg_ctl -w` without its shell: the pid file's last line says when connections are taken."""
    pid_file = home / "data" / "postmaster.pid"
    for _ in range(300):
        if server.poll() is not None:
            break
        lines = pid_file.read_text().splitlines() if pid_file.exists() else []
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return
        try:
            server.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
    raise SystemExit(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def main() -> int:
    with throwaway_postgres() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
