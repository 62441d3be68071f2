"""What a returned file asks for, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guftugu.algorithms.consolidate.orders import standing
from guftugu.texts import citing
from guftugu.texts.files.marks import digest, known_by
from guftugu.texts.files.paper import DEEPEST
from guftugu.texts.files.recognising import Candidate, recognised
from guftugu.texts.files.restoring import compared, restored
from guftugu.texts.files.returned import NotTaken, Returned, ReturnedPassage, UnreadableFile, limits


@dataclass(frozen=True, slots=True)
class Was:
    """A passage as it was sent out. A language left empty is the text's."""

    id: str
    words: str
    kind: str = "paragraph"
    level: int = 1
    language: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked for: "change", "new", "leave_out" or "move".

    `passage` is the one it is about. Of a new one it is the one behind which it stands, and so is `after`; a moved
    one goes behind `after`. Where `after` is None it goes before all others (a new one then names the first passage).
    Several new ones behind the same passage stand in the order in which they are told. A passage can be moved and
    changed. `words`, `passage_kind` and `level` are what it shall be.
    """

    kind: str
    passage: str
    after: str | None = None
    words: str = ""
    passage_kind: str = "paragraph"
    level: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """`comments` are what was written in the margin of which passage."""

    asked: tuple[Asked, ...]
    comments: tuple[tuple[str, str], ...]
    not_taken: tuple[NotTaken, ...]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A passage of the base as it was printed."""

    was: Was
    words: str
    level: int


@dataclass(slots=True)
class _File:
    """A file's passages but for what the pack printed itself; by their old numbers."""

    passages: list[ReturnedPassage] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    touched: list[NotTaken] = field(default_factory=list)


def answer_of(base: Sequence[Was], returned: Returned, *, own: Iterable[str] = ()) -> Answer:
    """Say what somebody who sent this file back wants otherwise.

    Parameters
    ----------
    base : sequence of Was
        The text as it was sent out.
    returned : Returned
        The file, tracked or not.
    own : iterable of str, optional
        What else was printed (title, lines): needed only for files whose bookmarks were lost.

    Returns
    -------
    Answer
        The asks, carried out on the base, give the text of the file: its words, their order, their kinds.

    Raises
    ------
    UnreadableFile
        If no passage of the file is one of the base.

    Notes
    -----
    What a word processor changes unasked is no change (`folding.folded`): a non-breaking space that became a space
    and the other way round, doubled spaces, soft hyphens, marks of direction, the hyphen that does not break, how a
    letter with its mark is coded. Everything a reader sees is one, quotation marks that were "corrected" too: nobody
    but their authors can say that they were not meant. In a passage that was changed, what was not keeps its spaces.

    A split passage is a change and a new one behind it, joined ones a change and a leaving out. Moves are the fewest
    that explain the order. Where a file has neither headings nor lists nor tables although the base has several, its
    program lost them, and no kind was changed. Where no label (¶) came back, none was sent: they stay as they were.
    """
    labels = any(citing.labels(one.words) for one in returned.passages) or not any(citing.labels(w.words) for w in base)
    file = _without_ours(returned, own, labels=labels)
    sent = _sent(base, labels=labels)
    found = [Candidate(compared(one.words, one.kind, labels=labels), one.ids) for one in file.passages]
    matches = recognised([Candidate(one.words, (known_by(one.was.id),)) for one in sent], found)
    if not matches:
        raise UnreadableFile(limits.NOT_OF_BASE)
    has_kinds = _has_kinds(sent, file.passages)
    asked = _Asking(sent, file.passages, matches, found, labels=labels, has_kinds=has_kinds).all()
    comments, astray = _comments(returned, file, sent, matches)
    return Answer(tuple(asked), tuple(comments), (*returned.not_taken, *file.touched, *astray))


