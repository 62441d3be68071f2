from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.rooms import account_keys
from guftugu.rooms.actions.entering import check_proof
from guftugu.rooms.actions.members import take_keys
from guftugu.rooms.acts import record_act
from guftugu.rooms.models import Account, Invitation, Member, Room, ShelfHold
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.viewer import Viewer, stranger, viewer_with

INVITATION_LASTS = timedelta(days=7)
NAME = re.compile(r"[a-z][a-z0-9.-]{0,39}")


class UnableToInvite(Refusal):
    pass


class UnableToEnter(Refusal):
    pass


@dataclass(frozen=True)
class NewKeys:
    """What is shown once, to be written down, and kept nowhere."""

    account: Account
    passphrase: str
    recovery_code: str
    viewer: Viewer


@transaction.atomic
def make_first_account(name: str, *, now: datetime) -> NewKeys:
    """The first moderator, made with the workspace; everybody else is invited."""
    if Account.objects.exists():
        raise UnableToInvite(_("This workspace has its first moderator already."))
    account = Account(id=uuid4(), name=checked_name(name), made_at=now)
    return _with_new_keys(account, account_keys.new_passphrase(), account_keys.new_recovery_code(), now=now)


@transaction.atomic
def invite(name: str, *, by: Viewer, now: datetime) -> tuple[Account, str]:
    """Make an account without keys and the one-time secret of its link."""
    _check_moderator(by)
    if Account.objects.filter(name=checked_name(name)).exists():
        raise UnableToInvite(_("There is somebody of this name already."))
    account = Account.objects.create(id=uuid4(), name=checked_name(name), made_at=now)
    record_act("invited", by=by, about=account, now=now)
    return account, _new_link(account, now=now)


@transaction.atomic
def invite_again(account: Account, *, by: Viewer, now: datetime) -> str:
    """A new link for somebody who never used the first. Who has keys is recovered instead."""
    _check_moderator(by)
    if account.public_key is not None:
        raise UnableToInvite(_("%(name)s has made keys already.") % {"name": account.name})
    record_act("invited_again", by=by, about=account, now=now)
    return _new_link(account, now=now)


@transaction.atomic
def recover(account: Account, *, by: Viewer, now: datetime) -> str:
    """For one whose passphrase and recovery code are both gone: a link to a new key pair.

    Every key he held is taken at once. He waits before each of his rooms and must be let in again; what
    only he could open is lost, and a caucus in which he was alone is his to open again, empty.
    """
    _check_moderator(by)
    if account.pk == by.account_id:
        raise UnableToInvite(_("You are logged in: change your own passphrase or recovery code instead."))
    for member in Member.objects.filter(account=account, state=Member.State.IN).select_related("room"):
        room = member.room
        take_keys(account, room=room)
        member.state, member.since = Member.State.WAITING, now
        member.save()
        Room.objects.filter(pk=room.pk).update(epoch_is_due=True)
        _let_open_again(room, account)
    ShelfHold.objects.filter(account=account).delete()
    account.public_key = account.under_passphrase = account.under_recovery_code = account.one_time_codes = None
    account.sessions_of = uuid4()
    account.save()
    record_act("recovery_begun", by=by, about=account, now=now)
    return _new_link(account, now=now)


@transaction.atomic
def accept_invitation(secret: str, *, passphrase: str, recovery_code: str, now: datetime) -> NewKeys:
    """Make the account's keys. The link is used up."""
    _check_passphrase(passphrase)
    invitation = standing_invitation(secret, now=now)
    if invitation is None:
        raise UnableToEnter(_("This link was used or has run out. Ask whoever invited you for another."))
    # Of two who open one link at once, one finds it used.
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
        raise UnableToEnter(_("This link was used or has run out. Ask whoever invited you for another."))
    return _with_new_keys(invitation.account, passphrase, recovery_code, now=now)


