"""What everybody does who goes through the house in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def log_in(page: Page, name: str, passphrase: str) -> None:
    page.goto("/log-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", passphrase)
    page.press("[name=passphrase]", "Enter")
    page.wait_for_url(lambda url: "/log-in/" not in url)


def log_out(page: Page) -> None:
    page.goto("/account/")
    page.locator("form[action='/log-out/'] button").click()
    page.wait_for_url("**/log-in/**")


def status_of(page: Page, path: str) -> int:
    answer = page.goto(path)
    assert answer is not None
    return answer.status


def address_of(page: Page, link: str, *, on: str) -> str:
    """Where a link of that name leads, on that page."""
    page.goto(on)
    address = page.get_by_role("link", name=link, exact=True).first.get_attribute("href")
    assert address is not None, f"no link “{link}” on {on}"
    return address
