"""Words proposed before all: read at once, settled on by who holds the pen, and consolidated as plenary's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from guftugu.dialogues.actions.dialogues import invite_to
from guftugu.dialogues.models import Dialogue
from guftugu.dialogues.tests.builders import CODE, NOW, PASSPHRASE, House
from guftugu.drafting.actions.caucus import comment, propose_wording, release_answer, settle
from guftugu.drafting.actions.consolidating import BecameSo, dealt_with
from guftugu.drafting.actions.joint_texts import UnableToDraft
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.lookups.caucus import became_of_ours
from guftugu.drafting.lookups.consolidation import consolidation
from guftugu.drafting.lookups.joint_texts import joint_text
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.lookups.provenance import provenance
from guftugu.drafting.models import Releasing, Round, Wording
from guftugu.drafting.tests.builders import WORDS, ask, release, reread
from guftugu.drafting.tests.pages import joint_of, pen_form, read, round_of
from guftugu.rooms.actions.accounts import accept_invitation
from guftugu.rooms.actions.members import let_in, put_out
from guftugu.rooms.lookups import acts
from guftugu.rooms.tests.client import client_of
from guftugu.rooms.viewer import again
from guftugu.rooms.words import open_rows
from guftugu.texts.lookups.texts import text_seen

LATER = NOW + timedelta(minutes=1)
THEIRS = "The parties shall meet in May, in Tehran."
PLENARY = "The parties shall meet again in May."


def said(house: House, found: Round, name: str, words: str, at: int = 0, *, kind: str = "change") -> Wording:
    by = house.viewer(name)
    passage = text_seen(by, found.base.text_id).passages[at].id
    return propose_wording(
        found, passage, found.room, kind, words, why="All want it.", language="en", by=by, now=NOW
    )  # fmt: skip


def opened_with(house: House, found: Round) -> Round:
    """Plenary settled on words for the first passage, and the opposition asked for others there."""
    settle(said(house, found, "g1", PLENARY), by=house.viewer("moderator-us"), now=NOW)
    ask(house, found, "o1", 0, THEIRS)
    release(house, found, "o1")
    open_releases(found, by=house.viewer("moderator-us"), now=LATER)
    return reread(house, found)


def test_everybody_reads_it_at_once_and_not_who_said_it(house: House, found: Round) -> None:
    said(house, found, "g1", PLENARY)
    for name in ("o1", "o2", "moderator-us"):
        page = read(client_of(house, name), round_of(found))
        assert "All want it." in page
        assert ">again" in page
        assert "<bdi>g1</bdi>" not in page
    assert [one.written_by for one in open_rows(house.viewer("o1"), Wording.objects.all())] == [""]
    read(client_of(house, "colleague"), round_of(found), 404)


@pytest.mark.parametrize(("attribution", "o1", "moderator"), [("none", "", "g1"), ("named", "g1", "g1")])
def test_the_trail_tells_who_spoke_as_the_dialogue_attributes_words(
    house: House, found: Round, attribution: str, o1: str, moderator: str
) -> None:
    Dialogue.objects.update(attribution=attribution)
    said(house, found, "g1", PLENARY)
    passage = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    comment(found, passage, found.room, "Whose May?", by=house.viewer("g1"), now=NOW)
    for name, actor in (("o1", o1), ("moderator-us", moderator), ("g1", "g1")):
        told = {one.row.verb: one.actor for one in acts(house.viewer(name))}
        assert (told["worded"], told["commented"]) == (actor, actor), name


def test_who_holds_the_pen_says_what_plenary_settles_on(house: House, found: Round) -> None:
    row = said(house, found, "g1", PLENARY)
    for name in ("g1", "o1", "o2"):
        assert "Plenary settles on this" not in read(client_of(house, name), round_of(found))
        with pytest.raises(UnableToDraft):
            settle(row, by=house.viewer(name), now=NOW)
    client = client_of(house, "moderator-us")
    assert "Plenary settles on this" in read(client, round_of(found))
    client.post(round_of(found, "wordings", str(row.pk), "settle"))
    assert "No longer plenary’s" in read(client, round_of(found))
    client.post(round_of(found, "wordings", str(row.pk), "settle"), {"withdraw": "1"})
    assert "Plenary settles on this" in read(client, round_of(found))


def test_it_is_consolidated_beside_what_is_released(house: House, found: Round) -> None:
    found = opened_with(house, found)
    by = house.viewer("moderator-us")
    assert [(one.hand, one.proposal.words) for one in proposals(by, found)] == [("Pl", PLENARY), ("O", THEIRS)]
    (first, *_rest) = consolidation(by, found).passages
    assert first.suggestion == "The parties shall meet again in May, in Tehran."
    assert "plenary added “again”; nobody else added anything at that point." in first.because
    page = read(client_of(house, "moderator-us"), round_of(found, "consolidate"))
    assert 'aria-label="plenary"' in page
    for name in ("g1", "o1", "o2"):
        assert proposals(house.viewer(name), found) == []


def test_what_nobody_noted_stays_where_it_was_said(house: House, found: Round, moderator: Client) -> None:
    said(house, found, "o1", PLENARY)
    page = read(moderator, round_of(found, "open"))
    assert "Proposed in plenary, and not noted as settled on:" in page
    assert f'href="{round_of(found)}#p-' in page
    settle(said(house, found, "o1", PLENARY), by=house.viewer("moderator-us"), now=NOW)
    page = read(moderator, round_of(found, "open"))
    assert "Plenary settled on other words for:" in page
    assert "not noted as settled on" not in page
    assert Wording.objects.count() == 1
    said(house, found, "g1", "The parties shall meet in Moscow.")
    assert "not noted as settled on" not in read(moderator, round_of(found, "open"))
    said(house, found, "g1", "Observers are present.", kind="new")
    assert "not noted as settled on" in read(moderator, round_of(found, "open"))


def test_what_was_said_long_before_is_not_taken_for_the_same(house: House, found: Round) -> None:
    """In plenary no name tells whose it is, and of what does not open nothing is known."""
    by = house.viewer("g1")
    passage = text_seen(by, found.base.text_id).passages[0].id
    for minutes in (0, 0, 2):
        propose_wording(
            found, passage, found.room, "leave_out", language="en", by=by, now=NOW + timedelta(minutes=minutes)
        )
    assert Wording.objects.count() == 2


def test_of_what_does_not_open_nothing_is_taken_for_the_same(house: House, found: Round) -> None:
    moderator, by = house.viewer("moderator-us"), house.viewer("o1")
    passage = text_seen(by, found.base.text_id).passages[0].id
    propose_wording(found, passage, found.room, "leave_out", why="It shames us.", language="en", by=by, now=NOW)
    put_out(house.account("o2"), found.room, by=moderator, now=NOW)
    account, secret = invite_to(house.dialogue, "late", "participant", by=moderator, now=NOW)
    late = accept_invitation(secret, passphrase=PASSPHRASE, recovery_code=CODE, now=NOW).viewer
    account.refresh_from_db()
    let_in(account, found.room, by=moderator, now=NOW)
    late = again(late)
    propose_wording(found, passage, found.room, "leave_out", language="en", by=late, now=NOW)
    told = open_rows(house.viewer("moderator-us"), Wording.objects.all())
    assert sorted(one.why for one in told) == ["", "It shames us."]


def test_nobody_releases_what_he_cannot_read(house: House, found: Round) -> None:
    """Else it would go without its words."""
    ask(house, found, "o1", 0, THEIRS)
    caucus, o1 = house.rooms["caucus-O"], house.viewer("o1")
    put_out(house.account("o2"), caucus, by=o1, now=NOW)
    _account, secret = invite_to(
        house.dialogue, "late", "participant", by=house.viewer("moderator-us"), now=NOW, caucuses=[caucus]
    )
    late = accept_invitation(secret, passphrase=PASSPHRASE, recovery_code=CODE, now=NOW).viewer
    assert late.account is not None
    for room, keeper in ((found.room, "moderator-us"), (caucus, "o1")):
        let_in(late.account, room, by=house.viewer(keeper), now=NOW, with_past=room == found.room)
    with pytest.raises(UnableToDraft):
        release_answer(found, caucus, by=again(late), now=NOW)
    assert not Releasing.objects.exists()
    release_answer(found, caucus, by=house.viewer("o1"), now=NOW)
    open_releases(found, by=house.viewer("moderator-us"), now=LATER)
    assert [one.proposal.words for one in proposals(house.viewer("moderator-us"), found)] == [THEIRS]


def test_all_of_plenary_reads_what_became_of_it_and_of_nothing_else(house: House, found: Round) -> None:
    found = opened_with(house, found)
    by = house.viewer("moderator-us")
    became = {one.proposal.pk: BecameSo("not", f"Told {one.hand}.") for one in proposals(by, found)}
    dealt_with(found, became, pen=house.rooms["moderators"], by=by, now=LATER)
    for name in ("g1", "o1"):
        page = read(client_of(house, name), round_of(found))
        assert "What became of what plenary asked" in page
        assert "Told Pl." in page
        assert ("Told O." in page) is (name == "o1")
    assert [one.disposition.why for one in became_of_ours(house.viewer("g1"), found, found.room)] == ["Told Pl."]


def test_what_was_not_dealt_with_is_carried_over_as_plenarys(house: House, found: Round) -> None:
    found = opened_with(house, found)
    by = house.viewer("moderator-us")
    close_round(found, by=by, now=LATER)
    second = open_round(found.joint_text, by=by, now=LATER + timedelta(minutes=1))
    assert {(one.hand, one.proposal.carried) for one in proposals(by, second)} == {("Pl", "clean"), ("O", "clean")}


def test_its_words_are_traced_to_plenary(house: House, found: Round, moderator: Client) -> None:
    found = opened_with(house, found)
    sent = pen_form(read(moderator, round_of(found, "consolidate")))
    assert moderator.post(round_of(found, "consolidate"), sent).status_code == 302
    by = house.viewer("moderator-us")
    told = provenance(by, joint_text(by, house.dialogue, found.joint_text_id))
    assert told.hands == ["O", "Pl"]
    page = read(moderator, joint_of(found.joint_text, "words"))
    assert "settled on in plenary; the number is the round" in page


def test_words_are_put_before_plenary_on_a_page_of_their_own_form(house: House, found: Round) -> None:
    client = client_of(house, "g1")
    first = text_seen(house.viewer("g1"), found.base.text_id).passages[0].id
    page = round_of(found, "passages", str(first))
    shown = read(client, page)
    assert shown.index("Put it before the caucus") < shown.index("Propose other words before all")
    told = {"act": "aloud", "aloud-kind": "change", "aloud-words": WORDS[0], "aloud-why": ""}
    assert "These are the words of the draft." in client.post(page, told).content.decode()
    assert client.post(page, {**told, "aloud-words": PLENARY}).status_code == 302
    assert [one.room_id for one in Wording.objects.all()] == [found.room_id]
    assert "Several of you changed" not in read(client, page)
