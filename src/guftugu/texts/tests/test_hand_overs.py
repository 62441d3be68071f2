from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people.actions.organisations import add_organisation
from guftugu.people.actions.persons import add_person
from guftugu.people.models import Person
from guftugu.record.actions.entries import add_entry
from guftugu.record.models import Entry
from guftugu.record.tests.builders import build_record, hold_meeting
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.words import open_rows
from guftugu.texts.actions.hand_overs import UnableToHandOver, answer_hand_over, hand_over, take_back_hand_over
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import write_version
from guftugu.texts.digests import digest_of
from guftugu.texts.lookups.hand_overs import hand_over as seen_by
from guftugu.texts.lookups.hand_overs import hand_overs, log, who_has
from guftugu.texts.models import HandOver, HandOverAnswer, Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin, handed
from guftugu.trail.lookups import verification
from guftugu.trail.models import TrailRow

LATER = NOW + timedelta(hours=1)
EARLY_MARCH = When("early March 1994", date(1994, 3, 1), date(1994, 3, 10))


@pytest.fixture
def house(db: None) -> House:
    return build_record()


@pytest.fixture
def memo(house: House) -> Version:
    return begin(house, "They are ready to negotiate.", "So are we.", room="plenary", kind="joint_memo")


def entry_in(house: House, room: str, by: str) -> Entry:
    meeting = hold_meeting(house, 7)
    return add_entry(
        house.dialogue, house.rooms[room], meeting, "contact", "He read it with care.", by=house.viewer(by), now=NOW
    )


