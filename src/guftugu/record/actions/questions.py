from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.record.models import OpenQuestion
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.record.models import Entry
    from guftugu.rooms.viewer import Viewer

State = OpenQuestion.State


class UnableToSettle(Refusal):
    pass


@transaction.atomic
def leave_hanging(asked: Entry, *, by: Viewer, now: datetime, held_after: Occasion | None) -> OpenQuestion:
    """Mark a question as one that nobody answered, so that it stands before whoever writes the next agenda."""
    if _last(asked) is not None:
        raise UnableToSettle(_("This question is marked already."))
    return _stand(asked, State.OPEN, by=by, now=now, held_after=held_after)


@transaction.atomic
def answer_question(
    asked: Entry, answered_by: Entry, *, by: Viewer, now: datetime, held_after: Occasion | None
) -> OpenQuestion:
    """An answer came: in which entry, after which meeting."""
    if not by.may_read(answered_by.room_id):
        raise UnableToSettle(_("There is no such entry."))
    _check_open(asked)
    return _stand(asked, State.ANSWERED, by=by, now=now, held_after=held_after, answered_by=answered_by)


@transaction.atomic
def drop_question(
    asked: Entry, *, because: str, by: Viewer, now: datetime, held_after: Occasion | None
) -> OpenQuestion:
    """Nobody waits for an answer any more, and why."""
    _check_open(asked)
    return _stand(asked, State.DROPPED, by=by, now=now, held_after=held_after, because=because)


@transaction.atomic
def carry_question(
    asked: Entry, *, by: Viewer, now: datetime, held_after: Occasion | None, because: str = ""
) -> OpenQuestion:
    """Take it over into the next agenda. It still hangs."""
    _check_open(asked)
    return _stand(asked, State.CARRIED, by=by, now=now, held_after=held_after, because=because)


def write_open_questions(
    asked: Iterable[Entry], *, held_after: Occasion | None, now: datetime, answers: dict[Entry, Entry] | None = None
) -> list[OpenQuestion]:
    """Questions left hanging at filing; those of `answers` were answered on the same sheets. A part of filing."""
    rows: list[OpenQuestion] = []
    for entry in asked:
        answer = answers.get(entry) if answers else None
        state = State.ANSWERED if answer else State.OPEN
        rows.append(_row(entry, state, held_after=held_after, now=now, answered_by=answer))
    OpenQuestion.objects.bulk_create(rows)
    return rows


def _stand(
    asked: Entry,
    state: str,
    *,
    by: Viewer,
    now: datetime,
    held_after: Occasion | None,
    answered_by: Entry | None = None,
    because: str = "",
) -> OpenQuestion:
    if not by.is_signed_in or not by.holds_key(asked.room):
        raise UnableToSettle(_("You cannot write in this room."))
    row = _row(asked, state, held_after=held_after, now=now, answered_by=answered_by)
    if because.strip():
        shelf = shelf_in(asked.room, by=by, now=now, about=About("occasion", asked.occasion_id))
        seal(row, shelf=shelf, because=because.strip())
    row.save(force_insert=True)
    record_act(f"question_{state}", by=by, about=asked, room=asked.room, kept=[row], now=now)
    return row


def _row(
    asked: Entry, state: str, *, held_after: Occasion | None, now: datetime, answered_by: Entry | None = None
) -> OpenQuestion:
    ends = state in (State.ANSWERED, State.DROPPED)
    return OpenQuestion(
        id=uuid4(), room=asked.room, asked=asked, state=state, answered_by=answered_by, held_after=held_after,
        recorded_at=now, ends=ends,
    )  # fmt: skip


def _last(asked: Entry) -> OpenQuestion | None:
    rows = OpenQuestion.objects.filter(asked=asked).select_related("held_after")
    return max(rows, key=_order, default=None)


def _order(row: OpenQuestion) -> tuple[int, datetime, bool]:
    return (row.held_after.number or 0) if row.held_after else -1, row.recorded_at, row.ends


def _check_open(asked: Entry) -> None:
    last = _last(asked)
    if last is None or last.ends:
        raise UnableToSettle(_("This question is not left hanging."))
