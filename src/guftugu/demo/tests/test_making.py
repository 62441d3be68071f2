"""What the demo has to show of the memo of Dialogue #6: made in two rounds, final in three languages, handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from guftugu.demo.data import rows, table
from guftugu.demo.load import load_demo
from guftugu.demo.making.telling import ROUNDS
from guftugu.dialogues.models import Dialogue
from guftugu.drafting.lookups.final import digests
from guftugu.drafting.lookups.joint_texts import areas, joint_texts
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.lookups.stances import matrix
from guftugu.drafting.lookups.vagueness import intended_vagueness
from guftugu.drafting.models import Comment, JointText, Wording
from guftugu.drafting.verifying import verdicts
from guftugu.rooms.actions.entering import unlock
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.words import open_rows
from guftugu.texts.kinds import RenderingState
from guftugu.texts.lookups.hand_overs import hand_overs
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.terms import terms
from guftugu.texts.lookups.texts import versions
from guftugu.texts.models import Text

pytestmark = pytest.mark.django_db

MARKS = {"en": "Illustration", "ru": "Иллюстрация", "tg": "Намуна"}
AFTER = "after Dialogue #6"
MEMBERS, MODERATORS = "Members of the Dialogue", "The American and Russian moderators"


@pytest.fixture(autouse=True)
def _language_of_the_test() -> Iterator[None]:
    """Whoever looks at a page leaves his language behind."""
    with translation.override("en"):
        yield


class Demo:
    def __init__(self) -> None:
        self.passphrases = {log_in.name: log_in.passphrase for log_in in load_demo()}
        self.dialogue = Dialogue.objects.get()
        self.joint = JointText.objects.get()

    def viewer(self, name: str) -> Viewer:
        return unlock(name, self.passphrases[name], now=datetime(1994, 5, 1, tzinfo=UTC))

    def client(self, name: str) -> Client:
        client = Client()
        client.post("/log-in/", {"name": name, "passphrase": self.passphrases[name]})
        return client


def test_memo_is_made_as_the_report_tells(tmp_path: Path) -> None:
    demo = Demo()
    moderator = demo.viewer("moderator-us")
    _it_is_final_and_verifies_in_three_languages(demo, tmp_path)
    _it_went_two_rounds(demo, moderator)
    _it_was_agreed(demo, moderator)
    _it_went_to_those_whom_the_report_lists(demo, demo.viewer("g1"))
    _all_that_is_invented_says_so(demo, moderator)
    for name, other in (("g1", "O"), ("o1", "G"), ("translator", "G"), ("translator", "O")):
        _words_of_a_caucus_stay_there(demo, name, other)


def _it_is_final_and_verifies_in_three_languages(demo: Demo, folder: Path) -> None:
    client = demo.client("o2")
    told = digests(demo.viewer("o2"), demo.joint)
    assert {language for language, _script in told} == set(MARKS)
    for language, mark in MARKS.items():
        for suffix in ("md", "docx", "html"):
            file = folder / f"memo-{language}.{suffix}"
            answer = client.get(f"/1/joint/{demo.joint.pk}/final/text.{suffix}?language={language}")
            file.write_bytes(answer.content)
            (verdict,) = verdicts(file)
            assert verdict.is_final
            assert verdict.digest == told[language, ""]
        assert mark in (folder / f"memo-{language}.md").read_text(encoding="utf-8")


def _it_went_two_rounds(demo: Demo, moderator: Viewer) -> None:
    (seen,) = joint_texts(moderator, demo.dialogue)
    assert [one.subject.short for one in areas(moderator, demo.joint)] == [
        "common-tasks", "working-groups", "refugees", "constitution",
    ]  # fmt: skip
    assert [(found.number, found.state, found.brackets) for found in seen.rounds] == [
        (1, "closed", 0),
        (2, "closed", 1),
    ]
    assert [_became(moderator, found) for found in seen.rounds] == [
        [
            ("G", "change", "en", "adopted"), ("G", "change", "en", "bracketed"), ("G", "change", "ru", "adopted"),
            ("G", "change", "tg", "adopted"), ("G", "leave_out", "en", "not"), ("G", "leave_out", "ru", "adopted"),
            ("G", "move", "en", "adopted"), ("O", "change", "en", ""), ("O", "change", "en", "adopted"),
            ("O", "change", "en", "in_part"), ("O", "change", "ru", "bracketed"), ("O", "new", "en", "in_part"),
        ],
        [
            ("G", "change", "ru", "adopted"), ("O", "change", "en", "adopted"), ("O", "change", "tg", "in_part"),
            ("Pl", "change", "ru", "adopted"),
        ],
    ]  # fmt: skip
    assert demo.joint.final is not None
    final = side_by_side(moderator, demo.joint.final.text_id)
    drafts = versions(moderator, demo.joint.text)
    assert len(drafts) == 3
    assert [one.passage.words for one in final.rows if "[Alt" in one.passage.words] == []
    assert (final.text.version.number, final.states(("ru", ""))[RenderingState.CHECKED]) == (3, 4)


def _became(moderator: Viewer, found: Any) -> list[tuple[str, str, str, str]]:
    return sorted(
        (one.hand, one.proposal.kind, one.proposal.language, one.disposition.became if one.disposition else "")
        for one in proposals(moderator, found)
    )


def _it_was_agreed(demo: Demo, moderator: Viewer) -> None:
    told = matrix(moderator, demo.joint)
    assert told is not None
    assert [[cell.letter if cell else "" for cell in row.cells] for row in told.rows] == [
        ["", ""], ["A", "A"], ["A", "A"], ["A", "A"], ["A", "A"], ["A", "A"], ["R", "A"], ["L", "A"], ["A", "L"],
        ["A", "L"], ["A", "A"], ["A", "A"], ["A", "A"], ["A", "A"],
    ]  # fmt: skip
    assert [bool(cell and cell.stance.on_all) for cell in told.rows[-1].cells] == [False, True]
    assert len(intended_vagueness(moderator, demo.joint)) == 1


def _it_went_to_those_whom_the_report_lists(demo: Demo, viewer: Viewer) -> None:
    told = [(one.row.carried_by, one.to, one.said, one.place) for one in reversed(hand_overs(viewer, demo.dialogue))]
    assert told == [
        (MEMBERS, ["Foreign Minister", "Ministry of Foreign Affairs of Tajikistan"], AFTER, ""),
        (MEMBERS, ["Head", "Coordination centre of the Tajikistani opposition"], AFTER, ""),
        (MODERATORS, ["Foreign Minister", "Ministry of Foreign Affairs of Russia"], AFTER, ""),
        (MODERATORS, ["High officials", "United States Department of State"], AFTER, ""),
        (MODERATORS, ["Officials in Vienna", "Conference on Security and Cooperation in Europe"], AFTER, "Vienna"),
        (MODERATORS, ["Officials in Warsaw", "Conference on Security and Cooperation in Europe"], AFTER, "Warsaw"),
        ("", ["Envoy of the Secretary-General", "United Nations"], f"when the envoy visited Washington, {AFTER}",
         "Washington"),
    ]  # fmt: skip
    seen = hand_overs(viewer, demo.dialogue)
    assert {one.version.pk for one in seen} == {demo.joint.final_id}
    assert len({to for one in seen for to in one.to[1:]}) == 6
    assert [len(one.answers) for one in reversed(seen)] == [0, 1, 0, 0, 0, 0, 0]


def _all_that_is_invented_says_so(demo: Demo, moderator: Viewer) -> None:
    """The title and the first passage of each version, in each room and language; and what stands apart from them."""
    texts = Text.objects.filter(pk=demo.joint.text_id) | Text.objects.filter(copy_of=demo.joint.text)
    assert sorted(text.room.kind for text in texts) == ["moderators", "plenary", "translators"]
    for text in texts:
        for version in versions(moderator, text):
            sides = side_by_side(moderator, text.pk, number=version.number)
            assert sides.title is not None
            for row in (sides.title, sides.rows[0]):
                read = {one.language: one.words for one in row.renderings if one.words}
                assert MARKS["en"].casefold() in row.passage.words.casefold()
                assert all(MARKS[language].casefold() in words.casefold() for language, words in read.items())
    (seen,) = joint_texts(moderator, demo.dialogue)
    told = matrix(moderator, demo.joint)
    assert told is not None
    noted = [cell.stance.note for row in told.rows for cell in row.cells if cell and cell.stance.note]
    noted += [found.deadline_said for found in seen.rounds]
    noted += [one.why for one in intended_vagueness(moderator, demo.joint).values()]
    noted += [one.note for term in terms(moderator, demo.dialogue) for one in term.words.values()]
    noted += [one.row.received for one in hand_overs(moderator, demo.dialogue)]
    assert len(noted) == 5 + 2 + 1 + 36 + 7
    assert [words for words in noted if not any(mark.casefold() in words.casefold() for mark in MARKS.values())] == []


def _words_of_a_caucus_stay_there(demo: Demo, name: str, other: str) -> None:
    """What was said inside, and why something was asked; what was asked itself may have become the text's own words."""
    viewer, client = demo.viewer(name), demo.client(name)
    asked = [
        one
        for told in ROUNDS
        for one in rows(f"making/{told}", "wording")
        if one["by"][0] == other.casefold() and "room" not in one
    ]
    said = [
        one for name in ROUNDS for one in rows(f"making/{name}", "comment") if one["room"] == f"caucus-{other}"
    ]  # fmt: skip
    secret = {one["words"] for one in said} | {one["because"] for one in asked if "because" in one}
    secret |= {one["why"] for one in asked if name != "translator"}
    secret |= {one["words"] for one in asked if "settled_by" not in one}
    secret -= {one["because"] for one in _of(name) if "because" in one}
    assert len(secret) > 3
    held = {row.words for row in open_rows(viewer, Comment.objects.filter(room__in=list(viewer.rooms)))}
    held |= {row.why for row in open_rows(viewer, Wording.objects.filter(room__in=list(viewer.rooms)))}
    assert not held & secret
    for address in _addresses(demo):
        told = client.get(address).content.decode()
        assert [words for words in secret if words in told] == [], address


