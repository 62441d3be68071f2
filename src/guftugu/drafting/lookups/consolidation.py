"""What the moderators have before them when they write the next draft. For nobody else: it names hands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from guftugu.algorithms.consolidate import Bracket, MergedPassage
from guftugu.algorithms.consolidate import Proposal as Wanted
from guftugu.algorithms.words import nfc
from guftugu.drafting.brackets import brackets_in, in_words, unnested
from guftugu.drafting.carrying import Asking, as_passages, as_they_would
from guftugu.drafting.consolidating import consolidated
from guftugu.drafting.kinds import WordingKind
from guftugu.drafting.lookups.proposals import ProposalSeen, proposals
from guftugu.drafting.wording import because, listed
from guftugu.texts.citing import labels
from guftugu.texts.lookups.releasing import going_along
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.drafting.models import Round
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import PassageSeen, TextSeen

NEW = "new-"
DRAFT = "draft-"


@dataclass(frozen=True)
class PassageToWrite:
    """One passage: as it went round, what each hand asked, what is suggested and why, what the pen starts from.

    `base` is None for a new one; `draft` is the passage of the moderators' draft that it is. `words` are the
    suggestion, or the draft's own where it was written on since; empty where it is left out.
    """

    key: str
    base: PassageSeen | None
    draft: UUID | None
    asked: list[ProposalSeen]
    words: str
    suggestion: str
    pieces: tuple[str | Bracket, ...] = ()
    because: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    kind: str = "paragraph"
    level: int = 1

    @property
    def is_bracketed(self) -> bool:
        return any(isinstance(piece, Bracket) for piece in self.pieces)

    def leaves_open(self, hand: str) -> bool:
        """Whether a bracket as it was suggested, with something this hand asked for, stands in the draft."""
        suggested = [piece for piece in self.pieces if isinstance(piece, Bracket)]
        asked = (one for one in suggested if any(hand in told.hands for told in one.alternatives if not told.is_base))
        return any(in_words([one]).strip() in self.words for one in asked)

    @property
    def parts(self) -> list[tuple[str, list[tuple[list[str], str, bool]]]]:
        """The pieces with their hands: words, or alternatives as (hands, words, whether it stood so before)."""
        return [
            (piece, [])
            if isinstance(piece, str)
            else ("", [(sorted(one.hands), one.text or "", one.is_base) for one in piece.alternatives])
            for piece in self.pieces
        ]


@dataclass(frozen=True)
class Consolidation:
    """`apart` is what was asked about passages that no longer stand there. `is_rendered`: the draft is wanted in other
    languages than the leading one, in which `rendered_title` is a passage too."""

    passages: list[PassageToWrite]
    apart: list[ProposalSeen]
    brackets: int
    latest: TextSeen
    is_written_on: bool
    is_rendered: bool = False
    rendered_title: UUID | None = None

    @property
    def all_asked(self) -> list[ProposalSeen]:
        return [*(one for row in self.passages for one in row.asked), *self.apart]

    @property
    def waiting(self) -> list[ProposalSeen]:
        """In another language, and not rendered yet."""
        return [one for one in self.all_asked if one.waits]

    @property
    def unsent(self) -> bool:
        return any(one.sent is None for one in self.waiting)


def consolidation(viewer: Viewer, found: Round) -> Consolidation:
    """The base, what was asked for, and what the engine makes of it. A person writes; this only lays it out."""
    base = text_seen(viewer, found.base.text_id, number=found.base.number).passages
    sides = side_by_side(viewer, found.joint_text.text_id)
    latest = sides.text
    asked = proposals(viewer, found)
    result = consolidated(as_passages(base), _by_hand(base, _ready(asked)))
    is_written_on = latest.version.pk != found.draft_id
    rows = _Rows(viewer, found, base, latest, asked, is_written_on=is_written_on)
    passages = rows.laid_out(result.passages)
    return Consolidation(
        passages=_as_drafted(passages, latest) if is_written_on else passages,
        apart=rows.apart,
        brackets=result.brackets,
        latest=latest,
        is_written_on=is_written_on,
        is_rendered=bool(sides.others),
        rendered_title=sides.title.passage.id if sides.title and sides.others else None,
    )


class _Rows:
    def __init__(
        self, viewer: Viewer, found: Round, base: Sequence[PassageSeen], latest: TextSeen,
        asked: Sequence[ProposalSeen], *, is_written_on: bool,
    ) -> None:  # fmt: skip
        self.base = base
        self.is_written_on = is_written_on
        self.draft = {one.id: one for one in latest.passages}
        self.made = {one.composed_as: one for one in latest.passages if one.composed_as.startswith(NEW)}
        self.left_behind = set(going_along(viewer, found.draft, found.room).left_behind)
        here = {one.id for one in base}
        self.of: dict[UUID, list[ProposalSeen]] = defaultdict(list)
        self.new: list[ProposalSeen] = []
        for one in asked:
            if one.proposal.kind == WordingKind.NEW and not (one.clashes or one.waits):
                self.new.append(one)
            else:
                self.of[one.proposal.passage_id].append(one)
        self.apart = [one for pk, several in self.of.items() if pk not in here for one in several]

    def laid_out(self, merged: Sequence[MergedPassage]) -> list[PassageToWrite]:
        """In the order of the result. What is in no place any more, or in several, keeps its old one."""
        places = Counter(one.id for one in merged)
        known = {str(one.id): one for one in self.base}
        rows = []
        for one in merged:
            was = known.get(one.id)
            if was is None:
                rows.append(self._new(one))
            elif places[one.id] == 1 or one.brackets[0].base.text is not None:
                rows.append(self._of_base(was, one, in_dispute=places[one.id] > 1))
        before = ""
        for was in self.base:
            if str(was.id) not in places:
                at = next((at for at, row in enumerate(rows, start=1) if row.key == before), 0)
                rows.insert(at, self._of_base(was, None))
            before = str(was.id)
        return rows

    def _of_base(
        self, was: PassageSeen, made: MergedPassage | None, *, in_dispute: bool = False
    ) -> PassageToWrite:  # fmt: skip
        draft = UUID(was.composed_as) if was.composed_as else None
        own = self.draft.get(draft) if draft else None
        pieces = unnested(made.pieces) if made else ()
        if in_dispute and made:
            # About its place a bracket cannot be written where it stands; its words are those it has wherever it goes.
            pieces = (made.brackets[0].base.text or "",)
        suggestion = in_words(pieces)
        if self.is_written_on:
            words = own.words if own else ""
        elif suggestion == was.words and own is not None:
            words = own.words
        else:
            words = self._with_labels(suggestion, own)
        because, checks = _reasons(made)
        return PassageToWrite(
            str(was.id), was, draft, self.of[was.id], words, suggestion, pieces,
            (*because, *self._lifted(was, suggestion)), checks, kind=_kind_of(was, own, made),
            level=own.level if own else was.level,
        )  # fmt: skip

    def _lifted(self, was: PassageSeen, suggestion: str) -> list[str]:
        """A bracket that some put an end to, while others asked for nothing there: they have not agreed to it."""
        if not suggestion or brackets_in([suggestion]) >= brackets_in([was.words]):
            return []
        words = [one for one in self.of[was.id] if one.proposal.kind == WordingKind.CHANGE]
        hands = listed({one.hand for one in words if not (one.clashes or one.waits)})
        told = _(
            "A bracket that went round ends here, as %(hands)s asked. Who asked for nothing here has not agreed to it."
        )
        return [told % {"hands": hands}]

    def _new(self, made: MergedPassage) -> PassageToWrite:
        pieces = unnested(made.pieces)
        suggestion = in_words(pieces)
        same = [one for one in self.new if made.id == f"{NEW}{one.proposal.pk}"]
        words = nfc(same[0].in_lead) if same else ""
        asked = [one for one in self.new if one in same or (one.hand in made.hands and nfc(one.in_lead) == words)]
        self.new = [one for one in self.new if one not in asked]
        own = self.made.get(made.id)
        pen = (own.words if own else "") if self.is_written_on else suggestion
        return PassageToWrite(
            made.id, None, own.id if own else None, asked, pen, suggestion, pieces, *_reasons(made),
            kind=own.kind if own else made.kind, level=own.level if own else 1,
        )  # fmt: skip

    def _with_labels(self, words: str, own: PassageSeen | None) -> str:
        """With what the draft cites and plenary could not read: it stays in the moderators' room, and in the draft."""
        kept = [label for label in labels(own.words) if label in self.left_behind] if own and words else []
        return f"{words} [{', '.join(kept)}]" if kept else words


