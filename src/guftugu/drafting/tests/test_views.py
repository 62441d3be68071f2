from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.caucus import propose_wording
from guftugu.drafting.actions.circulating import circulate
from guftugu.drafting.lookups.joint_texts import joint_text
from guftugu.drafting.models import JointText, Releasing, Round, Stance, Wording
from guftugu.drafting.tests.builders import WORDS, begin
from guftugu.drafting.tests.pages import joint_of, read, round_of
from guftugu.people.models import Party
from guftugu.record.tests.builders import hold_meeting
from guftugu.rooms.tests.client import client_of
from guftugu.rooms.words import open_rows
from guftugu.texts.lookups.texts import text_seen


def test_a_joint_text_is_begun_and_goes_round(house: House, moderator: Client) -> None:
    assert "Begin the first" in read(moderator, "/1/joint/")
    refused = moderator.post("/1/joint/new/", {"title": "Framework", "words": "They meet. [¶99]", "language": "en"})
    assert "They meet. [¶99]" in refused.content.decode()
    made = moderator.post("/1/joint/new/", {"title": "Framework", "words": "They meet.\n\nWhen?", "language": "en"})
    joint = JointText.objects.get()
    assert made["Location"] == joint_of(joint)
    assert "Open the first round" in read(moderator, joint_of(joint))
    participant = client_of(house, "g1")
    read(participant, joint_of(joint), 404)
    assert "No draft has gone round yet" in read(participant, "/1/joint/")
    told = {"said": "20 March 1994", "earliest": "1994-03-20", "latest": "1994-03-20"}
    asked = moderator.post(joint_of(joint, "round"), told).content.decode()
    assert "everybody in plenary will read" in asked
    assert "They meet." in asked
    assert not Round.objects.exists()
    gone = moderator.post(joint_of(joint, "round"), {**told, "sure": "1"})
    assert gone["Location"] == round_of(Round.objects.get())
    assert "They meet." in read(participant, gone["Location"])
    assert "Who has released" in read(participant, joint_of(joint))


def test_any_language_leads_a_joint_text(house: House, moderator: Client) -> None:
    told = {"title": "چارچوب گفت‌وگو", "words": "آن‌ها دیدار می‌کنند.", "language": "", "code": "ps", "script": "Arab"}
    refused = moderator.post("/1/joint/new/", {**told, "code": "?"}).content.decode()
    assert "Write the code of the language" in refused
    assert "آن‌ها دیدار می‌کنند." in refused
    assert moderator.post("/1/joint/new/", told).status_code == 302
    text = JointText.objects.get().text
    assert (text.language, text.script) == ("ps", "Arab")


def test_areas_are_added_and_talked_through(house: House, moderator: Client) -> None:
    joint = begin(house)
    hold_meeting(house, 1)
    refused = moderator.post(joint_of(joint, "areas"), {"subject": "new", "name": ""})
    assert "Say what the new subject is called" in refused.content.decode()
    moderator.post(joint_of(joint, "areas"), {"subject": "new", "name": "A ceasefire"})
    page = read(moderator, joint_of(joint, "areas"))
    assert "A ceasefire" in page
    assert "Go on with the areas" in read(moderator, joint_of(joint))
    area = re.search(r'/areas/([0-9a-f-]{36})/"', page)
    assert area is not None
    Occasion.objects.update(state="held")
    moderator.post(joint_of(joint, "areas", area[1]), {"meeting": "1"})
    assert "at meeting 1" in read(moderator, joint_of(joint))
    read(client_of(house, "g1"), joint_of(joint, "areas"), 404)


