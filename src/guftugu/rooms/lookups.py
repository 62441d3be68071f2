from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch

from guftugu.rooms import sealing
from guftugu.rooms.account_keys import fingerprint_of
from guftugu.rooms.acts import actor_of
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.member_list import is_vouched
from guftugu.rooms.models import Account, Backup, Epoch, Hold, Invitation, Member, Release, Room, Shelf, Sunset
from guftugu.rooms.verbs import in_words
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.visibility import visible_to
from guftugu.rooms.words import open_rows
from guftugu.trail import lookups as trail

if TYPE_CHECKING:
    from guftugu.trail.models import TrailRow


@dataclass(frozen=True)
class MemberSeen:
    account: Account
    since: datetime
    fingerprint: str
    holds_key: bool


@dataclass(frozen=True)
class RoomSeen:
    """A room as one of its members sees it."""

    room: Room
    members: list[MemberSeen]
    waiting: list[MemberSeen]
    may_keep: bool
    is_vouched: bool
    key_holders: int

    @property
    def hangs_by_one(self) -> bool:
        """One key-holder only: if he loses his passphrase, the room's words are lost."""
        return self.key_holders == 1 and not self.room.is_open


@dataclass(frozen=True)
class Waiting:
    """Somebody before a room, as its keepers see him."""

    room: Room
    account: Account
    since: datetime
    fingerprint: str


@dataclass(frozen=True)
class SunsetSeen:
    """Keys that were destroyed, and the backups that held them."""

    sunset: Sunset
    backups: list[Backup]

    @property
    def pending(self) -> list[Backup]:
        """Key files that nobody has said are destroyed."""
        return [backup for backup in self.backups if backup.keys_destroyed_at is None]


@dataclass(frozen=True)
class ActSeen:
    row: TrailRow
    actor: str
    room: Room | None
    whom: str = ""

    @property
    def done(self) -> str:
        return in_words(self.row.verb)


def rooms(viewer: Viewer) -> list[Room]:
    return list(viewer.rooms.values())


def room(viewer: Viewer, room_id: UUID) -> Room | None:
    """A room the viewer is in; for the others there is no such room."""
    return viewer.rooms.get(room_id)


def room_of_kind(viewer: Viewer, kind: str, *, among: Sequence[UUID]) -> Room | None:
    """The viewer's room of a kind among those of one dialogue."""
    return next((room for room in viewer.rooms.values() if room.kind == kind and room.pk in among), None)


def room_seen(viewer: Viewer, room: Room) -> RoomSeen:
    return next(iter(_seen(viewer, [room.pk])))


def rooms_seen(viewer: Viewer) -> list[RoomSeen]:
    """All rooms the viewer is in, in a number of queries that does not grow with them."""
    return _seen(viewer, list(viewer.room_ids))


def waiting_before(viewer: Viewer) -> list[Room]:
    """Rooms the viewer has asked into and is not in yet. He learns that they exist, nothing of them."""
    asked = Member.objects.filter(account=viewer.account_id, state=Member.State.WAITING)
    asked = asked.exclude(room__opener=viewer.account_id, room__members_voucher=None)
    return [member.room for member in asked.select_related("room").order_by("since")]


def queue(viewer: Viewer) -> list[Waiting]:
    """Who waits before the rooms the viewer keeps."""
    kept = [room.pk for room in viewer.rooms.values() if viewer.may_keep(room)]
    rows = Member.objects.filter(visible_to(viewer), room__in=kept, state=Member.State.WAITING)
    listed = rows.select_related("room", "account").order_by("since", "pk")
    order = {room: place for place, room in reversed(list(enumerate(member.room_id for member in listed)))}
    by_room = sorted(listed, key=lambda member: order[member.room_id])
    return [Waiting(member.room, member.account, member.since, fingerprint_of(member.account)) for member in by_room]


def waiting(viewer: Viewer, room: Room, account_id: UUID) -> Waiting | None:
    """One who waits before a room the viewer keeps."""
    return next((one for one in queue(viewer) if one.room.pk == room.pk and one.account.pk == account_id), None)


