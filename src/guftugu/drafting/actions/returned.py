"""What came back in a file, put before the caucus as wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.positions import INSTANT
from guftugu.drafting.actions.caucus import comment, propose_wording, settle
from guftugu.drafting.actions.joint_texts import UnableToDraft
from guftugu.drafting.kinds import WordingKind
from guftugu.drafting.lookups.caucus import settled_wordings

if TYPE_CHECKING:
    from guftugu.drafting.models import Round, Wording
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import Tongue


@dataclass(frozen=True)
class ReturnedAsk:
    passage: UUID
    kind: str
    words: str = ""
    after: UUID | None = None
    comes_first: bool = False
    passage_kind: str = ""
    level: int = 1


@transaction.atomic
def take_answer(
    found: Round, room: Room, asked: Sequence[ReturnedAsk], comments: Sequence[tuple[UUID, str]], *, tongue: Tongue,
    why: str = "", settles: bool = False, by: Viewer, now: datetime,
) -> list[Wording]:  # fmt: skip
    """Put what a returned file asks for before the caucus, all of it or nothing; settled at once where it is agreed.

    Each a moment after the other, so that what is asked keeps its order.
    """
    if not asked and not comments:
        raise UnableToDraft(_("The file asks for nothing."))
    language, script = tongue
    written: list[Wording] = []
    for at, one in enumerate(asked):
        row = propose_wording(
            found, one.passage, room, one.kind, one.words, why=why, language=language, script=script, after=one.after,
            comes_first=one.comes_first, passage_kind=one.passage_kind, level=one.level,
            read_before=[row.pk for row in written], by=by, now=now + at * INSTANT,
        )  # fmt: skip
        written.append(row)
    if settles:
        _settle_in_order(found, room, written, by=by, now=now)
    said: list[UUID] = []
    for passage, words in comments:
        told = comment(found, passage, room, words, language=language, read_before=said, by=by, now=now)
        said.append(told.pk)
    return written


def _settle_in_order(
    found: Round, room: Room, written: Sequence[Wording], *, by: Viewer, now: datetime
) -> None:  # fmt: skip
    """Settle what is not settled yet; a new passage that was, anew, where the file has it behind another one now."""
    places = {one.pk: at for at, one in enumerate(settled_wordings(by, found, room))}
    reached: dict[tuple[UUID, bool], float] = defaultdict(lambda: -1)
    for at, row in enumerate(written):
        anchor, place, when = (row.passage_id, row.comes_first), places.get(row.pk), now + 2 * at * INSTANT
        is_new = row.kind == WordingKind.NEW
        if place is not None and (not is_new or place > reached[anchor]):
            reached[anchor] = place if is_new else reached[anchor]
            continue
        if place is not None:
            settle(row, is_withdrawn=True, by=by, now=when)
        settle(row, by=by, now=when + INSTANT)
        reached[anchor] = inf if is_new else reached[anchor]
