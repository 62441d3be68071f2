from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.dialogues.positions import NOW, Moment, as_of, in_force
from guftugu.drafting.kinds import StanceKind
from guftugu.drafting.lookups.circulated import circulated_copy
from guftugu.drafting.models import JointText, Stance
from guftugu.drafting.visibility import visible_to
from guftugu.people import lookups as people
from guftugu.people.kinds import PartyKind
from guftugu.rooms.words import open_rows
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.people.lookups import PartySeen
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import PassageSeen, TextSeen

# Letters that a table has room for; what they stand for is told beside it.
LETTERS = {
    StanceKind.AGREED: "A",
    StanceKind.AD_REFERENDUM: "R",
    StanceKind.CAN_LIVE_WITH: "L",
    StanceKind.NOT_YET: "N",
    StanceKind.CANNOT: "X",
}


@dataclass(frozen=True)
class Cell:
    """`is_earlier`: taken on a draft before the one that is looked at; whether it still holds is for people to say."""

    stance: Stance
    is_earlier: bool

    @property
    def letter(self) -> str:
        return LETTERS[StanceKind(self.stance.kind)]


@dataclass(frozen=True)
class StanceRow:
    """A passage, or (None) the whole, and how each party stands to it."""

    passage: PassageSeen | None
    cells: list[Cell | None]


@dataclass(frozen=True)
class Matrix:
    text: TextSeen
    parties: list[PartySeen]
    rows: list[StanceRow]

    @property
    def missing(self) -> list[PartySeen]:
        """Parties whose stance on the whole of this very draft is not recorded."""
        cells = zip(self.parties, self.rows[-1].cells, strict=True)
        return [party for party, cell in cells if cell is None or cell.is_earlier]

    @property
    def against(self) -> list[PartySeen]:
        said = {StanceKind.NOT_YET, StanceKind.CANNOT}
        cells = zip(self.parties, self.rows[-1].cells, strict=True)
        return [party for party, cell in cells if cell and not cell.is_earlier and cell.stance.kind in said]


def sides(viewer: Viewer, joint: JointText, *, language: str = "") -> list[PartySeen]:
    return [
        seen for seen in people.parties(viewer, joint.dialogue, language=language) if seen.party.kind == PartyKind.SIDE
    ]


def stances(viewer: Viewer, joint: JointText, moment: Moment = NOW) -> list[Stance]:
    """In force, by party and passage, the whole among them: the last that was said of each, on whichever draft."""
    rows = Stance.objects.filter(visible_to(viewer), version__text=joint.circulated_id).select_related("version")
    return open_rows(viewer, in_force(as_of(rows, moment), lambda row: (row.party_id, row.passage_id)))


def matrix(viewer: Viewer, joint: JointText, moment: Moment = NOW, *, language: str = "") -> Matrix | None:
    """None before anything was circulated."""
    copy = circulated_copy(viewer, joint)
    if copy is None:
        return None
    seen = text_seen(viewer, copy.text_id, number=copy.number)
    parties = sides(viewer, joint, language=language)
    told = {(row.party_id, row.passage_id): row for row in stances(viewer, joint, moment)}
    latest = seen.version.pk

    def row(passage: PassageSeen | None) -> StanceRow:
        found = [told.get((one.party.pk, passage.id if passage else None)) for one in parties]
        return StanceRow(passage, [Cell(one, one.version_id != latest) if one else None for one in found])

    numbered = [one for one in seen.passages if one.number is not None]
    return Matrix(seen, parties, [*map(row, numbered), row(None)])
