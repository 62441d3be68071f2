from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.rooms import sealing
from guftugu.rooms.actions.epochs import start_epoch
from guftugu.rooms.acts import record_act
from guftugu.rooms.epochs import check_members, present_epoch_key, vouch_for_members
from guftugu.rooms.models import Account, Epoch, Hold, Member, Room, ShelfHold
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.viewer import Viewer


class UnableToLetIn(Refusal):
    pass


class UnableToLeave(Refusal):
    pass


@transaction.atomic
def ask_in(account: Account, room: Room, *, by: Viewer, now: datetime) -> Member:
    """Put somebody into the queue before a room. Its keepers see him there; nothing opens yet."""
    member, _made = Member.objects.get_or_create(room=room, account=account, defaults={"since": now})
    if member.state == Member.State.LEFT:
        member.state, member.since = Member.State.WAITING, now
        member.save()
    record_act("asked_in", by=by, about=member, now=now)
    return member


@transaction.atomic
def let_in(account: Account, room: Room, *, by: Viewer, now: datetime, with_past: bool = False) -> Member:
    """Give somebody the room's present key; the earlier ones (what was written before he came) only by choice.

    Done by a keeper who holds the key. The whole room sees who was let in.
    """
    member = Member.objects.filter(room=room, account=account, state=Member.State.WAITING).first()
    if not by.may_keep(room) or member is None:
        raise UnableToLetIn(_("Nobody of this name waits before this room."))
    if account.public_key is None:
        raise UnableToLetIn(_("%(name)s has not made keys yet.") % {"name": account.name})
    if room.epoch_is_due:
        start_epoch(room, by=by, now=now)
    present = present_epoch_key(room, by=by)
    check_members(room, key=present)
    member.state, member.since = Member.State.IN, now
    member.save()
    given = by.keyring.epoch_keys(room.pk) if with_past else [present]
    for key in given:
        wrapped = sealing.wrap_for(bytes(account.public_key), key.key)
        Hold.objects.update_or_create(epoch_id=key.id, account=account, defaults={"wrapped": wrapped})
    vouch_for_members(room, key=present.key)
    record_act("let_in_with_past" if with_past else "let_in", by=by, about=member, room=room, now=now)
    return member


@transaction.atomic
def turn_away(account: Account, room: Room, *, by: Viewer, now: datetime) -> None:
    """Take somebody out of the queue without letting him in."""
    member = Member.objects.filter(room=room, account=account, state=Member.State.WAITING).first()
    if not by.may_keep(room) or member is None:
        raise UnableToLetIn(_("Nobody of this name waits before this room."))
    member.state, member.since = Member.State.LEFT, now
    member.save()
    record_act("turned_away", by=by, about=member, room=room, now=now)


@transaction.atomic
def put_out(account: Account, room: Room, *, by: Viewer, now: datetime) -> None:
    """End somebody's membership: his keys go at once, and what is written from now on has a new key."""
    member = Member.objects.filter(room=room, account=account, state=Member.State.IN).first()
    is_self = by.account_id == account.pk
    if member is None or not (is_self or by.may_keep(room)):
        raise UnableToLeave(_("Nobody of this name is in this room."))
    if not Member.objects.filter(room=room, state=Member.State.IN).exclude(account=account).exists():
        raise UnableToLeave(
            _("Nobody else holds this room's key: what is in it would be lost. Let somebody in first, or sunset it.")
        )
    check_members(room, key=present_epoch_key(room, by=by))
    member.state, member.since = Member.State.LEFT, now
    member.save()
    record_act("left" if is_self else "put_out", by=by, about=member, room=room, now=now)
    start_epoch(room, by=by, now=now)
    take_keys(account, room=room)
    by.keyring.forget_epochs()


def take_keys(account: Account, *, room: Room) -> None:
    Hold.objects.filter(epoch__in=Epoch.objects.filter(room=room), account=account).delete()
    ShelfHold.objects.filter(shelf__room=room, account=account).delete()