def change_passphrase(viewer: Viewer, passphrase: str, *, proof: str, now: datetime) -> None:
    """Wrap the private key anew; the passphrase till now, or the recovery code, proves that its owner asks."""
    _check_passphrase(passphrase)
    account, private = _own(viewer)
    check_proof(viewer, proof, now=now)
    account.under_passphrase = account_keys.wrap_under_passphrase(
        private, passphrase, stretching=settings.KEY_STRETCHING
    )
    with transaction.atomic():
        account.save(update_fields=["under_passphrase"])
        record_act("passphrase_changed", by=viewer, about=account, now=now)


def renew_recovery_code(viewer: Viewer, code: str, *, proof: str, now: datetime) -> None:
    """The code before opens nothing any more."""
    account, private = _own(viewer)
    check_proof(viewer, proof, now=now)
    account.under_recovery_code = account_keys.wrap_under_recovery_code(
        private, code, stretching=settings.KEY_STRETCHING
    )
    with transaction.atomic():
        account.save(update_fields=["under_recovery_code"])
        record_act("recovery_code_renewed", by=viewer, about=account, now=now)


@transaction.atomic
def end_sessions(viewer: Viewer, *, now: datetime) -> None:
    """Log out everywhere: every open session of the account ends, this one too."""
    account, _private = _own(viewer)
    account.sessions_of = uuid4()
    account.save(update_fields=["sessions_of"])
    record_act("sessions_ended", by=viewer, about=account, now=now)


@transaction.atomic
def choose_language(viewer: Viewer, language: str) -> None:
    if viewer.account is not None:
        Account.objects.filter(pk=viewer.account.pk).update(language=language)


def standing_invitation(secret: str, *, now: datetime) -> Invitation | None:
    token_hash = sha256(secret.encode()).digest()
    standing = Invitation.objects.filter(token_hash=token_hash, used_at=None, ends_at__gt=now)
    return standing.select_related("account").first()


def checked_name(name: str) -> str:
    plain = name.strip().casefold()
    if not NAME.fullmatch(plain):
        raise UnableToInvite(
            _("A log-in name is a code name like o2: Latin letters, digits, dots and hyphens, a letter first.")
        )
    return plain


def _check_moderator(by: Viewer) -> None:
    if not any(room.kind == Room.Kind.MODERATORS and by.may_keep(room) for room in by.rooms.values()):
        raise UnableToInvite(_("Only a moderator invites people and recovers accounts."))


def _check_passphrase(passphrase: str) -> None:
    if not account_keys.is_long_enough(passphrase):
        raise UnableToEnter(_("A passphrase has six words or more, not the same word over and over."))


def _own(viewer: Viewer) -> tuple[Account, bytes]:
    if viewer.account is None or viewer.keyring.private_key is None:
        raise UnableToEnter(_("Log in first."))
    return viewer.account, viewer.keyring.private_key


def _let_open_again(room: Room, account: Account) -> None:
    if room.is_caucus and not Member.objects.filter(room=room, state=Member.State.IN).exists():
        left = {"opener": account, "members_listed": None, "members_voucher": None, "epoch_is_due": False}
        Room.objects.filter(pk=room.pk).update(**left)


def _new_link(account: Account, *, now: datetime) -> str:
    Invitation.objects.filter(account=account, used_at=None).delete()
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(
        account=account, token_hash=sha256(secret.encode()).digest(), made_at=now, ends_at=now + INVITATION_LASTS
    )
    return secret


def _with_new_keys(account: Account, passphrase: str, recovery_code: str, *, now: datetime) -> NewKeys:
    pair = account_keys.new_pair()
    stretching = settings.KEY_STRETCHING
    account.public_key = pair.public
    account.under_passphrase = account_keys.wrap_under_passphrase(pair.private, passphrase, stretching=stretching)
    account.under_recovery_code = account_keys.wrap_under_recovery_code(
        pair.private, recovery_code, stretching=stretching
    )
    account.save()
    record_act("keys_made", by=stranger(), about=account, now=now)
    return NewKeys(account, passphrase, recovery_code, viewer_with(account, pair.private))
