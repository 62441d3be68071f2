from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from guftugu.reports.lookups.composing import composed
from guftugu.reports.lookups.papers import last_composed, passages_of
from guftugu.reports.merging import Offer, are_same, offers

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.composed import Composed
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.passages import Written


@dataclass(frozen=True)
class Anew:
    """A paper as it was composed last, as it stands, and as the record composes it now."""

    before: tuple[Written, ...]
    standing: tuple[Written, ...]
    composed: Composed
    title_before: str

    @property
    def offers(self) -> list[Offer]:
        return offers(self.before, self.standing, self.composed.passages)

    @property
    def is_same(self) -> bool:
        """The record says today what it said when this was composed last."""
        return self.title_before == self.composed.title and are_same(self.before, self.composed.passages)


def anew(viewer: Viewer, dialogue: Dialogue, paper: PaperSeen, *, now: datetime) -> Anew:
    last = last_composed(viewer, paper)
    before = passages_of(viewer, last)
    standing = before if last.number == paper.version.number else passages_of(viewer, paper.version)
    return Anew(before, standing, composed(viewer, dialogue, paper.wanted, now=now), last.title)
