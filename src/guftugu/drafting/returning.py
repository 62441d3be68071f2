"""What a file that came back asks for of a round's base, in whichever of its languages it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from guftugu.algorithms.words import compare
from guftugu.drafting.kinds import WordingKind
from guftugu.texts.files import language_tag
from guftugu.texts.files.answers import Asked as AskedInFile
from guftugu.texts.files.answers import Was, answer_of

if TYPE_CHECKING:
    from guftugu.algorithms.words import Change
    from guftugu.drafting.lookups.bases import Base, Tongue
    from guftugu.texts.files.returned import NotTaken, Returned
    from guftugu.texts.lookups.texts import PassageSeen


@dataclass(frozen=True)
class AskRead:
    """One thing a file asks for, as the caucus will read it."""

    passage: PassageSeen
    kind: str
    words: str
    language: str
    behind: PassageSeen | None
    comes_first: bool
    passage_kind: str
    level: int
    changes: list[Change] = field(default_factory=list)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "passage": str(self.passage.id), "kind": self.kind, "words": self.words,
            "after": str(self.behind.id) if self.behind else "", "comes_first": self.comes_first,
            "passage_kind": self.passage_kind, "level": self.level,
        }  # fmt: skip


@dataclass(frozen=True)
class AnswerRead:
    tongue: Tongue
    asked: list[AskRead]
    comments: list[tuple[PassageSeen, str]]
    not_taken: Sequence[NotTaken]
    authors: Sequence[str]

    @property
    def told(self) -> dict[str, Any]:
        return {
            "asked": [one.told for one in self.asked],
            "comments": [(str(passage.id), words) for passage, words in self.comments],
            "tag": language_tag(*self.tongue),
        }


def answer_read(base: Base, returned: Returned, *, own: Sequence[str]) -> AnswerRead:
    """In the language of which the file has most passages word for word. Raises what `answer_of` raises."""
    tongue = _tongue(base, returned)
    passages = base.read_in(tongue)
    was = [Was(str(one.id), one.words, one.kind, one.level, one.language, one.script) for one in passages]
    answer = answer_of(was, returned, own=own)
    by_id = {one.id: one for one in passages}
    comments = [(by_id[UUID(passage)], words) for passage, words in answer.comments]
    asked = [_read(one, by_id, tongue) for one in answer.asked]
    return AnswerRead(tongue, asked, comments, answer.not_taken, returned.authors)


def _tongue(base: Base, returned: Returned) -> Tongue:
    found = {_plain(one.words) for one in returned.passages}
    tongues = [(one.language, one.script) for one in base.languages]

    def known(tongue: Tongue) -> int:
        return len(found & {_plain(base.words(one.id, tongue)) for one in base.passages})

    return max(tongues, key=known)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _read(one: AskedInFile, by_id: dict[UUID, PassageSeen], tongue: Tongue) -> AskRead:
    passage = by_id[UUID(one.passage)]
    is_change, is_new = one.kind == WordingKind.CHANGE, one.kind == WordingKind.NEW
    behind = by_id[UUID(one.after)] if one.after and one.kind == WordingKind.MOVE else None
    same = (passage.kind, passage.level) == (one.passage_kind, one.level)
    return AskRead(
        passage, one.kind, one.words if is_change or is_new else "", tongue[0], behind,
        comes_first=one.after is None and one.kind in (WordingKind.MOVE, WordingKind.NEW),
        passage_kind=one.passage_kind if is_new or (is_change and not same) else "", level=one.level,
        changes=compare(passage.words, one.words) if is_change else [],
    )  # fmt: skip
