"""What goes out: the passages to look through first, and the document that a file is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.look.dates import day_in_words
from guftugu.record.lookups.entries import NO_FILTERS, filtered
from guftugu.record.lookups.seen import Shown
from guftugu.reports.audiences import Readers, readers_in, readers_of
from guftugu.reports.leaving import Finding, Passing
from guftugu.reports.lookups.composing import UnableToCompose, composed, rooms_to_compose_in
from guftugu.reports.lookups.leaving import checked_keys, leaving
from guftugu.reports.lookups.papers import last_composed, paper_wanted
from guftugu.rooms.words import open_rows
from guftugu.texts.citing import labels
from guftugu.texts.files import Document, Printed
from guftugu.texts.kinds import PassageKind
from guftugu.texts.lookups import texts
from guftugu.texts.lookups.documents import document
from guftugu.texts.lookups.releasing import going_along
from guftugu.texts.sources import sources_of
from guftugu.trail.lookups import head

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.composed import Composed, Wanted
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import TextSeen


@dataclass(frozen=True)
class GoingOut:
    """A paper about to be handed over as a file. `paper` is the kept one, where that is what goes."""

    document: Document
    findings: list[Finding]
    room: Room
    paper: PaperSeen | None = None


def going_out(viewer: Viewer, dialogue: Dialogue, wanted: Wanted, *, is_anew: bool = False, now: datetime) -> GoingOut:
    """What somebody wrote on, or was given, as it stands; everything else as the record composes it now."""
    rooms, readers = rooms_to_compose_in(viewer, dialogue, wanted.kind), readers_of(wanted.audience)
    kept = paper_wanted(viewer, dialogue, wanted)
    if kept is not None and not (is_anew and rooms) and (kept.is_edited or kept.is_copy or not rooms):
        findings = leaving_with(viewer, dialogue, kept, readers) if rooms else []
        return GoingOut(printed(viewer, dialogue, kept), findings, kept.room, kept)
    if not rooms:
        raise UnableToCompose(_not_yours())
    draft = composed(viewer, dialogue, wanted, now=now)
    passages = [Passing(None, draft.title, is_heading=True), *_numbered(draft)]
    known = checked_keys(viewer, kept.row, readers) if kept else frozenset()
    without = _own(kept) if kept else ()
    findings = leaving(viewer, dialogue, passages, readers, checked=known, without=without)
    return GoingOut(printed_draft(viewer, dialogue, draft, wanted, readers, now=now), findings, rooms[0])


def leaving_with(
    viewer: Viewer, dialogue: Dialogue, paper: PaperSeen, readers: Readers, *, to_room: Room | None = None
) -> list[Finding]:
    """What the version that stands would tell these readers; released into a room, with the labels that room knows."""
    was = {one.id: one.words for one in texts.passages_of(viewer, last_composed(viewer, paper))}
    standing = texts.passages_of(viewer, paper.version)
    words = [one.words for one in standing]
    if to_room is not None:
        words = [one.words for one in going_along(viewer, paper.version, to_room).passages]
    passages = [Passing(None, paper.title, is_heading=True)]
    for one, said in zip(standing, words, strict=True):
        is_uncited = was.get(one.id) != one.words and not labels(one.words)
        passages.append(Passing(one.number, said, is_uncited, one.kind == PassageKind.HEADING))
    known = checked_keys(viewer, paper.row, readers)
    return leaving(viewer, dialogue, passages, readers, checked=known, without=_own(paper))


def printed(
    viewer: Viewer, dialogue: Dialogue, paper: PaperSeen, *, words: TextSeen | None = None, lines: Sequence[str] = ()
) -> Document:  # fmt: skip
    """The version that stands; or `words`, which are it in another language, under `lines` of their own.

    Of the entries it cites only those are printed that its readers may read.
    """
    readers = _readers(paper)

    def tells(shown: Shown) -> bool:
        return readers.know(shown.room.kind, shown.room.letter)

    told = words or texts.text_seen(viewer, paper.text.pk, number=paper.version.number)
    return document(viewer, told, lines=lines or lines_of(viewer, dialogue, paper), tells=tells)


def lines_of(viewer: Viewer, dialogue: Dialogue, paper: PaperSeen) -> tuple[str, ...]:
    """What stands under the title of the version that stands."""
    version = paper.version
    return _lines(viewer, dialogue, _readers(paper), texts.title_of(version), version.made_at)


def printed_draft(
    viewer: Viewer, dialogue: Dialogue, draft: Composed, wanted: Wanted, readers: Readers, *, now: datetime
) -> Document:
    as_readers = readers.narrowed(viewer, dialogue)
    wanted_labels = {label for one in draft.passages for label in labels(one.words)}
    numbers = {int(number) for label in wanted_labels if (number := "".join(filter(str.isdigit, label)))}
    rows = filtered(as_readers, dialogue, NO_FILTERS).filter(number__in=numbers).order_by("room", "number")
    every = (Shown(row, as_readers.rooms[row.room_id]) for row in open_rows(as_readers, rows))
    return Document(
        title=draft.title,
        language=wanted.language,
        script="",
        lines=_lines(viewer, dialogue, readers, draft.title, now),
        passages=tuple(
            Printed(told.number, one.kind, one.level, one.words, wanted.language)
            for one, told in zip(draft.passages, _numbered(draft), strict=True)
        ),
        sources=sources_of(
            (shown for shown in every if shown.label in wanted_labels), (one.words for one in draft.passages)
        ),
        foot=_("Trail %(head)s") % {"head": head().hex()[:16]},
        made_at=now,
        sources_title=_("Sources"),
    )


def file_name(viewer: Viewer, paper: PaperSeen, suffix: str) -> str:
    """Says what the paper is, and nothing that is sealed."""
    if paper.period:
        return f"{paper.row.kind}-{paper.period.first}-{paper.period.last}.{suffix}"
    number = paper.meeting.number if paper.meeting and viewer.may_read(paper.meeting.room_id) else None
    return f"{paper.row.kind}-{number}.{suffix}" if number else f"{paper.row.kind}.{suffix}"


def _numbered(draft: Composed) -> list[Passing]:
    """As the pages of a text number them: all but headings."""
    found: list[Passing] = []
    number = 0
    for one in draft.passages:
        is_heading = one.kind == PassageKind.HEADING
        number += not is_heading
        found.append(Passing(None if is_heading else number, one.words, is_heading=is_heading))
    return found


def _lines(viewer: Viewer, dialogue: Dialogue, readers: Readers, title: str, at: datetime) -> tuple[str, ...]:
    """Under the title: what the readers call the dialogue, where the title does not say it, and the day."""
    called = dialogues.titles(readers.narrowed(viewer, dialogue), [dialogue]).get(dialogue.pk, "")
    return tuple(
        line for line in (called if called not in title else "", str(day_in_words(timezone.localdate(at)))) if line
    )


def _readers(paper: PaperSeen) -> Readers:
    """What was released to a room is read there, whoever it was composed for."""
    return readers_in(paper.room) if paper.is_copy else readers_of(paper.row.audience)


def _own(paper: PaperSeen) -> list[UUID]:
    """The text itself is no other room's words; nor is that of which it is a copy."""
    return [pk for pk in (paper.text.pk, paper.text.copy_of_id) if pk]


def _not_yours() -> str:
    return _("Moderators compose papers; the convener's staff composes wrap-up reports. None was released to you.")
