"""A dialogue with its people in it, built through the actions that people use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from guftugu.dialogues.actions.dialogues import add_caucus, begin_dialogue, invite_to
from guftugu.dialogues.models import Appointment, Dialogue
from guftugu.rooms.actions.accounts import accept_invitation, make_first_account
from guftugu.rooms.actions.members import let_in
from guftugu.rooms.actions.rooms import open_caucus
from guftugu.rooms.models import Account, Member, Room
from guftugu.rooms.viewer import Viewer, again, stranger
from tests.telling import told_once

NOW = datetime(1994, 3, 7, 9, 0, tzinfo=UTC)
PASSPHRASE = "plain words for tests only here"
CODE = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX"

Role = Appointment.Role
# Who is in the dialogue, in which role and of which caucus.
CAST: dict[str, tuple[str, str]] = {
    "moderator-ru": (Role.MODERATOR, ""),
    "rapporteur": (Role.RAPPORTEUR, ""),
    "g1": (Role.PARTICIPANT, "G"),
    "g2": (Role.PARTICIPANT, "G"),
    "g3": (Role.PARTICIPANT, "G"),
    "o1": (Role.PARTICIPANT, "O"),
    "o2": (Role.PARTICIPANT, "O"),
    "o3": (Role.PARTICIPANT, "O"),
    "translator": (Role.TRANSLATOR, ""),
    "staff": (Role.STAFF, ""),
    "colleague": (Role.COLLEAGUE, ""),
}


@dataclass
class House:
    """A dialogue, its rooms by name ("plenary", "caucus-G" …), and a viewer for each of the cast."""

    dialogue: Dialogue
    rooms: dict[str, Room]
    viewers: dict[str, Viewer] = field(default_factory=dict)
    passphrases: dict[str, str] = field(default_factory=dict)

    def viewer(self, name: str) -> Viewer:
        """As somebody who has just logged in: with the rooms and keys he has now."""
        if name == "stranger":
            return stranger()
        self.viewers[name] = again(self.viewers[name])
        return self.viewers[name]

    def account(self, name: str) -> Account:
        account = self.viewers[name].account
        assert account is not None
        return account


def build_house(*, attribution: str = "by_party", cast: dict[str, tuple[str, str]] | None = None) -> House:
    cast = CAST if cast is None else cast
    return told_once(("house", attribution, *cast.items()), lambda: _build_house(attribution, cast))


def _build_house(attribution: str, cast: dict[str, tuple[str, str]]) -> House:
    first = make_first_account("moderator-us", now=NOW)
    dialogue, moderator = begin_dialogue("A dialogue for tests", by=first.viewer, now=NOW, attribution=attribution)
    rooms = {room.kind: room for room in dialogue.rooms.all()}
    rooms |= {f"caucus-{side}": add_caucus(dialogue, side, opener=None, by=moderator, now=NOW) for side in "GO"}
    house = House(dialogue, rooms, {"moderator-us": moderator}, {"moderator-us": first.passphrase})
    for name, (role, side) in cast.items():
        join(house, name, role, side)
    return house


def join(house: House, name: str, role: str, side: str = "") -> Viewer:
    """Invite somebody, let him make his keys, and let him into his rooms."""
    moderator = house.viewer("moderator-us")
    caucuses = [house.rooms[f"caucus-{side}"]] if side else []
    _account, secret = invite_to(house.dialogue, name, role, by=moderator, now=NOW, caucuses=caucuses)
    made = accept_invitation(secret, passphrase=PASSPHRASE, recovery_code=CODE, now=NOW)
    house.viewers[name], house.passphrases[name] = made.viewer, PASSPHRASE
    _let_into_all(house, name, side)
    return house.viewer(name)


def _let_into_all(house: House, name: str, side: str) -> None:
    account = house.account(name)
    caucus = house.rooms.get(f"caucus-{side}")
    if caucus is not None and caucus.opener_id == account.pk:
        open_caucus(caucus, by=house.viewer(name), now=NOW)
    for room in Room.objects.filter(pk__in=_waits_before(account)):
        keeper = house.viewer(_first_of(house, side) if room.is_caucus else "moderator-us")
        let_in(account, room, by=keeper, now=NOW, with_past=True)


def _waits_before(account: Account) -> list[UUID]:
    return list(Member.objects.filter(account=account, state=Member.State.WAITING).values_list("room", flat=True))


def _first_of(house: House, side: str) -> str:
    return next(name for name, (_role, of) in CAST.items() if of == side and name in house.viewers)
