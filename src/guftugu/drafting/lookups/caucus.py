from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import UUID

from django.http import Http404

from guftugu.algorithms.words import compare
from guftugu.drafting.kinds import WordingKind
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.models import Comment, Disposition, Releasing, Round, Settled, Wording
from guftugu.drafting.visibility import visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.algorithms.words import Change
    from guftugu.drafting.lookups.bases import Base, Tongue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import PassageSeen

Row = TypeVar("Row", Comment, Wording)


@dataclass(frozen=True)
class WordingSeen:
    wording: Wording
    is_settled: bool = False
    changes: list[Change] = field(default_factory=list)
    behind: PassageSeen | None = None


@dataclass(frozen=True)
class PassageInRound:
    """A passage of the base, and what the viewer's own rooms have said of it."""

    passage: PassageSeen
    comments: list[Comment] = field(default_factory=list)
    wordings: list[WordingSeen] = field(default_factory=list)

    @property
    def settled(self) -> list[WordingSeen]:
        return [one for one in self.wordings if one.is_settled]

    @property
    def unsettled(self) -> list[WordingSeen]:
        """Those of which nobody said that they, or another in their place, are settled on."""
        done = {_series(one.wording) for one in self.settled}
        return [one for one in self.wordings if _series(one.wording) not in done]


@dataclass(frozen=True)
class Asked:
    """One thing in a caucus's answer, as the caucus itself reads it."""

    passage: PassageSeen | None
    kind: str
    words: str
    why: str
    language: str = ""
    changes: list[Change] = field(default_factory=list)
    behind: PassageSeen | None = None
    comes_first: bool = False


@dataclass(frozen=True)
class BecameOfOurs:
    disposition: Disposition
    passage: PassageSeen | None
    behind: PassageSeen | None = None


def settled_wordings(viewer: Viewer, found: Round, *rooms: Room) -> list[Wording]:
    """What the caucus, or plenary, made its own: of each passage one change and one place, of new ones any number.

    In the order in which they were settled on.
    """
    rows = Settled.objects.filter(visible_to(viewer), wording__round=found, room__in=rooms).select_related("wording")
    last: dict[tuple[UUID, UUID, UUID | str], Settled] = {}
    for row in rows.order_by("recorded_at", "pk"):
        place = row.room_id, row.wording.passage_id, _series(row.wording)
        last.pop(place, None)
        last[place] = row
    return open_rows(viewer, [row.wording for row in last.values() if not row.is_withdrawn])


def _series(row: Wording) -> UUID | str:
    """What takes the place of what: each new passage stands for itself, a place is settled apart from words."""
    if row.kind == WordingKind.NEW:
        return row.pk
    return "place" if row.kind == WordingKind.MOVE else "words"


def passages_in_round(
    viewer: Viewer, found: Round, caucus: Room | None, *, base: Base | None = None, tongue: Tongue | None = None
) -> list[PassageInRound]:
    """The base as it reads in a language, with what plenary and the caucus say and have settled on."""
    base = base or base_of(viewer, found)
    passages = base.read_in(tongue or base.lead)
    rooms = [found.room, *([caucus] if caucus else [])]
    rows = Comment.objects.filter(visible_to(viewer), round=found, room__in=rooms).select_related("room")
    comments = _by_passage(open_rows(viewer, rows))
    written = Wording.objects.filter(visible_to(viewer), round=found, room__in=rooms).select_related("room")
    wordings = _by_passage(open_rows(viewer, written))
    settled = {one.pk for one in settled_wordings(viewer, found, *rooms)}
    return [
        PassageInRound(
            one,
            comments.get(one.id, []),
            [
                WordingSeen(
                    row, row.pk in settled, _changes(base, row), base.by_id.get(row.after_id) if row.after_id else None
                )
                for row in wordings.get(one.id, [])
            ],
        )
        for one in passages
    ]


def wording(viewer: Viewer, found: Round, wording_id: UUID) -> Wording:
    rows = Wording.objects.filter(visible_to(viewer), round=found, pk=wording_id)
    listed = open_rows(viewer, rows.select_related("room", "round__joint_text", "passage"))
    if not listed:
        raise Http404
    return listed[0]


def answer_now(viewer: Viewer, found: Round, caucus: Room, *, base: Base | None = None) -> list[Asked]:
    """What would go if the caucus released now."""
    base = base or base_of(viewer, found)
    rows = settled_wordings(viewer, found, caucus)
    told = [_asked(base, one.passage_id, one, (one.language, one.script), one.after_id) for one in rows]
    return sorted(told, key=_place)


def answer_released(
    viewer: Viewer, found: Round, caucus: Room, *, base: Base | None = None
) -> list[Asked] | None:  # fmt: skip
    """What the caucus released last, for the caucus alone; None where it has not released."""
    rows = Releasing.objects.filter(visible_to(viewer), round=found, room=caucus).select_related("room")
    listed = open_rows(viewer, rows)
    if not listed:
        return None
    base = base or base_of(viewer, found)
    told = [
        _asked(
            base, UUID(one["passage"]), _Said(one["kind"], one["words"], one["why"], one.get("comes_first", False)),
            (one["language"], one.get("script", "")), UUID(one["after"]) if one.get("after") else None,
        )
        for one in json.loads(listed[0].asked or "[]")
    ]  # fmt: skip
    return sorted(told, key=_place)


def dispositions(viewer: Viewer, found: Round, caucus: Room) -> list[Disposition]:
    """What became of what this caucus asked for: for the caucus, its own rows and no others; the last word of each."""
    rows = Disposition.objects.filter(visible_to(viewer), room=caucus, proposal__round=found)
    opened = open_rows(viewer, rows.select_related("proposal").order_by("recorded_at", "pk"))
    return list({row.proposal_id: row for row in opened}.values())


def became_of_ours(
    viewer: Viewer, found: Round, caucus: Room, *, base: Base | None = None
) -> list[BecameOfOurs]:  # fmt: skip
    """The same beside the passages it is about; of plenary's room, for all of plenary."""
    rows = dispositions(viewer, found, caucus)
    base = base or base_of(viewer, found)
    told = [
        BecameOfOurs(row, base.passage(row.proposal.passage_id), base.passage(row.proposal.after_id)) for row in rows
    ]
    return sorted(told, key=lambda one: one.passage.place if one.passage else 0)


class _Said(NamedTuple):
    kind: str
    words: str
    why: str
    comes_first: bool


def _asked(base: Base, passage: UUID, said: Wording | _Said, tongue: Tongue, after: UUID | None) -> Asked:
    changes = compare(base.words(passage, tongue), said.words) if said.kind == WordingKind.CHANGE else []
    return Asked(
        base.passage(passage), said.kind, said.words, said.why, tongue[0], changes, base.passage(after),
        said.comes_first,
    )  # fmt: skip


def _place(one: Asked) -> int:
    return one.passage.place if one.passage else 0


def _changes(base: Base, row: Wording) -> list[Change]:
    if row.kind != WordingKind.CHANGE:
        return []
    return compare(base.words(row.passage_id, (row.language, row.script)), row.words)


def _by_passage(rows: list[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.passage_id].append(row)
    return found
