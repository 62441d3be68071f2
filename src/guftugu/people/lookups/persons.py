from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues import lookups as dialogues
from guftugu.people.codes import same_code
from guftugu.people.lookups.parties import PartySeen, parties, party_marks
from guftugu.people.models import Organisation, Person, PersonKnown, PersonName, Remark
from guftugu.people.names import Called, called
from guftugu.people.sorting import code_key
from guftugu.people.visibility import of_organisations_visible_to, of_persons_visible_to, persons_visible_to, visible_to
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.words import is_sunset, open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class PersonSeen:
    """Somebody under a code name. `name` only where everybody who knows of the person may know it; else see the key."""

    row: Person
    called: Called
    mark: PartySeen | None = None

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def letter(self) -> str:
        return self.row.party.letter if self.row.party else ""

    @property
    def name(self) -> str:
        return self.called.name

    @property
    def languages(self) -> list[str]:
        return self.row.languages

    @property
    def room(self) -> Room:
        return self.row.room


@dataclass(frozen=True)
class KeyRow:
    """One line of the key: whom a code name stands for, in one room."""

    person: PersonSeen
    room: Room
    called: Called
    is_sunset: bool


@dataclass(frozen=True)
class Speakers:
    """What the note grammar needs to know of persons and parties."""

    codes: set[str]
    parties: set[str]
    party_of_code: dict[str, str]


def may_keep_people(viewer: Viewer, dialogue: Dialogue) -> bool:
    """Those who find participants: moderators and staff. Only they add parties, persons, steps."""
    if not viewer.is_signed_in:
        return False
    return any(room.kind in {RoomKind.MODERATORS, RoomKind.STAFF} for room in dialogues.rooms_of(viewer, dialogue))


def persons(viewer: Viewer, dialogue: Dialogue, *, language: str = "") -> list[PersonSeen]:
    rows = Person.objects.filter(persons_visible_to(viewer), dialogue=dialogue).select_related("party", "room")
    listed = sorted(rows, key=lambda row: code_key(row.code))
    names, marks = _names(viewer, listed), party_marks(viewer, dialogue, language=language)
    return [_seen(row, names[row.pk], marks, language) for row in listed]


def person(viewer: Viewer, dialogue: Dialogue, code: str, *, language: str = "") -> PersonSeen | None:
    wanted = same_code(code)
    return next((seen for seen in persons(viewer, dialogue, language=language) if same_code(seen.code) == wanted), None)


def own_person(viewer: Viewer, dialogue: Dialogue) -> PersonSeen | None:
    """Who the viewer is in this dialogue, where his log-in is tied to a code name."""
    mine = Person.objects.filter(persons_visible_to(viewer), dialogue=dialogue, account__isnull=False)
    row = mine.filter(account=viewer.account_id).select_related("party", "room").first()
    return PersonSeen(row, Called()) if row else None


def may_see_key(viewer: Viewer, dialogue: Dialogue) -> bool:
    """The key is a page for moderators, and for whoever may read a name in it."""
    if dialogues.room_of_kind(viewer, dialogue, RoomKind.MODERATORS) is not None:
        return True
    return PersonName.objects.filter(of_persons_visible_to(viewer), person__dialogue=dialogue).exists()


def key_to_codes(viewer: Viewer, dialogue: Dialogue) -> list[KeyRow] | None:
    """Who the code names stand for. None, and so no such page, for who may know no name here."""
    if not may_see_key(viewer, dialogue):
        return None
    known = persons(viewer, dialogue)
    names = _names(viewer, [seen.row for seen in known])
    return [_key_row(seen, in_room) for seen in known for in_room in _by_room(names[seen.row.pk])]


def is_code_free(viewer: Viewer, dialogue: Dialogue, code: str) -> bool:
    """Code names are unique over all rooms. Only those who give them learn, by trying, that one is in use."""
    if not may_keep_people(viewer, dialogue):
        return False
    taken = Person.objects.filter(dialogue=dialogue).values_list("code", flat=True)
    return same_code(code) not in {same_code(known) for known in taken}


def languages(viewer: Viewer, dialogue: Dialogue, *, known: Iterable[PersonSeen] | None = None) -> dict[str, list[str]]:
    """Which languages are spoken, and by which code names."""
    spoken: dict[str, list[str]] = defaultdict(list)
    for seen in persons(viewer, dialogue) if known is None else known:
        for language in seen.languages:
            spoken[language].append(seen.code)
    return dict(sorted(spoken.items()))


def speakers(viewer: Viewer, dialogue: Dialogue) -> Speakers:
    codes = Person.objects.filter(persons_visible_to(viewer), dialogue=dialogue).values_list("code", "party__letter")
    of_code = {code: letter for code, letter in codes if letter}
    letters = {seen.letter for seen in parties(viewer, dialogue)}
    return Speakers({code for code, _letter in codes}, letters, of_code)


def rooms_that_know(viewer: Viewer, person: Person) -> list[Room]:
    """Of the viewer's rooms, those that know the code name."""
    known = PersonKnown.objects.filter(visible_to(viewer), person=person).values_list("room", flat=True)
    return [viewer.rooms[room] for room in known.order_by("since", "pk")]


def remarks(viewer: Viewer, about: Person | Organisation) -> list[Remark]:
    if isinstance(about, Person):
        rows = Remark.objects.filter(of_persons_visible_to(viewer), person=about)
    else:
        rows = Remark.objects.filter(of_organisations_visible_to(viewer), organisation=about)
    return open_rows(viewer, rows.select_related("room"))


def _names(viewer: Viewer, rows: list[Person]) -> dict[UUID, list[PersonName]]:
    found = PersonName.objects.filter(of_persons_visible_to(viewer), person__in=[row.pk for row in rows])
    names: dict[UUID, list[PersonName]] = defaultdict(list)
    for name in open_rows(viewer, found.select_related("room").order_by("recorded_at", "pk")):
        names[name.person_id].append(name)
    return names


def _seen(row: Person, names: list[PersonName], marks: dict[str, PartySeen], language: str) -> PersonSeen:
    in_own_room = [name for name in names if name.room_id == row.room_id]
    return PersonSeen(row, called(in_own_room, language=language), marks.get(row.party.letter) if row.party else None)


def _by_room(names: list[PersonName]) -> list[list[PersonName]]:
    rooms: dict[UUID, list[PersonName]] = defaultdict(list)
    for name in names:
        rooms[name.room_id].append(name)
    return list(rooms.values())


def _key_row(seen: PersonSeen, names: list[PersonName]) -> KeyRow:
    is_gone = any(is_sunset(name, "words") for name in names)
    return KeyRow(seen, names[0].room, called(names), is_gone and not any(name.words for name in names))
