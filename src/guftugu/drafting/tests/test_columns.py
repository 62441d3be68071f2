from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.circulating import circulate
from guftugu.drafting.models import JointText
from guftugu.drafting.tests.builders import begin
from guftugu.drafting.tests.pages import joint_of, read
from guftugu.drafting.tests.test_files import names_a_hand, taken
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.languages import want_language
from guftugu.texts.actions.renderings import render_passage
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.passages import Written
from guftugu.trail.models import TrailRow

RUSSIAN = ("Основы", "Стороны встретятся в мае.", "Беженцы вернутся.", "Создаётся комиссия.")
PERSIAN = ("چارچوب", "طرف‌ها در ماه مه دیدار می‌کنند.", "پناهندگان بازمی‌گردند.", "کمیسیونی ساخته می‌شود.")


@pytest.fixture
def joint(house: House) -> JointText:
    """In three languages, one of them from right to left, before plenary."""
    by, made = house.viewer("moderator-us"), begin(house)
    for language, words in (("ru", RUSSIAN), ("fa", PERSIAN)):
        want_language(made.text, language, by=by, now=NOW)
        for row, one in zip(side_by_side(by, made.text_id).all_rows, words, strict=True):
            assert row.lead is not None
            render_passage(made.text, row.passage.id, one, language=language, of=row.lead, by=by, now=NOW)
    circulate(made, by=by, now=NOW)
    return made


def columns_of(joint: JointText, suffix: str, *, number: int = 1, asked: str = "") -> str:
    return f"{joint_of(joint, 'files', str(number))}columns.{suffix}{asked}"


def test_all_languages_stand_side_by_side_in_every_format(house: House, joint: JointText) -> None:
    client = client_of(house, "g1")
    assert "1/columns.docx" in read(client, joint_of(joint, "files"))
    for suffix in ("docx", "html", "md"):
        told = taken(client, columns_of(joint, suffix))
        for words in ("Framework", "The parties shall meet in May.", *RUSSIAN, *PERSIAN):
            assert words in told, (suffix, words)
        assert names_a_hand(told) == []
    assert 'lang="fa" dir="rtl"' in taken(client, columns_of(joint, "html"))
    assert client.get(columns_of(joint, "pdf")).content.startswith(b"%PDF")
    rows = TrailRow.objects.filter(verb="text_exported")
    assert [row.room for row in rows] == [house.rooms["plenary"].pk] * 5


def test_only_the_languages_that_are_asked_for_stand_beside_the_one_that_leads(house: House, joint: JointText) -> None:
    client = client_of(house, "o1")
    told = taken(client, columns_of(joint, "md", asked="?in=fa"))
    assert PERSIAN[1] in told
    assert "The parties shall meet in May." in told
    assert RUSSIAN[1] not in told
    taken(client, columns_of(joint, "md", asked="?in=de"), 404)


def test_columns_are_refused_where_there_is_one_language_or_nothing_to_read(house: House, joint: JointText) -> None:
    for name in ("staff", "colleague"):
        taken(client_of(house, name), columns_of(joint, "docx"), 404)
    taken(client_of(house, "g1"), columns_of(joint, "docx", number=9), 404)
    alone = begin(house, title="In one language")
    taken(client_of(house, "moderator-us"), columns_of(alone, "docx"), 404)
    circulate(alone, by=house.viewer("moderator-us"), now=NOW)
    client = client_of(house, "g1")
    taken(client, columns_of(alone, "docx"), 404)
    assert "columns.docx" not in read(client, joint_of(alone, "files"))


def test_what_is_not_rendered_stands_empty_and_not_as_something_else(house: House, joint: JointText) -> None:
    by = house.viewer("moderator-us")
    rows = side_by_side(by, joint.text_id).rows
    kept = [Written(row.passage.words, passage=row.passage.id) for row in rows]
    write_version(joint.text, "Framework", [*kept, Written("Nobody is left out.")], after=1, by=by, now=NOW)
    circulate(joint, by=by, now=NOW)
    (line,) = [
        line
        for line in taken(client_of(house, "g1"), columns_of(joint, "md", number=2)).splitlines()
        if "Nobody is left out." in line
    ]
    assert [cell.strip() for cell in line.strip("|").split("|")][-2:] == ["", ""]
