from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import DateSense, OccasionState
from guftugu.dialogues.positions import INSTANT, NOW, Moment
from guftugu.phases.models import Standing
from guftugu.phases.ribbon import Column, up_to
from guftugu.phases.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


def known_then(viewer: Viewer, dialogue: Dialogue, after_meeting: int) -> datetime | None:
    """The last instant at which only that was known which was known after this meeting.

    It lies just before the next meeting came into the record: before that one was told as held, or, for who sees no
    meetings, before the first judgement that names a later one. Until then, now (None).
    """
    told = [
        dated.recorded_at
        for each in dialogues.meetings(viewer, dialogue)
        if (each.occasion.number or 0) > after_meeting
        for dated in each.dates
        if dated.sense == DateSense.HELD
    ]
    judged = Standing.objects.filter(visible_to(viewer), dialogue=dialogue, held_after__number__gt=after_meeting)
    first = judged.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    cut = min([*told, *([first] if first else [])], default=None)
    return cut - INSTANT if cut else None


def columns(viewer: Viewer, dialogue: Dialogue, moment: Moment = NOW) -> list[Column]:
    """The meetings the ribbon is drawn over, as far as they had been held, or up to now planned.

    Who sees no meetings has their numbers from the judgements: that there was a sixth says that there were five.
    """
    seen = dialogues.meetings(viewer, dialogue)
    states = {OccasionState.HELD, OccasionState.PLANNED}
    found = {
        each.occasion.number: Column(
            number=each.occasion.number,
            said=each.said,
            earliest=each.occasion.earliest,
            latest=each.occasion.latest,
            is_planned=each.occasion.state == OccasionState.PLANNED,
        )
        for each in seen
        if each.occasion.number is not None and each.occasion.state in states
    }
    judged = Standing.objects.filter(visible_to(viewer), dialogue=dialogue).exclude(held_after=None)
    named = {number for number in judged.values_list("held_after__number", flat=True) if number}
    implied = named if seen else range(1, max(named, default=0) + 1)
    for number in implied:
        found.setdefault(number, Column(number=number))
    return up_to([found[number] for number in sorted(found)], moment.after_meeting)
