"""The demo's pages as a browser has them: nothing too wide, nothing axe finds, nothing large."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

from guftugu.demo.load import load_demo
from tests.browser import faults_for_everyone

FIRST_VIEW = 100_000
LATER_VIEW = 30_000
PAGES = {
    "moderator-us": [
        "/1/", "/1/meetings/", "/1/meetings/5/", "/1/record/", "/1/record/12/", "/1/questions/", "/1/subjects/",
        "/1/timeline/", "/1/search/?q=refugees", "/1/people/", "/1/people/pipeline/", "/1/people/key/", "/1/settings/",
        "/1/appointments/", "/1/occasions/new/", "/1/entries/new/", "/rooms/", "/rooms/queue/", "/rooms/sunsets/",
        "/rooms/trail/", "/account/", "/look/", "/1/phases/", "/1/phases/?after=3&known=now", "/1/phases/guide/",
        "/1/phases/judge/", "/1/papers/", "/1/papers/compose/",
    ],
    "rapporteur": ["/1/", "/1/meetings/7/notes/", "/1/sheets/"],
    "o1": ["/1/", "/1/meetings/6/", "/1/people/", "/1/phases/"],
    "staff": ["/1/", "/1/people/pipeline/"],
    "colleague": ["/1/", "/1/timeline/", "/1/phases/", "/1/papers/"],
    "o4": ["/", "/rooms/waiting/"],
}  # fmt: skip


@pytest.fixture
def passphrases(transactional_db: None) -> dict[str, str]:
    return {one.name: one.passphrase for one in load_demo()}


def log_in(page: Page, name: str, passphrase: str) -> None:
    page.goto("/log-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", passphrase)
    page.press("[name=passphrase]", "Enter")
    page.wait_for_url(lambda url: "/log-in/" not in url)


def test_every_page_of_the_demo_fits_and_axe_finds_nothing(
    passphrases: dict[str, str], visit: Callable[..., Page]
) -> None:
    faults: list[str] = []
    for name, paths in PAGES.items():
        page = visit(width=360)
        log_in(page, name, passphrases[name])
        for path in paths:
            page.set_viewport_size({"width": 360, "height": 800})
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, f"{path} for {name}"
            for width in (360, 800, 1400):
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    faults.append(f"{path} for {name} is too wide at {width}")
            faults += [f"{path} for {name}: {fault}" for fault in faults_for_everyone(page)]
    assert faults == []


def test_pages_are_small_as_transferred(passphrases: dict[str, str], visit: Callable[..., Page]) -> None:
    page = visit()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(_transferred(answer)))
    log_in(page, "moderator-us", passphrases["moderator-us"])
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < 2 * FIRST_VIEW  # two pages: the log-in and home
    for path in PAGES["moderator-us"]:
        sizes.clear()
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert sum(sizes) < LATER_VIEW, f"{path}: {sum(sizes)} bytes"


def _transferred(answer: Response) -> int:
    measured = answer.request.sizes()
    return measured["responseBodySize"] + measured["responseHeadersSize"]
