from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.tests.builders import build_record
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups.comparison import compared
from guftugu.texts.lookups.texts import passages_of, text_seen
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin


@pytest.fixture
def house(db: None) -> House:
    return build_record()


def test_passages_are_new_left_out_moved_and_changed(house: House) -> None:
    by = house.viewer("moderator-us")
    first = begin(house, "One stays.", "Two goes.", "Three moves.", "Four is changed.")
    one, _two, three, four = passages_of(by, first)
    wanted = [
        Written("Three moves.", passage=three.id),
        Written("One stays.", passage=one.id),
        Written("Five is new."),
        Written("Four was changed.", passage=four.id),
    ]
    write_version(first.text, "Memo, again", wanted, after=1, by=by, now=NOW)
    was, now = (text_seen(by, first.text_id, number=number) for number in (1, 2))
    told = [
        (
            (one.now or one.was).words,  # type: ignore[union-attr]
            [name for name in ("new", "left_out", "changed", "same") if getattr(one, f"is_{name}")],
            one.has_moved,
        )
        for one in compared(was, now).differences
    ]
    assert told == [
        ("Three moves.", [], True),
        ("One stays.", ["same"], False),
        ("Five is new.", ["new"], False),
        ("Two goes.", ["left_out"], False),
        ("Four was changed.", ["changed"], False),
    ]
    changed = compared(was, now).differences[-1].changes
    assert [(step.kind, step.words) for step in changed if step.kind != "equal"] == [
        ("deleted", "is"),
        ("inserted", "was"),
    ]
    assert [(step.kind, step.words) for step in compared(was, now).title][-1] == ("inserted", ", again")


def test_a_version_is_the_same_as_itself(house: House) -> None:
    seen = text_seen(house.viewer("moderator-us"), begin(house, "One.", "Two.").text_id)
    assert compared(seen, seen).is_same
