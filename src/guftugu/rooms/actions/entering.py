from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.oath import TOTP

from guftugu.rooms import account_keys, sealing
from guftugu.rooms.acts import record_act
from guftugu.rooms.models import Account, Knock
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.viewer import Viewer, viewer_with

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
CODE_STEP = 30


class NotLetIn(Refusal):
    """Name, passphrase or code is wrong; which of them is not said."""


def unlock(name: str, passphrase: str, *, code: str = "", now: datetime) -> Viewer:
    """Log in: unwrap the private key. Each wrong try after the fifth doubles the wait before the next."""
    return _enter(name, passphrase, account_keys.private_from_passphrase, "under_passphrase", code=code, now=now)


def unlock_with_recovery_code(name: str, recovery_code: str, *, now: datetime) -> Viewer:
    """The printed code stands for the passphrase and for the one-time codes too: both may be gone with a telephone."""
    opening = account_keys.private_from_recovery_code
    return _enter(name, recovery_code, opening, "under_recovery_code", code=None, now=now)


def _enter(name: str, told: str, opening: object, column: str, *, code: str | None, now: datetime) -> Viewer:
    plain = name.strip().casefold()
    _check_wait(plain, now=now)
    # Counted before it is tried, so that many tries at once are many tries; a success takes it back.
    _count(plain, now=now)
    account = Account.objects.filter(name=plain, is_active=True).first()
    wrapped = getattr(account, column, None) if account else None
    if account is None or wrapped is None:
        account_keys.take_as_long(settings.KEY_STRETCHING)
        raise NotLetIn(_wrong())
    try:
        private = opening(bytes(wrapped), told)  # type: ignore[operator]
    except sealing.CannotOpen:
        raise NotLetIn(_wrong()) from None
    viewer = viewer_with(account, private)
    if code is not None:
        check_code(viewer, code, now=now)
    Knock.objects.filter(name_hash=_hash(plain)).delete()
    return viewer


def check_code(viewer: Viewer, code: str, *, now: datetime) -> None:
    """The one-time code, where the account has one. A code opens once."""
    account = viewer.account
    if account is None or account.one_time_codes is None or viewer.keyring.private_key is None:
        return
    secret = sealing.unwrap_with(viewer.keyring.private_key, bytes(account.one_time_codes))
    step = _matching_step(secret, code, now=now, after=account.one_time_used)
    used = step is not None and Account.objects.filter(pk=account.pk, one_time_used__lt=step).update(one_time_used=step)
    if not used:
        raise NotLetIn(_wrong())


def check_proof(viewer: Viewer, proof: str, *, now: datetime) -> None:
    """Somebody sits before an open session: is it still he? His passphrase says so, or his recovery code.

    Tries count as tries to log in do, so this stands outside the transaction of the act it guards.
    """
    account = viewer.account
    if account is None:
        raise NotLetIn(_wrong())
    _check_wait(account.name, now=now)
    _count(account.name, now=now)
    if not _is_opened_by(account, proof):
        raise NotLetIn(_("This is neither your passphrase nor your recovery code."))
    Knock.objects.filter(name_hash=_hash(account.name)).delete()


@transaction.atomic
def use_one_time_codes(viewer: Viewer, secret: bytes, code: str, *, now: datetime) -> None:
    """Ask for a code at every log-in from now on. Refused until one code shows that the telephone has the secret."""
    account = viewer.account
    step = _matching_step(secret, code, now=now, after=0)
    if account is None or step is None:
        raise NotLetIn(_("This code does not fit. Check the clock of the telephone and try the next one."))
    account.one_time_codes = sealing.wrap_for(bytes(account.public_key or b""), secret)
    account.one_time_used = step
    account.save(update_fields=["one_time_codes", "one_time_used"])
    record_act("one_time_codes_used", by=viewer, about=account, now=now)


def stop_one_time_codes(viewer: Viewer, *, proof: str, now: datetime) -> None:
    """Ask for no code any more. The secret on the telephone is worth nothing from here on."""
    check_proof(viewer, proof, now=now)
    account = viewer.account
    assert account is not None
    account.one_time_codes = None
    with transaction.atomic():
        account.save(update_fields=["one_time_codes"])
        record_act("one_time_codes_stopped", by=viewer, about=account, now=now)


def _is_opened_by(account: Account, proof: str) -> bool:
    for wrapped, opening in (
        (account.under_passphrase, account_keys.private_from_passphrase),
        (account.under_recovery_code, account_keys.private_from_recovery_code),
    ):
        try:
            opening(bytes(wrapped or b""), proof)
        except sealing.CannotOpen:
            continue
        return True
    return False


def _matching_step(secret: bytes, code: str, *, now: datetime, after: int) -> int | None:
    digits = "".join(letter for letter in code if letter.isdigit())
    if len(digits) != 6:
        return None
    step = int(now.timestamp()) // CODE_STEP
    for near in (step - 1, step, step + 1):
        clock = TOTP(secret)
        clock.time = near * CODE_STEP
        if near > after and clock.token() == int(digits):
            return near
    return None


def _check_wait(name: str, *, now: datetime) -> None:
    knock = Knock.objects.filter(name_hash=_hash(name)).first()
    if knock is None or knock.failures < FREE_TRIES:
        return
    wait = min(timedelta(seconds=2 ** min(knock.failures - FREE_TRIES, 10)), LONGEST_WAIT)
    if now < knock.last_at + wait:
        raise NotLetIn(_("Too many tries under this name. Wait a while and try again."))


@transaction.atomic
def _count(name: str, *, now: datetime) -> None:
    knock, _made = Knock.objects.select_for_update().get_or_create(name_hash=_hash(name), defaults={"last_at": now})
    knock.failures += 1
    knock.last_at = now
    knock.save()


def _hash(name: str) -> bytes:
    return sha256(b"guftugu:knock" + name.encode()).digest()


def _wrong() -> str:
    return _("Name, passphrase or code is not right.")
