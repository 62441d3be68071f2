"""What would leave with a paper: names, words of other rooms, labels of entries elsewhere, sentences without evidence.

Words are compared folded, as a search does, so that another keyboard, another ending or a capital hides nothing. A
name is found by whole words; of a person also by one part of the name, where it is written as a name. Of what stands
in other rooms, six words in a row that the readers' own rooms do not have are words of that room.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from guftugu.record.folding import fold, stems
from guftugu.record.labels import read_label
from guftugu.texts.citing import labels, pieces

if TYPE_CHECKING:
    from guftugu.rooms.models import Room

RUN = 6
_TOKEN = re.compile(r"\w[\w\u00ad\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u200b-\u200f\u2060\ufeff]*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


class FindingKind(TextChoices):
    NAME = "name", _("name")
    CITATION = "citation", _("entry of another room")
    RUN = "run", _("words of another room")
    UNCITED = "uncited", _("rests on nothing")


@dataclass(frozen=True, slots=True)
class Passing:
    """A passage on its way out. `is_written`: by a person, who may write what no composer would."""

    number: int | None
    words: str
    is_written: bool = False
    is_heading: bool = False

    @property
    def labels(self) -> list[str]:
        return labels(self.words)

    @property
    def plain(self) -> str:
        """The words without their labels, letter for letter in place."""
        return _without_labels(self.words, lambda bracket: " " * len(bracket))


@dataclass(frozen=True, slots=True)
class Name:
    """What somebody or something is called, and the room that says so. A part of a person's name gives it away too.

    `shown` is the name under which all spellings of it are listed.
    """

    words: str
    room: Room
    is_person: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that would leave. `is_known`: the readers' rooms have it. `is_checked`: somebody looked at it."""

    kind: str
    words: str
    passages: tuple[int | None, ...]
    room: Room | None = None
    is_known: bool = False
    is_checked: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind} {' '.join(token.folded for token in tokens(self.words))}"

    @property
    def mark(self) -> str:
        """Stands for the finding in a form, and holds none of its words."""
        return blake2b(self.key.encode(), digest_size=9).hexdigest()

    @property
    def is_waiting(self) -> bool:
        return not (self.is_known or self.is_checked)

    @property
    def kind_in_words(self) -> str:
        return str(FindingKind(self.kind).label)

    @property
    def numbers(self) -> list[int]:
        return [number for number in self.passages if number is not None]


@dataclass(frozen=True, slots=True)
class Token:
    folded: str
    start: int
    end: int
    is_capital: bool


def tokens(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        # So is every word of a script that has no capitals.
        found.append(Token(fold(word), match.start(), match.end(), is_capital=word[0] == word[0].upper()))
    return found


def folded(text: str) -> str:
    """The words of a text, folded, with one space between and around them."""
    return f" {' '.join(fold(match) for match in _TOKEN.findall(text))} "


@dataclass
class Forms:
    """Each word with what all its forms share; kept for one check and no longer."""

    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, word: str) -> frozenset[str]:
        if word not in self.known:
            also = stems(word, "tg") if _CYRILLIC.search(word) else frozenset()
            self.known[word] = frozenset({word}) | stems(word) | also
        return self.known[word]

    def are_same(self, one: str, other: str) -> bool:
        return one == other or not self.of(one).isdisjoint(self.of(other))


@dataclass(frozen=True, slots=True)
class Hit:
    """A name where it stands: the words of the passage, folded."""

    name: Name
    number: int | None
    said: str


def names_in(passages: Sequence[Passing], names: Iterable[Name], forms: Forms) -> Iterator[Hit]:
    listed = [(name, tuple(token.folded for token in tokens(name.words))) for name in names]
    for passage in passages:
        said = tokens(passage.plain)
        places: dict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(said):
            for form in forms.of(token.folded):
                places[form].append(place)
        for name, parts in listed:
            yield from (Hit(name, passage.number, found) for found in _standing(name, parts, said, places, forms))


def _standing(
    name: Name, parts: tuple[str, ...], said: list[Token], places: dict[str, list[int]], forms: Forms
) -> Iterator[str]:
    """The whole name wherever it stands; else, of a person, each part of it that is written as a name."""
    if not parts:
        return
    is_found = False
    for start in _starts(parts[0], places, forms):
        there = said[start : start + len(parts)]
        is_name = len(parts) > 1 or there[0].is_capital
        if len(there) == len(parts) and is_name and all(map(forms.are_same, parts, (one.folded for one in there))):
            is_found = True
            yield " ".join(one.folded for one in there)
    if name.is_person and not is_found:
        for part in parts:
            if len(part) > 2 and part.isalpha():
                starts = _starts(part, places, forms)
                yield from (said[start].folded for start in starts if said[start].is_capital)


def _starts(word: str, places: dict[str, list[int]], forms: Forms) -> list[int]:
    return sorted({place for form in forms.of(word) for place in places.get(form, ())})


def is_said_in(texts: str, *said: str) -> bool:
    return any(f" {one} " in texts for one in said)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every six words in a row, within a line and between labels: what follows those is another sentence."""
    for part in _parts(text):
        yield from _in_a_row([fold(word) for word in _TOKEN.findall(part)])


def _parts(text: str) -> list[str]:
    return _without_labels(text, lambda _bracket: "\n").split("\n")


def _without_labels(words: str, instead: Callable[[str], str]) -> str:
    """Only what names entries is no words: a name between a bracket and a sign of ours leaves like any other."""
    return "".join(
        instead(piece.words) if piece.labels and all(map(read_label, piece.labels)) else piece.words
        for piece in pieces(words)
    )


def _in_a_row(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[skip:] for skip in range(RUN)), strict=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    number: int | None
    words: str
    room: Room


def stretches(passages: Iterable[Passing], of_rooms: dict[tuple[str, ...], Room]) -> Iterator[Stretch]:
    """The longest stretches of each passage that are made of these runs, as they are written there."""
    for passage in passages:
        for part in _parts(passage.words):
            said = tokens(part)
            for first, last, room in _spans(said, of_rooms):
                yield Stretch(passage.number, part[said[first].start : said[last - 1].end], room)


def _spans(said: list[Token], of_rooms: dict[tuple[str, ...], Room]) -> Iterator[tuple[int, int, Room]]:
    first, last, room = 0, 0, None
    for start, run in enumerate(_in_a_row([one.folded for one in said])):
        found = of_rooms.get(run)
        if found is None:
            continue
        if room is not None and (start > last or found != room):
            yield first, last, room
            room = None
        if room is None:
            first, room = start, found
        last = start + RUN
    if room is not None:
        yield first, last, room
