"""Where the group stood, judged as its moderators judged, each judgement when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guftugu.demo.data import rows
from guftugu.phases.actions.releases import release_standing
from guftugu.phases.actions.standings import end_standing, judge

if TYPE_CHECKING:
    from datetime import datetime

    from guftugu.demo.people import Stage
    from guftugu.demo.telling import Told
    from guftugu.phases.models import Standing

JUDGED_BY = "both moderators"


def note_the_time_before(stage: Stage) -> None:
    """What is told "after meeting 0" was known before the first meeting came into the record, and so then."""
    stage.clock.note("d0")
    stage.clock.tick()
    stage.clock.tick()


def tell_standings(stage: Stage, told: Told) -> None:
    standings = [one for one in rows("dialogue", "position") if one["series"] == "standing"]
    judged = [(one, _judge(stage, told, one)) for one in standings]
    for one, standing in judged:
        if "ended_after" in one:
            _end(stage, told, one, standing)
    for one, standing in judged:
        for room in one.get("released_to", []):
            release_standing(standing, stage.rooms[room], by=stage.moderator, now=stage.clock.tick())


def _judge(stage: Stage, told: Told, one: dict[str, Any]) -> Standing:
    return judge(
        stage.dialogue, stage.rooms[one["room"]], one["phase"], one["firmness"], one["why"],
        subject=told.subjects[one["subject"]] if one["subject"] else None, held_after=stage.after(one["held_after"]),
        judged_by=JUDGED_BY, cites=[told.entries[key] for key in one["cites"]], language="en", by=stage.moderator,
        now=_when(stage, told, one["entry"]),
    )  # fmt: skip


def _end(stage: Stage, told: Told, one: dict[str, Any], standing: Standing) -> None:
    end_standing(
        standing, one["ended_why"], held_after=stage.after(one["ended_after"]), judged_by=JUDGED_BY,
        cites=[told.entries[key] for key in one["ended_cites"]], language="en", by=stage.moderator,
        now=_when(stage, told, one["ended_by"]),
    )  # fmt: skip


def _when(stage: Stage, told: Told, entry: str) -> datetime:
    """When the occasion was filed of which the entry says it."""
    occasion = told.entries[entry].occasion_id
    return stage.clock.after(next(key for key, known in told.occasions.items() if known.pk == occasion))