def _as_drafted(rows: Sequence[PassageToWrite], latest: TextSeen) -> list[PassageToWrite]:
    """In the order of the draft as it stands now, what it has besides among them; what it left out where it stood."""
    by_draft = {row.draft: row for row in rows if row.draft}
    order: dict[str, float] = {}
    last = 0.0
    for row in rows:
        place = next((one.place for one in latest.passages if one.id == row.draft), None)
        last = float(place) if place is not None else last + 0.001
        order[row.key] = last
    besides = [
        PassageToWrite(f"{DRAFT}{one.id}", None, one.id, [], one.words, "", kind=one.kind, level=one.level)
        for one in latest.passages
        if one.id not in by_draft
    ]
    order |= {row.key: float(one.place) for row in besides for one in latest.passages if one.id == row.draft}
    return sorted([*rows, *besides], key=lambda row: order[row.key])


def _kind_of(was: PassageSeen, own: PassageSeen | None, made: MergedPassage | None) -> str:
    """As the draft has it, unless a hand asked for another kind and nobody for a third."""
    asked = made.kind if made else was.kind
    return asked if asked != was.kind else own.kind if own else was.kind


def _reasons(made: MergedPassage | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if made is None:
        return (), ()
    return tuple(because(one) for one in made.reasons), tuple(one.text for one in made.checks)


def _ready(asked: Sequence[ProposalSeen]) -> list[ProposalSeen]:
    """What can be laid together: what a hand asked anew of a passage stands for what it had asked before."""
    anew = {_series(one) for one in asked if not one.proposal.carried and one.proposal.kind != WordingKind.NEW}
    return [
        one
        for one in asked
        if not (one.clashes or one.waits)
        and (not one.proposal.carried or one.proposal.kind == WordingKind.NEW or _series(one) not in anew)
    ]


def _series(one: ProposalSeen) -> tuple[str, UUID, bool]:
    """A hand asks one thing of a passage's words, and one of its place."""
    return one.hand, one.proposal.passage_id, one.proposal.kind == WordingKind.MOVE


def _by_hand(base: Sequence[PassageSeen], ready: Sequence[ProposalSeen]) -> Iterator[Wanted]:
    """Each caucus's answer as the whole text it would have."""
    hands: dict[str, list[tuple[str, Asking]]] = defaultdict(list)
    for one in ready:
        hands[one.hand].append((f"{NEW}{one.proposal.pk}", one.asking))
    passages = as_passages(base)
    for hand, asked in sorted(hands.items()):
        yield Wanted(hand=hand, passages=as_they_would(passages, asked))
