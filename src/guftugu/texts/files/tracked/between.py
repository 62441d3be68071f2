"""The changes between two texts whose passages are known by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from guftugu.algorithms.consolidate.orders import standing
from guftugu.texts.files.answers import Was
from guftugu.texts.files.document import Printed
from guftugu.texts.files.tracked.passages import TrackedPassage, TrackedPiece, settled
from guftugu.texts.files.tracked.rows import cells_of, have_one_width, pieces_between, rows_between

AuthorOf = Callable[[str, str, str], str]
"""Whose a change is: by the passage's id, "ins", "del" or "move", and the words inserted, deleted or moved."""


def nobody(_passage: str, _change: str, _words: str) -> str:
    return ""


def tracked_between(
    base: Sequence[Was], after: Sequence[Was], *, author_of: AuthorOf = nobody
) -> tuple[TrackedPassage, ...]:
    """Say passage by passage how one text became another.

    The fewest passages that explain the order are moved. One that became another kind (or a table of another width)
    is deleted and inserted: no two word processors agree on how a style is changed back.
    """
    return tuple(_Between(base, after, author_of).all())


class _Between:
    def __init__(self, base: Sequence[Was], after: Sequence[Was], author_of: AuthorOf) -> None:
        self.base = [was for was in base if settled(was.words)]
        self.after = [now for now in after if settled(now.words)]
        self.author_of = author_of
        self.numbers = {was.id: number for number, was in enumerate(self.base)}
        self.now = {now.id: now for now in self.after}
        self.printed_was = dict(zip((was.id for was in self.base), _printed(self.base), strict=True))
        self.printed_now = dict(zip((now.id for now in self.after), _printed(self.after), strict=True))
        order = [self.numbers.get(now.id) for now in self.after]
        self.stays = standing([order])[0]

    def all(self) -> Iterator[TrackedPassage]:
        done = 0
        for now in self.after:
            number = self.numbers.get(now.id)
            if number not in self.stays or number is None:
                yield self._arrived(now, None if number is None else self.base[number])
                continue
            yield from map(self._gone, self.base[done:number])
            yield from self._standing(self.base[number], now)
            done = number + 1
        yield from map(self._gone, self.base[done:])

    def _standing(self, was: Was, now: Was) -> Iterator[TrackedPassage]:
        if not _is_alike(was, now):
            yield self._deleted(was)
            yield self._inserted(now)
            return
        author = partial(self.author_of, now.id)
        pieces = pieces_between(settled(was.words), settled(now.words), author)
        rows = rows_between(was.words, now.words, author) if now.kind == "table" else ()
        yield TrackedPassage(self.printed_was[was.id], self.printed_now[now.id], pieces, rows=rows)

    def _gone(self, was: Was) -> TrackedPassage:
        now = self.now.get(was.id)
        if now is None or not _may_move(was, now):
            return self._deleted(was)
        return TrackedPassage(self.printed_was[was.id], None, *self._moved(was, now))

    def _arrived(self, now: Was, was: Was | None) -> TrackedPassage:
        if was is None or not _may_move(was, now):
            return self._inserted(now)
        return TrackedPassage(None, self.printed_now[now.id], *self._moved(was, now))

    def _moved(self, was: Was, now: Was) -> tuple[tuple[TrackedPiece, ...], bool, str, str]:
        old, new = settled(was.words), settled(now.words)
        pieces = pieces_between(old, new, partial(self.author_of, now.id))
        return pieces, True, self.author_of(now.id, "move", new), f"move{self.numbers[was.id] + 1}"

    def _deleted(self, was: Was) -> TrackedPassage:
        return self._whole(was, self.printed_was[was.id], "del")

    def _inserted(self, now: Was) -> TrackedPassage:
        return self._whole(now, self.printed_now[now.id], "ins")

    def _whole(self, one: Was, printed: Printed, change: str) -> TrackedPassage:
        words = settled(one.words)
        author = self.author_of(one.id, change, words)
        is_deleted = change == "del"
        was, now = (one.words, "") if is_deleted else ("", one.words)
        rows = rows_between(was, now, lambda _change, _words: author) if one.kind == "table" else ()
        pieces = (TrackedPiece(words, change, author),)
        return TrackedPassage(
            printed if is_deleted else None, None if is_deleted else printed, pieces, author=author, rows=rows
        )


def _printed(passages: Sequence[Was]) -> Iterator[Printed]:
    number = 0
    for one in passages:
        number += one.kind != "heading"
        shown = None if one.kind == "heading" else number
        words = "\n".join("\t".join(row) for row in cells_of(one.words)) if one.kind == "table" else settled(one.words)
        yield Printed(shown, one.kind, one.level, words, one.language, one.script)


def _is_alike(was: Was, now: Was) -> bool:
    if was.kind != now.kind or (was.language, was.script) != (now.language, now.script):
        return False
    if now.kind == "table":
        return have_one_width(was.words, now.words)
    return was.level == now.level or now.kind == "paragraph"


def _may_move(was: Was, now: Was) -> bool:
    """Tables are not moved as such: in word processors only paragraphs are."""
    return _is_alike(was, now) and now.kind != "table"
