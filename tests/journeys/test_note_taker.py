"""A note-taker's hour: a hundred lines without the mouse, and a server that is killed in between."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.people.actions.parties import add_party
from guftugu.people.actions.persons import add_person
from guftugu.record.models import Entry

SMALL = {"rapporteur": ("rapporteur", ""), "g1": ("participant", "G"), "o1": ("participant", "O")}
LINES = [
    "# The road home",
    *[line for number in range(33) for line in (f"O1? Who stands at bridge {number}", f"G1> We do, at {number}")],
    *[f"O1: Point {number} of the road" for number in range(30)],
    "?? Who pays for the buses",
    "-- They looked at each other",
    "* decision: go on tomorrow",
]


@pytest.fixture
def house(transactional_db: None) -> House:
    house = build_house(cast=SMALL)
    by, dialogue = house.viewer("moderator-us"), house.dialogue
    for letter in "GO":
        party = add_party(dialogue, letter, name=letter, rooms=[house.rooms["plenary"]], by=by, now=NOW)
        add_person(dialogue, house.rooms["plenary"], f"{letter}1", party=party, by=by, now=NOW)
    record_occasion(
        dialogue, house.rooms["plenary"], "meeting", number=1, title="First", when=When("today"), by=by, now=NOW
    )  # fmt: skip
    return house


def log_in(page: Page, name: str, passphrase: str) -> None:
    page.goto("/log-in/")
    page.locator("[name=name]").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(passphrase)
    page.keyboard.press("Enter")
    page.wait_for_url("**/1/")


def test_a_hundred_lines_are_typed_and_filed_without_the_mouse(house: House, page: Page) -> None:
    assert len(LINES) == 100
    log_in(page, "rapporteur", house.passphrases["rapporteur"])
    page.goto("/1/meetings/1/notes/")
    page.locator("#text").focus()
    page.keyboard.insert_text("\n".join(LINES))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("100 lines")
    page.get_by_role("link", name="File the notes").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/file/**")
    page.locator("main form button").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/1/**")
    assert Entry.objects.filter(room=house.rooms["plenary"]).count() == 98
    assert Entry.objects.filter(room=house.rooms["moderators"]).count() == 1
    assert Entry.objects.exclude(in_reply_to=None).count() == 33
    page.goto("/1/meetings/1/")
    expect(page.locator("main")).to_contain_text("Who stands at bridge 32")
    expect(page.locator("main")).not_to_contain_text("They looked at each other")


@contextmanager
def served(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "guftugu", "demo", "--dir", str(folder), "--port", str(port), "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        for _try in range(600):
            try:
                urlopen(f"http://127.0.0.1:{port}/log-in/", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield process
    finally:
        with_group(process, signal.SIGKILL)


def with_group(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    try:
        os.killpg(process.pid, how)
    except ProcessLookupError:
        return
    process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def passphrase_of(folder: Path, name: str) -> str:
    rows = (folder / "log-ins.txt").read_text(encoding="utf-8").splitlines()
    return next(row.split("\t")[2] for row in rows if row.split("\t")[0] == name)


def test_killing_the_server_loses_nothing_that_was_called_saved(chromium: Browser, tmp_path: Path) -> None:
    folder, port = tmp_path / "demo", free_port()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{port}")
    page = context.new_page()
    saved = 0
    with served(folder, port) as server:
        log_in(page, "rapporteur", passphrase_of(folder, "rapporteur"))
        page.goto("/1/meetings/7/notes/")
        page.locator("#text").focus()
        for number in range(1, 21):
            page.keyboard.insert_text(f"O1: line {number}\n")
            page.wait_for_timeout(60)
        expect(page.locator("#saved")).to_contain_text("20 lines", timeout=15_000)
        page.keyboard.insert_text("O1: said after the last save\n")
        told = page.locator("#saved").text_content() or ""
        found = re.search(r"(\d+) lines", told)
        assert found is not None
        saved = int(found[1])
        with_group(server, signal.SIGKILL)
        page.keyboard.insert_text("O1: typed when nobody answers\n")
        expect(page.locator("[data-not-saved=server]")).to_be_visible(timeout=15_000)
        expect(page.locator("#text")).to_have_value(re.compile("typed when nobody answers"))
    with served(folder, port):
        again = chromium.new_context(base_url=f"http://127.0.0.1:{port}").new_page()
        log_in(again, "rapporteur", passphrase_of(folder, "rapporteur"))
        again.goto("/1/meetings/7/notes/")
        kept = again.locator("#text").input_value()
        assert [line for line in kept.splitlines() if line][:saved] == [f"O1: line {n}" for n in range(1, saved + 1)]
        again.context.close()
    context.close()
