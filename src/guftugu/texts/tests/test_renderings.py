from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytest_django.fixtures import DjangoAssertNumQueries

from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.languages import end_language, want_language
from guftugu.texts.actions.renderings import note_passage, render_passage, tick
from guftugu.texts.actions.sending import send_to_render
from guftugu.texts.actions.versions import Overtaken, close_text
from guftugu.texts.lookups.renderings import languages, row_seen, side_by_side
from guftugu.texts.lookups.sending import copies_with_translators
from guftugu.texts.lookups.texts import latest_version, text_seen
from guftugu.texts.lookups.to_render import to_render
from guftugu.texts.models import Rendering, Version
from guftugu.texts.states import state_of
from guftugu.texts.tests.builders import begin
from guftugu.texts.tests.rendering import CAST, LATER, RUSSIAN, render, sent, states, written_on


@pytest.fixture
def house(db: None) -> House:
    return build_house(cast=CAST)


@pytest.fixture
def draft(house: House) -> Version:
    return begin(house, "They meet.", "Refugees return.", title="Framework")


def test_only_what_was_sent_is_the_translators(house: House, draft: Version) -> None:
    assert copies_with_translators(house.viewer("translator"), draft.text) == []
    copy = sent(house, draft)
    sides = side_by_side(house.viewer("translator"), copy.pk)
    assert [row.passage.words for row in sides.all_rows] == ["Framework", "They meet.", "Refugees return."]
    assert [one.tongue for one in sides.languages] == [("en", ""), RUSSIAN]
    assert states(house, copy) == ["new", "new", "new"]
    written_on(house, draft, "They meet in May.", "Refugees return.")
    assert next(row.passage.words for row in side_by_side(house.viewer("translator"), copy.pk).rows) == "They meet."
    assert not house.viewer("translator").may_read(draft.room)
    with pytest.raises(UnableToWrite):
        send_to_render(latest_version(house.viewer("moderator-us"), draft.text), by=house.viewer("staff"), now=NOW)


def test_one_passage_is_seen_as_it_stands_beside_the_others(house: House, draft: Version) -> None:
    copy, viewer = sent(house, draft), house.viewer("translator")
    render(house, copy, 0, "Основы")
    tick(render(house, copy, 1, "Они встретятся."), "checked", by=house.viewer("another"), now=NOW)
    render(house, copy, 2, "Беженцы вернутся.")
    written_on(house, draft, "They meet in May.", "Refugees return.")
    sent(house, draft)
    for number in (1, 2):
        sides = side_by_side(viewer, copy.pk, number=number)
        assert [row_seen(viewer, sides.text.version, row.passage.id) for row in sides.all_rows] == sides.all_rows
    assert row_seen(viewer, sides.text.version, uuid4()) is None
    assert (
        row_seen(viewer, sides.text.version, text_seen(house.viewer("moderator-us"), draft.text_id).passages[0].id)
        is None
    )


def test_a_text_is_sent_into_some_language(house: House, draft: Version) -> None:
    with pytest.raises(UnableToWrite):
        send_to_render(draft, by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToWrite):
        want_language(draft.text, "not a language", by=house.viewer("moderator-us"), now=NOW)


def test_of_the_next_version_only_what_changed_is_stale(house: House, draft: Version) -> None:
    copy = sent(house, draft)
    for at, words in enumerate(["Основы", "Они встретятся.", "Беженцы вернутся."]):
        render(house, copy, at, words)
    assert states(house, copy) == ["draft", "draft", "draft"]
    written_on(house, draft, "They meet in May.", "Refugees return.")
    assert sent(house, draft).pk == copy.pk
    assert states(house, copy) == ["draft", "stale", "draft"]
    assert states(house, copy, number=1) == ["draft", "draft", "draft"]
    stale = side_by_side(house.viewer("translator"), copy.pk).rows[0].renderings[0]
    assert stale.lead_was == "They meet."
    assert [(one.kind, one.words) for one in stale.changes if one.kind != "equal"] == [("inserted", " in May")]
    render(house, copy, 1, "Они встретятся в мае.")
    assert states(house, copy) == ["draft", "draft", "draft"]
    earlier = side_by_side(house.viewer("translator"), copy.pk, number=1).rows[0].renderings[0]
    assert earlier.words == "Они встретятся."


def test_what_is_ticked_holds_for_the_words_it_was_said_of(house: House, draft: Version) -> None:
    copy = sent(house, draft)
    row = render(house, copy, 1, "Они встретятся.")
    tick(row, "checked", by=house.viewer("another"), now=NOW + timedelta(minutes=1))
    with pytest.raises(UnableToWrite):
        tick(row, "agreed", by=house.viewer("another"), now=NOW + timedelta(minutes=2))
    tick(row, "agreed", by=house.viewer("moderator-us"), now=NOW + timedelta(minutes=3))
    assert states(house, copy)[1] == "agreed"
    with pytest.raises(UnableToWrite):
        tick(row, "still_right", by=house.viewer("translator"), now=NOW + timedelta(minutes=4))
    written_on(house, draft, "They will meet.", "Refugees return.")
    sent(house, draft)
    assert states(house, copy)[1] == "stale"
    with pytest.raises(UnableToWrite):
        tick(row, "checked", by=house.viewer("another"), now=NOW + timedelta(minutes=5))
    tick(row, "still_right", by=house.viewer("translator"), now=NOW + timedelta(minutes=6))
    assert states(house, copy)[1] == "checked"
    assert states(house, copy, number=1)[1] == "agreed"
    written_on(house, draft, "They will meet!", "Refugees return.")
    sent(house, draft)
    tick(row, "typo_only", by=house.viewer("translator"), now=NOW + timedelta(minutes=7))
    assert states(house, copy)[1] == "checked"


