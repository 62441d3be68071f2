from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.rooms.tests.client import client_of
from guftugu.rooms.words import open_rows
from guftugu.texts.actions.sending import send_to_render
from guftugu.texts.actions.terms import add_term
from guftugu.texts.actions.versions import begin_text
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.models import PassageNote, Rendering, Text
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin

CAST = {
    "g1": ("participant", "G"),
    "o1": ("participant", "O"),
    "translator": ("translator", ""),
    "another": ("translator", ""),
}


@pytest.fixture
def house(db: None) -> House:
    return build_house(cast=CAST)


@pytest.fixture
def copy(house: House) -> Text:
    by = house.viewer("moderator-us")
    version = begin(house, "Refugees return under guarantees.", "They meet.", title="Framework")
    return send_to_render(version, languages=[("ru", ""), ("fa", "Arab")], by=by, now=NOW).text


@pytest.fixture
def translator(house: House) -> Client:
    return client_of(house, "translator")


def page_of(copy: Text, *parts: str) -> str:
    return "/".join([f"/1/texts/{copy.pk}", *parts, ""])


def box(page: str, at: int) -> dict[str, str]:
    """What a passage's box would send untouched, as it stands on the page."""
    row = re.findall(r'name="row" value="([^"]*)"', page)[at]
    told = re.findall(rf'name="({row}-(?:of|after|had))" value="([^"]*)"', page)
    words = re.search(rf'<textarea name="{row}-words"[^>]*>\s?(.*?)</textarea>', page, re.DOTALL)
    assert words is not None
    found = {name: html.unescape(value) for name, value in told}
    return {**found, "row": row, f"{row}-words": html.unescape(words[1])}


def press(boxed: dict[str, str], act: str, **typed: str) -> dict[str, str]:
    row = boxed["row"]
    return {**boxed, **{f"{row}-{name}": told for name, told in typed.items()}, "act": f"{act} {row}"}


def test_a_translator_finds_what_waits_and_renders_it(house: House, translator: Client, copy: Text) -> None:
    add_term(house.dialogue, {("en", ""): "refugee", ("ru", ""): "беженцы"}, by=house.viewer("moderator-us"), now=NOW)
    waiting = translator.get("/1/texts/to-render/").content.decode()
    assert page_of(copy, "render", "ru") in waiting
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    assert "0 of 3 rendered" in page
    assert "беженцы" in page
    sent = translator.post(page_of(copy, "render", "ru"), press(box(page, 1), "keep", words="Люди вернутся."))
    assert sent.status_code == 302
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    assert "1 of 3 rendered" in page
    assert "not in the rendering" in page
    told = press(box(page, 2), "note", note="Whose guarantees?")
    translator.post(page_of(copy, "render", "ru"), told)
    told = press(box(page, 2), "checked")
    assert translator.post(page_of(copy, "render", "ru"), told).status_code == 302
    page = client_of(house, "moderator-us").get(page_of(copy, "render", "ru")).content.decode()
    assert "Whose guarantees?" in page
    assert "checked 1" in page


def test_what_was_overtaken_stays_in_its_box(house: House, translator: Client, copy: Text) -> None:
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    first = press(box(page, 1), "keep", words="Беженцы возвращаются.")
    client_of(house, "another").post(page_of(copy, "render", "ru"), first)
    answer = translator.post(page_of(copy, "render", "ru"), {**first, f"{first['row']}-words": "Возвращение беженцев."})
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody rendered this passage while you were writing" in told
    assert "Возвращение беженцев." in told
    assert "Беженцы возвращаются." in told
    again = press(box(told, 2), "keep", words="Возвращение беженцев.")
    assert translator.post(page_of(copy, "render", "ru"), again).status_code == 302
    assert [row.words for row in _of(house, copy)] == ["Возвращение беженцев."]


def test_a_tick_is_of_what_was_read(house: House, translator: Client, copy: Text) -> None:
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    translator.post(page_of(copy, "render", "ru"), press(box(page, 1), "keep", words="Беженцы возвращаются."))
    other = client_of(house, "another")
    seen = box(other.get(page_of(copy, "render", "ru")).content.decode(), 2)
    translator.post(page_of(copy, "render", "ru"), press(seen, "keep", words="Возвращение беженцев."))
    told = other.post(page_of(copy, "render", "ru"), press(seen, "checked"))
    assert "while you were reading" in told.content.decode()
    assert "checked" not in {
        one.state for row in side_by_side(house.viewer("another"), copy.pk).rows for one in row.renderings
    }


