"""What waits for somebody who renders: the texts of the translators' room, by language."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues.positions import NOW, as_of, in_force
from guftugu.rooms.kinds import RoomKind
from guftugu.texts.kinds import RenderingState
from guftugu.texts.lookups.renderings import LanguageSeen, Tongue
from guftugu.texts.lookups.texts import TextListed, latest_versions
from guftugu.texts.models import Passage, Placing, Rendering, Text, TextLanguage, Tick
from guftugu.texts.states import ready, state_of
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version


@dataclass(frozen=True)
class ToRender:
    """A text in one language, with its passages (the title is one) by state."""

    text: TextListed
    language: LanguageSeen
    states: Counter[str]

    @property
    def all(self) -> int:
        return self.states.total()

    @property
    def ready(self) -> int:
        return ready(self.states)

    @property
    def waits(self) -> int:
        return self.all - self.ready

    @property
    def told(self) -> list[tuple[str, int]]:
        return [(str(state.label), self.states[state]) for state in RenderingState if self.states[state]]


def to_render(viewer: Viewer, dialogue: Dialogue) -> list[ToRender]:
    """Those with something to do first. A text that is closed waits for nobody. No words are opened but the titles."""
    rows = Text.objects.filter(
        visible_to(viewer), dialogue=dialogue, room__kind=RoomKind.TRANSLATORS, closed_at=None
    ).select_related("room")
    texts = {row.pk: row for row in rows}
    latest = latest_versions(viewer, texts)
    states = _States(viewer, latest)
    wanted = as_of(TextLanguage.objects.filter(visible_to(viewer), text__in=texts), NOW)
    found = in_force(wanted, lambda row: (row.text_id, row.language, row.script))
    listed = []
    for row in found:
        text, tongue = texts[row.text_id], (row.language, row.script)
        if tongue != (text.language, text.script):
            seen = LanguageSeen(*tongue, row.standing)
            listed.append(ToRender(TextListed(text, latest[text.pk]), seen, states.of(text, tongue)))
    return sorted(listed, key=lambda one: (not one.waits, -one.text.latest.made_at.timestamp()))


class _States:
    """How the passages of several texts stand in a language, in as many queries for many as for one."""

    def __init__(self, viewer: Viewer, latest: dict[UUID, Version]) -> None:
        placed = Placing.objects.filter(version__in=[row.pk for row in latest.values()])
        self.passages: dict[UUID, set[UUID]] = defaultdict(set)
        for text, passage in placed.values_list("passage__text", "passage"):
            self.passages[text].add(passage)
        for text, passage in Passage.objects.filter(text__in=latest, is_title=True).values_list("text", "pk"):
            self.passages[text].add(passage)
        rows = Rendering.objects.filter(visible_to(viewer), passage__text__in=latest)
        ordered = rows.order_by("version__number", "recorded_at", "pk")
        told = ordered.values_list("pk", "passage", "language", "script", "renders")
        self.last: dict[tuple[UUID, Tongue], tuple[UUID, UUID | None]] = {}
        for pk, passage, language, script, renders in told:
            self.last[passage, (language, script)] = (pk, renders)
        self.ticks: dict[UUID, list[tuple[str, UUID]]] = defaultdict(list)
        ticks = Tick.objects.filter(visible_to(viewer), rendering__passage__text__in=latest)
        for rendering, kind, lead in ticks.order_by("recorded_at", "pk").values_list("rendering", "kind", "lead"):
            self.ticks[rendering].append((kind, lead))

    def of(self, text: Text, tongue: Tongue) -> Counter[str]:
        lead_tongue = (text.language, text.script)
        found: Counter[str] = Counter()
        for passage in self.passages[text.pk]:
            row, lead = self.last.get((passage, tongue)), self.last.get((passage, lead_tongue))
            state = state_of(row[1], lead[0], self.ticks[row[0]]) if row and lead else RenderingState.NEW
            found[state] += 1
        return found
