"""How far a text is rendered into its languages: where one reads it, and with the translators."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.texts.kinds import RenderingState
from guftugu.texts.lookups.renderings import LanguageSeen, SideBySide, side_by_side
from guftugu.texts.lookups.sending import copies_with_translators
from guftugu.texts.states import ready

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Text


@dataclass(frozen=True)
class Progress:
    """A language with the passages (the title is one) by state; `with_translators` those of the copy that was sent."""

    language: LanguageSeen
    states: Counter[str]
    with_translators: Counter[str]

    @property
    def ready(self) -> int:
        return ready(self.states)

    @property
    def all(self) -> int:
        return self.states.total()

    @property
    def ready_there(self) -> int:
        return ready(self.with_translators)

    @property
    def all_there(self) -> int:
        return self.with_translators.total()

    @property
    def stale(self) -> int:
        return self.states[RenderingState.STALE]


def with_translators(viewer: Viewer, text: Text) -> list[SideBySide]:
    """What lies in the translators' room of a text, for who is there too."""
    return [side_by_side(viewer, copy.pk) for copy in copies_with_translators(viewer, text)]


def progress(viewer: Viewer, here: SideBySide, *, asks_translators: bool = False) -> list[Progress]:
    """As the viewer reads the text; if asked, also how far its copies with the translators are."""
    there = with_translators(viewer, here.text.text) if asks_translators and here.others else []
    nothing: Counter[str] = Counter()
    return [
        Progress(one, here.states(one.tongue), sum((copy.states(one.tongue) for copy in there), nothing))
        for one in here.others
    ]
