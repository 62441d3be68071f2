"""`make check`: everything that can be judged without running the tests. All of it runs; all that failed is told.

`ARGS="types walls"` runs only those.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BIN = Path(sys.executable).parent
TEMPLATES = sorted(str(path) for path in Path("src").rglob("*.html"))

CHECKS: dict[str, Sequence[str]] = {
    "format": ["ruff", "format", "--check", "--quiet"],
    "lint": ["ruff", "check", "--quiet"],
    "types": ["mypy"],
    "walls": ["lint-imports", "--no-cache", "--no-logo"],
    "settings": ["python", "-m", "django", "check", "--fail-level", "WARNING"],
    "migrations": ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "templates": ["djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "markup": ["python", "-m", "tools.markup"],
    "strings": ["python", "-m", "tools.strings", "--check"],
    "locks": ["python", "-m", "tools.locks", "--check"],
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"No such check: {', '.join(unknown)}. There are: {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as workspace:
        # Django looks into the store before it compares migrations; let it find an empty one elsewhere.
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "guftugu.desk.settings", "GUFTUGU_DIR": workspace}
        environment.pop("DATABASE_URL", None)
        failed = [name for name in names or CHECKS if not _passes(name, environment)]
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nAll in order.")
    return bool(failed)


def _passes(name: str, environment: dict[str, str]) -> bool:
    print(f"{name:<12}", end="", flush=True)
    began = time.monotonic()
    program, *arguments = CHECKS[name]
    command = [str(BIN / program), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    print(f"{'failed' if done.returncode else 'ok':<8}{time.monotonic() - began:5.1f} s", flush=True)
    if done.returncode:
        told = (done.stdout + done.stderr).rstrip().replace("\n", "\n    ")
        print(f"    {told}")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
