"""The record of 1993–94 as it lies in the files beside this module: `record/README.md` says how they are written."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from guftugu.dialogues.actions.occasions import When

RECORD = Path(__file__).parent / "record"


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((RECORD / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table(name).get(kind, [])
    return found


def entries_of(occasion: str) -> list[dict[str, Any]]:
    return rows(f"entries/{occasion}", "entry") if (RECORD / f"entries/{occasion}.toml").exists() else []


def sheet_of(occasion: str) -> dict[str, Any] | None:
    return next((sheet for sheet in rows("sheets", "sheet") if sheet["occasion"] == occasion), None)


def text_of(sheet: dict[str, Any]) -> str:
    return (RECORD / str(sheet["file"])).read_text(encoding="utf-8")


def when_of(told: dict[str, Any] | None) -> When:
    if not told:
        return When("")
    earliest, latest = told.get("earliest"), told.get("latest")
    assert earliest is None or isinstance(earliest, date)
    assert latest is None or isinstance(latest, date)
    return When(str(told["said"]), earliest, latest, str(told.get("edtf", "")))
