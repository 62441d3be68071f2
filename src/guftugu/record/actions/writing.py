"""How entries come into the store: sealed, numbered, each part where it may be known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.record.actions.numbers import give_numbers, next_place
from guftugu.record.folding import FOLDING, fold
from guftugu.record.languages import language_of, script_of
from guftugu.record.models import Entry, EntrySubject, SearchBlock, Sheet
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal
from guftugu.trail.actions import join_the_line

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.rooms.words import OpenShelf


class UnableToAddEntry(Refusal):
    pass


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An entry before it has a number. `answers` is the place, in the list of drafts, of the question it answers."""

    room: Room
    kind: str
    words: str
    language: str = ""
    script: str = ""
    agenda_item: str = ""
    party: str = ""
    speaker: str = ""
    as_typed: str = ""
    source: str = ""
    is_illustration: bool = False
    flags: frozenset[str] = frozenset()
    subjects: Sequence[UUID] = ()
    answers: int | None = None
    in_reply_to: Entry | None = None
    corrects: Entry | None = None
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Written:
    """`kept` is what the trail is to hold fast: the entries and what is searched for them."""

    entries: list[Entry]
    kept: list[Model]


@dataclass
class _Shelves:
    """The shelves of one occasion, looked up once each."""

    occasion: Occasion
    by: Viewer
    now: datetime
    found: dict[UUID, OpenShelf] = field(default_factory=dict)

    def of(self, room: Room) -> OpenShelf:
        if room.pk not in self.found:
            about = About("occasion", self.occasion.pk)
            self.found[room.pk] = shelf_in(room, by=self.by, now=self.now, about=about)
        return self.found[room.pk]


def write_entries(
    dialogue: Dialogue, occasion: Occasion, drafts: Sequence[Draft], *, by: Viewer, now: datetime
) -> Written:
    """Number, seal and keep the drafts, in their order. The caller's act is what the trail tells."""
    join_the_line()
    numbers = {room: iter(give_numbers(dialogue, room, count)) for room, count in _counted(drafts).items()}
    places = {room: next_place(occasion, room) for room in numbers}
    shared = max((place for room, place in places.items() if not room.is_caucus), default=1)
    shelves = _Shelves(occasion, by, now)
    moderators = dialogues.moderators_room(by, dialogue)
    entries: list[Entry] = []
    for order, draft in enumerate(drafts):
        entry = Entry(id=uuid4(), dialogue=dialogue, room=draft.room, occasion=occasion, recorded_at=now)
        entry.number = next(numbers[draft.room])
        entry.place = order + (places[draft.room] if draft.room.is_caucus else shared)
        _fill(entry, draft)
        entry.in_reply_to = entries[draft.answers] if draft.answers is not None else draft.in_reply_to
        _seal(entry, draft, dialogue.attribution, shelves, moderators)
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    blocks = _blocks(entries, drafts, shelves)
    SearchBlock.objects.bulk_create(blocks)
    EntrySubject.objects.bulk_create(
        EntrySubject(id=uuid4(), entry=entry, subject_id=subject)
        for entry, draft in zip(entries, drafts, strict=True)
        for subject in dict.fromkeys(draft.subjects)
    )
    return Written(entries, [*entries, *blocks])


def check_writes(dialogue: Dialogue, room: Room, occasion: Occasion, *, by: Viewer) -> None:
    if not by.is_signed_in or not by.holds_key(room):
        raise UnableToAddEntry(_("You cannot write in this room."))
    if occasion.dialogue_id != dialogue.pk or not dialogue.rooms.filter(pk=room.pk).exists():
        raise UnableToAddEntry(_("That room belongs to another dialogue."))
    if not by.may_read(occasion.room_id):
        raise UnableToAddEntry(_("There is no such occasion."))


def _blocks(entries: Sequence[Entry], drafts: Sequence[Draft], shelves: _Shelves) -> list[SearchBlock]:
    lines: dict[Room, list[str]] = {}
    for entry, draft in zip(entries, drafts, strict=True):
        folded = " ".join(fold(draft.words).split())
        lines.setdefault(draft.room, []).append(f"{entry.pk.hex}\t{entry.place}\t{entry.kind}\t{folded}")
    blocks = []
    for room, told in lines.items():
        block = SearchBlock(
            id=uuid4(), dialogue=entries[0].dialogue, room=room, occasion=shelves.occasion, folding=FOLDING
        )
        seal(block, shelf=shelves.of(room), lines="\n".join(told))
        blocks.append(block)
    return blocks


def _counted(drafts: Sequence[Draft]) -> Mapping[Room, int]:
    counted: dict[Room, int] = {}
    for draft in drafts:
        counted[draft.room] = counted.get(draft.room, 0) + 1
    return counted


def _fill(entry: Entry, draft: Draft) -> None:
    entry.kind = draft.kind
    entry.language = draft.language or language_of(draft.words, otherwise="en")
    entry.script = draft.script or script_of(draft.words)
    entry.is_illustration = draft.is_illustration
    entry.flags = " ".join(sorted(draft.flags))
    entry.corrects, entry.sheet = draft.corrects, draft.sheet


def _seal(entry: Entry, draft: Draft, attribution: str, shelves: _Shelves, moderators: Room | None) -> None:
    """What was said in the room; by whom as the dialogue's attribution has it at this moment; the rest, for moderators.

    In a caucus all of it stays in the caucus.
    """
    here = {"words": draft.words, "agenda_item": draft.agenda_item, "source": draft.source}
    apart = {"as_typed": draft.as_typed}
    is_inside = draft.room.is_caucus or draft.room == moderators
    (here if is_inside or attribution != "none" else apart)["party"] = draft.party
    (here if is_inside or attribution == "named" else apart)["speaker"] = draft.speaker
    if is_inside:
        here |= apart
        apart = {}
    seal(entry, shelf=shelves.of(draft.room), **{name: words for name, words in here.items() if words})
    apart = {name: words for name, words in apart.items() if words}
    if not apart:
        return
    if moderators is None:
        raise UnableToAddEntry(_("Who spoke can be noted only by somebody with a role in this dialogue."))
    seal(entry, shelf=shelves.of(moderators), **apart)