def test_words_for_a_passage_that_is_gone_are_given_back(translator: Client, copy: Text) -> None:
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    gone = press({"row": str(uuid4())}, "keep", words="Никуда")
    assert "Никуда" in translator.post(page_of(copy, "render", "ru"), gone).content.decode()
    standing = press(box(page, 1), "keep", words="Люди вернутся.")
    translator.post(page_of(copy, "render", "ru"), standing)
    assert Rendering.objects.filter(language="ru").count() == 1


def _of(house: House, copy: Text) -> list[Rendering]:
    rows = side_by_side(house.viewer("translator"), copy.pk).rows
    return [one.rendering for row in rows for one in row.renderings if one.rendering]


def test_an_empty_rendering_is_refused_beside_its_box(translator: Client, copy: Text) -> None:
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    told = translator.post(page_of(copy, "render", "ru"), press(box(page, 1), "keep", words=" "))
    assert "A rendering has to say something." in told.content.decode()
    assert Rendering.objects.filter(language="ru").count() == 0


def test_all_languages_stand_beside_each_other(translator: Client, copy: Text) -> None:
    page = translator.get(page_of(copy, "side-by-side")).content.decode()
    assert "Refugees return under guarantees." in page
    assert 'lang="fa"' in page
    assert page.count("not rendered") == 6


def test_languages_are_added_ranked_and_ended(house: House, copy: Text) -> None:
    moderator = client_of(house, "moderator-us")
    assert copy.copy_of is not None
    here = page_of(copy.copy_of, "languages")
    assert "for reading" in moderator.get(here).content.decode()
    wrong = moderator.post(here, {"act": "add", "language": "", "code": "?"}).content.decode()
    assert "Write the code of the language" in wrong
    moderator.post(here, {"act": "add", "language": "tg", "code": "", "script": ""})
    told = {"act": "standings", "standing-0": "authentic", "standing-1": "authentic"}
    told |= {"standing-2": "for_reading", "standing-3": "for_reading"}
    moderator.post(here, told)
    assert "English and Russian are equally authentic." in moderator.get(here).content.decode()
    moderator.post(here, {"act": "end", "tag": "tg"})
    assert "Tajik</th>" not in moderator.get(here).content.decode()


def test_a_text_is_read_and_taken_in_a_language(house: House, translator: Client, copy: Text) -> None:
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    translator.post(page_of(copy, "render", "ru"), press(box(page, 1), "keep", words="Беженцы возвращаются."))
    moderator = client_of(house, "moderator-us")
    assert copy.copy_of is not None
    moderator.post(page_of(copy.copy_of, "languages", "take"))
    page = moderator.get(f"{page_of(copy.copy_of)}?language=ru").content.decode()
    assert "Беженцы возвращаются." in page
    assert "not rendered: as it stands in the language that leads" in page
    file = moderator.get(f"{page_of(copy.copy_of, '1')}text.md?language=ru").content.decode()
    assert "Беженцы возвращаются" in file


def test_before_a_release_one_reads_in_which_languages_it_goes_along(
    house: House, translator: Client, copy: Text
) -> None:
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    translator.post(page_of(copy, "render", "ru"), press(box(page, 1), "keep", words="Беженцы возвращаются."))
    moderator = client_of(house, "moderator-us")
    assert copy.copy_of is not None
    moderator.post(page_of(copy.copy_of, "languages", "take"))
    told = moderator.post(page_of(copy.copy_of, "release"), {"room": house.rooms["plenary"].pk}).content.decode()
    assert "Russian, 1 of 3 rendered; Persian (Dari, Farsi) (Arab), 0 of 3 rendered." in told
    assert "What is stale or not rendered is read in the language that leads." in told


def test_terms_are_added_changed_and_ended(translator: Client) -> None:
    empty = translator.post("/1/texts/terms/", {"words-0": "", "note": ""}).content.decode()
    assert "in one language at least" in empty
    translator.post("/1/texts/terms/", {"words-5": "refugees", "words-1": "беженцы", "note": "not: migrants"})
    page = translator.get("/1/texts/terms/").content.decode()
    found = re.search(r"/1/texts/terms/[0-9a-f-]{36}/", page)
    assert found is not None
    translator.post(found[0], {"words-5": "refugees", "words-1": "беженцы", "words-0": "гурезагон", "note": ""})
    assert "гурезагон" in translator.get("/1/texts/terms/").content.decode()
    translator.post(found[0], {"end": "1"})
    assert "No term is agreed yet" in translator.get("/1/texts/terms/").content.decode()


