from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.tests.builders import build_record
from guftugu.rooms.actions.releases import UnableToRelease
from guftugu.rooms.actions.sunset import sunset_shelf
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups.texts import passages_of
from guftugu.texts.models import Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin


@pytest.fixture
def house(db: None) -> House:
    return build_record()


def sunset(house: House) -> Version:
    version = begin(house, "Words that go.", title="Title that goes", room="plenary", kind="covenant")
    sunset_shelf(house.rooms["plenary"], version.text_id, by=house.viewer("moderator-us"), now=NOW)
    return version


def test_pages_of_a_sunset_text_stand(house: House) -> None:
    version, moderator = sunset(house), client_of(house, "moderator-us")
    assert "A text that was sunset" in moderator.get("/1/texts/").content.decode()
    for path in ("", "1/", "versions/", "compare/", "write/", "assents/"):
        answer = moderator.get(f"/1/texts/{version.text_id}/{path}")
        assert answer.status_code == 200
        assert "A text that was sunset" in answer.content.decode()
        assert "that go" not in answer.content.decode()
    assert moderator.get(f"/1/texts/{version.text_id}/1/text.pdf").status_code == 404


def test_a_sunset_text_is_not_released_and_another_is(house: House) -> None:
    by, colleagues = house.viewer("moderator-us"), house.rooms["colleagues"]
    with pytest.raises(UnableToRelease, match="do not open"):
        release_version(sunset(house), colleagues, by=by, now=NOW)
    assert release_version(begin(house, "These stay."), colleagues, by=by, now=NOW).number == 1


def test_a_sunset_text_can_be_written_anew(house: House) -> None:
    version, by = sunset(house), house.viewer("moderator-us")
    second = write_version(version.text, "Covenant", [Written("New words.")], after=1, by=by, now=NOW)
    assert [one.words for one in passages_of(by, second)] == ["New words."]
    assert [one.is_sunset for one in passages_of(by, version)] == [True]
