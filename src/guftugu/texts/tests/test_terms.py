from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.terms import add_term, end_term, word_term
from guftugu.texts.lookups.terms import term_history, terms
from guftugu.texts.models import TermWords

MODERATOR = "moderator-us"
EN, RU, TG = ("en", ""), ("ru", ""), ("tg", "")
SMALL = {"translator": ("translator", ""), "o1": ("participant", "O")}


def minutes(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


@pytest.fixture
def house(db: None) -> House:
    return build_house(cast=SMALL)


def called(house: House, name: str = "translator") -> list[dict[str, str]]:
    return [
        {key[0]: row.words for key, row in seen.words.items()} for seen in terms(house.viewer(name), house.dialogue)
    ]


def test_a_term_is_agreed_worded_anew_and_ended_and_all_stays_in_the_store(house: House) -> None:
    by = house.viewer("translator")
    words = {EN: "refugees", RU: "беженцы", TG: ""}
    term = add_term(house.dialogue, words, note="not: migrants", by=by, now=minutes(0))
    assert called(house) == called(house, MODERATOR) == [{"en": "refugees", "ru": "беженцы"}]
    word_term(term, "tg", "гурезаҳо", by=by, now=minutes(1))
    word_term(term, "ru", "", by=by, now=minutes(2))
    assert called(house) == [{"en": "refugees", "tg": "гурезаҳо"}]
    with pytest.raises(UnableToWrite, match="already"):
        word_term(term, "tg", "гурезаҳо", by=by, now=minutes(3))
    end_term(term, by=house.viewer(MODERATOR), now=minutes(4))
    assert called(house) == []
    assert "беженцы" in [row.words for row in term_history(by, term)]


def test_terms_are_the_translators_rooms(house: House) -> None:
    with pytest.raises(UnableToWrite):
        add_term(house.dialogue, {EN: "refugees"}, by=house.viewer("o1"), now=minutes(0))
    with pytest.raises(UnableToWrite, match="one language"):
        add_term(house.dialogue, {EN: " "}, by=house.viewer("translator"), now=minutes(0))
    term = add_term(house.dialogue, {EN: "refugees"}, by=house.viewer("translator"), now=minutes(0))
    assert called(house, "o1") == []
    with pytest.raises(UnableToWrite):
        end_term(term, by=house.viewer("o1"), now=minutes(1))
    assert TermWords.objects.count() == 1
