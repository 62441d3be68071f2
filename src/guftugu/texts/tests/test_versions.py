from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.releases import release_entry
from guftugu.record.models import Citation
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import Overtaken, write_version
from guftugu.texts.lookups.texts import passages_of, text_seen, texts
from guftugu.texts.models import Rendering, Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin

NOTES = "O^ We are prepared to negotiate.\nG= This is a basis."


@pytest.fixture
def house(db: None) -> House:
    built = build_record()
    file_notes(built, hold_meeting(built, 1), NOTES)
    return built


def test_a_text_cites_what_its_words_name(house: House) -> None:
    version = begin(house, "The opposition moved. [¶1, ¶2]", "So we hope.")
    seen = text_seen(house.viewer("moderator-us"), version.text_id)
    assert [[shown.label for shown in one.evidence] for one in seen.passages] == [["¶1", "¶2"], []]
    segments = seen.passages[0].segments
    assert [(one.words, one.label) for one in segments] == [("The opposition moved.\u00a0", ""), ("", "¶1"), ("", "¶2")]


def test_an_unknown_label_is_refused_and_nothing_is_written(house: House) -> None:
    with pytest.raises(UnableToWrite, match="¶99"):
        begin(house, "Fine.", "It is said so. [¶99]")
    assert not Version.objects.exists()
    assert not Citation.objects.exists()


def test_only_what_changed_is_rendered_anew(house: House) -> None:
    first = begin(house, "One.", "Two.", "Three.")
    by = house.viewer("moderator-us")
    one, two, three = passages_of(by, first)
    wanted = [Written("Three.", passage=three.id), Written("One, changed.", passage=one.id), Written("New.")]
    second = write_version(first.text, "Memo", wanted, after=1, by=by, now=NOW)
    assert [seen.words for seen in passages_of(by, second)] == ["Three.", "One, changed.", "New."]
    assert [seen.words for seen in passages_of(by, first)] == ["One.", "Two.", "Three."]
    assert Rendering.objects.filter(version=second).count() == 2
    assert two.id not in {seen.id for seen in passages_of(by, second)}


def test_who_was_overtaken_writes_nothing(house: House) -> None:
    first = begin(house, "One.")
    by = house.viewer("moderator-us")
    write_version(first.text, "Memo", [Written("Two.")], after=1, by=by, now=NOW)
    with pytest.raises(Overtaken):
        write_version(first.text, "Memo", [Written("Mine.")], after=1, by=by, now=NOW)
    assert [row.number for row in Version.objects.all()] == [1, 2]


def test_a_version_that_says_nothing_new_is_refused(house: House) -> None:
    first = begin(house, "One.")
    by = house.viewer("moderator-us")
    (one,) = passages_of(by, first)
    with pytest.raises(UnableToWrite, match="last version"):
        write_version(first.text, "Memo", [Written("One.", passage=one.id)], after=1, by=by, now=NOW)


def test_who_is_not_in_the_room_writes_and_finds_nothing(house: House) -> None:
    version = begin(house, "One.")
    participant = house.viewer("g1")
    assert texts(participant, house.dialogue) == []
    with pytest.raises(UnableToWrite):
        write_version(version.text, "Memo", [Written("Mine.")], after=1, by=participant, now=NOW)


def test_a_released_version_cites_what_the_other_room_reads(house: House) -> None:
    by = house.viewer("moderator-us")
    version = begin(house, "They moved. [¶1] They agreed. [¶2] Nothing else.")
    cited = passages_of(by, version)[0].evidence
    release_entry(cited[0].entry, house.rooms["colleagues"], by=by, now=NOW)
    release_version(version, house.rooms["colleagues"], by=by, now=NOW)
    colleague = house.viewer("colleague")
    (listed,) = texts(colleague, house.dialogue)
    seen = text_seen(colleague, listed.text.pk)
    assert [one.words for one in seen.passages] == ["They moved. [¶C1] They agreed. Nothing else."]
    assert [shown.label for shown in seen.passages[0].evidence] == ["¶C1"]


def test_a_later_release_is_the_next_version_of_the_same_text(house: House) -> None:
    by = house.viewer("moderator-us")
    first = begin(house, "One.", "Two.")
    copy = release_version(first, house.rooms["plenary"], by=by, now=NOW)
    one, two = passages_of(by, first)
    wanted = [Written("One.", passage=one.id), Written("Two, changed.", passage=two.id)]
    second = write_version(first.text, "Memo", wanted, after=1, by=by, now=NOW)
    again = release_version(second, house.rooms["plenary"], by=by, now=NOW)
    assert again.text == copy.text
    assert again.number == 2
    assert [seen.id for seen in passages_of(by, again)] == [seen.id for seen in passages_of(by, copy)]