TICKS = some.lists(
    some.tuples(some.sampled_from(["still_right", "typo_only", "checked", "agreed"]), some.integers(0, 2)), max_size=6
)


@given(TICKS, some.integers(0, 2))
def test_a_later_tick_on_other_words_changes_no_state(told: list[tuple[str, int]], lead: int) -> None:
    leads = [UUID(int=number) for number in (1, 2, 3)]
    ticks = [(kind, leads[at]) for kind, at in told]
    before = state_of(leads[0], leads[lead], ticks)
    elsewhere = uuid4()
    assert state_of(leads[0], leads[lead], [*ticks, ("still_right", elsewhere)]) == before
    assert state_of(leads[0], elsewhere, ticks) == "stale"


def test_two_who_render_one_passage_lose_no_word(house: House, draft: Version) -> None:
    copy = sent(house, draft)
    viewer = house.viewer("translator")
    row = side_by_side(viewer, copy.pk).rows[0]
    assert row.lead is not None
    render(house, copy, 1, "Они встретятся.", by="another")
    with pytest.raises(Overtaken):
        render_passage(copy, row.passage.id, "Встреча.", language="ru", of=row.lead, after=None, by=viewer, now=NOW)
    written_on(house, draft, "They meet in May.", "Refugees return.")
    sent(house, draft)
    first = side_by_side(viewer, copy.pk).rows[0].renderings[0].rendering
    assert first is not None
    with pytest.raises(Overtaken):
        render_passage(
            copy, row.passage.id, "В мае.", language="ru", of=row.lead, after=first.pk, by=viewer, now=NOW
        )  # fmt: skip
    assert Rendering.objects.filter(passage__text=copy, language="ru").count() == 1


@pytest.mark.parametrize("words", [" ", "Они встретятся. [¶12]"])
def test_a_rendering_is_refused(house: House, draft: Version, words: str) -> None:
    copy = sent(house, draft)
    with pytest.raises(UnableToWrite):
        render(house, copy, 1, words)
    assert states(house, copy) == ["new", "new", "new"]


def test_into_a_language_nobody_wants_nothing_is_rendered(house: House, draft: Version) -> None:
    copy, viewer = sent(house, draft), house.viewer("translator")
    row = side_by_side(viewer, copy.pk).rows[0]
    assert row.lead is not None
    with pytest.raises(UnableToWrite):
        render_passage(copy, row.passage.id, "x", language="tg", of=row.lead, by=viewer, now=NOW)
    want_language(copy, "tg", by=viewer, now=NOW)
    render_passage(copy, row.passage.id, "Онҳо вомехӯранд.", language="tg", of=row.lead, by=viewer, now=NOW)
    end_language(copy, "ru", by=viewer, now=LATER)
    with pytest.raises(UnableToWrite):
        end_language(copy, "ru", by=viewer, now=LATER)
    assert [one.language for one in languages(viewer, copy)] == ["en", "tg"]


def test_a_note_is_read_by_who_renders(house: House, draft: Version) -> None:
    copy = sent(house, draft)
    passage = side_by_side(house.viewer("translator"), copy.pk).rows[0].passage.id
    note_passage(copy, passage, "Meant to stay open.", by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToWrite):
        note_passage(copy, passage, "x", by=house.viewer("g1"), now=NOW)


def test_on_a_closed_text_nothing_is_rendered(house: House, draft: Version) -> None:
    by = house.viewer("moderator-us")
    copy = sent(house, draft)
    with pytest.raises(UnableToWrite):
        close_text(copy, by=house.viewer("translator"), now=NOW)
    close_text(copy, by=by, now=NOW)
    with pytest.raises(UnableToWrite):
        render(house, copy, 1, "Они встретятся.")
    written_on(house, draft, "They meet in May.", "Refugees return.")
    with pytest.raises(UnableToWrite):
        sent(house, draft)


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_passages_or_languages(
    house: House, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft = begin(house, *(f"Words {number}." for number in range(many)))
    tongues = [("ru", ""), ("tg", ""), ("fa", "Arab")][:many]
    copy = sent(house, draft, *tongues)
    for at in range(many):
        render(house, copy, at + 1, f"Слова {at}.")
    viewer = house.viewer("translator")
    with django_assert_num_queries(10):
        sides = side_by_side(viewer, copy.pk)
    assert len(sides.rows) == many


@pytest.mark.parametrize("many", [1, 3])
def test_what_waits_asks_the_store_as_often_for_more(
    house: House, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        copy = sent(house, begin(house, "They meet.", title=f"Text {number}"), *[RUSSIAN, ("tg", "")][:many])
        render(house, copy, 1, f"Они встретятся {number}.")
    viewer = house.viewer("translator")
    with django_assert_num_queries(9):
        listed = to_render(viewer, house.dialogue)
    assert [dict(one.states) for one in listed if one.language.language == "ru"] == [{"draft": 1, "new": 1}] * many
    assert len(listed) == many * min(many, 2)
