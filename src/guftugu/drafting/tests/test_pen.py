from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.caucus import propose_wording, settle
from guftugu.drafting.actions.joint_texts import begin_joint_text
from guftugu.drafting.models import Proposal, Round
from guftugu.drafting.tests.builders import WORDS, answered, ask, begin, opened, release
from guftugu.drafting.tests.pages import joint_of, pen_form, read, round_of
from guftugu.rooms.tests.client import client_of
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.passages import Written


def test_opening_all_warns_of_who_has_not_released(house: House, found: Round, moderator: Client) -> None:
    ask(house, found, "g1", 0, "They meet in June.")
    release(house, found, "g1")
    warned = read(moderator, round_of(found, "open"))
    assert "These have not released" in warned
    moderator.post(round_of(found, "open"))
    assert not Proposal.objects.exists()
    answer = moderator.post(round_of(found, "open"), {"sure": "1"})
    assert answer["Location"] == round_of(found, "consolidate")
    assert Proposal.objects.count() == 1
    assert moderator.post(round_of(found, "open"), {"sure": "1"}).status_code == 302
    assert Proposal.objects.count() == 1
    read(client_of(house, "g1"), round_of(found, "open"), 404)


def test_the_next_draft_is_written_and_told_to_its_authors(house: House, found: Round, moderator: Client) -> None:
    found = answered(house, found)
    page = read(moderator, round_of(found, "consolidate"))
    assert "Alt 1: April | Alt 2: June | Alt 3: May" in page
    sent = pen_form(page)
    for name in [name for name in sent if name.endswith("-became")]:
        sent[name] = "in_part"
    refused = moderator.post(round_of(found, "consolidate"), sent).content.decode()
    assert "What is not adopted whole needs a reason." in refused
    for name in [name for name in sent if name.startswith("became-") and name.endswith("-why")]:
        sent[name] = "As far as the roads allow."
    sent["blank-1-words"], sent["blank-1-place"] = "A passage of our own.", "15"
    assert moderator.post(round_of(found, "consolidate"), sent).status_code == 302
    written = text_seen(house.viewer("moderator-us"), found.joint_text.text_id)
    assert [one.words for one in written.passages] == [
        "The parties shall meet in [Alt 1: April | Alt 2: June | Alt 3: May].", "A passage of our own.",
        "Refugees return under guarantees.", "A joint commission is formed.",
    ]  # fmt: skip
    told = read(client_of(house, "g1"), round_of(found))
    assert "As far as the roads allow." in told
    assert "June" in told
    assert "April" not in told
    assert "A joint commission" not in told
    moderator.post(round_of(found, "close"), {"sure": "1"})
    assert "Circulate it" in read(moderator, joint_of(found.joint_text))
    assert "A passage of our own." in read(moderator, round_of(found, "consolidate"))


def adopted(moderator: Client, found: Round) -> list[str]:
    """What hands asked, as the page has it once all of it was told as adopted."""
    sent = pen_form(read(moderator, round_of(found, "consolidate")))
    for name in [name for name in sent if name.endswith("-became")]:
        sent[name] = "adopted"
    assert moderator.post(round_of(found, "consolidate"), sent).status_code == 302
    return read(moderator, round_of(found, "consolidate")).split('<div class="asked-here">')[1:]


def test_what_is_told_as_adopted_and_stands_in_a_bracket_is_pointed_out(
    house: House, found: Round, moderator: Client
) -> None:
    asked = adopted(moderator, answered(house, found))
    open_still = [one for one in asked if "told as adopted, and in a bracket still" in one]
    assert len(open_still) == 2 < len(asked)
    assert all("June" in one or "April" in one for one in open_still)


