from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils.translation import override

from guftugu.phases.guide import guide, likely_next
from guftugu.phases.kinds import Firmness, Phase
from guftugu.phases.wording import after_in_words, in_words, sentence

S, T, M = Firmness.SETTLED, Firmness.TENTATIVE, Firmness.MOMENTARY


def judged(*told: tuple[int, Firmness], subject: object = None) -> list[Any]:
    return [
        cast("Any", SimpleNamespace(phase=Phase(phase), firmness=firmness, subject=subject))
        for phase, firmness in told
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "Nobody has judged yet where the group stands"),
        ([(1, S)], "In phase 1: people are being found, and decide whether to come"),
        ([(1, S), (2, S)], "In phase 2"),
        ([(1, T)], "Tentatively in phase 1"),
        ([(2, S), (3, S)], "In phases 2 and 3"),
        ([(2, S), (3, S), (4, S)], "In phases 2, 3 and 4"),
        ([(4, M)], "Momentarily in phase 4"),
        ([(5, T)], "Tentatively in phase 5"),
        ([(4, M), (5, T)], "Momentarily in phase 4; tentatively reaching into phase 5"),
        ([(1, S), (4, M), (5, T)], "Momentarily in phase 4; tentatively reaching into phase 5"),
        ([(3, S), (4, T), (5, T)], "In phase 3; tentatively reaching into phases 4 and 5"),
        ([(4, S), (2, T)], "In phase 4; tentatively in phase 2"),
        ([(3, S), (4, M), (5, T)], "In phase 3; momentarily in phase 4; tentatively reaching into phase 5"),
    ],
)
def test_sentence_says_every_combination(told: list[tuple[int, Firmness]], said: str) -> None:
    assert sentence(judged(*told)) == said


def test_sentence_is_of_the_group_and_not_of_its_subjects() -> None:
    assert sentence([*judged((2, S)), *judged((4, S), subject=object())]) == "In phase 2"


def test_order_of_judgements_does_not_change_the_sentence() -> None:
    told = [(Phase(5), T), (Phase(4), M), (Phase(2), S)]
    assert in_words(told) == in_words(reversed(told))


def test_meeting_is_said_by_its_number() -> None:
    assert [after_in_words(0), after_in_words(6)] == ["before the first meeting", "after #6"]


def test_guide_has_five_phases_in_whole_sentences() -> None:
    for language in ("en", "ru", "tg"):
        with override(language):
            told = guide()
    assert [one.phase for one in told] == list(Phase)
    for one in told:
        lines = [one.purpose, *one.moderators, *one.group, *one.signs, *one.opening]
        assert all(line[0].isupper() and line[-1] in ".?" for line in lines)


@pytest.mark.parametrize(
    ("told", "following"),
    [
        ([], [(2, True)]),
        ([(1, S)], [(2, True)]),
        ([(1, S), (2, S)], [(3, True)]),
        ([(3, S)], [(4, True)]),
        ([(4, M), (5, T)], [(4, False), (5, False)]),
        ([(3, S), (4, T)], [(4, False)]),
        ([(4, S), (2, T)], [(2, False), (5, True)]),
        ([(5, S)], [(5, False)]),
    ],
)
def test_likely_next_are_open_phases_and_what_follows_settled_ones(
    told: list[tuple[int, Firmness]], following: list[tuple[int, bool]]
) -> None:
    found = likely_next(judged(*told))
    assert [(one.phase.value, one.is_opening) for one in found] == following
    assert all(one.tasks for one in found)
