"""A note-taker's hour in a real browser: by keyboard alone, with scripts and without, with and without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from guftugu.dialogues.tests.builders import House
from guftugu.record.models import Entry, Sheet
from guftugu.record.tests.builders import build_record, hold_meeting
from guftugu.rooms.words import open_rows
from tests.browser import faults_for_everyone

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house() -> House:
    house = build_record()
    hold_meeting(house, 1)
    return house


def enter(page: Page, house: House, name: str = "rapporteur") -> None:
    """By the keyboard, as everything here."""
    page.goto("/log-in/")
    page.focus("[name=name]")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(house.passphrases[name])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "log-in" not in url)


def saved(house: House) -> list[str]:
    return [sheet.text for sheet in open_rows(house.viewer("rapporteur"), Sheet.objects.order_by("begun_at"))]


def lines(first: int, last: int) -> str:
    return "".join(f"{'OG'[n % 2]}{n % 3 + 1}: Line {n} {{refugees}}\n" for n in range(first, last + 1))


def test_hundred_lines_are_typed_saved_and_filed_without_the_mouse(page: Page, house: House) -> None:
    enter(page, house)
    page.goto("/1/meetings/1/notes/")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type(lines(1, 3))
    page.keyboard.insert_text(lines(4, 100))
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "Save":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("100 lines")).to_be_visible()
    assert saved(house) == [lines(1, 100)]
    page.get_by_role("link", name="File the notes").press("Enter")
    page.get_by_role("button", name="File 100 lines").press("Enter")
    expect(page.get_by_text("100 lines are filed.")).to_be_visible()
    assert Entry.objects.count() == 100


def test_notes_are_saved_as_one_types(visit: Visit, house: House) -> None:
    page = visit()
    enter(page, house)
    page.goto("/1/meetings/1/notes/")
    page.keyboard.type("O1: One")
    expect(page.locator("#saved [role=status]")).to_contain_text("1 line")
    expect(page.locator("#saved [role=status]")).to_contain_text("Saved ")
    page.keyboard.type("\nG1? Two")
    expect(page.locator("#saved [role=status]")).to_contain_text("2 lines")
    page.keyboard.type("\n-- three")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved [role=status]")).to_contain_text("3 lines")
    assert saved(house) == ["O1: One\nG1? Two\n-- three"]
    assert Sheet.objects.count() == 1
    assert faults_for_everyone(page) == []


def test_while_the_server_is_gone_the_page_says_not_saved(visit: Visit, house: House) -> None:
    page = visit()
    enter(page, house)
    page.goto("/1/meetings/1/notes/")
    page.keyboard.type("O1: One")
    expect(page.locator("#saved [role=status]")).to_contain_text("Saved ")
    page.route("**/notes/save/", lambda route: route.abort())
    page.keyboard.type("\nO1: Two")
    expect(page.get_by_text("Not saved: the server does not answer.")).to_be_visible()
    expect(page.locator("#text")).to_have_value("O1: One\nO1: Two")
    assert saved(house) == ["O1: One"]
    page.unroute("**/notes/save/")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved [role=status]")).to_contain_text("2 lines")
    expect(page.get_by_text("Not saved: the server does not answer.")).to_be_hidden()
    assert saved(house) == ["O1: One\nO1: Two"]


def test_after_a_lost_session_typing_goes_on_where_it_was(visit: Visit, house: House) -> None:
    page = visit()
    enter(page, house)
    page.goto("/1/meetings/1/notes/")
    page.keyboard.type("O1: One")
    expect(page.locator("#saved [role=status]")).to_contain_text("Saved ")
    Session.objects.all().delete()
    page.keyboard.type("\nO1: Two")
    expect(page.get_by_text("Your session has ended; what you typed is on this page.")).to_be_visible()
    expect(page.locator("#text")).to_have_value("O1: One\nO1: Two")
    other = page.context.new_page()
    enter(other, house)
    page.bring_to_front()
    page.focus("#text")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved [role=status]")).to_contain_text("2 lines")
    assert saved(house) == ["O1: One\nO1: Two"]


def test_without_scripts_a_lost_session_gives_the_text_back(visit: Visit, house: House) -> None:
    page = visit(scripts=False)
    enter(page, house)
    page.goto("/1/meetings/1/notes/")
    page.fill("#text", "O1: One")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#text")).to_have_value("O1: One")
    assert not Sheet.objects.exists()
    other = page.context.new_page()
    enter(other, house)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#text")).to_have_value("O1: One")
    if not Sheet.objects.exists():
        page.get_by_role("button", name="Save").click()
    expect(page.locator("#saved [role=status]")).to_contain_text("1 line")
    assert saved(house) == ["O1: One"]