@pytest.mark.parametrize(
    ("g", "o"),
    [
        ("They meet in May, all of them.", "They meet in May; nobody is forced."),
        ("They meet.", "They meet in June."),
        ("They meet — soon — in May.", "They meet — late — in May."),
    ],
)
def test_who_asked_for_an_alternative_is_told_by_the_bracket(house: House, moderator: Client, g: str, o: str) -> None:
    found = opened(house, begin(house, "They meet in May.", "They talk.", "They part."))
    ask(house, found, "g1", 0, g)
    ask(house, found, "o1", 0, o)
    ask(house, found, "o1", 1, "They talk at length.")
    first = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    by = house.viewer("g1")
    moved = propose_wording(
        found, first, house.rooms["caucus-G"], "move", after=_last(house, found), language="en", by=by, now=NOW
    )
    settle(moved, by=by, now=NOW)
    for name in ("g1", "o1"):
        release(house, found, name)
    moderator.post(round_of(found, "open"), {"sure": "1"})
    asked = adopted(moderator, found)
    assert ["in a bracket still" in one for one in asked if "put it elsewhere" in one] == [False]
    assert sum("in a bracket still" in one for one in asked) == 2


def _last(house: House, found: Round) -> UUID:
    return text_seen(house.viewer("g1"), found.base.text_id).passages[-1].id


def test_a_table_is_typed_in_rows_and_kept_in_cells(house: House, moderator: Client) -> None:
    table = Written("Who\tWhen\nNorth\tMay", kind="table")
    by = house.viewer("moderator-us")
    joint = begin_joint_text(house.dialogue, "Framework", [table], language="en", by=by, now=NOW)
    found = opened(house, joint)
    assert "Who | When" not in read(client_of(house, "o1"), round_of(found))
    ask(house, found, "o1", 0, "Who\tWhen\nNorth\tJune")
    release(house, found, "o1")
    moderator.post(round_of(found, "open"), {"sure": "1"})
    page = read(moderator, round_of(found, "consolidate"))
    assert "| North | June |" in page
    assert "\t" not in re.sub(r"\n\s*", "", page)
    sent = pen_form(page)
    key = str(sent["row"][0])
    sent[f"{key}-words"] = "| Who | When |\n| North | July |"
    for name in [name for name in sent if name.endswith("-became")]:
        sent[name], sent[name.replace("-became", "-why")] = "in_part", "Later."
    assert moderator.post(round_of(found, "consolidate"), sent).status_code == 302
    (written,) = text_seen(by, joint.text_id).passages
    assert (written.kind, written.words) == ("table", "Who\tWhen\nNorth\tJuly")


def test_two_moderators_at_once_lose_nothing(house: House, found: Round, moderator: Client) -> None:
    found = answered(house, found)
    page = pen_form(read(moderator, round_of(found, "consolidate")))
    first, second = dict(page), dict(page)
    key = str(page["row"][0])
    first |= {f"{key}-words": "Theirs came first.", "blank-1-words": "Another by them.", "blank-1-place": "99"}
    second |= {f"{key}-words": "Mine came later."}
    assert moderator.post(round_of(found, "consolidate"), first).status_code == 302
    answer = moderator.post(round_of(found, "consolidate"), second).content.decode()
    assert "What changed in between" in answer
    assert "Theirs came first" in answer
    assert "Mine came later." in answer
    again = pen_form(answer)
    assert again["after"] == "2"
    assert moderator.post(round_of(found, "consolidate"), again).status_code == 302
    words = [one.words for one in text_seen(house.viewer("moderator-us"), found.joint_text.text_id).passages]
    assert words[0] == "Mine came later."
    assert "Another by them." in words


def test_lines_come_back_as_a_browser_sends_them(house: House, moderator: Client) -> None:
    found = answered(house, opened(house, begin(house, *WORDS, "Two lines\nstand here.")))
    sent = {
        name: told.replace("\n", "\r\n") if isinstance(told, str) else told
        for name, told in pen_form(read(moderator, round_of(found, "consolidate"))).items()
    }
    assert moderator.post(round_of(found, "consolidate"), sent).status_code == 302
    written = text_seen(house.viewer("moderator-us"), found.joint_text.text_id).passages
    assert written[-1].words == "Two lines\nstand here."
