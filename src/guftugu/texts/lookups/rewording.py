"""Which passages somebody would word anew, of those that are rendered: of each may be said that it is a slip only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.algorithms.words import Change, compare
from guftugu.texts.lookups.renderings import side_by_side

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.preview import Preview
    from guftugu.texts.lookups.texts import PassageSeen, TextSeen


@dataclass(frozen=True)
class Reworded:
    """A passage as it stands (the title has place 0), and what would change in its words."""

    passage: PassageSeen
    changes: list[Change]


def reworded(viewer: Viewer, seen: TextSeen, reads: Preview, title: str) -> list[Reworded]:
    """Only where a text is wanted in other languages: elsewhere there is nothing that could turn stale."""
    sides = side_by_side(viewer, seen.text.pk)
    told = {one.id: one.words for one in reads.passages}
    if sides.title:
        told[sides.title.passage.id] = title.strip()
    rows = [row.passage for row in sides.all_rows] if sides.others else []
    return [
        Reworded(was, compare(was.words, told[was.id])) for was in rows if was.id in told and told[was.id] != was.words
    ]
