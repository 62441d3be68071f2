from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.cli.calling import TITLE, Guftugu, Workspace, command, environment, wait_for


def test_a_backup_is_restored_by_whoever_made_it(guftugu: Guftugu, home: Workspace, tmp_path: Path) -> None:
    file, told = tmp_path / "spring", [*home.asked(), "backup", tmp_path / "spring"]
    made = guftugu(*told, passphrase=home.passphrase)
    assert made.code == 0, made.err
    assert f"keys   {file}.keys" in made.out
    assert guftugu(*told, passphrase=home.passphrase).code == 1
    for path in tmp_path.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert all(word.encode() not in held for word in (TITLE, home.passphrase, home.recovery_code))
            assert path.stat().st_mode & 0o077 == 0
    back = guftugu("restore", file, tmp_path / "back", passphrase=home.passphrase)
    assert back.code == 0, back.err
    assert back.out.endswith("The trail is whole.\n")
    listed = guftugu("--dir", tmp_path / "back", "--as", home.name, "user", "list", passphrase=home.passphrase)
    assert listed.out == f"{home.name}\tmoderator\thas keys\n"


def test_what_cannot_be_restored_leaves_nothing_behind(guftugu: Guftugu, home: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "spring"
    guftugu(*home.asked(), "backup", file, passphrase=home.passphrase)
    before = sorted(tmp_path.iterdir())

    def refused(*arguments: object, passphrase: str = home.passphrase) -> str:
        done = guftugu("restore", *arguments, passphrase=passphrase)
        assert done.code == 1
        assert done.is_one_line
        assert sorted(tmp_path.iterdir()) == before
        return done.err

    assert "does not open" in refused(file, tmp_path / "back", passphrase="six other words than the right")
    assert "not empty" in refused(file, home.folder)
    assert "missing" in refused(f"{file}.keys", tmp_path / "back")
    file.write_bytes(file.read_bytes()[:400])
    assert "not whole" in refused(file, tmp_path / "back")


def test_killed_in_the_middle_no_half_file_has_its_name(guftugu: Guftugu, home: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "spring"
    asked = environment(GUFTUGU_PASSPHRASE=home.passphrase)
    process = subprocess.Popen(command(*home.asked(), "backup", file), env=asked)
    wait_for(lambda: list(tmp_path.glob(".spring.*.part")))
    process.kill()
    process.wait(timeout=30)
    assert not file.exists()
    assert not file.with_name("spring.keys").exists()
    assert guftugu("--dir", home.folder, "trail", "verify").code == 0
    assert guftugu(*home.asked(), "backup", file, passphrase=home.passphrase).code == 0


@pytest.mark.parametrize(("by", "code", "says"), [(signal.SIGINT, 130, "Stopped."), (signal.SIGTERM, 143, "")])
def test_interrupted_it_takes_its_half_file_along(
    home: Workspace, tmp_path: Path, by: signal.Signals, code: int, says: str
) -> None:
    asked = environment(GUFTUGU_PASSPHRASE=home.passphrase)
    process = subprocess.Popen(
        command(*home.asked(), "backup", tmp_path / "spring"), env=asked, stderr=subprocess.PIPE, text=True,
        # Whatever started the tests in the background may have them ignore an interruption.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads here)
    )  # fmt: skip
    wait_for(lambda: list(tmp_path.glob(".spring.*.part")))
    process.send_signal(by)
    _out, err = process.communicate(timeout=30)
    assert err.strip() == says
    assert process.returncode == code
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]


def test_a_workspace_of_a_newer_guftugu_is_left_alone(guftugu: Guftugu, home: Workspace) -> None:
    with sqlite3.connect(home.folder / "guftugu.sqlite3") as store:
        store.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('guftugu', '9999_later', '2031-01-01')"
        )
    store.close()
    done = guftugu("--dir", home.folder, "trail", "verify")
    assert done.code == 1
    assert "newer Guftugu" in done.err


@pytest.fixture
def database(db: None) -> Iterator[str]:
    """Another database beside the one the tests use, where that is a PostgreSQL."""
    if connection.vendor != "postgresql":
        pytest.skip("the tests' store is no PostgreSQL")
    name = "guftugu_command_line"
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        url = os.environ["DATABASE_URL"]
        before, question, options = url.partition("?")
        yield f"{before.rpartition('/')[0]}/{name}{question}{options}"
        with own.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        own.close()


def test_a_backup_goes_from_sqlite_to_postgresql_and_back(
    database: str, guftugu: Guftugu, home: Workspace, tmp_path: Path
) -> None:
    there = {"passphrase": home.passphrase, "DATABASE_URL": database}
    guftugu(*home.asked(), "backup", tmp_path / "one", passphrase=home.passphrase)
    half = tmp_path / "half"
    half.write_bytes((tmp_path / "one").read_bytes()[:400])
    assert guftugu("restore", half, tmp_path / "pg", "--keys", tmp_path / "one.keys", **there).code == 1
    assert guftugu("restore", tmp_path / "one", tmp_path / "pg", **there).code == 0
    assert guftugu("trail", "verify", DATABASE_URL=database).code == 0
    assert guftugu("init", tmp_path / "other", "--title", "T", DATABASE_URL=database).code == 1
    assert guftugu("restore", tmp_path / "one", tmp_path / "other", **there).code == 1
    assert guftugu("--as", home.name, "backup", tmp_path / "two", **there).code == 0
    assert guftugu("restore", tmp_path / "two", tmp_path / "back", passphrase=home.passphrase).code == 0
