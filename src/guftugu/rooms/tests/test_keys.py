from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion, Title
from guftugu.dialogues.tests.builders import NOW, House, build_house, join
from guftugu.rooms import sealing
from guftugu.rooms.actions.entering import NotLetIn, unlock, unlock_with_recovery_code
from guftugu.rooms.actions.members import UnableToLeave, UnableToLetIn, ask_in, let_in, put_out
from guftugu.rooms.actions.sunset import UnableToSunset, sunset_shelf
from guftugu.rooms.epochs import UnableToStartEpoch
from guftugu.rooms.fields import StillSealed
from guftugu.rooms.lookups import room_seen
from guftugu.rooms.models import Account, Epoch, Hold, Member, Room, Shelf
from guftugu.rooms.shelves import UnableToSeal, shelf_in
from guftugu.rooms.words import is_broken, is_sunset, open_rows
from guftugu.trail.lookups import verification

pytestmark = pytest.mark.django_db
SMALL = {"g1": ("participant", "G"), "o1": ("participant", "O"), "o2": ("participant", "O")}


@pytest.fixture
def house() -> House:
    return build_house(cast=SMALL)


def meeting_in(house: House, room: str, by: str, title: str = "First talk") -> Occasion:
    kind, number = (Occasion.Kind.MEETING, 1) if room == "plenary" else (Occasion.Kind.CONTACT, None)
    return record_occasion(
        house.dialogue, house.rooms[room], kind, number=number, title=title, when=When("March 1993"),
        by=house.viewer(by), now=NOW,
    )  # fmt: skip


def read(house: House, row: Occasion, name: str) -> str:
    return str(open_rows(house.viewer(name), [Occasion.objects.get(pk=row.pk)])[0].title)


def test_words_open_for_members_and_for_nobody_else(house: House) -> None:
    row = meeting_in(house, "caucus-O", "o1", "planted")
    assert read(house, row, "o2") == "planted"
    for name in ("g1", "moderator-us", "stranger"):
        assert read(house, row, name) == ""


def test_words_unopened_refuse_to_be_read(house: House) -> None:
    row = Occasion.objects.get(pk=meeting_in(house, "plenary", "g1").pk)
    with pytest.raises(StillSealed):
        str(row.title)


def test_plain_words_are_refused_by_the_field(house: House) -> None:
    with pytest.raises(TypeError):
        Title(dialogue=house.dialogue, room=house.rooms["plenary"], words="plain")  # type: ignore[misc]


def test_ciphertext_moved_elsewhere_does_not_open(house: House) -> None:
    here = meeting_in(house, "caucus-O", "o1", "one")
    there = meeting_in(house, "caucus-O", "o1", "two")
    stolen = Occasion.objects.get(pk=here.pk)
    Occasion.objects.filter(pk=there.pk).update(title=stolen._meta.get_field("title").value_from_object(stolen))
    row = open_rows(house.viewer("o1"), [Occasion.objects.get(pk=there.pk)])[0]
    assert row.title == ""
    assert is_broken(row, "title")


def test_a_new_member_reads_the_past_only_by_choice(house: House) -> None:
    row = meeting_in(house, "caucus-O", "o1")
    put_out(house.account("o2"), house.rooms["caucus-O"], by=house.viewer("o1"), now=NOW)
    later = meeting_in(house, "caucus-O", "o1", "after he left")
    assert read(house, row, "o2") == read(house, later, "o2") == ""
    ask_in(house.account("o2"), house.rooms["caucus-O"], by=house.viewer("o1"), now=NOW)
    let_in(house.account("o2"), house.rooms["caucus-O"], by=house.viewer("o1"), now=NOW)
    assert read(house, row, "o2") == ""
    assert read(house, later, "o2") == "after he left"


def test_leaving_takes_the_keys_and_starts_an_epoch(house: House) -> None:
    room = house.rooms["caucus-O"]
    put_out(house.account("o2"), room, by=house.viewer("o2"), now=NOW)
    assert not Hold.objects.filter(epoch__room=room, account=house.account("o2")).exists()
    assert Epoch.objects.filter(room=room).count() == 2
    with pytest.raises(UnableToLeave):
        put_out(house.account("o1"), room, by=house.viewer("o1"), now=NOW)


def test_a_caucus_is_not_for_moderators_to_keep(house: House) -> None:
    join(house, "o9", "participant")
    ask_in(house.account("o9"), house.rooms["caucus-O"], by=house.viewer("moderator-us"), now=NOW)
    with pytest.raises(UnableToLetIn):
        let_in(house.account("o9"), house.rooms["caucus-O"], by=house.viewer("moderator-us"), now=NOW)
    let_in(house.account("o9"), house.rooms["caucus-O"], by=house.viewer("o2"), now=NOW)
    assert house.viewer("o9").holds_key(house.rooms["caucus-O"])


def test_a_member_slipped_into_the_store_gets_no_key(house: House) -> None:
    room = house.rooms["caucus-O"]
    Member.objects.create(room=room, account=house.account("g1"), state=Member.State.IN, since=NOW)
    assert not room_seen(house.viewer("o1"), room).is_vouched
    with pytest.raises(UnableToStartEpoch):
        put_out(house.account("o2"), room, by=house.viewer("o1"), now=NOW)
    assert read(house, meeting_in(house, "caucus-O", "o1"), "g1") == ""


