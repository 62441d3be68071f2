from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guftugu.dialogues.positions import NOW, Moment
from guftugu.phases.lookups.moments import columns
from guftugu.phases.lookups.standings import StandingSeen, history
from guftugu.phases.ribbon import Ribbon, ribbon_of

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


def ribbon(
    viewer: Viewer,
    dialogue: Dialogue,
    moment: Moment = NOW,
    *,
    language: str = "",
    known: Iterable[StandingSeen] | None = None,
) -> Ribbon:
    """The phases over the meetings, as judged up to a moment. `known` is the history of that moment, if at hand."""
    told = history(viewer, dialogue, moment, language=language) if known is None else known
    return ribbon_of(told, columns(viewer, dialogue, moment))
