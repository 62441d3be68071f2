"""Brackets in the next round: what two hands make of a passage that circulates with one."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from guftugu.algorithms.consolidate import Passage, Proposal, consolidate
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.rounds import open_releases
from guftugu.drafting.brackets import BRACKET, brackets_in, in_words, options, unnested
from guftugu.drafting.consolidating import consolidated, rebased
from guftugu.drafting.tests.builders import ask, begin, opened, release, reread
from guftugu.drafting.tests.pages import pen_form, read, round_of

OPEN = "[Alt 1: April | Alt 2: June | Alt 3: May]"
TOLD = "(April / June / May)"
BASE = f"They meet in {OPEN} in Moscow."


def made_of(base: str, *words: str | None) -> str:
    """As it would circulate; None leaves the passage out."""
    hands = [Proposal(chr(65 + at), [Passage("p", one)] if one else []) for at, one in enumerate(words)]
    told = consolidated([Passage("p", base)], hands)
    return "\n".join(in_words(unnested(one.pieces)) for one in told.passages)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["They meet in June in Moscow.", "They meet in April in Moscow."], BASE),
        (["They meet in July in Moscow.", "They meet in April in Moscow."],
         "They meet in [Alt 1: July | Alt 2: April | Alt 3: June | Alt 4: May] in Moscow."),
        (["They meet in June in Moscow.", f"They meet in {OPEN.replace('June', 'July')} in Moscow."],
         "They meet in [Alt 1: July | Alt 2: April | Alt 3: June | Alt 4: May] in Moscow."),
        (["They meet in June in Moscow.", "They meet in June in Tehran."], "They meet in June in Tehran."),
        ([f"They meet in {OPEN} in Vienna.", f"They meet in {OPEN} in Tehran."],
         f"They meet in {OPEN} in [Alt 1: Tehran | Alt 2: Vienna | Alt 3: Moscow]."),
        (["They meet in June in Moscow.", f"They meet in {OPEN} in Tehran."], "They meet in June in Tehran."),
        ([f"They meet in {OPEN} in Tehran.", None],
         f"[Alt 1: — | Alt 2: They meet in {TOLD} in Tehran. | Alt 3: They meet in {TOLD} in Moscow.]"),
        (["They meet in Moscow."], "They meet in Moscow."),
    ],
)  # fmt: skip
def test_no_bracket_stands_inside_another(words: list[str | None], told: str) -> None:
    assert made_of(BASE, *words) == told
    assert made_of(BASE, *reversed(words)) == told


def test_an_open_place_may_also_stay_empty() -> None:
    base = "They meet [Alt 1: soon | Alt 2: —] in Moscow."
    told = made_of(base, "They meet at once in Moscow.", "They meet now in Moscow.")
    assert told == "They meet [Alt 1: at once | Alt 2: now | Alt 3: soon | Alt 4: —] in Moscow."


def test_a_passage_without_a_bracket_is_the_engine_s() -> None:
    base, hands = [Passage("p", "They meet.")], [Proposal("A", [Passage("p", "They met.")])]
    assert consolidated(base, hands) == consolidate(base, hands)


def test_a_bracket_does_not_stick_to_the_words_around_it() -> None:
    told = made_of("They meet in Moscow.", "They meet soon in Moscow.", "They meet late in Moscow.")
    assert told == "They meet [Alt 1: late | Alt 2: soon | Alt 3: —] in Moscow."


AUTUMN = OPEN.replace("May", "autumn")


@pytest.mark.parametrize(
    ("old", "wanted", "new", "state", "told"),
    [
        (f"in {OPEN} in Moscow", f"in {OPEN} in Tehran", "in June in Moscow", "clean", "in June in Tehran"),
        ("in May in Moscow", "in May in Tehran", f"in {OPEN} in Moscow", "clean", f"in {OPEN} in Tehran"),
        (f"in {OPEN}, they say", "in June, they say", "in June, they say", "clean", "in June, they say"),
        (f"in {OPEN}, they say", "in July, they say", "in June, they say", "in conflict", "in June, they say"),
        ("in May, they say", "in June, they say", f"in {OPEN}, they say", "in conflict", f"in {OPEN}, they say"),
        (f"in {OPEN} again", f"in {OPEN.replace('June', 'July')} again", f"in {AUTUMN} again", "in conflict",
         f"in {AUTUMN} again"),
    ],
)  # fmt: skip
def test_on_the_next_draft_a_bracket_is_kept_or_in_conflict_whole(
    old: str, wanted: str, new: str, state: str, told: str
) -> None:
    done = rebased(Proposal("A", [Passage("p", wanted)]), [Passage("p", old)], [Passage("p", new)])
    assert [one.state for one in done.carried] == [state]
    assert [one.text for one in done.proposal.passages] == [told]


WORD = re.compile(r"\w+")
MORE = some.lists(some.sampled_from(["They", "meet", "in", OPEN, "May", "July", "[Alt 1: now | Alt 2: —]"]), max_size=7)


@given(MORE, some.lists(MORE, min_size=1, max_size=3))
def test_whatever_is_asked_stands_there_and_no_bracket_in_another(base: list[str], hands: list[list[str]]) -> None:
    told = made_of(" ".join(["Both", *base]), *(" ".join(one) for one in hands))
    assert brackets_in([told]) == len(BRACKET.findall(told))
    new = WORD.findall(" ".join(word for one in hands for word in one if word not in base))
    assert set(new) <= {"Alt", "1", "2", "3", *WORD.findall(told)}


def test_moderators_see_who_wants_which_and_plenary_does_not(house: House, moderator: Client) -> None:
    found = opened(house, begin(house, BASE))
    ask(house, found, "g1", 0, "They meet in June in Moscow.")
    ask(house, found, "o1", 0, "They meet in July in Moscow.")
    for name in ("g1", "o1"):
        release(house, found, name)
    open_releases(found, by=house.viewer("moderator-us"), now=NOW + timedelta(minutes=1))
    page = read(moderator, round_of(reread(house, found), "consolidate"))
    sent = pen_form(page)
    assert sent[f"{sent['row'][0]}-words"] == (
        "They meet in [Alt 1: July | Alt 2: April | Alt 3: June | Alt 4: May] in Moscow."
    )
    assert f"In place of “{OPEN}”: G: “June”; O: “July”." in html.unescape(page)
    alternatives = page.split('<span class="bracket">')[1].split("</div>")[0]
    assert [words for words in ("July", "April", "June", "May") if words in alternatives] == [
        "July",
        "April",
        "June",
        "May",
    ]
    assert alternatives.count("as it was:") == 3


def test_options_are_read_as_they_were_written() -> None:
    hands = [Proposal("A", []), Proposal("B", [Passage("p", "In May. [¶C12]")])]
    (told,) = consolidate([Passage("p", "They meet.")], hands).passages
    assert options(in_words(told.pieces)) == ["—", "In May. [¶C12]", "They meet."]
