"""The demo's pages in a browser: none too wide or large, axe finds nothing, nor in the dark; whole without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page, Response

from tests.browser import faults_for_everyone, faults_in_the_dark
from tests.journeys.going import address_of, log_in

FIRST_VIEW = 100_000
LATER_VIEW = 30_000
MEMO, AGENDA = "Analytical memo on Dialogue #6", "Agenda for Dialogue #7"
REPORT = "Tajikistan Dialogue: report for January–March 1994"
JOINT = "Framework for a Negotiation on Tajikistan (illustration)"
PHASES = ["/1/phases/", "/1/phases/?after=4&known=then", "/1/phases/?after=4&known=now", "/1/phases/guide/"]
PAGES = {
    "moderator-us": [
        "/1/", *PHASES, "/1/phases/judge/", "/1/meetings/", "/1/meetings/5/", "/1/record/", "/1/record/12/",
        "/1/questions/", "/1/subjects/", "/1/timeline/", "/1/search/?q=refugees", "/1/people/", "/1/people/pipeline/",
        "/1/people/key/", "/1/settings/", "/1/appointments/", "/1/occasions/new/", "/1/entries/new/", "/rooms/",
        "/rooms/queue/", "/rooms/sunsets/", "/rooms/trail/", "/account/", "/look/", "/1/texts/", "/1/texts/new/",
        "/1/papers/", "/1/papers/compose/", "/1/joint/", "/1/joint/new/", "/1/texts/hand-overs/",
    ],
    "rapporteur": ["/1/", "/1/meetings/7/notes/", "/1/sheets/"],
    "o1": ["/1/", "/1/meetings/6/", "/1/people/", *PHASES, "/1/texts/", "/1/papers/"],
    "staff": ["/1/", "/1/people/pipeline/", "/1/papers/"],
    "colleague": ["/1/", "/1/timeline/", *PHASES, "/1/texts/", "/1/papers/"],
    "translator": ["/", "/account/", "/1/texts/to-render/", "/1/joint/to-render/", "/1/texts/terms/"],
    "o4": ["/", "/rooms/waiting/"],
}  # fmt: skip
# Below a text and a paper: of the memo, and of the agenda, which is for others than the team.
OF_TEXT = ["", "1/", "versions/", "compare/", "write/"]
OF_PAPER = ["", "anew/", "leaving/"]
OF_JOINT = ["", "areas/", "files/", "words/", "stances/", "final/?language=ru"]
OF_CIRCULATED = ["?language=tg", "2/", "side-by-side/", "languages/", "hand-overs/", "3/log/", "3/take/"]


def walked(page: Page, name: str) -> Iterator[str]:
    """Every page of a role; papers and texts by the links that lead to them."""
    yield from PAGES[name]
    if name == "moderator-us":
        yield from (address_of(page, MEMO, on="/1/texts/") + below for below in OF_TEXT)
        yield from (address_of(page, AGENDA, on="/1/papers/") + below for below in OF_PAPER)
        yield address_of(page, "Agenda for Dialogue #7", on="/1/texts/")
        yield from (address_of(page, JOINT, on="/1/joint/") + below for below in OF_JOINT)
        yield from (address_of(page, JOINT, on="/1/texts/") + below for below in OF_CIRCULATED)
        yield _first_round(page) + "consolidate/"
        yield from (_hand_over(page) + below for below in ("", "correct/"))
    if name == "o1":
        yield _first_round(page)
    if name == "translator":
        yield from (address_of(page, JOINT, on="/1/texts/") + below for below in ("render/ru/", "languages/"))
        page.goto("/1/texts/terms/")
        yield str(page.locator("main td a").first.get_attribute("href"))
    if name == "colleague":
        yield address_of(page, REPORT, on="/1/texts/")
        yield address_of(page, REPORT, on="/1/papers/")


def _first_round(page: Page) -> str:
    return address_of(page, "1", on=address_of(page, JOINT, on="/1/joint/"))


def _hand_over(page: Page) -> str:
    """That which was answered."""
    page.goto("/1/texts/hand-overs/")
    return str(page.get_by_role("row").filter(has_text="¶").get_by_role("link").first.get_attribute("href"))


def test_every_page_of_the_demo_fits_and_axe_finds_nothing(
    passphrases: dict[str, str], visit: Callable[..., Page]
) -> None:
    faults: list[str] = []
    for name in PAGES:
        page = visit(width=360)
        log_in(page, name, passphrases[name])
        for path in [*walked(page, name)]:
            page.set_viewport_size({"width": 360, "height": 800})
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, f"{path} for {name}"
            for width in (360, 800, 1400):
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    faults.append(f"{path} for {name} is too wide at {width}")
            faults += [f"{path} for {name}: {fault}" for fault in faults_for_everyone(page)]
            faults += [f"{path} for {name}, dark: {fault}" for fault in faults_in_the_dark(page)]
    assert faults == []


def test_every_page_is_whole_without_scripts(passphrases: dict[str, str], visit: Callable[..., Page]) -> None:
    with_scripts, without = visit(), visit(scripts=False)
    for page in (with_scripts, without):
        log_in(page, "moderator-us", passphrases["moderator-us"])
    for path in [*walked(without, "moderator-us")]:
        answer = without.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert without.locator("main h1").inner_text().strip(), path
        with_scripts.goto(path)
        for what in ("a[href]", "button", "input:not([type=hidden]), select, textarea"):
            found = without.locator(f"main :is({what}):visible").count()
            assert found == with_scripts.locator(f"main :is({what}):visible").count(), f"{what} on {path}"


def test_pages_are_small_as_transferred(passphrases: dict[str, str], visit: Callable[..., Page]) -> None:
    page = visit()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(_transferred(answer)))
    log_in(page, "moderator-us", passphrases["moderator-us"])
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < 2 * FIRST_VIEW  # two pages: the log-in and home
    for path in [*walked(page, "moderator-us")]:
        sizes.clear()
        page.goto(path)
        page.wait_for_load_state("load")
        assert sum(sizes) < LATER_VIEW, f"{path}: {sum(sizes)} bytes"


def _transferred(answer: Response) -> int:
    measured = answer.request.sizes()
    return measured["responseBodySize"] + measured["responseHeadersSize"]
