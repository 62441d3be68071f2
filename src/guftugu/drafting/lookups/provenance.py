"""Where every word of a joint text comes from. For moderators and nobody else: it names hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404

from guftugu.drafting.lookups.asked import AllAsked, all_asked
from guftugu.drafting.tracing import Origin, Source, TracedPassage, TracedPiece, as_draft, traced
from guftugu.texts.lookups.history import history

if TYPE_CHECKING:
    from guftugu.drafting.lookups.joint_texts import JointTextSeen
    from guftugu.drafting.models import Disposition
    from guftugu.drafting.tracing import AskedBy
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import PassageSeen, TextSeen


@dataclass(frozen=True)
class CameFrom:
    """Some words of a passage with one origin: what became of what was asked, and the entries that the draft cited."""

    words: tuple[str, ...]
    origin: Origin
    became: list[tuple[AskedBy, Disposition | None]]
    entries: list[Shown]
    labels: tuple[str, ...] = ()
    alternative: int = 0


@dataclass(frozen=True)
class WordsOf:
    """A passage. `passage` is it as it stands, or (where it went out) as it stood last."""

    passage: PassageSeen
    traced: TracedPassage
    came_from: list[CameFrom]

    @property
    def rows(self) -> list[list[list[TracedPiece]]]:
        """A table's cells."""
        rows: list[list[list[TracedPiece]]] = [[[]]]
        for piece in self.traced.pieces:
            for at, line in enumerate(piece.words.split("\n")):
                if at:
                    rows.append([[]])
                for cell_at, cell in enumerate(line.split("\t")):
                    if cell_at:
                        rows[-1].append([])
                    rows[-1][-1].append(replace(piece, words=cell))
        return rows


@dataclass(frozen=True)
class Provenance:
    """`drafts` are all versions; `text` is the one that is told of. `gone` are passages that went out of it."""

    text: TextSeen
    drafts: list[TextSeen]
    title: TracedPassage
    passages: list[WordsOf]
    gone: list[WordsOf]
    asked: AllAsked
    entries: dict[str, Shown]

    @cached_property
    def hands(self) -> list[str]:
        """Whose words stand in it or stood, by letter."""
        struck = {by.hand for one in [*self.passages, *self.gone] for row in one.traced.struck for by in row.asked}
        named = {hand for one in self.passages for row in one.came_from for hand in row.origin.hands}
        return sorted(struck | named)

    @cached_property
    def tells(self) -> set[Source]:
        return {piece.origin.source for one in self.passages for piece in one.traced.pieces if piece.tells}

    @property
    def went_out(self) -> int:
        return sum(len(one.traced.struck) for one in [*self.passages, *self.gone])


def provenance(viewer: Viewer, seen: JointTextSeen, *, number: int | None = None) -> Provenance:
    """Of the latest draft, or an earlier version: passage by passage the words, each with where it came from."""
    joint = seen.joint
    if not seen.holds_pen:
        raise Http404
    told = history(viewer, [pk for pk in (joint.text_id, joint.circulated_id) if pk])
    drafts = told.get(joint.text_id, [])
    text = next((one for one in reversed(drafts) if number in (None, one.version.number)), None)
    if text is None:
        raise Http404
    asked = all_asked(viewer, seen.rounds, told.get(joint.circulated_id, []) if joint.circulated_id else [])
    up_to = [one for one in drafts if one.version.number <= text.version.number]
    title, *listed = traced([as_draft(one) for one in up_to], asked.words)
    entries = {shown.label: shown for one in up_to for row in one.passages for shown in row.evidence}
    last = {str(row.id): row for one in up_to for row in one.passages}
    words = [WordsOf(last[one.id], one, _came_from(one, asked, entries)) for one in listed]
    return Provenance(
        text, drafts, title, [one for one in words if one.traced.stands],
        [one for one in words if not one.traced.stands], asked, entries,
    )  # fmt: skip


def _came_from(one: TracedPassage, asked: AllAsked, entries: dict[str, Shown]) -> list[CameFrom]:
    """Words by where they come from; an alternative that a hand asked for, though not every word in it is its own,
    as a whole.
    """
    whole = {place: by for place, by in one.alternatives.items() if _is_mixed(one, place, by)}
    words: dict[Origin, list[str]] = {}
    for piece in one.pieces:
        if piece.tells and not (piece.alternative in whole and piece.origin.asked == whole[piece.alternative]):
            words.setdefault(piece.origin, []).append(piece.words.strip())
    rows = [_row(origin, said, asked, entries) for origin, said in words.items()]
    for place, by in whole.items():
        said = ["".join(piece.words for piece in one.pieces if piece.alternative == place).strip()]
        row = _row(Origin(Source.HANDS, 0, by), said, asked, entries)
        rows.append(replace(row, alternative=place[1] + 1))
    return rows


def _is_mixed(one: TracedPassage, place: tuple[int, int], by: tuple[AskedBy, ...]) -> bool:
    return any(piece.origin.asked != by for piece in one.pieces if piece.alternative == place and piece.words.strip())


def _row(origin: Origin, said: Sequence[str], asked: AllAsked, entries: dict[str, Shown]) -> CameFrom:
    became = [(by, asked.became.get(by.proposal)) for by in origin.asked]
    known = [entries[label] for label in origin.labels if label in entries]
    return CameFrom(tuple(said), origin, became, known, origin.labels)
