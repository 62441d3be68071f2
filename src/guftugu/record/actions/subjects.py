from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.record.folding import fold
from guftugu.record.lookups.subjects import short_names
from guftugu.record.models import EntrySubject, Subject, SubjectName
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.models import Entry
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

LONGEST_SHORT = 60


class UnableToNameSubject(Refusal):
    pass


@transaction.atomic
def add_subject(
    dialogue: Dialogue,
    short: str,
    name: str,
    *,
    rooms: Sequence[Room],
    by: Viewer,
    now: datetime,
    language: str = "en",
    names: Mapping[str, str] | None = None,
) -> Subject:
    """Something entries can be about, under its name in each of these rooms; `names` are those in other languages."""
    if not rooms:
        raise UnableToNameSubject(_("Say in which room this subject is known."))
    subject = Subject.objects.create(id=uuid4(), dialogue=dialogue, made_at=now)
    _check_short(subject, short, by=by)
    others = names or {}
    for room in rooms:
        _name_in(subject, room, {language: name, **others}, short=short, by=by, now=now)
    return subject


def _name_in(
    subject: Subject, room: Room, names: Mapping[str, str], *, by: Viewer, now: datetime, short: str = ""
) -> None:
    """By language; the short name goes with the first."""
    if not by.is_signed_in or not by.holds_key(room):
        raise UnableToNameSubject(_("You cannot write in this room."))
    if not subject.dialogue.rooms.filter(pk=room.pk).exists():
        raise UnableToNameSubject(_("That room belongs to another dialogue."))
    if not all(name.strip() for name in names.values()):
        raise UnableToNameSubject(_("A name has to say something."))
    shelf = shelf_in(room, by=by, now=now)
    rows: list[SubjectName] = []
    for language, name in names.items():
        row = SubjectName(id=uuid4(), subject=subject, room=room, language=language, recorded_at=now)
        seal(row, shelf=shelf, words=name.strip(), short="" if rows else short.strip())
        rows.append(row)
    SubjectName.objects.bulk_create(rows)
    record_act("subject_named", by=by, about=subject, room=room, kept=rows, now=now)


@transaction.atomic
def name_subject_in(
    subject: Subject, rooms: Sequence[Room], name: str, *, by: Viewer, now: datetime, language: str, short: str = ""
) -> None:
    """Say what a subject is called in these rooms, in a language. The name before stays in the record."""
    _check_short(subject, short, by=by)
    for room in rooms:
        _name_in(subject, room, {language: name}, by=by, now=now, short=short)


@transaction.atomic
def add_subjects_to(entry: Entry, subjects: Iterable[Subject], *, by: Viewer, now: datetime) -> None:
    """Say what an entry is about, also after it was filed: its words stay as they are."""
    if not by.is_signed_in or not by.holds_key(entry.room):
        raise UnableToNameSubject(_("You cannot write in this room."))
    there = set(EntrySubject.objects.filter(entry=entry).values_list("subject", flat=True))
    links = [EntrySubject(id=uuid4(), entry=entry, subject=one) for one in subjects if one.pk not in there]
    EntrySubject.objects.bulk_create(links)
    if links:
        record_act("subjects_added", by=by, about=entry, room=entry.room, kept=links, now=now)


def _check_short(subject: Subject, short: str, *, by: Viewer) -> None:
    """A short name stands in braces, so it holds none, and in the writer's rooms it means one subject."""
    if len(short.strip()) > LONGEST_SHORT or set("{}\n") & set(short):
        raise UnableToNameSubject(_("A short name has up to sixty letters and no braces."))
    if not short.strip():
        return
    for known, seen in short_names(by, subject.dialogue).items():
        if fold(known) == fold(short.strip()) and seen != subject.pk:
            raise UnableToNameSubject(_("Another subject has this short name."))
