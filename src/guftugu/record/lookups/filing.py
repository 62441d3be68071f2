"""How sheets are understood: as lines of the grammar, with the codes and subjects this dialogue knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues import lookups as dialogues
from guftugu.people import lookups as people
from guftugu.record.lookups.sheets import times_of
from guftugu.record.lookups.subjects import short_names
from guftugu.record.notes import MergedLine, merge_sheets, parse_sheet
from guftugu.record.notes import Sheet as ReadSheet

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.models import Sheet
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


def read_notes(viewer: Viewer, text: str, *, dialogue: Dialogue, room: Room) -> ReadSheet:
    return _read(viewer, [text], dialogue=dialogue, room=room)[0]


def merged_lines(viewer: Viewer, sheets: Sequence[Sheet]) -> tuple[MergedLine[UUID], ...]:
    """The opened sheets of one occasion as one order of lines."""
    first = sheets[0]
    read = _read(viewer, [sheet.text for sheet in sheets], dialogue=first.occasion.dialogue, room=first.room)
    return merge_sheets([(sheet.pk, one.lines, times_of(sheet)) for sheet, one in zip(sheets, read, strict=True)])


def room_of_asides(viewer: Viewer, sheet: Sheet) -> Room:
    """What is whispered to the moderators goes to their room, but nothing leaves a caucus that way."""
    if sheet.room.is_caucus:
        return sheet.room
    return dialogues.moderators_room(viewer, sheet.occasion.dialogue) or sheet.room


def _read(viewer: Viewer, texts: Sequence[str], *, dialogue: Dialogue, room: Room) -> list[ReadSheet]:
    known = people.speakers(viewer, dialogue)
    codes = {code: known.party_of_code.get(code, "") for code in known.codes}
    names = short_names(viewer, dialogue, room=room)
    return [parse_sheet(text, subjects=names, speakers=codes, parties=known.parties) for text in texts]
