from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.cli.calling import Guftugu, Workspace


def test_invite_prints_a_link_that_works_once(called: Guftugu) -> None:
    invite = ["user", "invite", "g1", "--role", "participant", "--caucus", "g", "--at", "https://our.example/"]
    first = called(*invite)
    assert first.code == 0
    assert re.fullmatch(r"https://our\.example/invitation/[\w-]{32}/\n", first.out)
    again = called(*invite)
    assert again.code == 0
    assert again.out != first.out
    assert "g1\tparticipant\thas not used the link yet" in called("user", "list").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["user", "invite", "moderator-us", "--role", "staff"], "somebody of this name"),
        (["user", "invite", "o2", "--role", "participant", "--caucus", "X"], "no caucus X"),
        (["user", "invite", "o2", "--role", "participant", "--dialogue", "7"], "no dialogue 7"),
        (["user", "recover", "moderator-us", "--yes"], "You are in"),
        (["user", "recover", "nobody", "--yes"], "nobody called nobody"),
        (["sunset", "attic", "--yes"], "no room attic"),
        (["sunset", "caucus-O", "--yes"], "no room caucus-O"),
        (["sunset", "plenary", "--meeting", "9", "--yes"], "no meeting 9"),
        (["sunset", "open", "--yes"], "keeps this room"),
        (["sunset", "--done", "nothing"], "No key file"),
    ],
)
def test_what_cannot_be_done_is_one_line(called: Guftugu, arguments: list[str], told: str) -> None:
    done = called(*arguments)
    assert done.code == 1
    assert done.is_one_line
    assert told in done.err


def test_participants_invite_list_recover_and_back_up_nobody(called: Guftugu, tmp_path: Path) -> None:
    for arguments in (
        ["user", "invite", "o2", "--role", "participant"],
        ["user", "list"],
        ["user", "recover", "moderator-us", "--yes"],
        ["sunset", "plenary", "--yes"],
        ["backup", tmp_path / "spring"],
    ):
        done = called(*arguments, by="o1")
        assert done.code == 1
        assert done.is_one_line
    assert not (tmp_path / "spring").exists()


def test_recover_and_sunset_ask_first(called: Guftugu) -> None:
    for arguments in (["user", "recover", "o1"], ["sunset", "plenary"]):
        unasked = called(*arguments)
        assert unasked.code == 2
        assert "--yes" in unasked.err
    assert "/invitation/" in called("user", "recover", "o1", "--yes").out
    assert "o1\tparticipant\thas not used the link yet" in called("user", "list").out


@pytest.mark.django_db(transaction=True)
def test_a_sunset_lists_the_key_files_until_they_are_ticked(called: Guftugu, quick: None, tmp_path: Path) -> None:
    assert called("backup", tmp_path / "spring").code == 0
    rooms = called("sunset")
    assert "room plenary" in rooms.out
    assert rooms.out.endswith("No key file is left to be destroyed.\n")
    done = called("sunset", "plenary", "--yes")
    assert "spring.keys" in done.out
    listed = called("sunset")
    assert "spring.keys" in listed.out
    assert "room plenary" not in listed.out
    assert called("sunset", "--done", "spring.keys").out.endswith("No key file is left to be destroyed.\n")
    assert called("trail", "verify").code == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_backups_of_one_name_one_is_said(called: Guftugu, quick: None, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        called("backup", tmp_path / folder / "spring")
    listed = called("sunset", "staff", "--yes").out
    ids = re.findall(r"spring\.keys .* (\S{36})", listed)
    assert len(ids) == 2
    assert ids[1] in called("sunset", "--done", "spring").err
    assert called("sunset", "--done", ids[0]).out.count("spring.keys") == 1


def test_trail_verifies_without_a_passphrase(guftugu: Guftugu, home: Workspace) -> None:
    done = guftugu("--dir", home.folder, "trail", "verify")
    assert done.code == 0
    rows, head, whole = done.out.splitlines()
    assert re.fullmatch(r"[1-9]\d* rows", rows)
    assert whole == "The trail is whole."
    told = head.removeprefix("head ")
    printed = " ".join(told[at : at + 8].upper() for at in range(0, 64, 8))
    assert guftugu("--dir", home.folder, "trail", "verify", "--head", printed).code == 0
    other = guftugu("--dir", home.folder, "trail", "verify", "--head", told[::-1])
    assert other.code == 1
    assert "No row has the head you gave" in other.err


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE trail_row SET verb = 'let_in' WHERE number = 2", "Row 2 was altered."),
        ("DELETE FROM trail_evidence; DELETE FROM trail_row WHERE number = 3", "Row 3 is missing."),
        ("DELETE FROM trail_row WHERE number = (SELECT max(number) FROM trail_row)", "The end was cut off"),
    ],
)
def test_trail_says_what_somebody_altered(guftugu: Guftugu, home: Workspace, tampering: str, told: str) -> None:
    with sqlite3.connect(home.folder / "guftugu.sqlite3") as store:
        store.executescript(tampering)
    store.close()
    done = guftugu("--dir", home.folder, "trail", "verify")
    assert done.code == 1
    assert told in done.err
    assert "The trail is whole." not in done.out
    assert "Traceback" not in done.err


def test_search_finds_what_the_one_who_asks_may_read(guftugu: Guftugu, demo: Path) -> None:
    lines = (demo / "log-ins.txt").read_text(encoding="utf-8").splitlines()
    passphrases = {name: passphrase for name, _role, passphrase in (line.split("\t") for line in lines)}

    def found(name: str, *words: str) -> tuple[str, str]:
        done = guftugu("--dir", demo, "--as", name, "search", *words, passphrase=passphrases[name])
        assert done.code == 0, done.err
        return done.out, done.err

    out, err = found("moderator-us", "refugees")
    assert re.search(r"¶\d+", out)
    assert not err.startswith("0 ")
    # Said in a caucus.
    assert found("o3", "calendar", "hang")[1] == "1 entry\n"
    for outside in ("g1", "moderator-us"):
        assert found(outside, "calendar", "hang") == ("", "0 entries\n")
