"""A real Chromium for tests: one for the session, a fresh profile for each page, scripts on or off.

`visit` opens as many visitors as a test wants; `page` is one of them, once with scripts and once without.
Whatever page they look at, four things fail the test by themselves: a request to another host, a breach of the
content security policy, an error in a script, an error in the server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tools.found import chromium as chromium_path

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

Visit = Callable[..., Page]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.fail("nothing may be skipped, but no Chromium was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """`visit(scripts=False, width=360)`: a new visitor's page. Further words go to Playwright's `new_context`."""
    complaints: list[str] = []
    contexts = []

    def open_page(*, scripts: bool = True, width: int = 1200, height: int = 900, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": height},
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        _listen(page, live_server.url, complaints)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def page(request: pytest.FixtureRequest, visit: Visit) -> Page:
    return visit(scripts=request.param)


def _listen(page: Page, home: str, complaints: list[str]) -> None:
    def on_request(request: Request) -> None:
        at = urlsplit(request.url)
        if at.scheme not in {"data", "blob", "about"} and at.netloc != urlsplit(home).netloc:
            complaints.append(f"{page.url} asked {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 500:
            complaints.append(f"{response.url} answered {response.status}")

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    page.on("request", on_request)
    page.on("response", on_response)
    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))


def faults_for_everyone(page: Page) -> list[str]:
    """What axe finds wrong with the page (WCAG 2.2 AA and its best practice); needs a page with scripts."""
    return _told(Axe().run(page).response["violations"])


def faults_in_the_dark(page: Page) -> list[str]:
    """Contrast, the one thing that the dark changes; on a page that axe has looked at before."""
    page.emulate_media(color_scheme="dark")
    found = page.evaluate("axe.run(document, {runOnly: ['color-contrast']}).then(found => found.violations)")
    page.emulate_media(color_scheme="light")
    return _told(found)


def _told(found: list[dict[str, Any]]) -> list[str]:
    return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]
