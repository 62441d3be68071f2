"""What became of a draft, as changes that a word processor tracks. Whose they are is told to moderators alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from guftugu.drafting.tracing import TITLE
from guftugu.texts.files.answers import Was
from guftugu.texts.files.tracked import Tracked, TrackedPassage, TrackedPiece, TrackedRow, tracked_between
from guftugu.texts.files.words import printable

if TYPE_CHECKING:
    from guftugu.texts.lookups.texts import TextSeen


@dataclass(frozen=True)
class Whose:
    """Authors of changes. `otherwise` is who is named where nobody else is; by passage and for each of its signs that
    is no space, who put it there (`came`) and who struck it (`went`); by passage, who moved it.
    """

    otherwise: str
    came: dict[str, list[str]] = field(default_factory=dict)
    went: dict[str, list[str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)


def tracked_changes(was: TextSeen, now: TextSeen, *, whose: Whose, lines: Sequence[str], foot: str) -> Tracked:
    """All accepted it is the later version, all rejected the earlier."""
    before, after = _passages(was), _passages(now)
    passages = tracked_between(before, after, author_of=lambda *_: whose.otherwise)
    title = tracked_between(
        [Was(TITLE, was.title, "heading")], [Was(TITLE, now.title, "heading")], author_of=lambda *_: whose.otherwise
    )
    told = _Told(whose)
    return Tracked(
        title_pieces=next((told.passage(one, TITLE, TITLE).pieces for one in title), ()),
        language=now.language,
        script=now.script,
        lines=tuple(lines),
        passages=tuple(told.passage(one, *ids) for one, ids in _known(passages, before, after)),
        foot=foot,
        made_at=now.version.made_at,
    )


def _passages(seen: TextSeen) -> list[Was]:
    return [
        Was(str(one.id), one.words, one.kind, one.level, one.language, one.script) for one in seen.passages if one.words
    ]  # fmt: skip


def _known(
    passages: Iterable[TrackedPassage], before: Sequence[Was], after: Sequence[Was]
) -> Iterator[tuple[TrackedPassage, tuple[str, str]]]:
    """Each with its ids in both texts: those of either are told in its order."""
    old, new = (iter([one.id for one in side if one.words.strip()]) for side in (before, after))
    for one in passages:
        was = next(old, "") if one.was else ""
        now = next(new, "") if one.now else ""
        yield one, (was or now, now or was)


class _Told:
    """Whose each change is, sign by sign: a run of words that hands asked for in part is told in its parts."""

    def __init__(self, whose: Whose) -> None:
        self.whose = whose

    def passage(self, one: TrackedPassage, was: str, now: str) -> TrackedPassage:
        pieces = self._pieces([one.pieces], one, was, now)[0]
        cells = iter(self._pieces([cell for row in one.rows for cell in row.cells], one, was, now))
        rows = tuple(self._row(row, tuple(next(cells) for _cell in row.cells)) for row in one.rows)
        told = pieces if not rows else tuple(piece for row in rows for cell in row.cells for piece in cell)
        author = self.whose.moved.get(now, self.whose.otherwise) if one.moved else _all_of(one.author, told)
        return replace(one, pieces=pieces, rows=rows, author=author)

    def _row(self, row: TrackedRow, cells: tuple[tuple[TrackedPiece, ...], ...]) -> TrackedRow:
        return replace(row, cells=cells, author=_all_of(row.author, [piece for cell in cells for piece in cell]))

    def _pieces(
        self, runs: Sequence[Sequence[TrackedPiece]], of: TrackedPassage, was: str, now: str
    ) -> list[tuple[TrackedPiece, ...]]:
        came = _Signs(self.whose.came.get(now, ()), of.now.words if of.now else "")
        went = _Signs(self.whose.went.get(was, ()), of.was.words if of.was else "")
        return [tuple(told for piece in pieces for told in self._parts(piece, came, went)) for pieces in runs]

    def _parts(self, piece: TrackedPiece, came: _Signs, went: _Signs) -> Iterator[TrackedPiece]:
        put = came.take(piece.words) if piece.change != "del" else []
        struck = went.take(piece.words) if piece.change != "ins" else []
        if not piece.change:
            yield piece
            return
        authors = put if piece.change == "ins" else struck
        for author, signs in groupby(zip(authors, piece.words, strict=True), lambda pair: pair[0]):
            words = "".join(sign for _author, sign in signs)
            yield replace(piece, words=words, author=author or self.whose.otherwise)


class _Signs:
    """Authors of the signs of a passage, taken in their order. Space is whose the sign before it is."""

    def __init__(self, authors: Sequence[str], words: str) -> None:
        self.authors = iter(authors if len(authors) == len(by_sign(words, "")) else ())

    def take(self, words: str) -> list[str]:
        found: list[str] = []
        begins = len(words) - len(words.lstrip())
        for sign in words.lstrip():
            found.append(found[-1] if sign.isspace() else next(self.authors, ""))
        return [found[0] if found else ""] * begins + found


def _all_of(author: str, pieces: Iterable[TrackedPiece]) -> str:
    """Whose a whole passage or row is, which word processors take for one change: everybody's who has words in it."""
    named = [name for piece in pieces if piece.change for name in piece.author.split(", ")]
    return ", ".join(sorted(dict.fromkeys(named), key=lambda name: (len(name), name))) or author


def by_sign(words: str, author: str) -> list[str]:
    """The author of each sign that is no space."""
    return [author for sign in printable(words) if not sign.isspace()]
