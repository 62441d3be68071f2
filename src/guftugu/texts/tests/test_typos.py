"""A slip put right in the words that lead: with the tick renderings stand, without it they are stale."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.renderings import render_passage, tick
from guftugu.texts.actions.sending import send_to_render, take_renderings
from guftugu.texts.actions.typos import write_with_typos
from guftugu.texts.actions.versions import Overtaken
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.texts import latest_version, text_seen
from guftugu.texts.models import Rendering, Text, Tick
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin
from guftugu.trail.lookups import verification

LATER = NOW + timedelta(minutes=5)
WORDS = ["Основы", "Они встретятся.", "Беженцы вернутся."]


@pytest.fixture
def house(db: None) -> House:
    return build_house(cast={"translator": ("translator", ""), "g1": ("participant", "G")})


@pytest.fixture
def text(house: House) -> Text:
    """Rendered into Russian by the translators; nothing of it was taken over yet."""
    by = house.viewer("moderator-us")
    draft = begin(house, "They meet", "Refugees return.", title="Framework")
    copy = send_to_render(draft, languages=[("ru", "")], by=by, now=NOW).text
    for row, words in zip(side_by_side(by, copy.pk).all_rows, WORDS, strict=True):
        assert row.lead is not None
        render_passage(
            copy, row.passage.id, words, language="ru", of=row.lead, by=house.viewer("translator"), now=NOW
        )  # fmt: skip
    return draft.text


def with_translators(house: House, text: Text) -> Text:
    by = house.viewer("moderator-us")
    return send_to_render(latest_version(by, text), by=by, now=LATER).text


def states(house: House, text: Text) -> list[str]:
    return [row.renderings[0].state for row in side_by_side(house.viewer("moderator-us"), text.pk).all_rows]


def written(house: House, text: Text, *words: str, typos: tuple[int, ...], title: str = "Framework") -> None:
    """`typos` by the place of the passage; the title has place 0."""
    by = house.viewer("moderator-us")
    sides = side_by_side(by, text.pk)
    passages = [Written(one, passage=row.passage.id) for one, row in zip(words, sides.rows, strict=True)]
    write_with_typos(
        text, title, passages, typos={sides.all_rows[at].passage.id for at in typos},
        after=sides.text.version.number, by=by, now=LATER,
    )  # fmt: skip


def agreed(house: House, text: Text, at: int) -> Rendering:
    by = house.viewer("moderator-us")
    rendering = side_by_side(by, text.pk).all_rows[at].renderings[0].rendering
    assert rendering is not None
    tick(rendering, "agreed", by=by, now=NOW)
    return rendering


def test_where_only_a_slip_was_put_right_renderings_stand(house: House, text: Text) -> None:
    take_renderings(text, by=house.viewer("moderator-us"), now=NOW)
    agreed(house, text, 1)
    agreed(house, text, 2)
    written(house, text, "They meet.", "Refugees return,", typos=(1,))
    assert states(house, text) == ["draft", "agreed", "stale"]
    assert states(house, with_translators(house, text)) == ["draft", "agreed", "stale"]
    assert verification().is_whole


def test_a_slip_in_the_title_leaves_its_rendering(house: House, text: Text) -> None:
    take_renderings(text, by=house.viewer("moderator-us"), now=NOW)
    written(house, text, "They meet", "Refugees return.", typos=(0,), title="Framework.")
    assert states(house, text) == ["draft", "draft", "draft"]
    written(house, text, "They meet", "Refugees return.", typos=(), title="Frame work.")
    assert states(house, text) == ["stale", "draft", "draft"]


def test_what_translators_have_ready_of_a_slip_is_taken_over_first(house: House, text: Text) -> None:
    assert states(house, text) == ["new", "new", "new"]
    written(house, text, "They meet.", "Refugees return!", typos=(1,))
    assert states(house, text) == ["new", "draft", "new"]
    assert states(house, with_translators(house, text)) == ["draft", "draft", "stale"]


def test_a_tick_on_what_did_not_change_says_nothing(house: House, text: Text) -> None:
    take_renderings(text, by=house.viewer("moderator-us"), now=NOW)
    written(house, text, "They meet", "Refugees return!", typos=(1,))
    assert not Tick.objects.exists()
    assert states(house, text) == ["draft", "draft", "stale"]


def test_what_was_stale_before_a_slip_stays_so(house: House, text: Text) -> None:
    take_renderings(text, by=house.viewer("moderator-us"), now=NOW)
    written(house, text, "All meet", "Refugees return.", typos=())
    written(house, text, "All meet.", "Refugees return.", typos=(1,))
    assert states(house, text) == ["draft", "stale", "draft"]


def test_with_a_refused_version_nothing_is_ticked_or_taken(house: House, text: Text) -> None:
    by = house.viewer("moderator-us")
    seen = text_seen(by, text.pk)
    passages = [Written(f"{one.words}.", passage=one.id) for one in seen.passages]
    typos = {one.id for one in seen.passages}
    with pytest.raises(Overtaken):
        write_with_typos(text, "Framework", passages, typos=typos, after=7, by=by, now=LATER)
    with pytest.raises(UnableToWrite):
        write_with_typos(text, "Framework", passages, typos=typos, after=1, by=house.viewer("g1"), now=LATER)
    assert not Tick.objects.exists()
    assert states(house, text) == ["new", "new", "new"]


def form_of(page: str) -> dict[str, str]:
    typed = re.search(r'name="words"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    told = {"words": html.unescape(typed[1]) if typed else ""}
    for found in re.findall(r'<input type="(?:text|hidden)"[^>]*>', page):
        name, value = re.search(r'name="([^"]+)"', found), re.search(r'value="([^"]*)"', found)
        if name:
            told[name[1]] = html.unescape(value[1]) if value else ""
    return told


def test_the_editor_offers_the_tick_for_what_changed(house: House, text: Text) -> None:
    moderator: Client = client_of(house, "moderator-us")
    address = f"/1/texts/{text.pk}/write/"
    page = moderator.get(address).content.decode()
    assert 'name="typo"' not in page
    sent = form_of(page)
    sent["words"] = sent["words"].replace("They meet", "They meet.").replace("return.", "return!")
    looked = moderator.post(address, {**sent, "look": "1"}).content.decode()
    offered = re.findall(r'name="typo" value="([^"]+)"', looked)
    assert [UUID(one) for one in offered] == [
        one.id for one in text_seen(house.viewer("moderator-us"), text.pk).passages
    ]
    again = moderator.post(address, {**sent, "look": "1", "typo": offered[0]}).content.decode()
    assert len(re.findall(r'name="typo"[^>]* checked', again)) == 1
    assert moderator.post(address, {**sent, "typo": [offered[0], "x"]}).status_code == 302
    assert states(house, text) == ["new", "draft", "new"]


def test_where_nothing_is_rendered_there_is_no_tick(house: House) -> None:
    moderator = client_of(house, "moderator-us")
    address = f"/1/texts/{begin(house, 'They meet').text_id}/write/"
    sent = form_of(moderator.get(address).content.decode())
    page = moderator.post(address, {**sent, "words": "They meet.", "look": "1"}).content.decode()
    assert "They meet." in page
    assert 'name="typo"' not in page
