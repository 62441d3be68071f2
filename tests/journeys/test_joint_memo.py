"""The joint memo from areas to hand-overs: two moderators, two caucuses, a translator. With scripts and without."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from playwright.sync_api import Page, expect

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import House, join
from guftugu.record.tests.builders import build_record, hold_meeting
from guftugu.rooms.middleware import ViewerMiddleware, ViewerRequest
from tests.journeys.going import log_in

if TYPE_CHECKING:
    from tests.browser import Visit

DRAFT = "# Purposes\n\nThe parties shall meet in May.\n\nRefugees return under guarantees."
RUSSIAN = ["Основы переговоров", "Цели", "Стороны встретятся в мае.", "Беженцы возвращаются под гарантии."]
OURS, THEIRS = "The parties shall meet in zvjune.", "Беженцы возвращаются добровольно и под гарантии zvgarant."


class Heard:
    """All that was answered to whom. What a side has not released, nobody else may have been told."""

    def __init__(self) -> None:
        self.told: dict[str, list[str]] = defaultdict(list)

    def by(self, name: str) -> str:
        return "\n".join(self.told[name])


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    found, answer = Heard(), ViewerMiddleware.__call__

    def answered(self: ViewerMiddleware, request: ViewerRequest) -> HttpResponse:
        response = answer(self, request)
        name = request.viewer.account.name if request.viewer.account else "stranger"
        if not response.streaming:
            found.told[name].append(f"{response.headers}{response.content.decode(errors='replace')}")
        return response

    monkeypatch.setattr(ViewerMiddleware, "__call__", answered)
    return found


@pytest.fixture
def house(transactional_db: None) -> House:
    built = build_record()
    for name, role, side in (
        ("translator", "translator", ""),
        ("moderator-ru", "moderator", ""),
        ("g2", "participant", "G"),
    ):
        join(built, name, role, side)
    hold_meeting(built, 1)
    Occasion.objects.update(state="held")
    return built


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_joint_memo_is_made_and_handed_over(visit: Visit, house: House, heard: Heard, *, scripts: bool) -> None:
    pages = {name: visit(scripts=scripts) for name in ("moderator-us", "moderator-ru", "g1", "g2", "o1", "translator")}
    for name, page in pages.items():
        log_in(page, name, house.passphrases[name])
    us, ru, g1, o1 = pages["moderator-us"], pages["moderator-ru"], pages["g1"], pages["o1"]
    joint = _begun(us)
    _rendered(us, pages["translator"], joint)
    _opened(us, joint)
    _worded(g1, pages["g2"], joint)
    _worded_in_russian(o1, joint)
    for side, word in (("moderator-us", "zvjune"), ("o1", "zvjune"), ("g1", "zvgarant"), ("translator", "zvgarant")):
        assert word not in heard.by(side)
    _press(ru, joint, "Open all releases at once", "Open all releases")
    for side, word in (("o1", "zvjune"), ("g1", "zvgarant")):
        assert word not in heard.by(side)
    _proposal_rendered(ru, pages["translator"])
    _next_draft(us, joint)
    assert "zvjune" not in heard.by("translator")
    _second_round(us, ru, g1, o1, joint)
    _rendered_again(us, pages["translator"], joint)
    _stances(g1, o1, joint)
    _press(us, joint, "Make it final", "Make it final")
    expect(us.locator("main")).to_contain_text("Final text.")
    us.get_by_role("link", name="Russian").click()
    expect(us.locator("main")).to_contain_text("zvgarant")
    _handed_over(us)


def _begun(us: Page) -> str:
    us.goto("/1/joint/new/")
    us.fill("[name=title]", "Framework for a Negotiation")
    us.fill("[name=words]", DRAFT)
    us.get_by_role("button", name="Keep the first draft").click()
    joint = us.url
    us.goto(f"{joint}areas/")
    us.get_by_role("button", name="Add the area").click()
    us.get_by_role("link", name="Say at which meeting").click()
    us.get_by_role("button", name="It was talked through").click()
    return joint


def _rendered(us: Page, translator: Page, joint: str) -> None:
    us.goto(f"{joint}send/")
    us.get_by_label("Russian").check()
    us.get_by_role("button", name="Send it").click()
    translator.goto("/1/")
    translator.get_by_role("link", name="Render what waits").click()
    translator.get_by_role("link", name="Framework for a Negotiation").click()
    for words in RUSSIAN:
        section = translator.locator("section.to-render").filter(has_text="not rendered").first
        section.get_by_label("Rendering").fill(words)
        section.get_by_role("button", name="Keep").click()
    expect(translator.locator(".lede")).to_contain_text("4 of 4 rendered")


def _opened(us: Page, joint: str) -> None:
    us.goto(f"{joint}round/")
    us.fill("[name=said]", "Friday noon")
    us.get_by_role("button", name="See what everybody will read").click()
    us.get_by_role("button", name="Open the round").click()
    expect(us.locator("main")).to_contain_text("has not released")


def _round(page: Page, joint: str) -> None:
    page.goto(joint)
    page.get_by_role("link", name="Read it and say what your caucus would change").click()


def _round_of_pen(page: Page, joint: str) -> None:
    page.goto(joint)
    page.get_by_role("link", name="2", exact=True).click()


def _worded(g1: Page, g2: Page, joint: str) -> None:
    """Two of a caucus word one passage at once; both stand, one is settled and released."""
    for page in (g1, g2):
        _round(page, joint)
        page.get_by_role("link", name="Comment on 1 or propose other words").click()
    for page, words in ((g1, OURS), (g2, "The parties shall meet in zvjuly.")):
        page.fill("[name=word-words]", words)
        page.fill("[name=word-why]", "The roads.")
        page.get_by_role("button", name="Put it before the caucus").click()
    _round(g1, joint)
    expect(g1.locator("main")).to_contain_text("zvjuly")
    ours = g1.locator(".asked-here").filter(has_text="zvjune")
    ours.get_by_role("button", name="The caucus settles on this").click()
    _release(g1)


def _worded_in_russian(o1: Page, joint: str) -> None:
    _round(o1, joint)
    o1.get_by_role("link", name="Russian", exact=True).click()
    expect(o1.locator("main")).to_contain_text("Беженцы возвращаются")
    o1.get_by_role("link", name="Comment on 2 or propose other words").click()
    o1.fill("[name=word-words]", THEIRS)
    o1.get_by_role("button", name="Put it before the caucus").click()
    _round(o1, joint)
    o1.get_by_role("button", name="The caucus settles on this").click()
    _release(o1)


def _release(page: Page) -> None:
    page.get_by_role("link", name="Release the caucus’s answer").click()
    page.get_by_role("button", name="Release it").click()


def _press(page: Page, joint: str, link: str, button: str) -> None:
    page.goto(joint)
    page.get_by_role("link", name=link, exact=True).first.click()
    page.get_by_role("button", name=button, exact=True).click()


def _proposal_rendered(ru: Page, translator: Page) -> None:
    ru.get_by_role("button", name="Send to the translators").click()
    translator.goto("/1/joint/to-render/")
    translator.get_by_role("link", name="Render it").click()
    translator.fill("[name=words]", "Refugees return voluntarily and under guarantees zvgarant.")
    translator.get_by_role("button", name="Keep the rendering").click()


def _next_draft(us: Page, joint: str) -> None:
    """Both are adopted, and the round is closed."""
    us.goto(joint)
    us.get_by_role("link", name="Write the next draft").click()
    expect(us.locator("main")).to_contain_text("Rendered into the language that leads")
    for choice in us.locator("select[name$=-became]").all():
        choice.select_option("adopted")
    us.get_by_role("button", name="Keep the next draft").click()
    _press(us, joint, "Close the round", "Close the round")


def _second_round(us: Page, ru: Page, g1: Page, o1: Page, joint: str) -> None:
    """Somebody words it before all, and both sides want it so; no caucus asks for anything more."""
    us.goto(f"{joint}round/")
    us.get_by_role("button", name="See what everybody will read").click()
    us.get_by_role("button", name="Open the round").click()
    _round(g1, joint)
    g1.get_by_role("link", name="Comment on 1 or propose other words").click()
    g1.get_by_text("Propose other words before all").click()
    g1.fill("[name=aloud-words]", f"{OURS[:-1]}, zvall of them.")
    g1.get_by_role("button", name="Put it before plenary").click()
    _round(o1, joint)
    expect(o1.locator(".asked-here")).to_contain_text("zvall of them")
    expect(o1.locator("main")).not_to_contain_text("Plenary settles on this")
    _round_of_pen(us, joint)
    us.get_by_role("button", name="Plenary settles on this").click()
    _press(ru, joint, "Open all releases at once", "Open all releases")
    us.goto(joint)
    us.get_by_role("link", name="Write the next draft").click()
    us.locator("select[name$=-became]").select_option("adopted")
    us.get_by_role("button", name="Keep the next draft").click()
    _press(us, joint, "Close the round", "Close the round")


def _rendered_again(us: Page, translator: Page, joint: str) -> None:
    """Only what changed waits; what was asked in Russian came back to its own words."""
    _press(us, joint, "Circulate it", "Circulate it")
    us.goto(f"{joint}send/")
    us.get_by_role("button", name="Send it").click()
    translator.goto("/1/texts/to-render/")
    translator.get_by_role("link", name="Framework for a Negotiation").click()
    expect(translator.locator(".lede")).to_contain_text("3 of 4 rendered")
    stale = translator.locator("section.to-render").filter(has_text="stale")
    expect(stale.locator("ins")).to_contain_text("zvjune")
    stale.get_by_label("Rendering").fill("Стороны встретятся в июне.")
    stale.get_by_role("button", name="Keep").click()
    us.goto(joint)
    us.get_by_role("button", name="Pass what is rendered to plenary").click()
    expect(us.locator("main")).to_contain_text("4 of 4")


def _stances(g1: Page, o1: Page, joint: str) -> None:
    for page, kind in ((g1, "agreed"), (o1, "ad_referendum")):
        page.goto(f"{joint}stances/")
        page.locator(f"input[name=kind][value={kind}]").check()
        page.get_by_role("button", name="Record the stance").click()
        expect(page.locator("table.stances")).to_contain_text("agreed" if kind == "agreed" else "ad referendum")


def _handed_over(us: Page) -> None:
    us.get_by_role("link", name="Log a hand-over").click()
    us.fill("[name=to_whom]", "the Foreign Minister of Tajikistan")
    us.locator("main").get_by_role("button").first.click()
    us.goto("/1/texts/hand-overs/")
    expect(us.locator("main")).to_contain_text("the Foreign Minister of Tajikistan")
