"""What goes into a consolidation, and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from guftugu.algorithms.consolidate.reasons import Reason, Request

__all__ = [
    "Alternative",
    "Bracket",
    "Check",
    "Consolidation",
    "Disposition",
    "MergedPassage",
    "Passage",
    "Proposal",
    "in_brackets",
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or list item that is known by its id."""

    id: str
    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole text as one hand would have it.

    Parameters
    ----------
    hand : str
        Who proposes: a caucus, a plenary, a file. No two proposals of a consolidation have the same.
    passages : sequence of Passage
        In their order. An id of the base is that passage, edited or moved; any other id is a new passage; an id of
        the base that is missing is a passage left out.
    """

    hand: str
    passages: Sequence[Passage]

    def __post_init__(self) -> None:
        object.__setattr__(self, "passages", tuple(self.passages))


@dataclass(frozen=True, slots=True)
class Alternative:
    """One wording in a bracket: exactly what its hands wrote. `text` is None where they leave the words out."""

    hands: frozenset[str]
    text: str | None
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """Wordings between which nobody has decided; the base's stands last. `whole`: a whole passage stands or falls."""

    alternatives: tuple[Alternative, ...]
    whole: bool = False

    def chosen(self, hand: str) -> Alternative:
        """Return the alternative of this hand; the base's, where the hand asked for nothing here."""
        return next((one for one in self.alternatives if hand in one.hands), self.base)

    @property
    def base(self) -> Alternative:
        """The alternative that stood in the base."""
        return next(one for one in self.alternatives if one.is_base)

    def __str__(self) -> str:
        said = [one.text if one.text is not None else "—" for one in self.alternatives]
        return "[" + " | ".join(said) + "]"


def in_brackets(wordings: Iterable[str | None], told: Iterable[str]) -> str:
    """Write a bracket into a line: what is told of its wordings, and outside it the space they begin or end with.

    Examples
    --------
    >>> "They" + in_brackets([" may", None], ["North: may", "South: —"]) + " meet."
    'They [North: may | South: —] meet.'
    """
    said = [words for words in wordings if words]
    before = " " if any(words[0].isspace() for words in said) else ""
    behind = " " if any(words[-1].isspace() for words in said) else ""
    return f"{before}[{' | '.join(told)}]{behind}"


@dataclass(frozen=True, slots=True)
class Check:
    """Words that were joined although no single hand wrote them so: somebody should read them.

    `span` is where they stand in the passage’s clean text; None where it has a bracket or they do not stand so in it.
    """

    hands: frozenset[str]
    text: str
    span: tuple[int, int] | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class MergedPassage:
    """A passage of the consolidated text.

    Attributes
    ----------
    id, kind
        As in the base, or as the hand that inserted it has them. An id stands more than once only where hands want
        the passage in different places: once for each place, each time wholly in a bracket.
    pieces : tuple of (str or Bracket)
        The words in order.
    checks : tuple of Check
        Spans that were joined and want reading.
    reasons : tuple of Reason
        Why it reads as it does; `because` says the same as sentences.
    kinds : Bracket or None
        Where hands disagree about the kind: the kinds they ask for. `kind` is then the base's.
    hands : frozenset of str
        Who inserted it; empty for a passage of the base.
    requests : tuple of Request
        What was asked about this passage, and what became of it.
    """

    id: str
    kind: str
    pieces: tuple[str | Bracket, ...]
    checks: tuple[Check, ...] = ()
    reasons: tuple[Reason, ...] = ()
    kinds: Bracket | None = None
    hands: frozenset[str] = frozenset()
    requests: tuple[Request, ...] = ()

    @property
    def brackets(self) -> tuple[Bracket, ...]:
        """Everything undecided here: about words, then about the kind."""
        found = tuple(piece for piece in self.pieces if isinstance(piece, Bracket))
        return (*found, self.kinds) if self.kinds else found

    @property
    def text(self) -> str | None:
        """The clean words; None where there is a bracket among them."""
        words = [piece for piece in self.pieces if isinstance(piece, str)]
        return "".join(words) if len(words) == len(self.pieces) else None

    @property
    def because(self) -> tuple[str, ...]:
        """Why it reads as it does: English sentences that name words and hands."""
        return tuple(reason.sentence for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Disposition:
    """What became of one thing that one hand asked for.

    `asked` is one of *reword*, *insert*, *leave out*, *move*, *kind*, *split*, *join*; `became` is one of *taken*,
    *joined* (taken, to be checked), *bracketed*. `old` and `new` are the words in question.
    """

    hand: str
    passage: str
    asked: str
    became: str
    old: str
    new: str
    because: str


@dataclass(frozen=True)
class Consolidation:
    """The consolidated text.

    Attributes
    ----------
    passages : tuple of MergedPassage
        In the order of the consolidated text.
    gone : tuple of Request
        What was asked about passages that are in no place any more, because all who touched them leave them out.
    """

    passages: tuple[MergedPassage, ...]
    gone: tuple[Request, ...] = ()

    @cached_property
    def brackets(self) -> int:
        """How many brackets are open."""
        return sum(len(passage.brackets) for passage in self.passages)

    @property
    def clean(self) -> bool:
        """Whether no bracket is open. There may still be something to check."""
        return self.brackets == 0

    @cached_property
    def dispositions(self) -> tuple[Disposition, ...]:
        """What became of everything that was asked: by hand, then in the order of the text."""
        requests = [request for passage in self.passages for request in passage.requests]
        rows = [
            Disposition(hand, one.passage, one.asked, one.became, one.old, one.new, one.reason.sentence)
            for one in (*requests, *self.gone)
            for hand in one.hands
        ]
        return tuple(sorted(rows, key=lambda row: (row.hand.casefold(), row.hand)))

    def read_as(self, hand: str) -> tuple[Passage, ...]:
        """Return the text if this hand's alternative were chosen in every bracket and at every insertion.

        Examples
        --------
        >>> from guftugu.algorithms.consolidate import Passage, Proposal, consolidate
        >>> base = [Passage("p1", "We talk.")]
        >>> asked = {"A": "We meet.", "B": "We go."}
        >>> result = consolidate(base, [Proposal(hand, [Passage("p1", text)]) for hand, text in asked.items()])
        >>> result.read_as("B")
        (Passage(id='p1', text='We go.', kind='paragraph'),)
        """
        chosen = []
        for passage in self.passages:
            if passage.hands and hand not in passage.hands:
                continue
            words = [piece if isinstance(piece, str) else piece.chosen(hand).text for piece in passage.pieces]
            if words == [None] and any(bracket.whole for bracket in passage.brackets):
                continue
            kind = (passage.kinds.chosen(hand).text if passage.kinds else None) or passage.kind
            chosen.append(Passage(passage.id, "".join(word or "" for word in words), kind))
        return tuple(chosen)
