from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guftugu.dialogues.kinds import Role
from guftugu.dialogues.models import Appointment, Dialogue, Title
from guftugu.rooms.actions.accounts import invite, invite_again, recover
from guftugu.rooms.actions.members import ask_in
from guftugu.rooms.actions.rooms import make_caucus, make_room, name_opener, take_back_openers
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.viewer import Viewer, again
from guftugu.rooms.words import open_rows, seal

if TYPE_CHECKING:
    from guftugu.rooms.models import Account, Room

# The rooms somebody of a role may be let into; his caucus, if he has one, is for the caucus to say.
ROOMS_OF_ROLE: dict[str, tuple[str, ...]] = {
    Appointment.Role.MODERATOR: ("moderators", "staff", "plenary", "colleagues", "translators"),
    Appointment.Role.RAPPORTEUR: ("plenary",),
    Appointment.Role.PARTICIPANT: ("plenary",),
    Appointment.Role.TRANSLATOR: ("translators",),
    Appointment.Role.STAFF: ("staff", "colleagues"),
    Appointment.Role.COLLEAGUE: ("colleagues",),
}


class UnableToConvene(Refusal):
    pass


@transaction.atomic
def begin_dialogue(
    title: str,
    *,
    by: Viewer,
    now: datetime,
    parent: Dialogue | None = None,
    attribution: str = Dialogue.Attribution.BY_PARTY,
) -> tuple[Dialogue, Viewer]:
    """A dialogue with its rooms; the one who begins it is its first moderator and holds their keys."""
    if by.account is None:
        raise UnableToConvene(_("Log in first."))
    if not title.strip():
        raise UnableToConvene(_("Give the dialogue a title; only its own rooms see it."))
    number = (Dialogue.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    dialogue = Dialogue.objects.create(id=uuid4(), number=number, parent=parent, attribution=attribution, made_at=now)
    moderators = make_room(RoomKind.MODERATORS, by=by, now=now)
    kinds = (RoomKind.STAFF, RoomKind.PLENARY, RoomKind.COLLEAGUES, RoomKind.TRANSLATORS, RoomKind.OPEN)
    others = [make_room(kind, by=by, now=now, kept_by=moderators) for kind in kinds]
    dialogue.rooms.set([moderators, *others])
    Appointment.objects.create(dialogue=dialogue, account=by.account, role=Appointment.Role.MODERATOR, since=now)
    entered = again(by)
    for room in (moderators, *others):
        if not room.is_open:
            _write_title(dialogue, room, title, by=entered, now=now)
    record_act("dialogue_begun", by=entered, about=dialogue, room=moderators, now=now)
    return dialogue, entered


@transaction.atomic
def name_dialogue(dialogue: Dialogue, room: Room, title: str, *, by: Viewer, now: datetime) -> Title:
    """Say what the dialogue is called in one room. A title in the open room makes its existence public."""
    _check_keeper(dialogue, by=by)
    if not by.may_read(room):
        raise UnableToConvene(_("You are not in that room."))
    written = _write_title(dialogue, room, title, by=by, now=now)
    record_act("dialogue_named", by=by, about=written, room=room, now=now)
    return written


@transaction.atomic
def set_rules(dialogue: Dialogue, *, attribution: str, correction_days: int, by: Viewer, now: datetime) -> None:
    """How words are attributed from now on, and how long notes may be corrected. What is filed stays as it is."""
    _check_keeper(dialogue, by=by)
    dialogue.attribution, dialogue.correction_days = attribution, correction_days
    dialogue.save(update_fields=["attribution", "correction_days"])
    record_act("rules_set", by=by, about=dialogue, now=now)


@transaction.atomic
def add_caucus(dialogue: Dialogue, letter: str, *, opener: Account | None, by: Viewer, now: datetime) -> Room:
    """A room of their own for one party. No moderator holds its key."""
    _check_keeper(dialogue, by=by)
    if dialogue.rooms.filter(kind=RoomKind.CAUCUS, letter=letter).exists():
        raise UnableToConvene(_("This party has its caucus already."))
    if opener is not None:
        _check_opens(dialogue, opener)
    caucus = make_caucus(letter, opener=opener, by=by, now=now)
    dialogue.rooms.add(caucus)
    return caucus


@transaction.atomic
def make_translators_room(dialogue: Dialogue, *, by: Viewer, now: datetime) -> Room:
    """For a dialogue that was begun before there were such rooms. Who is appointed translator waits before it."""
    _check_keeper(dialogue, by=by)
    if dialogue.rooms.filter(kind=RoomKind.TRANSLATORS).exists():
        raise UnableToConvene(_("This dialogue has its translators’ room already."))
    kept_by = dialogue.rooms.get(kind=RoomKind.MODERATORS)
    room = make_room(RoomKind.TRANSLATORS, by=by, now=now, kept_by=kept_by)
    dialogue.rooms.add(room)
    entered = again(by)
    titles = Title.objects.filter(dialogue=dialogue, room=kept_by)
    for told in open_rows(by, titles):
        _write_title(dialogue, room, told.words, by=entered, now=now)
    members = [role for role, kinds in ROOMS_OF_ROLE.items() if RoomKind.TRANSLATORS in kinds]
    appointed = Appointment.objects.filter(dialogue=dialogue, role__in=members).select_related("account")
    for one in appointed:
        if one.account_id != by.account_id:
            ask_in(one.account, room, by=entered, now=now)
    return room


@transaction.atomic
def name_caucus_opener(dialogue: Dialogue, caucus: Room, account: Account, *, by: Viewer, now: datetime) -> None:
    """Say which participant makes the first key of a caucus that nobody has opened."""
    _check_keeper(dialogue, by=by)
    _check_appointed(dialogue, account)
    _check_opens(dialogue, account)
    if not dialogue.rooms.filter(pk=caucus.pk, kind=RoomKind.CAUCUS).exists():
        raise UnableToConvene(_("That room belongs to another dialogue."))
    name_opener(caucus, account, by=by, now=now)


@transaction.atomic
def appoint(
    account: Account, role: str, dialogue: Dialogue, *, by: Viewer, now: datetime, caucuses: Iterable[Room] = ()
) -> Appointment:
    """Say what somebody is in the dialogue, and put him into the queue before the rooms of that role.

    Who is no participant any more opens no caucus either.
    """
    _check_keeper(dialogue, by=by)
    appointment, _made = Appointment.objects.update_or_create(
        dialogue=dialogue, account=account, defaults={"role": role, "since": now}
    )
    if role != Role.PARTICIPANT:
        take_back_openers(account, dialogue.rooms.filter(kind=RoomKind.CAUCUS), by=by, now=now)
    for room in dialogue.rooms.filter(kind__in=ROOMS_OF_ROLE[role]):
        ask_in(account, room, by=by, now=now)
    for caucus in caucuses:
        if caucus.opener_id is None and caucus.members_voucher is None:
            _check_opens(dialogue, account)
            name_opener(caucus, account, by=by, now=now)
        else:
            ask_in(account, caucus, by=by, now=now)
    record_act("appointed", by=by, about=appointment, now=now)
    return appointment


@transaction.atomic
def invite_to(
    dialogue: Dialogue,
    name: str,
    role: str,
    *,
    by: Viewer,
    now: datetime,
    caucuses: Iterable[Room] = (),
) -> tuple[Account, str]:
    """Make an account, its role and its places in the queues; return the secret of the one-time link."""
    _check_keeper(dialogue, by=by)
    account, secret = invite(name, by=by, now=now)
    appoint(account, role, dialogue, by=by, now=now, caucuses=caucuses)
    return account, secret


@transaction.atomic
def invite_again_to(dialogue: Dialogue, account: Account, *, by: Viewer, now: datetime) -> str:
    """Another one-time link for somebody of this dialogue who has made no keys; the link before opens nothing."""
    _check_keeper(dialogue, by=by)
    _check_appointed(dialogue, account)
    return invite_again(account, by=by, now=now)


@transaction.atomic
def recover_in(dialogue: Dialogue, account: Account, *, by: Viewer, now: datetime) -> str:
    """A link to new keys for somebody of this dialogue who lost passphrase and recovery code. Those he had are gone."""
    _check_keeper(dialogue, by=by)
    _check_appointed(dialogue, account)
    return recover(account, by=by, now=now)


def _check_keeper(dialogue: Dialogue, *, by: Viewer) -> None:
    moderators = dialogue.rooms.filter(kind=RoomKind.MODERATORS).first()
    if moderators is None or not by.may_keep(moderators):
        raise UnableToConvene(_("Only a moderator of this dialogue can do this."))


def _check_appointed(dialogue: Dialogue, account: Account) -> None:
    if not Appointment.objects.filter(dialogue=dialogue, account=account).exists():
        raise UnableToConvene(_("Nobody of this name is in this dialogue."))


def _write_title(dialogue: Dialogue, room: Room, title: str, *, by: Viewer, now: datetime) -> Title:
    written = Title.objects.filter(dialogue=dialogue, room=room).first()
    written = written or Title(id=uuid4(), dialogue=dialogue, room=room)
    seal(written, shelf=shelf_in(room, by=by, now=now), words=title.strip())
    written.save()
    return written


def _check_opens(dialogue: Dialogue, account: Account) -> None:
    if not Appointment.objects.filter(dialogue=dialogue, account=account, role=Role.PARTICIPANT).exists():
        raise UnableToConvene(_("A caucus is opened by a participant: the first of that party."))
