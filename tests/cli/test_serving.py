from __future__ import annotations

import os
import re
import signal
import socket
import stat
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from guftugu.cli.failing import Failure
from guftugu.cli.serving import exact_port, free_port, hosts
from tests.cli.calling import Guftugu, Workspace, wait_for
from tests.cli.conftest import Serving


def got(address: str, path: str = "/log-in/", *, host: str = "") -> tuple[int, str]:
    asking = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        asking.request("GET", path, headers={"Host": host} if host else {})
        answer = asking.getresponse()
        return answer.status, answer.read().decode()
    finally:
        asking.close()


def test_serve_answers_and_stops_when_told(serving: Serving, home: Workspace) -> None:
    server = serving("--dir", home.folder, "serve", "--no-browser", "--port", 0)
    assert len(server.said) == 1
    status, page = got(server.address)
    assert status == 200
    assert "This is a demo" not in page
    assert got(server.address, host="elsewhere.example")[0] == 400
    assert server.stop() == 0


def test_serve_stops_at_ctrl_c(serving: Serving, home: Workspace) -> None:
    server = serving("--dir", home.folder, "serve", "--no-browser", "--port", 0)
    os.killpg(server.process.pid, signal.SIGINT)
    assert server.process.wait(timeout=30) == 0


def test_killed_outright_it_leaves_the_port_free(serving: Serving, home: Workspace) -> None:
    server = serving("--dir", home.folder, "serve", "--no-browser", "--port", 0)
    server.stop(signal.SIGKILL)
    port = urlsplit(server.address).port
    assert port
    wait_for(lambda: free_port("127.0.0.1", port) == port)


def test_serve_does_without_granian(serving: Serving, home: Workspace, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    missing.mkdir()
    (missing / "granian.py").write_text("raise ImportError")
    path = f"{missing}:{Path(__file__).parents[2] / 'src'}"
    server = serving("--dir", home.folder, "serve", "--no-browser", "--port", 0, PYTHONPATH=path)
    assert got(server.address)[0] == 200
    assert server.stop() == 0


def test_the_browser_inherits_no_secret(serving: Serving, home: Workspace, tmp_path: Path) -> None:
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\nenv > {seen}.part; echo $1 >> {seen}.part; mv {seen}.part {seen}\n")
    browser.chmod(0o755)
    server = serving(
        "--dir", home.folder, "serve", "--port", 0,
        BROWSER=str(browser), GUFTUGU_PASSPHRASE=home.passphrase, GUFTUGU_RUN_SECRET="known to several servers",
    )  # fmt: skip
    wait_for(seen.exists)
    told = seen.read_text()
    assert server.address in told
    assert "GUFTUGU_PASSPHRASE" not in told
    assert "GUFTUGU_RUN_SECRET" not in told
    assert home.passphrase not in told


def test_serve_says_what_is_wrong_with_the_store(guftugu: Guftugu, tmp_path: Path) -> None:
    (tmp_path / "guftugu.sqlite3").write_bytes(b"no database at all" * 500)
    done = guftugu("--dir", tmp_path, "serve", "--no-browser", "--port", "0")
    assert done.code == 1
    assert done.is_one_line


def test_a_taken_port_is_passed_over_unless_it_was_asked_for() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert free_port("127.0.0.1", taken) > taken
        with pytest.raises(Failure, match="taken"):
            exact_port("127.0.0.1", taken)


def test_an_address_that_is_not_ours_is_said_so() -> None:
    with pytest.raises(Failure, match="Cannot listen"):
        exact_port("192.0.2.1", 8000)


def test_only_names_of_this_machine_are_answered_to() -> None:
    assert hosts("127.0.0.1") == ["localhost", "127.0.0.1", "[::1]"]
    assert hosts("fe80::1")[-1] == "[fe80::1]"
    assert "0.0.0.0" not in hosts("0.0.0.0")


def test_demo_lists_its_log_ins_and_says_that_it_is_one(serving: Serving, demo: Path) -> None:
    told = (demo / "log-ins.txt").read_text(encoding="utf-8")
    assert stat.S_IMODE((demo / "log-ins.txt").stat().st_mode) == 0o600
    assert all(re.fullmatch(r"[a-z0-9-]+\t[a-z]+\t[a-z-]+( [a-z-]+){5}", line) for line in told.splitlines())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        server = serving("demo", "--dir", demo, "--no-browser", "--port", taken)
        assert urlsplit(server.address).port != taken
    assert "moderator-us" in "".join(server.said)
    assert "This is a demo" in got(server.address)[1]
    assert server.stop() == 0
    assert told == (demo / "log-ins.txt").read_text(encoding="utf-8")


def test_demo_leaves_other_workspaces_alone(guftugu: Guftugu, home: Workspace) -> None:
    before = (home.folder / "guftugu.sqlite3").read_bytes()
    done = guftugu("demo", "--dir", home.folder, "--no-browser")
    assert done.code == 1
    assert done.is_one_line
    assert (home.folder / "guftugu.sqlite3").read_bytes() == before


def test_words_of_the_demo_are_nowhere_in_its_folder(demo: Path) -> None:
    lines = (demo / "log-ins.txt").read_text(encoding="utf-8").splitlines()
    for path in demo.rglob("*"):
        if path.name != "log-ins.txt" and path.is_file():
            held = path.read_bytes()
            assert not any(line.split("\t")[2].encode() in held for line in lines)
            assert b"efugee" not in held


def test_a_demo_of_its_own_goes_when_it_ends(serving: Serving, tmp_path: Path) -> None:
    server = serving("demo", "--no-browser", TMPDIR=str(tmp_path))
    assert len(list(tmp_path.glob("guftugu-demo-*"))) == 1
    assert server.stop() == 0
    assert list(tmp_path.iterdir()) == []
