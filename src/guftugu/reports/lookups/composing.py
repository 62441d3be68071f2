from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.reports.audiences import narrowed
from guftugu.reports.composed import Composed, Period, Wanted
from guftugu.reports.composers.agenda import compose_agenda
from guftugu.reports.composers.memo import compose_memo
from guftugu.reports.composers.wrap_up import compose_wrap_up
from guftugu.reports.kinds import PaperKind
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


class UnableToCompose(Refusal):
    pass


def rooms_to_compose_in(viewer: Viewer, dialogue: Dialogue, kind: str) -> list[Room]:
    """Moderators compose all papers, the convener's staff wrap-up reports: each behind his own door first."""
    kinds = [RoomKind.MODERATORS, RoomKind.STAFF] if kind == PaperKind.WRAP_UP else [RoomKind.MODERATORS]
    found = (dialogues.room_of_kind(viewer, dialogue, kind) for kind in kinds)
    return [room for room in found if room is not None and viewer.is_signed_in and viewer.holds_key(room)]


def composed(viewer: Viewer, dialogue: Dialogue, wanted: Wanted, *, now: datetime) -> Composed:
    """The paper as the record has it now, from what its audience may know and from nothing else."""
    if not wanted.is_whole:
        raise UnableToCompose(_("Say of which meeting, or from when to when."))
    if wanted.meeting is not None and not viewer.may_read(wanted.meeting.room_id):
        raise UnableToCompose(_("There is no such meeting."))
    as_audience = narrowed(viewer, dialogue, wanted.audience)
    if wanted.period is not None:
        return compose_wrap_up(as_audience, dialogue, wanted.period, language=wanted.language, now=now)
    assert wanted.meeting is not None
    if not as_audience.may_read(wanted.meeting.room_id):
        raise UnableToCompose(
            _("These readers are not to know of that meeting. A wrap-up report tells them what is theirs.")
        )
    compose = compose_agenda if wanted.kind == PaperKind.AGENDA else compose_memo
    return compose(as_audience, dialogue, wanted.meeting, language=wanted.language, now=now)


def usual_period(viewer: Viewer, dialogue: Dialogue, *, after: date | None, today: date) -> Period:
    """Since the last report, where there is one; else the last quarter in which something was held and that is over."""
    held = [
        seen.occasion.latest
        for seen in dialogues.occasions(viewer, dialogue)
        if seen.occasion.state == "held" and seen.occasion.latest
    ]
    last = min(max(held, default=today), today)
    if after is not None and after < last:
        return Period(after + timedelta(days=1), max(last, after + timedelta(days=1)))
    quarter = _quarter(last)
    return quarter if quarter.last <= today else _quarter(quarter.first - timedelta(days=1))


def _quarter(day: date) -> Period:
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return Period(first, following - timedelta(days=1))