def test_a_public_key_exchanged_in_the_store_gets_no_key(house: House) -> None:
    join(house, "o9", "participant")
    Account.objects.filter(name="o2").update(public_key=sealing.public_half(sealing.new_key()))
    ask_in(house.account("o9"), house.rooms["caucus-O"], by=house.viewer("o1"), now=NOW)
    with pytest.raises(UnableToStartEpoch):
        let_in(house.account("o9"), house.rooms["caucus-O"], by=house.viewer("o1"), now=NOW)


def test_an_epoch_planted_in_the_store_is_not_written_under(house: House) -> None:
    room, key = house.rooms["caucus-O"], sealing.new_key()
    planted = Epoch.objects.create(room=room, number=2, drop_key=bytes(32), voucher=bytes(32), started_at=NOW)
    told = bytes(house.account("o1").public_key or b"")
    Hold.objects.create(epoch=planted, account=house.account("o1"), wrapped=sealing.wrap_for(told, key))
    with pytest.raises(UnableToSeal):
        shelf_in(room, by=house.viewer("o1"), now=NOW)


def test_sunset_closes_one_shelf_and_leaves_the_rest(house: House) -> None:
    gone, stays = meeting_in(house, "caucus-O", "o1", "gone"), meeting_in(house, "caucus-O", "o1", "stays")
    with pytest.raises(UnableToSunset):
        sunset_shelf(house.rooms["caucus-O"], gone.pk, by=house.viewer("moderator-us"), now=NOW)
    sunset_shelf(house.rooms["caucus-O"], gone.pk, by=house.viewer("o1"), now=NOW)
    row = open_rows(house.viewer("o2"), [Occasion.objects.get(pk=gone.pk)])[0]
    assert row.title == ""
    assert is_sunset(row, "title")
    assert read(house, stays, "o2") == "stays"
    assert not Shelf.objects.filter(of=gone.pk, wrapped__isnull=False).exists()
    assert verification().is_whole


def test_logging_in_is_unwrapping(house: House) -> None:
    viewer = unlock("O1", house.passphrases["o1"].upper(), now=NOW)
    assert viewer.holds_key(house.rooms["caucus-O"])
    with pytest.raises(NotLetIn):
        unlock("o1", "six other words than the right", now=NOW)
    with pytest.raises(NotLetIn):
        unlock("nobody", "six other words than the right", now=NOW)


def test_recovery_code_opens_however_it_is_typed(house: House) -> None:
    viewer = unlock_with_recovery_code("o1", "abcd efgh 1jkl mn0p qrst uvwx", now=NOW)
    assert viewer.holds_key(house.rooms["caucus-O"])


def test_tries_are_throttled_and_the_wait_passes(house: House) -> None:
    for _try in range(6):
        with pytest.raises(NotLetIn):
            unlock("o1", "wrong", now=NOW)
    with pytest.raises(NotLetIn, match="Too many"):
        unlock("o1", house.passphrases["o1"], now=NOW)
    assert unlock("o1", house.passphrases["o1"], now=NOW + timedelta(minutes=16)).is_signed_in


def test_narrowed_viewer_opens_nothing_else(house: House) -> None:
    row = meeting_in(house, "plenary", "g1", "in plenary")
    narrowed = house.viewer("moderator-us").narrowed([house.rooms["colleagues"].pk])
    assert open_rows(narrowed, [Occasion.objects.get(pk=row.pk)])[0].title == ""
    assert not narrowed.may_read(house.rooms["plenary"])


def test_dropped_words_open_for_their_writer_and_the_room(house: House) -> None:
    join(house, "rapporteur", "rapporteur")
    from guftugu.rooms.shelves import About  # noqa: PLC0415
    from guftugu.rooms.words import seal  # noqa: PLC0415

    room, writer = house.rooms["moderators"], house.viewer("rapporteur")
    row = Title(id=uuid4(), dialogue=house.dialogue, room=room)
    Title.objects.filter(room=room).delete()
    seal(row, shelf=shelf_in(room, by=writer, now=NOW, about=About("sheet", row.pk)), words="an aside")
    row.save(force_insert=True)
    stored = Title.objects.get(pk=row.pk)
    assert open_rows(house.viewer("rapporteur"), [stored])[0].words == "an aside"
    assert open_rows(house.viewer("moderator-us"), [stored])[0].words == "an aside"
    assert open_rows(house.viewer("g1"), [stored])[0].words == ""
    again = shelf_in(room, by=house.viewer("rapporteur"), now=NOW, about=About("sheet", row.pk))
    assert Shelf.objects.filter(kind="sheet").get().pk == again.shelf


def test_a_room_with_one_key_holder_is_warned_about(house: House) -> None:
    assert room_seen(house.viewer("g1"), house.rooms["caucus-G"]).hangs_by_one
    assert not room_seen(house.viewer("o1"), house.rooms["caucus-O"]).hangs_by_one
    assert Room.objects.filter(kind="caucus").count() == 2
