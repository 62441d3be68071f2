from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues import lookups as dialogues
from guftugu.reports.composed import Period, Wanted
from guftugu.reports.kinds import Audience, PaperKind
from guftugu.reports.models import Paper
from guftugu.reports.visibility import papers_visible_to
from guftugu.texts.kinds import Origin
from guftugu.texts.lookups import texts
from guftugu.texts.passages import Written

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Text, Version


@dataclass(frozen=True)
class PaperSeen:
    """A paper and the version of it that stands. `copies` are what was released of it, where the viewer is too."""

    row: Paper
    room: Room
    version: Version
    meeting: Occasion | None = None
    copies: list[PaperSeen] = field(default_factory=list)

    @property
    def text(self) -> Text:
        return self.row.text

    @property
    def title(self) -> str:
        return str(self.version.title)

    @property
    def is_copy(self) -> bool:
        return self.text.copy_of_id is not None

    @property
    def with_copies(self) -> list[PaperSeen]:
        """What was released may be released on: copies have copies."""
        return [self, *(one for each in self.copies for one in each.with_copies)]

    @property
    def is_edited(self) -> bool:
        """Somebody has written on it since it was composed."""
        return self.version.origin != Origin.COMPOSED

    @property
    def period(self) -> Period | None:
        if self.row.covers_from is None or self.row.covers_to is None:
            return None
        return Period(self.row.covers_from, self.row.covers_to)

    @property
    def kind_in_words(self) -> str:
        return str(PaperKind(self.row.kind).label)

    @property
    def audience_in_words(self) -> str:
        return str(Audience(self.row.audience).label)

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.row.kind, self.row.audience, self.meeting, self.period, self.text.language)


def papers(viewer: Viewer, dialogue: Dialogue) -> list[PaperSeen]:
    """Papers whose text the viewer may read; what was released of one beside it, or alone where only that is his."""
    rows = Paper.objects.filter(papers_visible_to(viewer), text__dialogue=dialogue).select_related("text")
    seen = _seen(viewer, dialogue, rows)
    mine = {one.text.pk: one for one in seen}
    for one in seen:
        if one.text.copy_of_id in mine:
            mine[one.text.copy_of_id].copies.append(one)
    return [one for one in seen if one.text.copy_of_id not in mine]


def by_meeting(viewer: Viewer, listed: Iterable[PaperSeen]) -> list[tuple[int | None, list[PaperSeen]]]:
    """Papers of meetings, the latest meeting first; under no number those of meetings the viewer does not know."""
    found: dict[int | None, list[PaperSeen]] = {}
    for one in listed:
        if one.period is None and viewer.may_read(one.room):
            found.setdefault(one.meeting.number if one.meeting else None, []).append(one)
    return sorted(found.items(), key=lambda pair: pair[0] or 0, reverse=True)


def paper(viewer: Viewer, dialogue: Dialogue, paper_id: UUID) -> PaperSeen | None:
    every = (one for each in papers(viewer, dialogue) for one in each.with_copies)
    return next((one for one in every if one.row.pk == paper_id), None)


def paper_wanted(viewer: Viewer, dialogue: Dialogue, wanted: Wanted, *, room: Room | None = None) -> PaperSeen | None:
    """The paper of this kind, of this meeting or period, for this audience; in a room, or wherever it is kept."""
    period = wanted.period
    rows = Paper.objects.filter(
        papers_visible_to(viewer), text__dialogue=dialogue, kind=wanted.kind, audience=wanted.audience,
        meeting=wanted.meeting, covers_from=period.first if period else None, covers_to=period.last if period else None,
    )  # fmt: skip
    if room is not None:
        rows = rows.filter(text__room=room, text__copy_of=None)
    seen = _seen(viewer, dialogue, rows.select_related("text"))
    return min(seen, key=lambda one: one.is_copy, default=None)


def last_report(viewer: Viewer, dialogue: Dialogue) -> PaperSeen | None:
    """The wrap-up report that reaches furthest."""
    reports = [(one.period.last, one) for one in papers(viewer, dialogue) if one.period]
    return max(reports, key=lambda pair: pair[0])[1] if reports else None


def last_composed(viewer: Viewer, paper: PaperSeen) -> Version:
    """What the record said when it was last asked. A copy came from a room whose composing is not told here."""
    every = texts.versions(viewer, paper.text)
    return next((version for version in every if version.origin == Origin.COMPOSED), paper.version)


def passages_of(viewer: Viewer, version: Version) -> tuple[Written, ...]:
    """As one would write them again."""
    return tuple(
        Written(one.words, one.kind, one.level, one.id, one.composed_as) for one in texts.passages_of(viewer, version)
    )


def _seen(viewer: Viewer, dialogue: Dialogue, rows: QuerySet[Paper]) -> list[PaperSeen]:
    listed = list(rows)
    latest = texts.latest_versions(viewer, [row.text_id for row in listed])
    meetings = {seen.occasion.pk: seen.occasion for seen in dialogues.meetings(viewer, dialogue)}
    seen = [
        PaperSeen(row, viewer.rooms[row.text.room_id], latest[row.text_id], meetings.get(row.meeting_id or row.pk))
        for row in listed
        if row.text_id in latest
    ]
    return sorted(seen, key=lambda one: (one.row.kind, one.row.audience, one.text.made_at))
