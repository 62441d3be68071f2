from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from django.test import Client

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.circulating import circulate
from guftugu.drafting.actions.rounds import close_round
from guftugu.drafting.lookups.joint_texts import joint_text
from guftugu.drafting.models import JointText, Round
from guftugu.drafting.tests.builders import begin, reread
from guftugu.drafting.tests.pages import joint_of, read
from guftugu.drafting.tests.test_files import names_a_hand, taken
from guftugu.drafting.tests.two_rounds import OBSERVERS, two_rounds
from guftugu.rooms.tests.client import client_of
from guftugu.texts.files.returned import read_returned
from guftugu.texts.lookups.texts import text_seen

TRACKED = re.compile(r'<w:(ins|del|moveFrom|moveTo) [^>]*w:author="([^"]*)"[^>]*>(.*?)</w:\1>', re.DOTALL)


def told_of(content: bytes) -> list[tuple[str, str, str]]:
    """What was changed, by whom, and the words; a paragraph's end has none."""
    with ZipFile(BytesIO(content)) as parts:
        found = TRACKED.findall(parts.read("word/document.xml").decode())
    told = [
        (kind, author, "".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)", inside))) for kind, author, inside in found
    ]
    return [(kind, author, words.strip()) for kind, author, words in told if words.strip()]


def file_of(client: Client, joint: JointText, name: str, was: int, now: int) -> bytes:
    answer = client.get(f"{joint_of(joint, 'files')}{name}.docx?from={was}&to={now}")
    assert answer.status_code == 200
    return answer.content


def circulated(house: House) -> tuple[JointText, Round]:
    joint, _first, second = two_rounds(house)
    by = house.viewer("moderator-us")
    close_round(second, by=by, now=second.opened_at)
    circulate(joint, by=by, now=second.opened_at)
    return joint, reread(house, second)


def test_authors_of_changes_are_who_asked_for_them_or_the_moderators(house: House, moderator: Client) -> None:
    joint, *_rounds = two_rounds(house)
    told = set(told_of(file_of(moderator, joint, "hands", 1, 2)))
    for change in [
        ("ins", "G, O", "helps them rebuild"), ("del", "G, O", "gives back"), ("ins", "G", "as far as roads allow"),
        ("ins", "O", "and all those held without charge"), ("ins", "moderators", "It reports every month."),
        ("ins", "O", OBSERVERS), ("del", "G", "the media are open to both sides"), ("ins", "moderators", "full"),
        ("ins", "O", "April"), ("ins", "G", "June"),
    ]:  # fmt: skip
        assert change in told, told
    later = set(told_of(file_of(moderator, joint, "hands", 2, 3)))
    assert (
        "moveTo",
        "O",
        "A commission is formed, in which both sides have the same number of seats. It reports every month.",
    ) in later
    assert ("del", "G, O", "May") in later


def test_to_plenary_all_changes_are_the_drafts(house: House) -> None:
    joint, _second = circulated(house)
    client = client_of(house, "g1")
    content = file_of(client, joint, "tracked", 1, 3)
    assert {author for _kind, author, _words in told_of(content)} == {"the draft"}
    said = taken(client, f"{joint_of(joint, 'files')}tracked.docx")
    assert "Changes from version 2 (round 2) to version 3 (after round 2)" in said
    assert names_a_hand(said) == []
    assert "bear it" not in said


def test_who_may_take_which_changes(house: House, moderator: Client) -> None:
    joint, _second = circulated(house)
    files = joint_of(joint, "files")
    taken(moderator, f"{files}hands.docx")
    for name in ("g1", "rapporteur"):
        taken(client_of(house, name), f"{files}tracked.docx")
        taken(client_of(house, name), f"{files}hands.docx", 404)
        assert "hands.docx" not in read(client_of(house, name), files)
    taken(client_of(house, "staff"), f"{files}tracked.docx", 404)
    for asked in ("from=2&to=2", "from=3&to=1", "from=9&to=2", "from=x&to=2"):
        taken(moderator, f"{files}tracked.docx?{asked}", 404)
    assert "hands.docx" in read(moderator, files)


def offered(page: str, of: str) -> dict[str, list[tuple[str, str]]]:
    """What the two choices of a form offer, in order; the second of each pair marks what is chosen."""
    choices = re.findall(rf'<select id="\w+-{of}" name="(\w+)">(.*?)</select>', page, re.DOTALL)
    return {name: re.findall(r'<option value="(\d+)"( selected)?>', options) for name, options in choices}


def test_the_forms_offer_an_earlier_and_a_later_version(house: House, moderator: Client) -> None:
    joint, _second = circulated(house)
    files = joint_of(joint, "files")
    page = read(moderator, files)
    for of, name in (("circulated", "tracked"), ("drafts", "hands")):
        assert f'action="{files}{name}.docx"' in page
        assert offered(page, of) == {
            "from": [("2", " selected"), ("1", "")],
            "to": [("3", ""), ("2", "")],
        }
        for asked in ("from=2&to=3", ""):
            told = moderator.get(f"{files}{name}.docx?{asked}")["Content-Disposition"]
            assert told.endswith('-2-3.docx"'), told
    assert offered(read(client_of(house, "g1"), files), "drafts") == {}


def test_there_is_no_form_where_there_is_but_one_version(house: House, moderator: Client) -> None:
    joint = begin(house)
    circulate(joint, by=house.viewer("moderator-us"), now=NOW)
    files = joint_of(joint, "files")
    assert "<select" not in read(moderator, files)
    for name in ("tracked", "hands"):
        taken(moderator, f"{files}{name}.docx", 404)


def test_accepted_it_is_the_later_version_and_rejected_the_earlier(
    house: House, moderator: Client, office: Callable[..., bytes]
) -> None:
    joint, _second = circulated(house)
    by = house.viewer("moderator-us")
    joint = joint_text(by, house.dialogue, joint.pk).joint
    assert joint.circulated_id is not None
    for name, text in (("hands", joint.text_id), ("tracked", joint.circulated_id)):
        for was, now in ((1, 2), (2, 3), (1, 3)):
            content = file_of(moderator, joint, name, was, now)
            for command, number in (("AcceptAllTrackedChanges", now), ("RejectAllTrackedChanges", was)):
                done = office(content, [("command", command)])
                wanted = [flat(one.words) for one in text_seen(by, text, number=number).passages]
                assert said_in(done)[-len(wanted) :] == wanted, (name, was, now, command)
                assert told_of(done) == []


def said_in(content: bytes) -> list[str]:
    return [flat(one.words) for one in read_returned(content, ".docx").passages]


def flat(words: str) -> str:
    return " ".join(words.split())
