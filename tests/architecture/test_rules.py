"""The rules of the house that a reader of one file would not notice broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.house import (
    HOUSE,
    ROOT,
    called,
    files_of,
    from_rooms_on,
    functions,
    packages,
    public_functions,
    sources,
    spot,
)

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "services", "base"}
LONGEST_FILE = 350
LONGEST_README = 60
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}

# Lookups before anybody has logged in, or about nobody's words: each with its reason.
WITHOUT_VIEWER: dict[str, str] = {
    "record.ordered": "puts rows that a lookup has chosen into order; chooses none",
    "record.question_order": "compares two rows that a lookup gave",
    "record.times_of": "reads what a lookup has opened already",
    "texts.compared": "puts two versions side by side that lookups gave",
    "texts.title_of": "reads what a lookup has opened already",
}

# Actions that write no row of their own: each with its reason.
UNRECORDED: dict[str, str] = {
    "desk.come_in": "when somebody looked is nobody's business: the trail tells what was done",
    "rooms.choose_language": "one's own preference, and nobody's business",
    "rooms.unlock": "a log-in is no act; failed ones are counted only until one succeeds",
    "rooms.unlock_with_recovery_code": "as unlock",
}


@pytest.mark.parametrize("package", from_rooms_on())
def test_lookups_take_the_viewer_first(package: str) -> None:
    forgetful = [
        f"{spot(path, function.lineno)} {function.name}"
        for path in files_of(package, "lookups")
        for function in public_functions(path)
        if [argument.arg for argument in function.args.args[:1]] != ["viewer"]
        and f"{package}.{function.name}" not in WITHOUT_VIEWER
    ]
    assert forgetful == []


def reaching(names: set[str]) -> set[str]:
    """Names of our functions that call one of these, themselves or through another of ours."""
    calls = {function.name: called(function) for path in sources() for function in functions(path)}
    known = set(names)
    while more := {name for name, called_there in calls.items() if called_there & known} - known:
        known |= more
    return known


@pytest.mark.parametrize("package", from_rooms_on())
def test_actions_that_write_are_recorded_in_the_trail(package: str) -> None:
    """A part of another action is recorded with it."""
    in_actions = [(path, function) for path in files_of(package, "actions") for function in functions(path)]
    parts = set().union(*(called(function) for _path, function in in_actions))
    silent_writers = reaching(WRITES) - reaching({"add_row"})
    silent = [
        f"{spot(path, function.lineno)} {function.name}"
        for path, function in in_actions
        if not function.name.startswith("_")
        and function.name in silent_writers - parts
        and f"{package}.{function.name}" not in UNRECORDED
    ]
    assert silent == []


def test_exceptions_are_about_functions_that_exist() -> None:
    there = {
        f"{package}.{function.name}"
        for package in from_rooms_on()
        for part in ("lookups", "actions")
        for path in files_of(package, part)
        for function in public_functions(path)
    }
    assert sorted({*WITHOUT_VIEWER, *UNRECORDED} - there) == []


def test_names_say_what_a_module_is_about() -> None:
    assert [spot(path) for path in HOUSE.rglob("*") if path.stem in VAGUE] == []


def test_files_stay_short() -> None:
    """Past some 300 lines a file becomes a folder."""
    everything = [*sources(tests=True), *ROOT.glob("t*/**/*.py")]
    long = [f"{spot(path)}: {length}" for path in everything if (length := _length(path)) > LONGEST_FILE]
    assert long == []


@pytest.mark.parametrize("package", packages())
def test_readme_of_a_package_fits_a_screen(package: str) -> None:
    assert 0 < _length(HOUSE / package / "README.md") <= LONGEST_README


def test_nothing_is_left_unfinished() -> None:
    marks = [
        f"{spot(path, number)} {line.strip()}"
        for suffix in ("py", "html", "css", "js")
        for path in sorted(HOUSE.rglob(f"*.{suffix}"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNFINISHED.search(line)
    ]
    assert marks == []


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
