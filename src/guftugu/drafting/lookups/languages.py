from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.texts.kinds import RenderingState
from guftugu.texts.lookups.renderings import READY, side_by_side
from guftugu.texts.lookups.sending import copies_with_translators

if TYPE_CHECKING:
    from guftugu.drafting.lookups.joint_texts import JointTextSeen
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import LanguageSeen, SideBySide


@dataclass(frozen=True)
class LanguageOfJointText:
    """How far a text is rendered into a language: where the viewer reads it, and (for moderators) with translators."""

    language: LanguageSeen
    states: Counter[str]
    with_translators: Counter[str]

    @property
    def ready(self) -> int:
        return _ready(self.states)

    @property
    def all(self) -> int:
        return self.states.total()

    @property
    def ready_there(self) -> int:
        return _ready(self.with_translators)

    @property
    def all_there(self) -> int:
        return self.with_translators.total()

    @property
    def stale(self) -> int:
        return self.states[RenderingState.STALE]


def languages_of(viewer: Viewer, seen: JointTextSeen, sides: SideBySide) -> list[LanguageOfJointText]:
    """`sides`: the text as the viewer reads it last."""
    copies = copies_with_translators(viewer, seen.joint.text) if seen.holds_pen and sides.others else []
    there = [side_by_side(viewer, copy.pk) for copy in copies]
    nothing: Counter[str] = Counter()
    return [
        LanguageOfJointText(
            one, sides.states(one.tongue), sum((copy.states(one.tongue) for copy in there), nothing)
        )
        for one in sides.others
    ]  # fmt: skip


def _ready(states: Counter[str]) -> int:
    return sum(count for state, count in states.items() if state in READY)
