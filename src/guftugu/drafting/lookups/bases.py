"""The base of a round in all its languages: what somebody reads, and beside what he words his own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.texts.lookups.renderings import side_by_side

if TYPE_CHECKING:
    from guftugu.drafting.models import Round
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import LanguageSeen, SideBySide
    from guftugu.texts.lookups.texts import PassageSeen

Tongue = tuple[str, str]


@dataclass(frozen=True)
class Base:
    sides: SideBySide

    @property
    def lead(self) -> Tongue:
        text = self.sides.text.text
        return text.language, text.script

    @property
    def languages(self) -> list[LanguageSeen]:
        return self.sides.languages

    @property
    def passages(self) -> list[PassageSeen]:
        return self.sides.text.passages

    @cached_property
    def by_id(self) -> dict[UUID, PassageSeen]:
        return {one.id: one for one in self.passages}

    def passage(self, pk: UUID | None) -> PassageSeen | None:
        return self.by_id.get(pk) if pk else None

    @cached_property
    def _rendered(self) -> dict[tuple[UUID, Tongue], str]:
        return {
            (row.passage.id, (one.language, one.script)): one.words
            for row in self.sides.rows
            for one in row.renderings
            if one.words
        }

    def words(self, passage: UUID, tongue: Tongue) -> str:
        """As the passage reads in a language; "" where it is not rendered."""
        if tongue == self.lead:
            return self.by_id[passage].words if passage in self.by_id else ""
        return self._rendered.get((passage, tongue), "")

    def read_in(self, tongue: Tongue) -> list[PassageSeen]:
        """Rendered where it is, and in the language that leads elsewhere."""
        if tongue == self.lead:
            return self.passages
        language, script = tongue
        return [
            replace(one, words=words, language=language, script=script)
            if (words := self.words(one.id, tongue))
            else one
            for one in self.passages
        ]


def base_of(viewer: Viewer, found: Round) -> Base:
    return Base(side_by_side(viewer, found.base.text_id, number=found.base.number))
