"""How a rendering stands beside the words that lead. Knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from guftugu.texts.kinds import RenderingState, TickKind

READY = frozenset({RenderingState.DRAFT, RenderingState.CHECKED, RenderingState.AGREED})


def ready(states: Mapping[str, int]) -> int:
    """How many passages, of those counted by their state, say what the words that lead say."""
    return sum(count for state, count in states.items() if state in READY)


def state_of(renders: UUID | None, lead: UUID, ticks: Iterable[tuple[str, UUID]]) -> str:
    """How a rendering stands beside the words that lead now.

    It was written for `renders`. *Still right* and *typo only* say that it holds for other words too: then what was
    checked stays checked; what was agreed stays agreed only where no more than a slip was put right.
    """
    holds: dict[UUID | None, str] = {renders: RenderingState.DRAFT}
    last = renders
    for kind, of in ticks:
        if kind == TickKind.AGREED:
            holds[of] = RenderingState.AGREED
            continue
        if kind == TickKind.CHECKED:
            holds[of] = RenderingState.AGREED if holds.get(of) == RenderingState.AGREED else RenderingState.CHECKED
            continue
        before = holds[last]
        falls_back = kind == TickKind.STILL_RIGHT and before == RenderingState.AGREED
        holds[of], last = RenderingState.CHECKED if falls_back else before, of
    return holds.get(lead, RenderingState.STALE)
