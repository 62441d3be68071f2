"""Who holds the pen: moderators in plenary, everybody in the other rooms, nobody in the open one."""

from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.entries import add_entry
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.rooms.actions.members import ask_in, let_in, put_out
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups.releasing import going_along
from guftugu.texts.lookups.texts import passages_of
from guftugu.texts.models import Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin


@pytest.fixture
def house(db: None) -> House:
    built = build_record()
    meeting = hold_meeting(built, 1)
    file_notes(built, meeting, "O^ We are prepared to negotiate.\nG= This is a basis.")
    for room, by in (("moderators", "moderator-us"), ("caucus-O", "o1")):
        add_entry(built.dialogue, built.rooms[room], meeting, "note", f"Said in {room}.", by=built.viewer(by), now=NOW)
    return built


def test_participants_read_the_joint_text_and_do_not_edit_it(house: House) -> None:
    version = begin(house, "Joint words.", room="plenary", kind="joint_memo")
    participant = client_of(house, "o1")
    read = participant.get(f"/1/texts/{version.text_id}/")
    assert "Joint words." in read.content.decode()
    assert "/write/" not in read.content.decode()
    typed = {"title": "Memo", "words": "Mine.", "after": 1}
    assert participant.post(f"/1/texts/{version.text_id}/write/", typed).status_code == 404
    with pytest.raises(UnableToWrite):
        write_version(version.text, "Memo", [Written("Mine.")], after=1, by=house.viewer("o1"), now=NOW)
    write_version(version.text, "Memo", [Written("Ours.")], after=1, by=house.viewer("moderator-us"), now=NOW)
    assert Version.objects.filter(text=version.text).count() == 2


def test_a_caucus_writes_its_own_texts(house: House) -> None:
    version = begin(house, "Our position.", room="caucus-O", by="o1")
    write_version(version.text, "Memo", [Written("Ours, changed.")], after=1, by=house.viewer("o2"), now=NOW)
    with pytest.raises(UnableToWrite):
        begin(house, "Ours as well.", room="caucus-O", by="moderator-us")


@pytest.mark.parametrize("who", ["moderator-us", "colleague", "o1"])
def test_nobody_writes_over_what_was_released_to_all(house: House, who: str) -> None:
    version = begin(house, "Public words.")
    copy = release_version(version, house.rooms["open"], by=house.viewer("moderator-us"), now=NOW)
    page = f"/1/texts/{copy.text_id}/"
    assert client_of(house, who).get(page).status_code == 200
    typed = {"title": "Memo", "words": "Other words.", "after": 1}
    assert client_of(house, who).post(f"{page}write/", typed).status_code == 404
    with pytest.raises(UnableToWrite):
        write_version(copy.text, "Memo", [Written("Other.")], after=1, by=house.viewer(who), now=NOW)
    with pytest.raises(UnableToWrite):
        begin(house, "Mine to all.", room="open", by=who)
    assert Version.objects.filter(text=copy.text).count() == 1


def test_labels_may_be_typed_as_a_keyboard_has_them(house: House) -> None:
    version = begin(house, "We said so. [¶o.1;¶2]", room="caucus-O", by="o1")
    (one,) = passages_of(house.viewer("o1"), version)
    assert one.words == "We said so. [¶O·1, ¶2]"
    assert [shown.label for shown in one.evidence] == ["¶O·1", "¶2"]


def test_what_is_a_caucus_s_is_cited_there_alone(house: House) -> None:
    caucus, member = house.rooms["caucus-O"], house.viewer("o1")
    ask_in(house.account("moderator-us"), caucus, by=member, now=NOW)
    let_in(house.account("moderator-us"), caucus, by=member, now=NOW, with_past=True)
    with pytest.raises(UnableToWrite, match="its own caucus"):
        begin(house, "They said so. [¶O·1]")
    begin(house, "They said so. [¶O·1]", room="caucus-O")


def test_who_came_later_does_not_lose_what_he_cannot_open(house: House) -> None:
    caucus, member = house.rooms["caucus-O"], house.viewer("o1")
    first = begin(house, "Old words.", "Other words.", room="caucus-O", by="o1")
    old, other = passages_of(member, first)
    put_out(house.account("o2"), caucus, by=member, now=NOW)
    member = house.viewer("o1")
    wanted = [Written("Old words.", passage=old.id), Written("Newer words.", passage=other.id)]
    second = write_version(first.text, "Memo", wanted, after=1, by=member, now=NOW)
    ask_in(house.account("moderator-us"), caucus, by=member, now=NOW)
    let_in(house.account("moderator-us"), caucus, by=house.viewer("o1"), now=NOW)
    late = house.viewer("moderator-us")
    assert [(one.words, one.is_shut) for one in passages_of(late, second)] == [("", True), ("Newer words.", False)]
    page = f"/1/texts/{first.text_id}/"
    assert "older than your key" in client_of(house, "moderator-us").get(page).content.decode()
    with pytest.raises(UnableToWrite, match="do not open for you"):
        write_version(first.text, "Memo", [Written("Mine.")], after=2, by=late, now=NOW)
    write_version(first.text, "Memo", [Written("Ours.")], after=2, by=house.viewer("o1"), now=NOW)


def test_many_labels_in_one_bracket_stay_behind_like_few(house: House) -> None:
    many = "They moved. [" + ", ".join(["¶1", "¶2"] * 60) + "]"
    version = begin(house, many)
    going = going_along(house.viewer("moderator-us"), version, house.rooms["colleagues"])
    assert [one.words for one in going.passages] == ["They moved."]
    assert going.left_behind == ["¶1", "¶2"]


def test_a_file_tells_of_other_rooms_only_what_its_own_room_knows(house: House) -> None:
    moderator = client_of(house, "moderator-us")
    joint = begin(house, "Joint words. [¶1, ¶M1]", room="plenary", kind="joint_memo")
    told = moderator.get(f"/1/texts/{joint.text_id}/1/text.md").content.decode()
    assert "prepared to negotiate" in told
    assert "Said in moderators" not in told
    own = begin(house, "Our words. [¶1, ¶M1]")
    told = moderator.get(f"/1/texts/{own.text_id}/1/text.md").content.decode()
    assert "prepared to negotiate" in told
    assert "Said in moderators" in told


def test_readers_of_a_released_text_do_not_write_on_it(house: House) -> None:
    by = house.viewer("moderator-us")
    copy = release_version(begin(house, "What colleagues are told."), house.rooms["colleagues"], by=by, now=NOW)
    with pytest.raises(UnableToWrite):
        write_version(copy.text, "Memo", [Written("Otherwise.")], after=1, by=house.viewer("colleague"), now=NOW)
    assert client_of(house, "colleague").get(f"/1/texts/{copy.text_id}/write/").status_code == 404
    write_version(copy.text, "Memo", [Written("Put right.")], after=1, by=by, now=NOW)
