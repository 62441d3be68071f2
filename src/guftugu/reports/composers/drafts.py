"""A draft in the making: passages, each known by a key that stays the same between compositions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from guftugu.reports.composed import Composed
from guftugu.reports.composers.telling import ILLUSTRATION
from guftugu.texts.kinds import PassageKind
from guftugu.texts.passages import Written


@dataclass
class Draft:
    """`prefix` says of which paper; with the section and what a passage is about it makes the passage's key."""

    prefix: str
    passages: list[Written] = field(default_factory=list)
    section: str = ""

    def begin(self, heading: str, section: str) -> None:
        self.section = section
        self._add(heading, PassageKind.HEADING, "", level=1)

    def subheading(self, heading: str, key: str) -> None:
        self._add(heading, PassageKind.HEADING, f"{key}/heading", level=2)

    def paragraph(self, sentences: str | Iterable[str], key: str = "words") -> None:
        """Sentences that belong together; nothing where there are none."""
        self._add(_joined(sentences), PassageKind.PARAGRAPH, key)

    def item(self, sentences: str | Iterable[str], key: str) -> None:
        self._add(_joined(sentences), PassageKind.ITEM, key)

    def table(self, rows: Sequence[Sequence[str]], key: str = "table") -> None:
        """The first row is the head. A line a row; tabs between cells."""
        cells = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
        self._add("\n".join(cells), PassageKind.TABLE, key)

    def composed(self, title: str) -> Composed:
        if any(ILLUSTRATION in passage.words for passage in self.passages):
            words = _("What is marked %(mark)s is illustration: it was made up, and nobody is known to have said it.")
            note = Written(words % {"mark": ILLUSTRATION}, composed_as=f"{self.prefix}/illustration")
            return Composed(title, (note, *self.passages))
        return Composed(title, tuple(self.passages))

    def _add(self, words: str, kind: str, key: str, *, level: int = 1) -> None:
        if words:
            known_by = "/".join(part for part in (self.prefix, self.section, key) if part)
            self.passages.append(Written(words, kind=kind, level=level, composed_as=known_by))


def _joined(sentences: str | Iterable[str]) -> str:
    return sentences if isinstance(sentences, str) else " ".join(one for one in sentences if one)
