"""The moderator's job from the record to the papers, and what everybody else sees of it. With scripts and without."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.journeys.going import address_of, log_in, log_out, status_of

MEMO, AGENDA = "Analytical memo on Dialogue #6", "Agenda for Dialogue #7"
REPORT = "Tajikistan Dialogue: report for January–March 1994"
HANGING = "Can return begin while there is shooting at the border?"
ANSWER = "Return can begin in the two valleys where nobody shoots"
NOTES = f"# The road home\nO1? Where can it begin\nG1> {ANSWER}\n?? Who pays for the first bus\n"
WHY = "One answer was given that a sequence of steps can start from."


def click(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).click()


def saved(page: Page, press_what: Callable[[], None]) -> bytes:
    with page.expect_download() as waiting:
        press_what()
    return Path(waiting.value.path()).read_bytes()


def words_of(body: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(body)).paragraphs)


def test_where_we_stand_the_memo_and_the_report_are_three_clicks_from_the_log_in(
    page: Page, passphrases: dict[str, str]
) -> None:
    log_in(page, "moderator-us", passphrases["moderator-us"])
    expect(page.locator("main h1")).to_have_text("Where we stand after Dialogue #6")
    expect(page.locator(".lede")).to_contain_text("Momentarily in phase 4; tentatively")
    expect(page.locator("main")).to_contain_text("On the eve of Dialogue #6 negotiations became a real possibility.")
    expect(page.locator("aside, .margin").filter(has_text="Evidence").first).to_contain_text("¶146")
    click(page, "¶146")
    expect(page.locator("main")).to_contain_text("The group worked at it for two and a half days")

    page.goto("/1/")
    click(page, MEMO)
    expect(page.locator("main h1")).to_have_text(MEMO)
    expect(page.get_by_role("heading", name="Where the dialogue stands, and why")).to_be_visible()
    expect(page.locator("article")).to_contain_text(HANGING)

    page.goto("/1/")
    report = page.locator("li", has=page.get_by_role("link", name=REPORT))
    body = saved(page, lambda: report.get_by_role("link", name="DOCX").click())
    assert "Dialogue #6" in words_of(body)


def test_after_the_next_meeting_the_memo_says_which_question_was_answered(
    page: Page, passphrases: dict[str, str]
) -> None:
    log_in(page, "moderator-us", passphrases["moderator-us"])
    file_notes_of_the_seventh(page)
    mark_the_answer(page)
    judge(page)
    page.goto("/1/papers/")
    press(page, "The memo on #7")
    expect(page.locator("main h1")).to_have_text("Analytical memo on Dialogue #7")
    click(page, "Read and edit it")
    memo = page.locator("article")
    expect(memo).to_contain_text(WHY)
    expect(memo).to_contain_text("Who pays for the first bus")
    answered = memo.locator(".passage", has_text=HANGING)
    expect(answered).to_contain_text(ANSWER)
    expect(answered).to_contain_text("Dialogue #3")

    write_on_the_memo(page)

    page.goto(address_of(page, "Analytical memo on Dialogue #7", on="/1/papers/"))
    expect(page.locator(".facts")).to_contain_text("written on since")
    expect(page.locator(".facts")).to_contain_text("says the same")
    add_a_decision(page)
    page.goto(address_of(page, "Analytical memo on Dialogue #7", on="/1/papers/"))
    expect(page.locator(".facts")).to_contain_text("would have it otherwise")
    click(page, "Compose anew")
    expect(page.locator("main")).to_contain_text("The bus leaves in June")
    press(page, "Take the ticked passages")
    click(page, "Read and edit it")
    expect(page.locator("article")).to_contain_text("The bus leaves in June")
    expect(page.locator("article")).to_contain_text("Our own opinion of it.")


def file_notes_of_the_seventh(page: Page) -> None:
    page.goto("/1/meetings/7/")
    click(page, "Dates and plans")
    click(page, "It took place")
    page.fill("[name=said]", "9 May 1994")
    page.fill("[name=earliest]", "1994-05-09")
    page.fill("[name=latest]", "1994-05-09")
    page.locator("main form button").last.click()
    page.goto("/1/meetings/7/")
    click(page, "Take notes")
    page.fill("#text", NOTES)
    press(page, "Save")
    expect(page.locator("#saved")).to_contain_text("4 lines")
    click(page, "File the notes")
    press(page, re.compile("File 3 lines"))
    expect(page.locator("main")).to_contain_text(ANSWER)


def number_of(page: Page, words: str) -> str:
    entry = page.locator(".entry", has_text=words).last
    return (entry.locator(".pn").first.text_content() or "").strip()


def mark_the_answer(page: Page) -> None:
    answer = number_of(page, ANSWER)
    page.goto("/1/questions/")
    click(page, number_of(page, HANGING))
    click(page, "What became of the question")
    page.check("[name=became][value=answered]")
    page.fill("[name=answer]", answer)
    page.select_option("[name=after]", "7")
    press(page, "Keep it")
    expect(page.locator("main")).to_contain_text("answered")


def judge(page: Page) -> None:
    page.goto("/1/meetings/7/")
    evidence = number_of(page, ANSWER)
    page.goto("/1/phases/judge/")
    page.select_option("[name=phase]", "4")
    page.check("[name=firmness][value=settled]")
    page.select_option("[name=after]", "7")
    page.fill("[name=why]", WHY)
    page.fill("[name=cites]", evidence)
    press(page, "Keep the judgement")
    page.goto("/1/")
    expect(page.locator("main h1")).to_have_text("Where we stand after Dialogue #7")
    expect(page.locator("main")).to_contain_text(WHY)


def write_on_the_memo(page: Page) -> None:
    click(page, "Write on")
    as_composed = page.locator("[name=words]").input_value()
    typed = f"{as_composed.rstrip()}\n\nOur own opinion of it. [¶99999]"
    page.fill("[name=words]", typed)
    press(page, "Keep as the next version")
    expect(page.locator("main")).to_contain_text("¶99999")
    kept = page.locator("[name=words]").input_value()
    assert kept.replace("\r", "").strip() == typed.strip()
    page.fill("[name=words]", typed.replace(" [¶99999]", ""))
    press(page, "Keep as the next version")
    expect(page.locator("article")).to_contain_text("Our own opinion of it.")
    click(page, "What changed")
    expect(page.locator("ins", has_text="Our own opinion of it.")).to_be_visible()


def add_a_decision(page: Page) -> None:
    page.goto("/1/meetings/7/")
    click(page, "Add one entry")
    page.select_option("[name=kind]", "decision")
    page.fill("[name=words]", "The bus leaves in June")
    press(page, "Keep the entry")
    expect(page.locator("main")).to_contain_text("The bus leaves in June")


def test_a_name_that_was_typed_is_listed_before_the_report_leaves(page: Page, passphrases: dict[str, str]) -> None:
    log_in(page, "moderator-us", passphrases["moderator-us"])
    page.goto("/1/papers/compose/")
    page.select_option("[name=kind]", "wrap-up")
    page.fill("[name=first]", "1993-10-01")
    page.fill("[name=last]", "1993-12-31")
    press(page, "Compose")
    paper = page.url
    title = page.locator("main h1").inner_text()
    click(page, "Read and edit it")
    click(page, "Write on")
    words = page.locator("[name=words]").input_value().rstrip()
    page.fill("[name=words]", f"{words}\n\nWe owe much of this to G2.")
    press(page, "Keep as the next version")
    page.goto(f"{paper}leaving/")
    expect(page.locator("main table").first).to_contain_text("G2")
    page.get_by_role("link", name="colleagues' room").first.click()
    expect(page.locator("main table").first).to_contain_text("G2")
    for box in page.locator("[name=finding]").all():
        box.check()
    press(page, "The ticked may leave")
    expect(page.locator("main")).to_contain_text("Nothing is left to look at.")
    press(page, "Release it")
    expect(page.locator("main")).to_contain_text("colleagues' room")

    log_out(page)
    log_in(page, "colleague", passphrases["colleague"])
    page.goto("/1/papers/")
    click(page, title)
    page.locator("main .actions a.button").first.click()
    expect(page.locator("article")).to_contain_text("We owe much of this to G2.")


def test_everybody_sees_what_was_released_to_their_rooms_and_nothing_else(
    page: Page, passphrases: dict[str, str]
) -> None:
    log_in(page, "moderator-us", passphrases["moderator-us"])
    memo_text = address_of(page, MEMO, on="/1/texts/")
    report_text = address_of(page, REPORT, on="/1/texts/")
    memo, agenda = (address_of(page, name, on="/1/papers/") for name in (MEMO, AGENDA))
    page.goto(f"{agenda}leaving/")
    page.get_by_role("link", name="plenary").first.click()
    press(page, re.compile("^Release it"))
    hidden = [memo, memo_text, f"{memo}leaving/", f"{memo}anew/", f"{memo_text}write/", f"{memo_text}1/text.docx"]
    log_out(page)

    log_in(page, "o2", passphrases["o2"])
    page.goto("/1/phases/")
    expect(page.locator("main")).to_contain_text("On the eve of Dialogue #6 negotiations became a real possibility.")
    assert page.locator("a[href*='/judge/'], a[href*='/release/'], a[href*='/end/']").count() == 0
    page.goto("/1/papers/")
    expect(page.locator("main")).to_contain_text(AGENDA)
    expect(page.locator("main td a")).to_have_count(1)
    for path in [*hidden, report_text, agenda, "/1/phases/judge/", "/1/papers/compose/", "/1/people/key/"]:
        assert status_of(page, path) == 404, path
    page.goto("/1/texts/")
    click(page, AGENDA)
    expect(page.locator("article")).to_contain_text(HANGING)
    log_out(page)

    log_in(page, "colleague", passphrases["colleague"])
    page.goto("/1/texts/")
    assert page.locator("main li a, main td a").count() == 1
    click(page, REPORT)
    expect(page.locator("article")).to_contain_text("Dialogue #6")
    for path in [*hidden, agenda, "/1/phases/judge/", "/1/papers/compose/"]:
        assert status_of(page, path) == 404, path
    log_out(page)

    log_in(page, "translator", passphrases["translator"])
    for path in ["/1/phases/", "/1/papers/", "/1/texts/"]:
        page.goto(path)
        for words in [MEMO, AGENDA, REPORT, "negotiations became a real possibility"]:
            expect(page.locator("main")).not_to_contain_text(words)
    for path in [*hidden, report_text, agenda, "/1/phases/judge/", "/1/papers/compose/"]:
        assert status_of(page, path) == 404, path


def test_a_stranger_finds_no_dialogue(page: Page, passphrases: dict[str, str]) -> None:
    for path in [
        "/1/",
        "/1/phases/",
        "/1/phases/guide/",
        "/1/papers/",
        "/1/papers/compose/",
        "/1/texts/",
        "/1/record/",
    ]:
        status = status_of(page, path)
        assert status == 404 or "/log-in/" in page.url, path
        expect(page.locator("body")).not_to_contain_text("Tajikistan")