def asked_ever(viewer: Viewer, among: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Accounts with the rooms they were put before, for who puts people there; not what became of it."""
    if not _keeps_moderators(viewer):
        return set()
    return set(Member.objects.filter(room__in=list(among)).values_list("account", "room"))


def own_fingerprint(viewer: Viewer) -> str:
    """What the viewer reads out to whoever is to let him in."""
    return fingerprint_of(viewer.account) if viewer.account else ""


def caucuses_to_open(viewer: Viewer) -> list[Room]:
    """Caucuses that wait for this viewer to make their first key."""
    if viewer.account_id is None:
        return []
    return list(Room.objects.filter(opener=viewer.account_id, members_voucher=None).order_by("made_at"))


def invited(viewer: Viewer) -> list[Invitation]:
    """Invitations that stand: for those who keep a room and so may invite."""
    if not _keeps_moderators(viewer):
        return []
    return list(Invitation.objects.filter(used_at=None).select_related("account").order_by("account__name"))


def account_named(viewer: Viewer, name: str) -> Account | None:
    """Code names are no secret among those who are signed in."""
    if not viewer.is_signed_in:
        return None
    return Account.objects.filter(name=name.strip().casefold()).first()


def account_names(viewer: Viewer, ids: Sequence[UUID | None]) -> dict[UUID, str]:
    if not viewer.is_signed_in:
        return {}
    return dict(Account.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "name"))


def acts(viewer: Viewer, *, most: int = 200, before: int | None = None) -> list[ActSeen]:
    """The trail of the viewer's rooms, newest first."""
    rows = trail.rows_of_rooms(list(viewer.room_ids))
    if before is not None:
        rows = rows.filter(number__lt=before)
    listed = list(rows[:most])
    shelves = {sealing.shelf_of(bytes(row.actor)) for row in listed if row.actor}
    viewer.keyring.shelves(shelf for shelf in shelves if shelf)
    actors = [actor_of(row, viewer=viewer) for row in listed]
    about = _accounts_about(viewer, listed)
    names = account_names(viewer, [*actors, *about.values()])
    return [
        ActSeen(
            row,
            actor=names.get(actor, "") if actor else "",
            room=viewer.rooms.get(row.room) if row.room else None,
            whom=names.get(about[row.number], "") if row.number in about else "",
        )
        for row, actor in zip(listed, actors, strict=True)
    ]


def releases(viewer: Viewer, room: Room) -> list[Release]:
    """What left the room and what came into it. Whoever is only at one end sees only that it came or went."""
    rows = Release.objects.filter(visible_to(viewer, room="from_room"), from_room=room)
    rows |= Release.objects.filter(visible_to(viewer, room="to_room"), to_room=room)
    return open_rows(viewer, rows.select_related("from_room", "to_room").order_by("-released_at"))


def sunsets(viewer: Viewer) -> list[SunsetSeen]:
    """What was sunset in the viewer's rooms, with the backups made before, newest first."""
    listed = Sunset.objects.filter(room__in=_rooms_ever(viewer)).select_related("room").order_by("-sunset_at", "pk")
    with_backups = listed.prefetch_related(Prefetch("backups", Backup.objects.order_by("made_at"), to_attr="files"))
    return [SunsetSeen(sunset, sunset.files) for sunset in with_backups]


def backups(viewer: Viewer) -> list[Backup]:
    """The pairs of files that were made, for moderators: who holds the files says when one is destroyed."""
    if not _keeps_moderators(viewer):
        return []
    return list(Backup.objects.order_by("-made_at", "pk"))


def backup(viewer: Viewer, backup_id: UUID) -> Backup | None:
    return next((one for one in backups(viewer) if one.pk == backup_id), None)


def shelves_of(viewer: Viewer, of: UUID) -> list[Room]:
    """The rooms, of those the viewer keeps, that still hold open shelves of a thing."""
    rooms_held = Shelf.objects.filter(visible_to(viewer), of=of, sunset_at=None).values_list("room", flat=True)
    return [viewer.rooms[pk] for pk in dict.fromkeys(rooms_held) if viewer.may_keep(viewer.rooms[pk])]


def _rooms_ever(viewer: Viewer) -> set[UUID]:
    """The viewer's rooms and those of them that were sunset as a whole."""
    gone = Member.objects.filter(account=viewer.account_id, state=Member.State.IN, room__sunset_at__isnull=False)
    return {*viewer.room_ids, *gone.values_list("room", flat=True)}


def _accounts_about(viewer: Viewer, rows: Sequence[TrailRow]) -> dict[int, UUID]:
    """By the act's number: the account it was about, or whose membership of one of the viewer's rooms."""
    ids = [row.about_id for row in rows if row.about_kind == "member"]
    members = Member.objects.filter(visible_to(viewer), pk__in=ids).values_list("pk", "account")
    accounts = dict(members)
    accounts |= {row.about_id: row.about_id for row in rows if row.about_kind == "account"}
    return {row.number: accounts[row.about_id] for row in rows if row.about_id in accounts}


def _seen(viewer: Viewer, wanted: Sequence[UUID]) -> list[RoomSeen]:
    rooms = Room.objects.filter(visible_to(viewer, room="pk"), pk__in=wanted)
    rows = Member.objects.filter(visible_to(viewer), room__in=wanted).exclude(state=Member.State.LEFT)
    members: dict[UUID, list[Member]] = defaultdict(list)
    for member in rows.select_related("account").order_by("account__name"):
        members[member.room_id].append(member)
    holders = _key_holders(viewer, wanted)
    ordered = sorted(rooms, key=lambda room: (room.made_at, list(RoomKind).index(RoomKind(room.kind)), room.letter))
    return [_room_seen(viewer, room, members[room.pk], holders[room.pk]) for room in ordered]


def _room_seen(viewer: Viewer, room: Room, listed: Sequence[Member], holders: set[UUID]) -> RoomSeen:
    inside = [member for member in listed if member.state == Member.State.IN]
    outside = [member for member in listed if member.state == Member.State.WAITING]
    newest = viewer.keyring.epoch_keys(room.pk)
    may_keep = viewer.may_keep(room)
    return RoomSeen(
        room=room,
        members=[_member_seen(member, holders) for member in inside],
        waiting=[_member_seen(member, holders) for member in outside] if may_keep else [],
        may_keep=may_keep,
        is_vouched=room.is_open
        or (bool(newest) and is_vouched(room, [member.account for member in inside], key=newest[0])),
        key_holders=len(holders),
    )


def _key_holders(viewer: Viewer, rooms: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """By room: the accounts that hold its newest key."""
    epochs = Epoch.objects.filter(visible_to(viewer), room__in=rooms).order_by("number")
    newest = dict(epochs.values_list("room", "pk"))
    holders: dict[UUID, set[UUID]] = defaultdict(set)
    for room, account in Hold.objects.filter(epoch__in=newest.values()).values_list("epoch__room", "account"):
        holders[room].add(account)
    return holders


def _keeps_moderators(viewer: Viewer) -> bool:
    return any(room.kind == Room.Kind.MODERATORS and viewer.may_keep(room) for room in viewer.rooms.values())


def _member_seen(member: Member, holders: set[UUID]) -> MemberSeen:
    return MemberSeen(member.account, member.since, fingerprint_of(member.account), member.account_id in holders)
