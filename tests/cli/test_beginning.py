from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from guftugu.cli import guftugu as group
from guftugu.cli import words
from guftugu.cli.asking import IN_ENVIRONMENT, Asked, passphrase_from_environment
from guftugu.cli.failing import run
from tests.cli.calling import TITLE, Guftugu, Workspace, environment


def test_help_comes_without_django() -> None:
    asked = "import sys, guftugu.cli; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", asked], env=environment(), check=False).returncode == 0


def test_init_prints_passphrase_and_code_once(guftugu: Guftugu, tmp_path: Path) -> None:
    done = guftugu("init", tmp_path / "new", "--name", "Moderator-TJ", "--title", "T", "--language", "tg")
    assert done.code == 0
    assert done.err == ""
    assert "moderator-tj" in done.out
    assert "Write the six words and the code down now" in done.out
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["guftugu.sqlite3"]


def test_what_init_makes_is_its_owners_alone(begun: Workspace) -> None:
    assert stat.S_IMODE(begun.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in begun.folder.iterdir()] == [0o600]


def test_nothing_readable_lies_in_a_new_workspace(begun: Workspace) -> None:
    for path in begun.folder.rglob("*"):
        told = path.read_bytes()
        for planted in (TITLE, TITLE.split()[1], begun.passphrase, begun.recovery_code):
            assert planted.encode() not in told


def test_init_leaves_a_folder_that_holds_something_alone(guftugu: Guftugu, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    done = guftugu("init", tmp_path, "--title", "T")
    assert done.code == 1
    assert done.is_one_line
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_init_that_is_refused_leaves_nothing_behind(guftugu: Guftugu, tmp_path: Path) -> None:
    done = guftugu("init", tmp_path / "new", "--name", "no such name!", "--title", "T")
    assert done.code == 1
    assert "code name" in done.err
    assert list(tmp_path.iterdir()) == []


def test_init_asks_for_a_title_only_where_somebody_sits(guftugu: Guftugu, tmp_path: Path) -> None:
    done = guftugu("init", tmp_path / "new")
    assert done.code == 2
    assert "--title" in done.err


@pytest.mark.parametrize(
    "arguments",
    [["serve"], ["trail", "verify"], ["--as", "moderator", "user", "list"], ["--as", "moderator", "backup", "b"]],
)
def test_no_workspace_is_said_so(
    tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert run(group, ["--dir", str(tmp_path), *arguments]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("There is no workspace in")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing-of-ours"],
        ["init"],
        ["backup"],
        ["serve", "--port", "many"],
        ["user", "list"],
        ["sunset", "--meeting", "1"],
        ["trail", "verify", "--head", "12"],
    ],
)
def test_wrong_use_is_one_line_and_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(group, arguments) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].endswith("--help)")


def test_no_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(group, []) == 2
    assert "sunset" in capsys.readouterr().out


def test_what_nobody_expected_is_told_without_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_folder: Path) -> None:
        raise ValueError("what was said")

    monkeypatch.setattr("guftugu.cli.stores.open_store", fails)
    assert run(group, ["trail", "verify"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Something failed (ValueError at ")
    assert "what was said" not in said


def test_a_store_that_is_none_is_told_in_a_line(guftugu: Guftugu, tmp_path: Path) -> None:
    (tmp_path / "guftugu.sqlite3").write_bytes(b"no database at all" * 500)
    done = guftugu("--dir", tmp_path, "trail", "verify")
    assert done.code == 1
    assert done.is_one_line
    assert done.err.startswith("The store cannot be read or written")


def test_passphrase_comes_from_the_environment_a_descriptor_or_whoever_sits_there(
    guftugu: Guftugu, home: Workspace
) -> None:
    asked = [*home.asked(), "user", "list"]
    listed = f"{home.name}\tmoderator\thas keys\n"
    assert guftugu(*asked, passphrase=home.passphrase).out == listed
    by_descriptor = [*home.asked(), "--passphrase-fd", "0", "user", "list"]
    assert guftugu(*by_descriptor, told=f"{home.passphrase}\nand more").out == listed
    nobody = guftugu(*asked)
    assert nobody.code == 2
    assert "--passphrase-fd" in nobody.err
    wrong = guftugu(*asked, passphrase="six other words than the right")
    assert wrong.code == 1
    assert wrong.err == "Name, passphrase or code is not right.\n"
    assert guftugu(*by_descriptor[:-4], "--passphrase-fd", "77", "user", "list").code == 2


def test_passphrase_is_asked_for_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    prompts: list[str] = []

    def typed(prompt: str) -> str:
        prompts.append(prompt)
        return "typed"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("guftugu.cli.asking.getpass", typed)
    asked = Asked(Path(), is_folder_given=False, name="o1", passphrase=None, passphrase_fd=None, code="")
    assert asked.told_passphrase("Passphrase of o1") == "typed"
    assert prompts == ["Passphrase of o1: "]


def test_passphrase_leaves_the_environment_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(IN_ENVIRONMENT, "six words")
    assert passphrase_from_environment() == "six words"
    assert passphrase_from_environment() is None


def test_the_command_line_speaks_the_languages_of_the_pages(guftugu: Guftugu, tmp_path: Path) -> None:
    assert guftugu("--help", LC_ALL="", LANGUAGE="tg").code == 0


def test_words_cannot_steer_the_terminal() -> None:
    assert words.for_terminal("one\x1b[2Jtwo\x9b1m\nthree\u2028four") == "one [2Jtwo 1m three four"
