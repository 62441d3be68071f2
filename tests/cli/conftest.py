"""Workspaces, a demo and servers for tests of the command line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from guftugu.cli import guftugu as group
from guftugu.cli.failing import run
from guftugu.dialogues.tests.builders import build_house
from tests.cli.calling import TITLE, Ended, Guftugu, Server, Workspace, as_printed, command, ended, environment

SMALL = {"o1": ("participant", "O")}


@pytest.fixture
def guftugu() -> Guftugu:
    """Call it: `guftugu("trail", "verify", passphrase=…, told="typed into it", ENVIRONMENT=…)`."""
    return ended


@pytest.fixture
def called(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Guftugu:
    """The same without a process of its own, in the tests' store, where `build_house` has been."""
    house = build_house(cast=SMALL)
    (tmp_path / "guftugu.sqlite3").touch()
    monkeypatch.setenv("GUFTUGU_DIR", os.environ.get("GUFTUGU_DIR", ""))

    def call(*arguments: object, by: str = "moderator-us") -> Ended:
        monkeypatch.setenv("GUFTUGU_PASSPHRASE", house.passphrases[by])
        code = run(group, ["--dir", str(tmp_path), "--as", by, *map(str, arguments)])
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return call


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup without the seconds that stretching a passphrase is meant to take."""
    monkeypatch.setattr("guftugu.rooms.actions.backups.sealed_under", lambda word, text: word.encode() + text)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("begun") / "workspace"
    done = ended("init", folder, "--title", TITLE)
    assert done.code == 0, done.err
    return as_printed(folder, done.out)


@pytest.fixture
def home(begun: Workspace, tmp_path: Path) -> Workspace:
    """A workspace that was just begun, for this test alone."""
    folder = tmp_path / "workspace"
    shutil.copytree(begun.folder, folder)
    return Workspace(folder, begun.name, begun.passphrase, begun.recovery_code)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    done = ended("demo", "--dir", folder, "--no-serve")
    assert done.code == 0, done.err
    return folder


Serving = Callable[..., Server]


@pytest.fixture
def serving() -> Iterator[Serving]:
    """`serving("serve", "--port", 0)`: started, and answering when it is returned."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: object, **more: str) -> Server:
        process = subprocess.Popen(
            command(*arguments),
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        said = []
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"answers at (http://\S+)", line):
                return Server(process, found[1], said)
        raise AssertionError("".join(said))

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=30)
        assert process.stdout is not None
        process.stdout.close()