def test_a_caucus_words_settles_and_releases(house: House, found: Round) -> None:
    client = client_of(house, "g1")
    first = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    page = round_of(found, "passages", str(first))
    same = client.post(page, {"act": "word", "word-kind": "change", "word-words": WORDS[0], "word-why": "So."})
    assert "These are the words of the draft." in same.content.decode()
    assert "So." in same.content.decode()
    told = {"act": "word", "word-kind": "change", "word-words": "They meet in June.", "word-why": "Roads."}
    assert client.post(page, told).status_code == 302
    assert client.post(page, {**told, "word-words": "They meet in July."}).status_code == 302
    listed = read(client, round_of(found))
    assert "June" in listed
    assert "July" in listed
    june = Wording.objects.earliest("recorded_at")
    client.post(round_of(found, "wordings", str(june.pk), "settle"))
    asked = read(client, round_of(found, "release"))
    assert "Roads." in asked
    assert not Releasing.objects.exists()
    client.post(round_of(found, "release"), {"sure": "1"})
    assert Releasing.objects.count() == 1
    assert "The caucus has released what it has settled on." in read(client, round_of(found))
    client.post(round_of(found, "wordings", str(june.pk), "settle"), {"withdraw": "1"})
    assert "no longer what it released" in read(client, round_of(found))


def test_two_of_a_caucus_change_one_passage_at_once_and_neither_loses_a_word(house: House, found: Round) -> None:
    base = text_seen(house.viewer("o1"), found.base.text_id).passages[0]
    page = round_of(found, "passages", str(base.id))
    one, other = client_of(house, "o1"), client_of(house, "o2")
    read(one, page)
    read(other, page)
    told = {"act": "word", "word-kind": "change", "word-language": "en"}
    first, last = base.words.split(" ")[0], base.words.rstrip(".").split(" ")[-1]
    begun, ended = base.words.replace(first, "All sides", 1), base.words.replace(last, f"{last} in Moscow", 1)
    assert one.post(page, {**told, "word-words": begun}).status_code == 302
    assert other.post(page, {**told, "word-words": ended}).status_code == 302
    both = begun.replace(last, f"{last} in Moscow", 1)
    shown = read(one, page)
    assert [words in shown for words in ("Several of you changed this passage", both)] == [True, True]
    assert f">{both}</textarea>" in read(one, f"{page}?together=1").replace("\r", "").replace("\n", "")
    assert one.post(page, {**told, "word-words": both}).status_code == 302
    assert "Several of you" not in read(one, page)
    assert {row.words for row in open_rows(house.viewer("o2"), Wording.objects.all())} == {begun, ended, both}
    assert other.post(page, {**told, "word-words": base.words.replace(first, "Both")}).status_code == 302
    assert "They touch the same words" in read(other, page)
    assert "Several of you" not in read(client_of(house, "g1"), page)


def test_a_comment_goes_to_whom_it_is_said(house: House, found: Round) -> None:
    client = client_of(house, "g1")
    first = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    page = round_of(found, "passages", str(first))
    for room, words in (("plenary", "Whose May?"), ("caucus-G", "Too early for us.")):
        told = {"act": "comment", "comment-room": house.rooms[room].pk, "comment-words": words}
        assert client.post(page, told).status_code == 302
    ours, theirs = read(client, round_of(found)), read(client_of(house, "o1"), round_of(found))
    assert "Too early for us." in ours
    assert "Whose May?" in theirs
    assert "Too early" not in theirs
    refused = client.post(page, {"act": "comment", "comment-room": house.rooms["caucus-O"].pk, "comment-words": "x"})
    assert refused.status_code == 200


def test_stances_are_recorded_and_the_text_is_final(house: House, moderator: Client) -> None:
    joint = begin(house)
    assert "Nothing was circulated yet" in read(moderator, joint_of(joint, "stances"))
    circulate(joint, by=house.viewer("moderator-us"), now=NOW)
    side = client_of(house, "o1")
    told = {"party": "O", "passage": "whole", "kind": "can_live_with", "on_all": "on", "after": "0", "note": "For now."}
    assert side.post(joint_of(joint, "stances"), {**told, "party": "G"}).status_code == 200
    assert not Stance.objects.exists()
    assert side.post(joint_of(joint, "stances"), told).status_code == 302
    page = read(client_of(house, "g1"), joint_of(joint, "stances"))
    assert "can live with, if all is agreed" in page
    assert "For now." in page
    assert "Nothing is recorded on the whole" in read(moderator, joint_of(joint, "finish"))
    read(side, joint_of(joint, "finish"), 404)
    read(side, joint_of(joint, "final"), 404)
    moderator.post(joint_of(joint, "finish"), {"sure": "1"})
    final = read(side, joint_of(joint, "final"))
    digest = joint_text(house.viewer("o1"), house.dialogue, joint.pk).joint.digest
    assert " ".join(digest[at : at + 4] for at in range(0, 64, 4)) in final
    for suffix in ("docx", "md", "html", "pdf"):
        assert side.get(f"{joint_of(joint, 'final')}text.{suffix}").status_code == 200
        assert client_of(house, "staff").get(f"{joint_of(joint, 'final')}text.{suffix}").status_code == 404