def _of(name: str) -> list[dict[str, Any]]:
    return [one for told in ROUNDS for one in rows(f"making/{told}", "wording") if one["by"][0] == name[0]]


def _addresses(demo: Demo) -> list[str]:
    moderator = demo.viewer("moderator-us")
    (seen,) = joint_texts(moderator, demo.dialogue)
    assert table("making/draft")["memo"]["words"]["en"] == seen.title
    joint = f"/1/joint/{demo.joint.pk}/"
    texts = Text.objects.filter(pk=demo.joint.text_id) | Text.objects.filter(copy_of=demo.joint.text)
    return [
        "/1/", "/1/joint/", "/1/texts/", "/1/texts/to-render/", "/1/texts/terms/", "/1/joint/to-render/", joint,
        f"{joint}final/", f"{joint}stances/", f"{joint}words/", f"{joint}files/",
        *(f"/1/texts/{text.pk}/" for text in texts),
        *(f"/1/joint/rounds/{found.pk}/" for found in seen.rounds),
        *(f"/1/joint/rounds/{found.pk}/?caucus={letter}" for found in seen.rounds for letter in "GO"),
        *(f"/1/joint/rounds/{found.pk}/consolidate/" for found in seen.rounds),
        *(
            f"/1/joint/rounds/{found.pk}/passages/{one.passage.id}/"
            for found in seen.rounds
            for one in side_by_side(moderator, found.base.text_id, number=found.base.number).rows
        ),
    ]  # fmt: skip
