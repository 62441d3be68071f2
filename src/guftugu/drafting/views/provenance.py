"""Where every word of a joint text comes from: a page for moderators, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guftugu.dialogues.views.finding import spoken
from guftugu.drafting.kinds import PLENARY
from guftugu.drafting.lookups.provenance import provenance
from guftugu.drafting.tracing import Source
from guftugu.drafting.views.asking import draft_or_404
from guftugu.people import lookups as people
from guftugu.texts import citing

if TYPE_CHECKING:
    from guftugu.drafting.lookups.provenance import Provenance, WordsOf
    from guftugu.drafting.tracing import AskedBy, Struck, TracedPassage, TracedPiece
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.middleware import ViewerRequest

LINES = 4  # ways of underlining; a fifth hand has that of the first again, and its own letter


@dataclass(frozen=True)
class Marked:
    """Some words with the space around them, the line under them, and who asked for them (or which version's pen)."""

    before: str
    words: str
    behind: str
    line: str = ""
    asked: list[AskedBy] = field(default_factory=list)
    pen: int = 0
    alternative_of: list[AskedBy] = field(default_factory=list)
    labels: list[tuple[str, Shown | None]] = field(default_factory=list)


@dataclass(frozen=True)
class MarkedPassage:
    told: WordsOf
    pieces: list[Marked]
    rows: list[list[list[Marked]]]
    struck: list[tuple[Struck, str]]

    @property
    def tells(self) -> bool:
        """There is something to say of it beyond that it stands as it was drafted."""
        return any(row.origin.source is not Source.FIRST or row.entries for row in self.told.came_from)


@require_safe
def every_word(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """The text with quiet marks, what each rests on beside it, and on demand what went out."""
    found, seen = draft_or_404(request, dialogue, jointtext)
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else None
    told = provenance(request.viewer, seen, number=number)
    marks = _Marks(told)
    names = people.party_marks(request.viewer, found, language=spoken())
    shown = {
        "dialogue": found,
        "seen": seen,
        "told": told,
        "title": marks.pieces(told.title),
        "passages": [marks.passage(one) for one in told.passages],
        "gone": [marks.passage(one) for one in told.gone],
        "hands": [(hand, names.get(hand), marks.line([hand])) for hand in told.hands],
        "plenary": PLENARY,
        "sources": {source.value for source in told.tells},
        "shows_all": "out" in request.GET,
        "numbers": [one.version.number for one in told.drafts],
    }
    return render(request, "drafting/provenance.html", shown)


class _Marks:
    """How words are marked on one page: each hand has a line of its own."""

    def __init__(self, told: Provenance) -> None:
        self.told = told
        self.order = {hand: at % LINES + 1 for at, hand in enumerate(told.hands)}

    def passage(self, one: WordsOf) -> MarkedPassage:
        struck = [(row, self.line([by.hand for by in row.origin.asked])) for row in one.traced.struck]
        is_table = one.passage.kind == "table"
        rows = [[self._marked(cell, one.traced) for cell in row] for row in one.rows] if is_table else []
        return MarkedPassage(one, self.pieces(one.traced), rows, struck)

    def pieces(self, one: TracedPassage) -> list[Marked]:
        return self._marked(one.pieces, one)

    def line(self, hands: Iterable[str]) -> str:
        named = list(dict.fromkeys(hands))
        return (
            f"by-{self.order[named[0]]}" if len(named) == 1 and named[0] in self.order else "by-many" if named else ""
        )

    def _marked(self, pieces: Iterable[TracedPiece], of: TracedPassage) -> list[Marked]:
        begun = set()
        found = []
        for piece in pieces:
            named = list(of.alternatives.get(piece.alternative, ())) if piece.alternative else []
            is_first = piece.alternative not in begun
            begun.add(piece.alternative)
            found.append(self._piece(piece, named, is_first=is_first))
        return found

    def _piece(self, piece: TracedPiece, named: list[AskedBy], *, is_first: bool) -> Marked:
        before, words, behind = _apart(piece.words)
        if piece.is_label:
            labels = [(label, self.told.entries.get(label)) for label in citing.labels(piece.words)]
            return Marked(before, words, behind, labels=labels)
        asked = list(piece.origin.asked)
        # What the whole alternative is named by is not said again of its words.
        told = [] if asked == named or piece.is_sign else asked
        pen = piece.origin.version if piece.origin.source is Source.PEN and piece.tells else 0
        line = self.line(piece.origin.hands) if piece.tells else ""
        return Marked(before, words, behind, line or ("by-pen" if pen else ""), told, pen, named if is_first else [])


def _apart(words: str) -> tuple[str, str, str]:
    core = words.strip(" ")
    start = words.index(core) if core else len(words)
    return words[:start], core, words[start + len(core) :]
