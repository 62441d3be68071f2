"""The check before words leave: a list for a person to go through. It forbids nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues import lookups as dialogues
from guftugu.record.labels import read_label
from guftugu.reports.leaving import (
    Finding,
    FindingKind,
    Forms,
    Hit,
    Passing,
    folded,
    is_said_in,
    names_in,
    runs,
    stretches,
)
from guftugu.reports.lookups.names import codes, names
from guftugu.reports.lookups.sealed import sealed_words
from guftugu.reports.models import Checked
from guftugu.reports.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.audiences import Readers
    from guftugu.reports.models import Paper
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

ORDER = (FindingKind.CITATION, FindingKind.RUN, FindingKind.NAME, FindingKind.UNCITED)


def leaving(
    viewer: Viewer,
    dialogue: Dialogue,
    passages: Sequence[Passing],
    readers: Readers,
    *,
    checked: Collection[str] = (),
    without: Collection[UUID] = (),
) -> list[Finding]:
    """What these passages would tell the readers, as far as the viewer's own rooms let it be known.

    `checked` are the keys of findings that a person has looked at; `without` the texts that the passages are of.
    """
    wanted = {run for passage in passages for run in runs(passage.words)}
    inside, elsewhere = _kept(viewer, dialogue, readers, wanted, without)
    found = [
        *_citations(viewer, dialogue, passages, readers),
        *_stretches(passages, elsewhere),
        *_names(viewer, dialogue, passages, inside),
        *_uncited(passages),
    ]
    known = set(checked)
    found = [replace(finding, is_checked=finding.key in known) for finding in found]
    return sorted(found, key=lambda finding: (finding.is_known, ORDER.index(FindingKind(finding.kind))))


def checked_keys(viewer: Viewer, paper: Paper, readers: Readers) -> frozenset[str]:
    """The findings of this paper that a person has said may go to these readers."""
    rows = open_rows(viewer, Checked.objects.filter(visible_to(viewer), paper=paper))
    told = (row.words.partition("\n") for row in rows)
    return frozenset(key for known_as, _break, key in told if known_as == readers.known_as)


def _kept(
    viewer: Viewer, dialogue: Dialogue, readers: Readers, wanted: set[tuple[str, ...]], without: Collection[UUID]
) -> tuple[str, dict[tuple[str, ...], Room]]:
    """All that the readers' rooms say, folded; and of the wanted runs those that only other rooms say."""
    inside = [folded(code) for code in codes(readers.narrowed(viewer, dialogue), dialogue)]
    known: set[tuple[str, ...]] = set()
    elsewhere: dict[tuple[str, ...], Room] = {}
    for sealed in sealed_words(viewer, dialogue, without=without):
        room, there = sealed.room, [run for run in runs(sealed.words) if run in wanted]
        if room is None or readers.know(room.kind, room.letter):
            inside.append(folded(sealed.words))
            known.update(there)
        else:
            elsewhere.update((run, room) for run in there if run not in elsewhere)
    return "\n".join(inside), {run: room for run, room in elsewhere.items() if run not in known}


def _citations(viewer: Viewer, dialogue: Dialogue, passages: Iterable[Passing], readers: Readers) -> Iterator[Finding]:
    rooms = dialogues.rooms_of(viewer, dialogue)
    found: dict[str, list[int | None]] = {}
    of: dict[str, Room | None] = {}
    for passage in passages:
        for typed in passage.labels:
            label = read_label(typed)
            if label is None or readers.know(label.kind, label.letter):
                continue
            found.setdefault(typed, []).append(passage.number)
            of[typed] = next((room for room in rooms if label.is_of(room)), None)
    for typed, numbers in found.items():
        yield Finding(FindingKind.CITATION, typed, _once(numbers), of[typed])


def _stretches(passages: Iterable[Passing], elsewhere: dict[tuple[str, ...], Room]) -> Iterator[Finding]:
    found: dict[str, Finding] = {}
    for one in stretches(passages, elsewhere):
        finding = Finding(FindingKind.RUN, one.words, (one.number,), one.room)
        before = found.get(finding.key)
        found[finding.key] = replace(before, passages=_once([*before.passages, one.number])) if before else finding
    yield from found.values()


def _names(viewer: Viewer, dialogue: Dialogue, passages: Sequence[Passing], inside: str) -> Iterator[Finding]:
    hits: dict[str, list[Hit]] = {}
    for hit in names_in(passages, names(viewer, dialogue), Forms()):
        hits.setdefault(hit.name.shown or hit.name.words, []).append(hit)
    for shown, stood in hits.items():
        is_known = all(is_said_in(inside, hit.said, folded(hit.name.words).strip()) for hit in stood)
        numbers = _once([hit.number for hit in stood])
        yield Finding(FindingKind.NAME, shown, numbers, stood[0].name.room, is_known=is_known)


def _uncited(passages: Iterable[Passing]) -> Iterator[Finding]:
    for passage in passages:
        if passage.is_written and not passage.is_heading and not passage.labels:
            yield Finding(FindingKind.UNCITED, passage.words, (passage.number,))


def _once(numbers: Iterable[int | None]) -> tuple[int | None, ...]:
    return tuple(dict.fromkeys(numbers))
