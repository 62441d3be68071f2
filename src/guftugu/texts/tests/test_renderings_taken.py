from __future__ import annotations

from datetime import timedelta

import pytest

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.record.actions.entries import add_entry
from guftugu.record.labels import label_of
from guftugu.record.tests.builders import hold_meeting
from guftugu.rooms.actions.releases import UnableToRelease
from guftugu.rooms.lookups import releases
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.languages import want_language
from guftugu.texts.actions.releases import release_renderings, release_version
from guftugu.texts.actions.renderings import tick
from guftugu.texts.actions.sending import take_renderings
from guftugu.texts.lookups.renderings import text_in, unready
from guftugu.texts.lookups.texts import latest_version
from guftugu.texts.models import Version
from guftugu.texts.tests.builders import begin
from guftugu.texts.tests.rendering import CAST, LATER, RUSSIAN, render, sent, standing, states, written_on
from guftugu.trail.lookups import verification


@pytest.fixture
def house(db: None) -> House:
    return build_house(cast=CAST)


@pytest.fixture
def draft(house: House) -> Version:
    return begin(house, "They meet.", "Refugees return.", title="Framework")


def test_what_is_rendered_is_taken_over_and_goes_along(house: House, draft: Version) -> None:
    by = house.viewer("moderator-us")
    copy = sent(house, draft)
    assert take_renderings(draft.text, by=by, now=NOW) == []
    tick(render(house, copy, 1, "Они встретятся."), "checked", by=house.viewer("another"), now=NOW)
    render(house, copy, 0, "Основы")
    with pytest.raises(UnableToWrite):
        take_renderings(draft.text, by=house.viewer("translator"), now=NOW)
    assert len(take_renderings(draft.text, by=by, now=LATER)) == 2
    assert take_renderings(draft.text, by=by, now=LATER) == []
    assert states(house, draft.text, by="moderator-us") == ["draft", "checked", "new"]
    assert any(row.kind == "rendering" for row in releases(by, house.rooms["translators"]))
    there = release_version(latest_version(by, draft.text), house.rooms["plenary"], by=by, now=LATER)
    told = text_in(house.viewer("g1"), there.text_id, language="ru")
    assert (told.title, [one.words for one in told.passages]) == ("Основы", ["Они встретятся.", "Refugees return."])
    assert [one.state for one in told.passages] == ["checked", "new"]
    assert dict(unready(house.viewer("g1"), there)[RUSSIAN]) == {"new": 1}
    with pytest.raises(UnableToRelease):
        release_renderings(draft, house.rooms["plenary"], by=by, now=LATER)
    render(house, copy, 2, "Беженцы вернутся.")
    take_renderings(draft.text, by=by, now=LATER)
    release_renderings(draft, house.rooms["plenary"], by=by, now=LATER)
    assert unready(house.viewer("g1"), there) == {}
    assert verification().is_whole


def test_what_renders_other_words_is_not_taken_over(house: House, draft: Version) -> None:
    copy = sent(house, draft)
    render(house, copy, 1, "Они встретятся.")
    written_on(house, draft, "They meet in May.", "Refugees return.")
    assert take_renderings(draft.text, by=house.viewer("moderator-us"), now=LATER) == []


def test_what_moderators_ticked_is_not_taken_back_with_the_translators_rendering(house: House, draft: Version) -> None:
    by, text = house.viewer("moderator-us"), draft.text
    copy = sent(house, draft)
    theirs = render(house, copy, 1, "Они встретятся.")
    take_renderings(text, by=by, now=LATER)
    tick(standing(house, text, 1), "agreed", by=by, now=LATER)
    render(house, copy, 0, "Основы")
    tick(theirs, "checked", by=house.viewer("another"), now=LATER + timedelta(minutes=1))
    assert len(take_renderings(text, by=by, now=LATER + timedelta(minutes=2))) == 1
    assert states(house, text, by="moderator-us") == ["draft", "agreed", "new"]


def test_what_was_said_last_is_what_is_taken_and_sent(house: House, draft: Version) -> None:
    by, text = house.viewer("moderator-us"), draft.text
    copy = sent(house, draft)
    render(house, copy, 1, "Они встретятся.")
    take_renderings(text, by=by, now=NOW)
    render(house, text, 1, "Стороны встретятся.", by="moderator-us", now=LATER)
    assert take_renderings(text, by=by, now=LATER) == []
    assert standing(house, text, 1).words == "Стороны встретятся."
    render(house, copy, 1, "Они увидятся.", now=LATER + timedelta(minutes=1))
    written_on(house, draft, "They meet.", "All refugees return.")
    sent(house, draft)
    assert standing(house, copy, 1).words == "Они увидятся."
    assert len(take_renderings(text, by=by, now=LATER + timedelta(minutes=2))) == 1
    assert standing(house, text, 1).words == "Они увидятся."


def test_still_right_here_is_later_than_what_translators_rendered_before(house: House, draft: Version) -> None:
    by, text = house.viewer("moderator-us"), draft.text
    copy = sent(house, draft)
    render(house, copy, 1, "Они встретятся.")
    take_renderings(text, by=by, now=NOW)
    written_on(house, draft, "They will meet.", "Refugees return.")
    sent(house, draft)
    render(house, copy, 1, "Они будут встречаться.")
    tick(standing(house, text, 1), "still_right", by=by, now=LATER)
    assert take_renderings(text, by=by, now=LATER) == []
    assert standing(house, text, 1).words == "Они встретятся."
    assert states(house, text, by="moderator-us")[1] == "draft"


def test_a_rendering_that_comes_back_keeps_what_it_cites_here(house: House) -> None:
    entry = add_entry(
        house.dialogue, house.rooms["moderators"], hold_meeting(house, 1), "note", "Heard.",
        by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    cited = f"[{label_of(house.rooms['moderators'], entry.number)}]"
    draft, by = begin(house, f"They meet. {cited}"), house.viewer("moderator-us")
    want_language(draft.text, "ru", by=by, now=NOW)
    render(house, draft.text, 1, f"Они встретятся. {cited}", by="moderator-us")
    copy = sent(house, draft)
    theirs = standing(house, copy, 1)
    assert theirs.words == "Они встретятся."
    tick(theirs, "checked", by=house.viewer("translator"), now=LATER)
    assert len(take_renderings(draft.text, by=by, now=LATER)) == 1
    assert standing(house, draft.text, 1).words == f"Они встретятся. {cited}"
    assert states(house, draft.text, by="moderator-us") == ["new", "checked"]
