"""`make test`: every test on SQLite, those that PostgreSQL can change again on it, and a word on what was left out.

Again are not those in a browser or in LibreOffice, and those of workspaces that are on SQLite by themselves.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack

from tools.found import chromium, may_skip, office_programs, postgres_programs
from tools.with_postgres import throwaway_postgres

NOTHING_COLLECTED = 5


def main(arguments: list[str]) -> int:
    left_out = _left_out()
    if left_out and not may_skip():
        print("\n".join(f"Nothing may be skipped, but {line}" for line in left_out), file=sys.stderr)
        return 1
    results: dict[str, int] = {}
    with ExitStack() as stack:
        # PostgreSQL first, so that the longer run's summary is the last thing on the screen.
        if url := _postgres_url(stack):
            results["PostgreSQL"] = _pytest(
                "PostgreSQL", [*arguments, "-m", "not browser and not office and not sqlite"], {"DATABASE_URL": url}
            )
    results["SQLite"] = _pytest("SQLite", arguments, {})
    for store, code in results.items():
        print(f"On {store}: {'passed' if code == 0 else 'FAILED'}.")
    for line in left_out:
        print(f"Left out: {line}")
    return max(results.values())


def _left_out() -> list[str]:
    lines = []
    if not _named_postgres() and postgres_programs() is None:
        lines.append("the tests on PostgreSQL: none is installed (or name one in GUFTUGU_TEST_POSTGRES).")
    if chromium() is None:
        lines.append("the tests in a browser: no Chromium was found (or name one in CHROMIUM).")
    if office_programs() is None:
        lines.append("the round trips through LibreOffice: Writer or Python's uno was not found.")
    return lines


def _named_postgres() -> str:
    return os.environ.get("GUFTUGU_TEST_POSTGRES") or os.environ.get("DATABASE_URL", "")


def _postgres_url(stack: ExitStack) -> str:
    if named := _named_postgres():
        return named
    return stack.enter_context(throwaway_postgres()) if postgres_programs() else ""


def _pytest(store: str, arguments: list[str], environment: dict[str, str]) -> int:
    print(f"\nTesting on {store}.", flush=True)
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    workers = min(os.cpu_count() or 1, 4)
    command = [sys.executable, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", "-q", *arguments]
    code = subprocess.run(command, env={**inherited, **environment}, check=False).returncode
    return 0 if code == NOTHING_COLLECTED and arguments else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
