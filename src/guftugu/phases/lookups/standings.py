from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues.lookups import INNERMOST
from guftugu.dialogues.positions import NOW, Moment, as_of, in_force
from guftugu.phases.kinds import Firmness, Phase
from guftugu.phases.models import Standing
from guftugu.phases.visibility import visible_to
from guftugu.phases.wording import after_in_words
from guftugu.record.lookups.citations import evidence
from guftugu.record.lookups.seen import Shown
from guftugu.record.lookups.subjects import SubjectSeen, subjects
from guftugu.rooms import visibility as rooms
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.words import is_broken, is_sunset, open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class StandingSeen:
    """A judgement as a reader sees it: opened, with the entries it rests on that he may read.

    `told_in` are those of his other rooms to which it was released.
    """

    row: Standing
    room: Room
    subject: SubjectSeen | None = None
    evidence: list[Shown] = field(default_factory=list)
    told_in: list[Room] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return self.row.pk

    @property
    def phase(self) -> Phase:
        return Phase(self.row.phase)

    @property
    def firmness(self) -> Firmness:
        return Firmness(self.row.firmness)

    @property
    def why(self) -> str:
        return str(self.row.why)

    @property
    def language(self) -> str:
        return self.row.language

    @property
    def judged_by(self) -> str:
        return str(self.row.judged_by)

    @property
    def after(self) -> int:
        """The number of the meeting after which it held; 0: before the first."""
        return (self.row.held_after.number if self.row.held_after else None) or 0

    @property
    def when(self) -> str:
        return after_in_words(self.after)

    @property
    def recorded_at(self) -> datetime:
        return self.row.recorded_at

    @property
    def ends(self) -> bool:
        """It says that the phase holds no more."""
        return self.row.ends

    @property
    def is_copy(self) -> bool:
        return self.row.copy_of_id is not None

    @property
    def is_sunset(self) -> bool:
        return is_sunset(self.row, "why")

    @property
    def is_broken(self) -> bool:
        return is_broken(self.row, "why")

    @property
    def series(self) -> tuple[UUID | None, int]:
        return self.row.series

    @property
    def anchor(self) -> str:
        return f"s-{self.row.pk}"


def history(viewer: Viewer, dialogue: Dialogue, moment: Moment = NOW, *, language: str = "") -> list[StandingSeen]:
    """Every judgement that counts at a moment, and every ending, by the meeting after which it held."""
    return _seen(viewer, dialogue, _rows(viewer, dialogue, moment), language=language)


def standings(viewer: Viewer, dialogue: Dialogue, moment: Moment = NOW, *, language: str = "") -> list[StandingSeen]:
    """Those in force at a moment: the group's by phase, then those of subjects."""
    rows = in_force(_rows(viewer, dialogue, moment), lambda row: row.series)
    return sorted(_seen(viewer, dialogue, rows, language=language), key=_by_subject)


def standing(viewer: Viewer, dialogue: Dialogue, standing_id: UUID, *, language: str = "") -> StandingSeen | None:
    rows = Standing.objects.filter(visible_to(viewer), dialogue=dialogue, pk=standing_id)
    found = list(rows.select_related("held_after", "subject", "dialogue", "room"))
    return next(iter(_seen(viewer, dialogue, found, language=language)), None)


def _rows(viewer: Viewer, dialogue: Dialogue, moment: Moment) -> list[Standing]:
    rows = as_of(Standing.objects.filter(visible_to(viewer), dialogue=dialogue), moment)
    return _once(sorted(rows.select_related("held_after", "subject", "dialogue", "room"), key=_order))


def _order(row: Standing) -> tuple[int, datetime, int, bool]:
    """By meeting, by when we knew, by phase; what ends a series after what does not."""
    return (row.held_after.number if row.held_after else None) or 0, row.recorded_at, row.phase, row.ends


def _once(rows: Iterable[Standing]) -> list[Standing]:
    """Of copies of one judgement in several rooms the one in the innermost."""
    kept: dict[UUID, Standing] = {}
    for row in rows:
        known = kept.get(row.copy_of_id or row.pk)
        if known is None or _depth(row.room) < _depth(known.room):
            kept[row.copy_of_id or row.pk] = row
    return list(kept.values())


def _depth(room: Room) -> int:
    return INNERMOST.index(room.kind) if room.kind in INNERMOST else 0


def _seen(viewer: Viewer, dialogue: Dialogue, rows: Iterable[Standing], *, language: str) -> list[StandingSeen]:
    """A judgement on a subject that has no name in the viewer's rooms is not shown: it would tell that there is one."""
    listed = list(rows)
    named = subjects(viewer, dialogue, language=language) if any(row.subject_id for row in listed) else []
    known = {one.subject.pk: one for one in named}
    listed = open_rows(viewer, [row for row in listed if row.subject_id is None or row.subject_id in known])
    rests_on = evidence(viewer, [row.pk for row in listed])
    copies = _copies(viewer, listed)
    return [
        StandingSeen(
            row,
            viewer.rooms[row.room_id],
            subject=known[row.subject_id] if row.subject_id else None,
            evidence=sorted(rests_on.get(row.pk, []), key=_by_room),
            told_in=copies.get(row.pk, []),
        )
        for row in listed
    ]


def _copies(viewer: Viewer, rows: Iterable[Standing]) -> dict[UUID, list[Room]]:
    """By judgement, the viewer's rooms that were told of it."""
    told = Standing.objects.filter(rooms.visible_to(viewer), copy_of__in=[row.pk for row in rows])
    found: dict[UUID, list[Room]] = defaultdict(list)
    for original, room in told.values_list("copy_of", "room"):
        if original is not None:
            found[original].append(viewer.rooms[room])
    return {pk: sorted(those, key=_depth) for pk, those in found.items()}


def _by_room(shown: Shown) -> tuple[bool, str, int]:
    """Plenary's first, each room's in the order in which they came into the record."""
    return shown.room.kind != RoomKind.PLENARY, shown.room.kind, shown.entry.number


def _by_subject(seen: StandingSeen) -> tuple[str, int]:
    return seen.subject.shown.casefold() if seen.subject else "", seen.row.phase
