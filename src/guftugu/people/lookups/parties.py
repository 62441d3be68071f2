from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from guftugu.dialogues.lookups import rooms_of
from guftugu.look.marks import mark_classes
from guftugu.people.kinds import PartyKind
from guftugu.people.models import Party, PartyName
from guftugu.people.names import Called, called
from guftugu.people.visibility import parties_visible_to, visible_to
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer

ORDER = tuple(PartyKind)


@dataclass(frozen=True)
class PartySeen:
    party: Party
    called: Called

    @property
    def letter(self) -> str:
        return self.party.letter

    @property
    def name(self) -> str:
        return self.called.name

    @property
    def names(self) -> dict[str, str]:
        """By language; "" is the name that was given no language."""
        return self.called.by_language

    @property
    def shape(self) -> str:
        return mark_classes(self.letter, shape=self.party.shape)[0]

    @property
    def pattern(self) -> str:
        return mark_classes(self.letter, pattern=self.party.pattern)[1]


def parties(viewer: Viewer, dialogue: Dialogue, *, language: str = "") -> list[PartySeen]:
    """The sides first, then those who moderate; named in `language` where they have a name in it."""
    rows = list(Party.objects.filter(parties_visible_to(viewer), dialogue=dialogue).distinct())
    named = PartyName.objects.filter(visible_to(viewer), party__in=[row.pk for row in rows]).select_related("room")
    names: dict[UUID, list[PartyName]] = defaultdict(list)
    for name in open_rows(viewer, named):
        names[name.party_id].append(name)
    rows.sort(key=lambda row: (ORDER.index(PartyKind(row.kind)), row.letter))
    return [PartySeen(row, called(names[row.pk], language=language)) for row in rows]


def party(viewer: Viewer, dialogue: Dialogue, letter: str, *, language: str = "") -> PartySeen | None:
    return next((seen for seen in parties(viewer, dialogue, language=language) if seen.letter == letter), None)


def party_marks(viewer: Viewer, dialogue: Dialogue, *, language: str = "") -> dict[str, PartySeen]:
    """By letter, what the tag `party` asks for: letter, name, shape, pattern."""
    return {seen.letter: seen for seen in parties(viewer, dialogue, language=language)}


def parties_spoken_for(viewer: Viewer, dialogue: Dialogue) -> set[UUID]:
    """Those whose caucus the viewer is in. A party may have been added before its caucus: then their letter tells."""
    own = [room for room in rooms_of(viewer, dialogue) if room.is_caucus and viewer.holds_key(room)]
    named = Q(caucus__in=own) | Q(caucus=None, letter__in=[room.letter for room in own])
    rows = Party.objects.filter(parties_visible_to(viewer), named, dialogue=dialogue).distinct()
    return set(rows.values_list("pk", flat=True)) if own else set()