def _without_ours(returned: Returned, own: Iterable[str], *, labels: bool) -> _File:
    printed = {digest(words) for words in own}
    untouched = {one.own for one in returned.passages if one.own and digest(one.words) == one.own}
    file = _File()
    for at, one in enumerate(returned.passages):
        said = digest(one.words)
        if one.own and not one.ids and one.own not in untouched:
            file.touched.append(NotTaken("head", one.words))
        elif (one.own and said == one.own) or (not one.ids and said in printed):
            continue
        elif compared(one.words, one.kind, labels=labels):  # what a reader sees nothing of asks for nothing
            file.numbers[at] = len(file.passages)
            file.passages.append(one)
    return file


def _sent(base: Sequence[Was], *, labels: bool) -> list[_Sent]:
    """The passages that were printed (one without words is not), each at the level at which it was."""
    sent: list[_Sent] = []
    for was in base:
        deepest = DEEPEST
        if was.kind == "item":
            before = sent[-1] if sent else None
            deepest = min(DEEPEST, before.level + 1) if before and before.was.kind == "item" else 1
        if words := compared(was.words, was.kind, labels=labels):
            sent.append(_Sent(was, words, max(1, min(was.level, deepest))))
    return sent


def _has_kinds(sent: Sequence[_Sent], found: Sequence[ReturnedPassage]) -> bool:
    several = sum(one.was.kind != "paragraph" for one in sent) > 1
    return not several or any(one.kind != "paragraph" for one in found)


class _Asking:
    def __init__(
        self,
        sent: Sequence[_Sent],
        found: Sequence[ReturnedPassage],
        matches: Mapping[int, int],
        compared_words: Sequence[Candidate],
        *,
        labels: bool,
        has_kinds: bool,
    ) -> None:
        self.sent = sent
        self.found = found
        self.matches = matches
        self.words = [one.words for one in compared_words]
        self.labels = labels
        self.has_kinds = has_kinds

    def all(self) -> list[Asked]:
        asked: list[Asked] = []
        order = [self.matches.get(at) for at in range(len(self.found))]
        (stays,) = standing([order])
        after: str | None = None
        for at, number in enumerate(order):
            one = self.found[at]
            if number is None:
                behind = self.sent[0].was.id if after is None else after
                asked.append(Asked("new", behind, after, one.words, one.kind, one.level))
                continue
            sent = self.sent[number]
            if number not in stays:
                asked.append(Asked("move", sent.was.id, after, sent.was.words, sent.was.kind, sent.was.level))
            if change := self._change(sent, at):
                asked.append(change)
            after = sent.was.id
        kept = set(self.matches.values())
        gone = (one.was for number, one in enumerate(self.sent) if number not in kept)
        return asked + [Asked("leave_out", was.id, None, "", was.kind, was.level) for was in gone]

    def _change(self, sent: _Sent, at: int) -> Asked | None:
        was, one = sent.was, self.found[at]
        is_sure = self.has_kinds and not one.doubtful
        kind, level = (one.kind, one.level) if is_sure else (was.kind, sent.level)
        has_level = kind in {"heading", "item"}
        is_same_kind = kind == was.kind and (level == sent.level or not has_level)
        if is_same_kind:
            level = was.level
        if sent.words == self.words[at]:
            return None if is_same_kind else Asked("change", was.id, None, was.words, kind, level)
        words = restored(was.words, one.words, kind if kind == was.kind else "", labels=self.labels)
        return Asked("change", was.id, None, words, kind, level)


def _comments(
    returned: Returned, file: _File, sent: Sequence[_Sent], matches: Mapping[int, int]
) -> tuple[list[tuple[str, str]], list[NotTaken]]:
    """A comment belongs to the passage whose bookmark it lies in, else to the one it stands at or behind."""
    ids = {known_by(one.was.id): one.was.id for one in sent}
    found: list[tuple[str, str]] = []
    astray: list[NotTaken] = []
    for comment in returned.comments:
        marked = [ids[one] for one in comment.ids if one in ids]
        at = file.numbers.get(comment.passage, -1)
        while at >= 0 and at not in matches:
            at -= 1
        if at >= 0 and (not marked or sent[matches[at]].was.id in marked):
            found.append((sent[matches[at]].was.id, comment.words))
        elif marked:
            found.append((marked[0], comment.words))
        else:
            astray.append(NotTaken("comment", comment.words))
    return found, astray
