"""What a line of notes is, once read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class LineKind(StrEnum):
    """What a line does. All but the heading become entries; `NoteLine.entry_kind` says of which kind."""

    HEADING = "heading"
    STATEMENT = "statement"
    QUESTION = "question"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    AGREEMENT = "agreement"
    OBJECTION = "objection"
    CHANGE_OF_POSITION = "change_of_position"
    OPEN_QUESTION = "open_question"
    DECISION = "decision"
    DEVELOPMENT = "development"
    CONTACT = "contact"
    NOTE = "note"
    ASIDE = "aside"


class LineFlag(StrEnum):
    """What a person should look at before the sheet is filed. A flag never stops a line from being kept."""

    UNPARSED = "unparsed"
    UNKNOWN_SPEAKER = "unknown_speaker"
    UNKNOWN_PARTY = "unknown_party"
    UNKNOWN_SUBJECT = "unknown_subject"
    NO_OPEN_QUESTION = "no_open_question"
    ALREADY_ANSWERED = "already_answered"
    DASH_TAKEN_AS_ASIDE = "dash_taken_as_aside"
    EMPTY_WORDS = "empty_words"


_ENTRY_KINDS: dict[LineKind, str] = {LineKind.OPEN_QUESTION: "question", LineKind.ASIDE: "note"}
_QUESTIONS = frozenset({LineKind.QUESTION, LineKind.OPEN_QUESTION})


@dataclass(frozen=True, slots=True)
class Mention:
    """`words[start:end]` stood in braces. `subject` is the known short name, or None if nobody knows it.

    A `tag` stood in braces after the last sentence: it says what the line is about and was not said itself,
    so it is no part of the words.
    """

    start: int
    end: int
    subject: str | None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of a sheet.

    `raw` is the line as typed (its continuations with it), `words` what was said: without the code, the mark and the
    braces. `code` is who was named; `speaker` is set only when that code is known, so that a mistyped code attributes
    nothing to anybody. A mistyped code is not in `words` either: where attribution is by party or none, words go to the
    plenary and codes must not go with them. `answers` is the `number` of a question on the same sheet.
    """

    number: int
    raw: str
    kind: LineKind
    words: str
    code: str | None = None
    speaker: str | None = None
    party: str | None = None
    mentions: tuple[Mention, ...] = ()
    item: str | None = None
    answers: int | None = None
    flags: frozenset[LineFlag] = field(default_factory=frozenset)

    @property
    def entry_kind(self) -> str | None:
        """The kind of entry this line is filed as; a heading is none, it sets the agenda item of what follows."""
        return None if self.kind is LineKind.HEADING else _ENTRY_KINDS.get(self.kind, self.kind.value)

    @property
    def is_question(self) -> bool:
        return self.kind in _QUESTIONS

    @property
    def is_for_moderators_only(self) -> bool:
        return self.kind is LineKind.ASIDE

    @property
    def subjects(self) -> tuple[str, ...]:
        """Known short names, each once, in the order in which they were said."""
        return tuple(dict.fromkeys(mention.subject for mention in self.mentions if mention.subject is not None))

    @property
    def unknown_subjects(self) -> tuple[str, ...]:
        unknown = (mention for mention in self.mentions if mention.subject is None)
        typed = (mention.tag or self.words[mention.start : mention.end] for mention in unknown)
        return tuple(dict.fromkeys(typed))


@dataclass(frozen=True, slots=True)
class Sheet:
    lines: tuple[NoteLine, ...]

    def __iter__(self) -> Iterator[NoteLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def flagged(self) -> tuple[NoteLine, ...]:
        return tuple(line for line in self.lines if line.flags)

    @property
    def unanswered(self) -> tuple[NoteLine, ...]:
        answered = {line.answers for line in self.lines}
        return tuple(line for line in self.lines if line.is_question and line.number not in answered)
