from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.tests.builders import build_record
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.hand_overs import UnableToHandOver, hand_over
from guftugu.texts.actions.languages import end_language, want_language
from guftugu.texts.actions.renderings import render_passage
from guftugu.texts.digests import digest_of
from guftugu.texts.lookups.hand_overs import hand_overs
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.models import Version
from guftugu.texts.tests.builders import begin

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def house(db: None) -> House:
    return build_record()


@pytest.fixture
def memo(house: House) -> Version:
    """In English, and in Russian."""
    version, by = begin(house, "They meet.", "Refugees return.", title="Framework"), house.viewer("moderator-us")
    want_language(version.text, "ru", by=by, now=NOW)
    for at, words in enumerate(["Рамки", "Они встречаются.", "Беженцы возвращаются."]):
        render(house, version, at, words)
    return version


def render(house: House, version: Version, at: int, words: str, *, now: datetime = NOW) -> None:
    by = house.viewer("moderator-us")
    row = side_by_side(by, version.text_id).all_rows[at]
    before = row.in_tongue(("ru", ""))
    assert row.lead is not None
    assert before is not None
    render_passage(
        version.text, row.passage.id, words, language="ru", of=row.lead,
        after=before.rendering.pk if before.rendering else None, by=by, now=now,
    )  # fmt: skip


def test_the_digest_is_of_the_words_of_the_language(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    row = hand_over(memo, language="ru", to_whom="the minister", by=by, now=NOW)
    assert row.digest == digest_of("Рамки", ["Они встречаются.", "Беженцы возвращаются."])
    assert hand_overs(by, house.dialogue)[0].language == "Russian"
    client = client_of(house, "moderator-us")
    taken = client.get(f"/1/texts/{memo.text_id}/1/text.md?hand-over={row.pk}").content.decode()
    assert "Они встречаются." in taken
    assert f"Digest {row.digest[:4]}" in taken


def test_what_was_rendered_anew_is_told_and_has_its_own_digest(house: House, memo: Version) -> None:
    row = hand_over(memo, language="ru", to_whom="the minister", by=house.viewer("moderator-us"), now=NOW)
    client, here = client_of(house, "moderator-us"), f"/1/texts/hand-overs/{row.pk}/"
    assert "were changed since" not in client.get(here).content.decode()
    render(house, memo, 1, "Они встретились.", now=LATER)
    told = client.get(here).content.decode()
    assert "were changed since" in told
    assert row.digest[:4] in told
    taken = client.get(f"/1/texts/{memo.text_id}/1/text.md?hand-over={row.pk}").content.decode()
    now = digest_of("Рамки", ["Они встретились.", "Беженцы возвращаются."])
    assert f"Digest {now[:4]}" in taken


def test_a_language_that_was_ended_is_kept_by_what_was_carried_in_it(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    row = hand_over(memo, language="ru", to_whom="the minster", by=by, now=NOW)
    end_language(memo.text, "ru", by=by, now=LATER)
    with pytest.raises(UnableToHandOver, match="not in that language"):
        hand_over(memo, language="ru", to_whom="the envoy", by=by, now=LATER)
    client = client_of(house, "moderator-us")
    assert client.get(f"/1/texts/{memo.text_id}/1/text.md?hand-over={row.pk}").status_code == 404
    assert "text.md" not in client.get(f"/1/texts/hand-overs/{row.pk}/").content.decode()
    told = {"version": "1", "language": "ru", "to_whom": "the minister"}
    assert client.post(f"/1/texts/hand-overs/{row.pk}/correct/", told).status_code == 302
    (seen,) = hand_overs(house.viewer("moderator-us"), house.dialogue)
    assert (seen.to, seen.language) == (["the minister"], "Russian")


def test_the_language_that_is_read_is_offered_first(house: House, memo: Version) -> None:
    client = client_of(house, "moderator-us")
    read = client.get(f"/1/texts/{memo.text_id}/?language=ru").content.decode()
    assert f"/1/texts/{memo.text_id}/1/take/?language=ru" in read
    form = client.get(f"/1/texts/{memo.text_id}/1/take/?language=ru").content.decode()
    assert '<option value="ru" selected>' in form
    assert '<option value="en">' in form