@pytest.mark.parametrize("name", ["g1", "o1", "stranger"])
def test_who_is_not_in_the_translators_room_finds_no_page(house: House, copy: Text, name: str) -> None:
    client = client_of(house, name)
    for address in [
        "/1/texts/to-render/",
        "/1/texts/terms/",
        page_of(copy, "render", "ru"),
        page_of(copy, "side-by-side"),
    ]:
        assert client.get(address).status_code in (302, 404)


def test_a_tick_does_not_lose_what_was_typed(house: House, translator: Client, copy: Text) -> None:
    page = translator.get(page_of(copy, "render", "ru")).content.decode()
    translator.post(page_of(copy, "render", "ru"), press(box(page, 1), "keep", words="Беженцы возвращаются."))
    seen = box(translator.get(page_of(copy, "render", "ru")).content.decode(), 2)
    typed = press(seen, "checked", words="Возвращение беженцев.", note="Whose?")
    told = translator.post(page_of(copy, "render", "ru"), typed).content.decode()
    assert "The words in the box are not kept yet." in told
    assert "Возвращение беженцев.</textarea>" in told
    assert [row.words for row in open_rows(house.viewer("another"), PassageNote.objects.all())] == ["Whose?"]
    assert "Whose?</textarea>" not in told
    assert translator.post(page_of(copy, "render", "ru"), press(seen, "checked")).status_code == 302


def test_every_press_keeps_all_that_was_typed(house: House, translator: Client, copy: Text) -> None:
    address = page_of(copy, "render", "ru")
    page = translator.get(address).content.decode()
    title, first, second = (box(page, at) for at in range(3))
    rows = [one["row"] for one in (title, first, second)]
    ours = press(first, "note", words="Люди вернутся.", note="Whose?")
    typed: dict[str, Any] = {**title, **press(second, "note", words="Встретятся."), **ours, "row": rows}
    assert translator.post(address, typed)["Location"] == f"{address}#p-{rows[1]}"
    assert {row.words for row in _of(house, copy)} == {"Люди вернутся.", "Встретятся."}
    assert PassageNote.objects.count() == 1
    page = translator.get(address).content.decode()
    ours, theirs = (next(box(page, at) for at in range(3) if box(page, at)["row"] == row) for row in rows[1:])
    client_of(house, "another").post(address, press(ours, "keep", words="Люди возвращаются."))
    both = {**press(theirs, "keep", words="Они встретятся."), **press(ours, "keep", words="Все вернутся."), "row": rows}
    told = translator.post(address, both).content.decode()
    assert "Somebody rendered this passage while you were writing" in told
    assert "Все вернутся.</textarea>" in told
    assert {row.words for row in _of(house, copy)} == {"Люди возвращаются.", "Они встретятся."}
    untouched = {**press(box(told, 0), "keep", words="Основа"), **theirs, "row": rows, "act": f"keep {rows[0]}"}
    assert translator.post(address, untouched).status_code == 302
    assert {row.words for row in _of(house, copy)} == {"Люди возвращаются.", "Они встретятся."}


def test_a_table_is_rendered_as_it_is_typed(house: House, translator: Client) -> None:
    table = Written("Who\tWhat\nBoth\tNo arrests", kind="table")
    by = house.viewer("moderator-us")
    version = begin_text(
        house.dialogue, house.rooms["moderators"], "memo", "Framework", [table], language="en", by=by, now=NOW
    )
    copy = send_to_render(version, languages=[("ru", "")], by=by, now=NOW).text
    address = page_of(copy, "render", "ru")
    typed = "| Кто | Что |\n| Обе | Без арестов |"
    boxed = box(translator.get(address).content.decode(), 1)
    assert translator.post(address, press(boxed, "keep", words=typed)).status_code == 302
    assert [row.words for row in _of(house, copy)] == ["Кто\tЧто\nОбе\tБез арестов"]
    assert typed in translator.get(address).content.decode()
