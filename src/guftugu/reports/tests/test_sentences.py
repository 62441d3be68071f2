from __future__ import annotations

import pytest
from django.utils.translation import override

from guftugu.reports.composers import sentences


@pytest.mark.parametrize(
    ("said", "in_a_sentence"),
    [
        ("early January 1994", "in early January 1994"),
        ("the beginning of March 1994", "at the beginning of March 1994"),
        ("April 11", "on April 11"),
        ("3–5 March 1994", "on 3–5 March 1994"),
        ("March 1993", "in March 1993"),
        ("between Dialogues #5 and #6", "between Dialogues #5 and #6"),
        ("during Dialogue #6", "during Dialogue #6"),
        ("", ""),
    ],
)
def test_when_said_takes_its_preposition(said: str, in_a_sentence: str) -> None:
    with override("en"):
        assert sentences.when_said(said) == in_a_sentence


def test_listed_joins_as_one_writes() -> None:
    with override("en"):
        assert sentences.listed([]) == ""
        assert sentences.listed(["the road"]) == "the road"
        assert sentences.listed(["the road", "", "the lists", "the houses"]) == "the road, the lists and the houses"


def test_ended_leaves_an_end_that_is_there() -> None:
    assert [sentences.ended(words) for words in ("So", "So.", "So?”", "")] == ["So.", "So.", "So?”", ""]
    assert sentences.unended("It is so.") == "It is so"
    assert sentences.unended("Is it so?") == "Is it so?"