def test_what_is_meant_to_stay_open_is_marked(house: House, moderator: Client) -> None:
    joint = begin(house)
    passage = text_seen(house.viewer("moderator-us"), joint.text_id).passages[0].id
    page = joint_of(joint, "open")
    moderator.post(page, {"passage": passage, "why": "Whose May it is."})
    assert "Whose May it is." in read(moderator, page)
    moderator.post(page, {"passage": passage, "ends": "1"})
    assert "Whose May it is." not in read(moderator, page)
    read(client_of(house, "g1"), page, 404)


def test_what_is_sent_twice_is_one_wording(house: House, found: Round) -> None:
    client = client_of(house, "g1")
    first = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    page = round_of(found, "passages", str(first))
    told = {"act": "word", "word-kind": "change", "word-words": "They meet in June.", "word-why": "Roads."}
    for _time in range(2):
        assert client.post(page, told).status_code == 302
    client.post(page, {**told, "word-why": "Harvest."})
    assert Wording.objects.count() == 2
    for _time in range(2):
        client.post(page, {**told, "word-kind": "new"})
    assert Wording.objects.filter(kind="new").count() == 1


def test_the_same_new_passage_may_be_wanted_again_after_a_while(house: House, found: Round) -> None:
    by, caucus = house.viewer("g1"), house.rooms["caucus-G"]
    first = text_seen(by, found.base.text_id).passages[0].id
    for minutes in (0, 0, 2):
        propose_wording(
            found, first, caucus, "new", "A line.", language="en", by=by, now=NOW + timedelta(minutes=minutes)
        )
    assert Wording.objects.count() == 2


def test_a_new_passage_stands_behind_the_one_that_is_chosen(house: House, found: Round) -> None:
    client = client_of(house, "g1")
    first, second = text_seen(house.viewer("g1"), found.base.text_id).passages[:2]
    told = {"act": "word", "word-kind": "new", "word-words": "Observers come.", "word-place": str(second.id)}
    assert client.post(round_of(found, "passages", str(first.id)), told).status_code == 302
    assert Wording.objects.get().passage_id == second.id


def test_who_comes_too_late_is_told_so_and_gets_the_words_back(house: House, found: Round, moderator: Client) -> None:
    moderator.post(round_of(found, "open"), {"sure": "1"})
    client = client_of(house, "g1")
    first = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    told = {"act": "word", "word-kind": "change", "word-words": "They meet in June."}
    answer = client.post(round_of(found, "passages", str(first)), told).content.decode()
    assert "Nothing was kept; here are your words:" in answer
    assert "They meet in June." in answer
    late = client.post(round_of(found, "release"), {"sure": "1"}, follow=True).content.decode()
    assert "This round is over: what was released was opened." in late
    again = moderator.post(round_of(found, "open"), {"sure": "1"}, follow=True).content.decode()
    assert "All releases were opened already." in again
    assert not Wording.objects.exists()


def test_a_side_that_was_named_before_its_caucus_speaks_for_itself(house: House, moderator: Client) -> None:
    Party.objects.update(caucus=None)
    joint = begin(house)
    circulate(joint, by=house.viewer("moderator-us"), now=NOW)
    page = read(client_of(house, "g1"), joint_of(joint, "stances"))
    assert [letter in page for letter in ('value="G"', 'value="O"')] == [True, False]
