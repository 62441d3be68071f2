from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.record.actions.entries import clock
from guftugu.record.actions.questions import write_open_questions
from guftugu.record.actions.writing import Draft, check_writes, write_entries
from guftugu.record.languages import language_of
from guftugu.record.lookups.filing import merged_lines, room_of_asides
from guftugu.record.lookups.subjects import short_names
from guftugu.record.models import Entry, Sheet
from guftugu.record.notes import LineKind, MergedLine
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToFile(Refusal):
    pass


@dataclass(frozen=True, kw_only=True)
class LineMark:
    """What is known of a line beyond what the line says."""

    language: str = ""
    script: str = ""
    source: str = ""
    is_illustration: bool = False


@dataclass(frozen=True)
class FiledLine:
    """Which line of which sheet became which entry. `number` counts as the sheet's lines do."""

    sheet: UUID
    number: int
    entry: Entry


@transaction.atomic
def file_sheets(
    sheets: Sequence[Sheet],
    *,
    by: Viewer,
    now: datetime,
    marks: Mapping[tuple[UUID, int], LineMark] | None = None,
    held_after: Occasion | None = None,
) -> list[FiledLine]:
    """The lines of these sheets become entries, in the order in which they were said; nothing is changed after.

    Who is said to speak follows the dialogue's attribution as it is now. An aside goes to the moderators' room; one
    made in a caucus stays in the caucus. Refused if a sheet was filed, or saved anew since it was looked at.
    """
    locked = _locked(sheets)
    first = locked[0]
    dialogue, occasion = first.occasion.dialogue, first.occasion
    _check(locked, sheets, by=by)
    merged = merged_lines(by, locked)
    lines = [line for line in merged if line.line.kind is not LineKind.HEADING]
    if not lines:
        raise UnableToFile(_("There is nothing on this sheet yet."))
    drafts = _drafts(lines, locked, marks or {}, by=by)
    written = write_entries(dialogue, occasion, drafts, by=by, now=now)
    entries = written.entries
    held_after = held_after or clock(dialogue, occasion, by=by)
    answers = {entry.in_reply_to: entry for entry in reversed(entries) if entry.in_reply_to is not None}
    hanging = [entry for entry, line in zip(entries, lines, strict=True) if line.line.kind is LineKind.OPEN_QUESTION]
    questions = write_open_questions(hanging, held_after=held_after, now=now, answers=answers)
    filed = [FiledLine(line.sheet, line.line.number, entry) for line, entry in zip(lines, entries, strict=True)]
    blocks = written.kept[len(entries) :]
    for sheet in locked:
        sheet.filed_at = now
        sheet.save(update_fields=["filed_at"])
        own = [line.entry for line in filed if line.sheet == sheet.pk]
        about_own = [row for row in questions if row.asked in own]
        kept = [*own, *about_own, *(blocks if sheet is first else [])]
        record_act("sheet_filed", by=by, about=sheet, room=sheet.room, kept=kept, now=now)
    return filed


def _locked(sheets: Sequence[Sheet]) -> list[Sheet]:
    rows = Sheet.objects.select_for_update(of=("self",)).filter(pk__in=[sheet.pk for sheet in sheets])
    found = list(
        rows.select_related("occasion__dialogue", "occasion__room", "room", "kept_in").order_by("begun_at", "pk")
    )
    if not found:
        raise UnableToFile(_("Choose a sheet to file."))
    return found


def _check(locked: list[Sheet], looked_at: Sequence[Sheet], *, by: Viewer) -> None:
    first = locked[0]
    versions = {sheet.pk: sheet.version for sheet in looked_at}
    check_writes(first.occasion.dialogue, first.room, first.occasion, by=by)
    for sheet in open_rows(by, locked):
        if (sheet.occasion_id, sheet.room_id) != (first.occasion_id, first.room_id):
            raise UnableToFile(_("Only sheets of one occasion and one room are filed together."))
        if sheet.writer_id != by.account_id and not by.may_read(sheet.kept_in_id):
            raise UnableToFile(_("A sheet is filed by its writer or by a moderator."))
        if sheet.filed_at is not None:
            raise UnableToFile(_("This sheet is filed already."))
        if sheet.version != versions[sheet.pk]:
            raise UnableToFile(_("The sheet was saved anew since you looked at it. Look at it again, then file it."))
        if not sheet.text:
            raise UnableToFile(_("You cannot read this sheet, so you cannot file it."))


def _drafts(
    lines: Sequence[MergedLine[UUID]],
    sheets: Sequence[Sheet],
    marks: Mapping[tuple[UUID, int], LineMark],
    *,
    by: Viewer,
) -> list[Draft]:
    by_id = {sheet.pk: sheet for sheet in sheets}
    at = {line.place: order for order, line in enumerate(lines)}
    first = sheets[0]
    subjects = short_names(by, first.occasion.dialogue, room=first.room)
    apart = room_of_asides(by, first)
    unmarked = LineMark()
    return [
        _draft(
            line,
            by_id[line.sheet],
            marks.get((line.sheet, line.line.number), unmarked),
            room=apart if line.line.is_for_moderators_only else first.room,
            subjects=[subjects[name] for name in line.line.subjects],
            answers=at.get(line.answers) if line.answers is not None else None,
        )
        for line in lines
    ]


def _draft(
    merged: MergedLine[UUID],
    sheet: Sheet,
    mark: LineMark,
    *,
    room: Room,
    subjects: Sequence[UUID],
    answers: int | None,
) -> Draft:
    line = merged.line
    return Draft(
        room=room,
        kind=line.entry_kind or Entry.Kind.NOTE,
        words=line.words,
        language=mark.language or language_of(line.words, otherwise=sheet.language),
        script=mark.script,
        agenda_item=line.item or "",
        party=line.party or "",
        speaker=line.speaker or "",
        as_typed=line.raw,
        source=mark.source,
        is_illustration=mark.is_illustration,
        flags=frozenset(flag.value for flag in line.flags),
        subjects=subjects,
        answers=answers,
        sheet=sheet,
    )
