from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.record.lookups.releases import labels_in
from guftugu.texts.citing import labels, pieces
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.renderings import LanguageSeen, Tongue, side_by_side
from guftugu.texts.passages import Written

if TYPE_CHECKING:
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Version


@dataclass(frozen=True)
class RenderingGoing:
    """A rendering as it would stand in another room; `passage` is the one here that it renders."""

    passage: UUID
    tongue: Tongue
    words: str
    state: str
    said_at: datetime | None


@dataclass(frozen=True)
class GoingAlong:
    """A version as it would stand in another room, and the labels that would stay behind.

    Of its languages go the renderings that say what the words that lead say; `unready` counts the others.
    """

    title: str
    passages: list[Written]
    left_behind: list[str]
    is_shut: bool = False
    languages: list[LanguageSeen] = field(default_factory=list)
    renderings: list[RenderingGoing] = field(default_factory=list)
    title_passage: UUID | None = None
    unready: dict[Tongue, int] = field(default_factory=dict)

    @property
    def along(self) -> list[tuple[str, int, int]]:
        """Of every language but the leading one its name, how many renderings go, and how many there could be."""
        going = Counter(one.tongue for one in self.renderings)
        rest = (one.tongue for one in self.languages if not one.is_lead)
        return [(spoken_name(*tongue), going[tongue], going[tongue] + self.unready.get(tongue, 0)) for tongue in rest]


def going_along(viewer: Viewer, version: Version, to_room: Room) -> GoingAlong:
    """Labels become those of the room it goes to; `composed_as` keeps which passage each is a copy of."""
    sides = side_by_side(viewer, version.text_id, number=version.number)
    seen = sides.text
    cited = {shown.label: shown for one in seen.passages for shown in one.evidence}
    there = labels_in(viewer, list(cited.values()), to_room)
    left = [label for label in _named(seen) if label not in there]
    passages = [
        Written(_relabelled(one.words, there), kind=one.kind, level=one.level, composed_as=str(one.id))
        for one in seen.passages
    ]
    is_shut = not seen.opens or any(one.is_shut for one in seen.passages)
    renderings = [
        RenderingGoing(row.passage.id, one.tongue, _relabelled(one.words, there), one.state, one.said_at)
        for row in sides.all_rows
        for one in row.renderings
        if one.is_ready
    ]
    unready = Counter(one.tongue for row in sides.all_rows for one in row.renderings if not one.is_ready)
    return GoingAlong(
        seen.version.title, passages, left, is_shut, sides.languages, renderings,
        sides.title.passage.id if sides.title else None, dict(unready),
    )  # fmt: skip


def _named(seen: TextSeen) -> list[str]:
    """Every label in the words, also of what somebody else cited and the viewer may not read."""
    return list(dict.fromkeys(label for one in seen.passages for label in labels(one.words)))


def _relabelled(words: str, there: dict[str, str]) -> str:
    told = []
    for piece in pieces(words):
        kept = list(dict.fromkeys(there[label] for label in piece.labels if label in there))
        if not piece.labels:
            told.append(piece.words)
        elif kept:
            told.append(f"[{', '.join(kept)}]")
        elif told:
            told[-1] = told[-1].rstrip(" ")
    return "".join(told)
