from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from guftugu.dialogues.lookups import INNERMOST
from guftugu.record.models import EntrySubject, Subject, SubjectName
from guftugu.record.visibility import links_visible_to, subjects_visible_to, visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class SubjectSeen:
    subject: Subject
    short: str
    name: str
    language: str
    names: dict[str, str]

    @property
    def shown(self) -> str:
        return self.name or self.short


def subjects(viewer: Viewer, dialogue: Dialogue, *, language: str = "") -> list[SubjectSeen]:
    """Those that have a name in one of the viewer's rooms, by name."""
    rows = Subject.objects.filter(subjects_visible_to(viewer), dialogue=dialogue)
    return sorted(_seen(viewer, rows, language), key=lambda seen: seen.shown.casefold())


def subject(viewer: Viewer, dialogue: Dialogue, subject_id: UUID, *, language: str = "") -> SubjectSeen | None:
    rows = Subject.objects.filter(subjects_visible_to(viewer), dialogue=dialogue, pk=subject_id)
    return next(iter(_seen(viewer, rows, language)), None)


def subjects_of(
    viewer: Viewer, entries: Collection[UUID] | QuerySet[Any, Any], *, language: str = ""
) -> dict[UUID, list[SubjectSeen]]:
    """By entry, what it is about."""
    links = EntrySubject.objects.filter(links_visible_to(viewer), entry__in=entries)
    pairs = list(links.values_list("entry", "subject"))
    rows = Subject.objects.filter(subjects_visible_to(viewer), pk__in={subject for _entry, subject in pairs})
    seen = {one.subject.pk: one for one in _seen(viewer, rows, language)}
    found: dict[UUID, list[SubjectSeen]] = defaultdict(list)
    for entry, about in pairs:
        if about in seen:
            found[entry].append(seen[about])
    for listed in found.values():
        listed.sort(key=lambda one: one.shown.casefold())
    return found


def short_names(viewer: Viewer, dialogue: Dialogue, *, room: Room | None = None) -> dict[str, UUID]:
    """What can be written in braces: in `room` its own short names, and in caucuses and behind them plenary's too."""
    rows = SubjectName.objects.filter(visible_to(viewer), subject__dialogue=dialogue)
    if room is not None:
        kinds = ["plenary"] if room.is_caucus or room.kind == "moderators" else []
        rows = rows.filter(room=room) | rows.filter(room__kind__in=kinds)
    return {name.short: name.subject_id for name in open_rows(viewer, rows) if name.short}


def counts_of(viewer: Viewer, dialogue: Dialogue) -> dict[UUID, int]:
    """How many entries the viewer may read are about each subject."""
    links = EntrySubject.objects.filter(links_visible_to(viewer), entry__dialogue=dialogue)
    counted: dict[UUID, int] = defaultdict(int)
    for subject in links.values_list("subject", flat=True):
        counted[subject] += 1
    return counted


def _seen(viewer: Viewer, rows: QuerySet[Subject], language: str) -> list[SubjectSeen]:
    listed = list(rows)
    named = SubjectName.objects.filter(visible_to(viewer), subject__in=[row.pk for row in listed])
    names: dict[UUID, list[SubjectName]] = defaultdict(list)
    for name in open_rows(viewer, named.select_related("room")):
        names[name.subject_id].append(name)
    return [_one(row, names[row.pk], language) for row in listed]


def _one(row: Subject, names: list[SubjectName], language: str) -> SubjectSeen:
    """Of several rooms' names the innermost counts, of those the latest; in the language asked for if there is one."""
    names = sorted(names, key=lambda name: (-_depth(name.room), name.recorded_at))
    by_language = {name.language: name.words for name in names if name.words}
    short = next((name.short for name in reversed(names) if name.short), "")
    first = next((name.language for name in reversed(names) if name.short and name.words), next(iter(by_language), ""))
    chosen = language if language in by_language else first
    return SubjectSeen(row, short, by_language.get(chosen, ""), chosen, by_language)


def _depth(room: Room) -> int:
    """0 for a caucus: what a party calls it among its own comes first."""
    return 1 + INNERMOST.index(room.kind) if room.kind in INNERMOST else 0
