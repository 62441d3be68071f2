"""The phases over the meetings: how long each judgement held. Pure; the drawing is in `drawing.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.phases.kinds import Phase
from guftugu.phases.wording import after_in_words

if TYPE_CHECKING:
    from guftugu.phases.lookups.standings import StandingSeen


@dataclass(frozen=True, kw_only=True)
class Column:
    """A meeting. Nothing but its number may be known of it."""

    number: int
    said: str = ""
    earliest: date | None = None
    latest: date | None = None
    is_planned: bool = False


@dataclass(frozen=True)
class Stretch:
    """A judgement and how long it held: from one meeting to another; `until` None: it still does."""

    standing: StandingSeen
    since: int
    until: int | None

    @property
    def is_in_force(self) -> bool:
        return self.until is None

    @property
    def begins(self) -> str:
        return after_in_words(self.since)

    @property
    def ends(self) -> str:
        return after_in_words(self.until) if self.until is not None else _("still")


@dataclass(frozen=True)
class RibbonRow:
    phase: Phase
    stretches: list[Stretch]


@dataclass(frozen=True)
class Ribbon:
    columns: list[Column]
    rows: list[RibbonRow]

    @property
    def stretches(self) -> list[Stretch]:
        return [stretch for row in self.rows for stretch in row.stretches]

    @property
    def in_force(self) -> list[StandingSeen]:
        return [stretch.standing for stretch in self.stretches if stretch.is_in_force]

    @property
    def is_empty(self) -> bool:
        return not self.stretches


def ribbon_of(history: Iterable[StandingSeen], columns: Sequence[Column]) -> Ribbon:
    held = stretches_of(history)
    rows = [RibbonRow(phase, [one for one in held if one.standing.phase == phase]) for phase in Phase]
    return Ribbon(list(columns), rows)


def stretches_of(history: Iterable[StandingSeen]) -> list[Stretch]:
    """The group's first. What was replaced or ended after the same meeting never held, and is not among them."""
    by_series: dict[Hashable, list[StandingSeen]] = defaultdict(list)
    for seen in history:
        by_series[seen.series].append(seen)
    found = []
    for told in by_series.values():
        for place, seen in enumerate(told):
            until = told[place + 1].after if place + 1 < len(told) else None
            if not seen.ends and until != seen.after:
                found.append(Stretch(seen, seen.after, until))
    return sorted(found, key=lambda one: (one.standing.subject is not None, one.standing.series[1], one.since))


def up_to(columns: Iterable[Column], after_meeting: int | None) -> list[Column]:
    """Looking back, no meeting that came later and no plans."""
    if after_meeting is None:
        return list(columns)
    return [column for column in columns if column.number <= after_meeting and not column.is_planned]