def test_a_hand_over_tells_what_was_carried_to_whom(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    row = hand_over(
        memo, language="en", from_whom="the group", carried_by="two members", to_whom="the Foreign Minister",
        office="Ministry", when=EARLY_MARCH, place="Dushanbe", received="with thanks", by=by, now=LATER,
    )  # fmt: skip
    (seen,) = hand_overs(house.viewer("o1"), house.dialogue)
    assert seen.to == ["the Foreign Minister", "Ministry"]
    assert (seen.said, seen.earliest, seen.latest_day) == ("early March 1994", date(1994, 3, 1), date(1994, 3, 10))
    assert (seen.place, seen.row.carried_by, seen.row.from_whom) == ("Dushanbe", "two members", "the group")
    assert (seen.title, seen.language, seen.is_of_latest) == ("Memo", "English", True)
    assert row.digest == digest_of("Memo", ["They are ready to negotiate.", "So are we."])
    assert TrailRow.objects.filter(verb="handed_over", room=house.rooms["plenary"].pk).count() == 1


def test_somebody_or_something_got_it(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    with pytest.raises(UnableToHandOver, match="to whom"):
        hand_over(memo, language="en", to_whom="  ", carried_by="two members", by=by, now=NOW)
    with pytest.raises(UnableToHandOver, match="not in that language"):
        hand_over(memo, language="tg", to_whom="the minister", by=by, now=NOW)
    with pytest.raises(Refusal, match="latest day"):
        hand_over(
            memo, language="en", to_whom="the minister", when=When("May", date(1994, 5, 2), date(1994, 5, 1)), by=by,
            now=NOW,
        )  # fmt: skip
    assert not HandOver.objects.exists()
    handed(house, memo, office="the mission in Vienna")
    assert HandOver.objects.count() == 1


@pytest.mark.parametrize(
    ("room", "writer", "allowed", "refused"),
    [
        ("plenary", "moderator-us", {"moderator-us"}, {"g1", "o1", "rapporteur", "staff", "stranger"}),
        ("moderators", "moderator-us", {"moderator-us"}, {"g1", "rapporteur", "staff", "stranger"}),
        ("caucus-O", "o1", {"o1", "o2"}, {"moderator-us", "g1", "stranger"}),
        ("colleagues", "staff", {"moderator-us", "staff", "colleague"}, {"g1", "stranger"}),
    ],
)
def test_who_keeps_the_room_or_writes_there_logs(
    house: House, room: str, writer: str, allowed: set[str], refused: set[str]
) -> None:
    version = begin(house, "Words.", room=room, by=writer)
    for name in sorted(refused):
        with pytest.raises(UnableToHandOver, match="cannot log"):
            handed(house, version, by=name)
    assert not HandOver.objects.exists()
    for name in sorted(allowed):
        handed(house, version, by=name)
    assert HandOver.objects.count() == len(allowed)


def test_nobody_is_named_in_the_open_room(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    copy = release_version(memo, house.rooms["open"], by=by, now=NOW)
    with pytest.raises(UnableToHandOver, match="open room"):
        handed(house, copy)
    assert not HandOver.objects.exists()


def test_a_person_is_named_to_those_who_know_of_him(house: House, memo: Version) -> None:
    by, moderators = house.viewer("moderator-us"), house.rooms["moderators"]
    envoy = add_person(house.dialogue, moderators, "E1", party=None, name="An envoy", by=by, now=NOW)
    un = add_organisation(house.dialogue, moderators, "United Nations", by=by, now=NOW)
    handed(house, memo, to_whom="", to_person=envoy)
    handed(house, memo, to_whom="", to_organisation=un)
    assert sorted(one.to for one in hand_overs(by, house.dialogue)) == [["E1", "An envoy"], ["United Nations"]]
    told = hand_overs(house.viewer("o1"), house.dialogue)
    assert [one.to for one in told] == [[], []]
    assert all(one.is_unknown for one in told)
    with pytest.raises(Refusal, match="no such person"):
        handed(house, begin(house, "Ours.", room="caucus-O", by="o1"), to_person=envoy, by="o1")


def test_day_and_place_are_the_occasions_where_they_are_left_empty(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    visit = record_occasion(
        house.dialogue, house.rooms["moderators"], "visit", title="The envoy's visit", place="Washington",
        when=EARLY_MARCH, by=by, now=NOW,
    )  # fmt: skip
    handed(house, memo, to_whom="the envoy", occasion=visit)
    (seen,) = hand_overs(by, house.dialogue)
    assert (seen.said, seen.latest_day, seen.place) == ("early March 1994", date(1994, 3, 10), "Washington")
    # What stands in another room stays there.
    (told,) = hand_overs(house.viewer("o1"), house.dialogue)
    assert (told.said, told.latest_day, told.place) == ("", None, "")
    handed(house, memo, to_whom="the aide", occasion=visit, when=When("a day later"), place="New York")
    later = next(one for one in hand_overs(by, house.dialogue) if one.to == ["the aide"])
    assert (later.said, later.latest_day, later.place) == ("a day later", None, "New York")


def test_an_occasion_nobody_told_him_of_is_none(house: House) -> None:
    apart = hold_meeting(house, 1, room="moderators")
    version = begin(house, "Ours.", room="caucus-O", by="o1")
    with pytest.raises(UnableToHandOver, match="no such occasion"):
        handed(house, version, occasion=apart, by="o1")
    handed(house, version, occasion=hold_meeting(house, 2), by="o1")


def test_a_correction_stands_and_what_it_corrects_stays_under_it(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    row = handed(house, memo, to_whom="the minster")
    first = answer_hand_over(row, entry_in(house, "plenary", "moderator-us"), by=by, now=NOW)
    corrected = hand_over(memo, language="en", to_whom="the minister", corrects=row, by=by, now=LATER)
    (seen,) = hand_overs(by, house.dialogue)
    assert seen.to == ["the minister"]
    assert [one.to for one in seen.before] == [["the minster"]]
    assert [shown.entry.pk for shown in seen.answers] == [first.entry_id]
    by_the_old_address = seen_by(by, house.dialogue, row.pk)
    assert by_the_old_address is not None
    assert by_the_old_address.row.pk == corrected.pk
    with pytest.raises(UnableToHandOver, match="in between"):
        hand_over(memo, language="en", to_whom="the minstrel", corrects=row, by=by, now=LATER)
    other = begin(house, "Another text.", room="plenary")
    with pytest.raises(UnableToHandOver, match="of this text"):
        hand_over(other, language="en", to_whom="the minister", corrects=corrected, by=by, now=LATER)
    assert [one.verb for one in TrailRow.objects.filter(verb__startswith="hand").order_by("number")] == [
        "handed_over",
        "hand_over_answered",
        "hand_over_corrected",
    ]
    assert verification().is_whole


def test_one_that_did_not_take_place_is_counted_no_longer_and_stays(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    row = handed(house, memo)
    ended = take_back_hand_over(row, why="he was out", by=by, now=LATER)
    told = log(by, house.dialogue)
    assert told.hand_overs == []
    assert [(one.row.received, one.before[0].to) for one in told.taken_back] == [("he was out", ["the minister"])]
    assert who_has(by, memo.text).recipients == []
    for change in (row, ended):
        with pytest.raises(UnableToHandOver, match="in between"):
            take_back_hand_over(change, by=by, now=LATER)
    with pytest.raises(UnableToHandOver, match="cannot log"):
        take_back_hand_over(handed(house, memo), by=house.viewer("o1"), now=LATER)


def test_an_answer_is_an_entry_that_the_room_may_know(house: House, memo: Version) -> None:
    by, row = house.viewer("moderator-us"), handed(house, memo)
    meeting = hold_meeting(house, 7)

    def entry(room: str, words: str, writer: str = "moderator-us") -> Entry:
        return add_entry(house.dialogue, house.rooms[room], meeting, "contact", words, by=house.viewer(writer), now=NOW)

    there, aside = entry("plenary", "He read it with care."), entry("moderators", "He was tired.")
    with pytest.raises(UnableToHandOver, match="cannot read that entry"):
        answer_hand_over(row, aside, by=by, now=NOW)
    with pytest.raises(UnableToHandOver, match="no such entry"):
        answer_hand_over(row, entry("caucus-O", "Ours.", "o1"), by=by, now=NOW)
    with pytest.raises(UnableToHandOver, match="cannot log"):
        answer_hand_over(row, there, by=house.viewer("o1"), now=NOW)
    assert not HandOverAnswer.objects.exists()
    answer_hand_over(row, there, by=by, now=NOW)
    with pytest.raises(UnableToHandOver, match="already"):
        answer_hand_over(row, there, by=by, now=NOW)
    (seen,) = hand_overs(house.viewer("g1"), house.dialogue)
    assert [(shown.label, shown.entry.words) for shown in seen.answers] == [("¶1", "He read it with care.")]
    draft = handed(house, begin(house, "Draft."))
    answer_hand_over(draft, aside, by=by, now=NOW)


def test_who_has_an_earlier_version_than_the_latest_is_told(house: House, memo: Version) -> None:
    by = house.viewer("moderator-us")
    handed(house, memo, to_whom="The  Minister", when=When("1 May", date(1994, 5, 1), date(1994, 5, 1)))
    handed(house, memo, to_whom="the envoy", when=When("2 May", date(1994, 5, 2), date(1994, 5, 2)))
    second = write_version(memo.text, "Memo", [Written("We are ready.")], after=1, by=by, now=LATER)
    handed(house, second, to_whom="the minister", when=When("3 May", date(1994, 5, 3), date(1994, 5, 3)))
    minister, envoy = who_has(by, memo.text).recipients
    assert ([one.version.number for one in minister.given], minister.is_behind) == ([2, 1], False)
    assert ([one.version.number for one in envoy.given], envoy.number, envoy.is_behind) == ([1], 1, True)


def test_a_caucus_keeps_its_log_to_itself(house: House) -> None:
    version = begin(house, "Ours.", room="caucus-O", by="o1")
    handed(house, version, by="o1")
    assert len(hand_overs(house.viewer("o2"), house.dialogue)) == 1
    for name in ("moderator-us", "g1", "staff", "stranger"):
        assert hand_overs(house.viewer(name), house.dialogue) == []


def test_what_is_sealed_reads_as_nothing_to_who_holds_no_key(house: House, memo: Version) -> None:
    row = HandOver.objects.get(pk=handed(house, memo, to_whom="the minister").pk)
    assert b"minister" not in bytes(row.__dict__["to_whom"])
    assert open_rows(house.viewer("o1"), [row])[0].to_whom == "the minister"
    assert open_rows(house.viewer("staff"), [row])[0].to_whom == ""


@pytest.mark.parametrize("many", [1, 3])
def test_lookups_ask_the_store_as_often_for_more(house: House, memo: Version, many: int) -> None:
    by = house.viewer("moderator-us")
    visit = hold_meeting(house, 1)
    for number in range(many):
        organisation = add_organisation(house.dialogue, house.rooms["plenary"], f"Office {number}", by=by, now=NOW)
        row = handed(
            house, memo, to_whom=f"the minister {number}", to_organisation=organisation,
            to_person=Person.objects.get(code=f"O{number + 1}"), occasion=visit,
        )  # fmt: skip
        row = hand_over(memo, language="en", to_whom=f"minister {number}", corrects=row, by=by, now=NOW)
        entry = add_entry(house.dialogue, house.rooms["plenary"], visit, "contact", f"Read {number}.", by=by, now=NOW)
        answer_hand_over(row, entry, by=by, now=NOW)
    asked = []
    for look in (lambda viewer: hand_overs(viewer, house.dialogue), lambda viewer: who_has(viewer, memo.text)):
        viewer = house.viewer("moderator-us")
        with CaptureQueriesContext(connection) as told:
            look(viewer)
        asked.append(len(told))
    assert asked == [16, 16]
