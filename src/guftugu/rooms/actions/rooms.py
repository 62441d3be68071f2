from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guftugu.rooms.acts import record_act
from guftugu.rooms.epochs import hold_epoch, new_epoch, vouch_for_members
from guftugu.rooms.models import Account, Epoch, Member, Room
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.viewer import Viewer


class UnableToOpenRoom(Refusal):
    pass


@transaction.atomic
def make_room(kind: str, *, by: Viewer, now: datetime, letter: str = "", kept_by: Room | None = None) -> Room:
    """A room with its maker in it and holding its first key."""
    room = Room.objects.create(id=uuid4(), kind=kind, letter=letter, kept_by=kept_by, made_at=now)
    if not room.is_open:
        assert by.account is not None
        _enter_first(room, by.account, now=now)
        by.keyring.forget_epochs()
    record_act("room_made", by=by, about=room, now=now)
    return room


@transaction.atomic
def make_caucus(letter: str, *, opener: Account | None, by: Viewer, now: datetime) -> Room:
    """A party's own room. Its maker gets no key: the party's first member makes it when he opens the room."""
    room = Room.objects.create(
        id=uuid4(), kind=Room.Kind.CAUCUS, letter=letter, opener=opener, made_at=now, kept_by=None
    )
    record_act("caucus_made", by=by, about=room, now=now)
    return room


@transaction.atomic
def name_opener(caucus: Room, account: Account, *, by: Viewer, now: datetime) -> None:
    """Say who of the party opens its caucus. Refused once it is open: from then on the caucus lets in its own."""
    if Member.objects.filter(room=caucus, state=Member.State.IN).exists():
        raise UnableToOpenRoom(_("This caucus is open; it lets in its own members."))
    Room.objects.filter(pk=caucus.pk).update(opener=account)
    caucus.opener = account
    record_act("opener_named", by=by, about=caucus, now=now)


@transaction.atomic
def take_back_openers(account: Account, among: Iterable[Room], *, by: Viewer, now: datetime) -> None:
    """Somebody opens none of these caucuses any more; what is open stays open."""
    for caucus in Room.objects.filter(pk__in=[room.pk for room in among], opener=account, members_voucher=None):
        caucus.opener = None
        caucus.save(update_fields=["opener"])
        record_act("opener_taken_back", by=by, about=caucus, now=now)


@transaction.atomic
def open_caucus(caucus: Room, *, by: Viewer, now: datetime) -> None:
    """The party's first member makes the key and is alone in the room until he lets others in."""
    if by.account is None or caucus.opener_id != by.account.pk or caucus.members_voucher is not None:
        raise UnableToOpenRoom(_("This room is not yours to open."))
    _enter_first(caucus, by.account, now=now)
    by.keyring.forget_epochs()
    record_act("caucus_opened", by=by, about=caucus, room=caucus, now=now)


def _enter_first(room: Room, account: Account, *, now: datetime) -> None:
    Member.objects.update_or_create(room=room, account=account, defaults={"state": Member.State.IN, "since": now})
    last = Epoch.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0
    epoch, key = new_epoch(room, number=last + 1, before=None, now=now)
    hold_epoch(epoch, key, accounts=[account])
    vouch_for_members(room, key=key)
