"""What this machine has beside Python: PostgreSQL, Chromium, LibreOffice. None is needed; all are used when there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The browser that CHROMIUM names, or one on the PATH."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, CHROMIUMS)), None)


def postgres_programs() -> Path | None:
    """The folder of `initdb` and `postgres`: the newest of Debian's, else the PATH's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parts[-2]), reverse=True)
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next((folder for folder in [*debian, *on_path] if _has_both(folder)), None)


def _has_both(folder: Path) -> bool:
    return (folder / "initdb").exists() and (folder / "postgres").exists()


class OfficePrograms(NamedTuple):
    soffice: Path
    python: Path


def office_programs() -> OfficePrograms | None:
    """LibreOffice, and the Python that can talk to it: Debian's own, with `python3-uno`."""
    soffice, python = shutil.which("soffice"), Path("/usr/bin/python3")
    has_uno = python.exists() and Path("/usr/lib/python3/dist-packages/uno.py").exists()
    return OfficePrograms(Path(soffice), python) if soffice and has_uno else None


def may_skip() -> bool:
    """Continuous integration says GUFTUGU_SKIP_NOTHING=1: there a missing part is a failure."""
    return os.environ.get("GUFTUGU_SKIP_NOTHING", "") in {"", "0"}
