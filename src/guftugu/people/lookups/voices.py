from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues.positions import NOW, Moment, as_of, in_force
from guftugu.people.lookups.persons import PersonSeen, persons
from guftugu.people.models import MissingVoice, VoiceBrought
from guftugu.people.visibility import brought_visible_to, visible_to
from guftugu.rooms.words import is_sunset, open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@dataclass(frozen=True)
class VoiceSeen:
    row: MissingVoice
    brought: list[tuple[PersonSeen, VoiceBrought]]

    @property
    def words(self) -> str:
        return str(self.row.words)

    @property
    def why(self) -> str:
        return str(self.row.why)

    @property
    def is_sunset(self) -> bool:
        return is_sunset(self.row, "words")

    @property
    def room(self) -> Room:
        return self.row.room


def missing_voices(
    viewer: Viewer, dialogue: Dialogue, moment: Moment = NOW, *, known: Iterable[PersonSeen] | None = None
) -> list[VoiceSeen]:
    """As they were named; each with who was brought since, as far as the viewer knows of that person."""
    rows = MissingVoice.objects.filter(visible_to(viewer), dialogue=dialogue).select_related("room", "named_after")
    if moment.after_meeting is not None:
        rows = rows.exclude(named_after__number__gt=moment.after_meeting)
    if moment.known_at is not None:
        rows = rows.filter(recorded_at__lte=moment.known_at)
    listed = sorted(rows, key=lambda row: (_named_after(row), row.recorded_at, row.pk))
    came = VoiceBrought.objects.filter(brought_visible_to(viewer), voice__in=[row.pk for row in listed])
    arrivals = in_force(as_of(came, moment).select_related("held_after"), lambda row: (row.voice_id, row.person_id))
    open_rows(viewer, [*listed, *arrivals])
    people = {seen.row.pk: seen for seen in (persons(viewer, dialogue) if known is None else known)}
    of: dict[UUID, list[tuple[PersonSeen, VoiceBrought]]] = defaultdict(list)
    for row in arrivals:
        of[row.voice_id].append((people[row.person_id], row))
    return [VoiceSeen(row, of[row.pk]) for row in listed]


def missing_voice(viewer: Viewer, dialogue: Dialogue, voice_id: UUID) -> VoiceSeen | None:
    return next((seen for seen in missing_voices(viewer, dialogue) if seen.row.pk == voice_id), None)


def _named_after(row: MissingVoice) -> int:
    return (row.named_after.number if row.named_after else None) or 0
