"""A file taken for somebody, logged, and the answer that came back. Without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from guftugu.dialogues.tests.builders import House
from guftugu.drafting.verifying import verdicts
from guftugu.record.tests.builders import build_record, hold_meeting
from guftugu.texts.tests.builders import begin
from tests.browser import faults_for_everyone
from tests.journeys.going import log_in

if TYPE_CHECKING:
    from tests.browser import Visit

MEMO = "Framework for a Negotiation on Tajikistan"


@pytest.fixture
def house(transactional_db: None) -> House:
    built = build_record()
    begin(built, "They are ready to negotiate.", "So are we.", room="plenary", kind="joint_memo", title=MEMO)
    hold_meeting(built, 6)
    return built


def test_a_file_is_taken_for_somebody_and_the_answer_linked(visit: Visit, house: House, tmp_path: Path) -> None:
    page = visit(scripts=False, width=360)
    log_in(page, "moderator-us", house.passphrases["moderator-us"])
    page.goto("/1/texts/")
    _click(page, MEMO)
    _click(page, "Take it for them")
    page.get_by_role("button", name="Log it and take the file").click()
    expect(page.locator("main")).to_contain_text("Say to whom it was handed")
    page.fill("[name=to_whom]", "the Foreign Minister of Tajikistan")
    page.fill("[name=carried_by]", "members of the Dialogue")
    page.get_by_role("button", name="Log it and take the file").click()
    with page.expect_download() as waiting:
        _click(page, "Take the file: DOCX")
    taken = tmp_path / "memo.docx"
    waiting.value.save_as(taken)
    assert [one.is_final for one in verdicts(taken)] == [True]

    _click(page, "Write the entry first, and come back")
    page.fill("[name=words]", "The Minister said that he would study it.")
    page.get_by_role("button", name="Keep the entry").click()
    expect(page.locator("[name=entry]")).to_have_value("¶1")
    page.get_by_role("button", name="Link it as an answer").click()
    expect(page.locator("main")).to_contain_text("The Minister said that he would study it.")

    _click(page, "Correct it")
    page.fill("[name=to_whom]", "the Foreign Minister")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.locator("main")).to_contain_text("What was logged before")
    _click(page, "Who has which version")
    row = page.locator("tbody tr", has_text="the Foreign Minister")
    expect(row).to_contain_text("members of the Dialogue")
    expect(row).to_contain_text("¶1")

    participant = visit(width=800)
    log_in(participant, "g1", house.passphrases["g1"])
    participant.goto("/1/texts/hand-overs/")
    expect(participant.locator("main")).to_contain_text("the Foreign Minister")
    assert faults_for_everyone(participant) == []
    _click(participant, MEMO)
    assert faults_for_everyone(participant) == []
    expect(participant.get_by_role("link", name="Take it for somebody")).to_have_count(0)
    _click(participant, "1, English")
    assert faults_for_everyone(participant) == []


def _click(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
