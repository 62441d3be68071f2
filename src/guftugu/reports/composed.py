"""What is asked of a composer, and what it gives back: a draft in whole sentences, each with its labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guftugu.reports.kinds import Audience, PaperKind
from guftugu.texts.passages import Written

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion

USUAL_AUDIENCE: dict[str, str] = {
    PaperKind.AGENDA: Audience.PARTICIPANTS,
    PaperKind.MEMO: Audience.TEAM,
    PaperKind.WRAP_UP: Audience.COLLEAGUES,
}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both counted."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Composed:
    title: str
    passages: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be composed, and for whom: an agenda or a memo of a meeting, a wrap-up report over a period."""

    kind: str
    audience: str
    meeting: Occasion | None = None
    period: Period | None = None
    language: str = "en"

    @property
    def is_whole(self) -> bool:
        if self.kind not in PaperKind.values or self.audience not in Audience.values:
            return False
        if self.kind == PaperKind.WRAP_UP:
            return self.meeting is None and self.period is not None and self.period.first <= self.period.last
        return self.meeting is not None and self.meeting.is_meeting and self.period is None
