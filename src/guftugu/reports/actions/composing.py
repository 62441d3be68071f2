from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.reports.composed import Wanted
from guftugu.reports.kinds import PaperKind
from guftugu.reports.lookups.anew import Anew, anew
from guftugu.reports.lookups.composing import UnableToCompose, composed, rooms_to_compose_in
from guftugu.reports.lookups.papers import paper_wanted, passages_of
from guftugu.reports.merging import are_same, digest, known_passages, taken
from guftugu.reports.models import Paper
from guftugu.rooms.acts import record_act
from guftugu.texts.actions.versions import begin_text, write_version
from guftugu.texts.kinds import Origin, TextKind
from guftugu.trail.actions import join_the_line

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version

TEXT_KINDS = {
    PaperKind.AGENDA: TextKind.AGENDA,
    PaperKind.MEMO: TextKind.MEMO,
    PaperKind.WRAP_UP: TextKind.REPORT,
}


@transaction.atomic
def compose_paper(dialogue: Dialogue, wanted: Wanted, *, by: Viewer, now: datetime, room: Room | None = None) -> Paper:
    """Compose a paper and keep it; once somebody has written on it, it is left as it is and given back.

    Kept behind the composer's own door, whoever it is for: it goes to its readers by a release.
    """
    rooms = rooms_to_compose_in(by, dialogue, wanted.kind)
    kept_in = room or next(iter(rooms), None)
    if kept_in is None or kept_in.pk not in {one.pk for one in rooms}:
        raise UnableToCompose(_("Moderators compose papers; the convener's staff composes wrap-up reports."))
    # Two who compose the same paper at once make one.
    join_the_line()
    there = paper_wanted(by, dialogue, wanted, room=kept_in)
    if there is None:
        return _first(dialogue, wanted, kept_in, by=by, now=now)
    if there.is_edited:
        return there.row
    found = anew(by, dialogue, there, now=now)
    if not found.is_same:
        _write_composed(there, found, by=by, now=now)
    return there.row


@transaction.atomic
def take(
    dialogue: Dialogue, paper: PaperSeen, marks: Collection[str], *, seen: str, by: Viewer, now: datetime
) -> Version:
    """Write the chosen passages as they are composed now into the text as it stands.

    What is composed now is kept as a version of its own before: what was not chosen is not offered again until the
    record has it otherwise. Refused if `seen`, what the chooser looked at, is no longer what would be composed.
    """
    if paper.is_copy or paper.room.pk not in {one.pk for one in rooms_to_compose_in(by, dialogue, paper.row.kind)}:
        raise UnableToCompose(_("Moderators compose papers; the convener's staff composes wrap-up reports."))
    found = anew(by, dialogue, paper, now=now)
    if digest(found.composed.passages) != seen:
        raise UnableToCompose(_("The record has changed since you looked. Look at it again."))
    chosen = [offer for offer in found.offers if offer.mark in marks]
    version = _write_composed(paper, found, by=by, now=now)
    composed_now = passages_of(by, version)
    merged = taken(found.standing, composed_now, chosen)
    title = found.composed.title if paper.title == found.title_before else paper.title
    if are_same(merged, composed_now) and title == version.title:
        return version
    return write_version(
        paper.text, title, merged, after=version.number, note=_("With what was taken from the record"), by=by, now=now
    )


def _first(dialogue: Dialogue, wanted: Wanted, room: Room, *, by: Viewer, now: datetime) -> Paper:
    draft = composed(by, dialogue, wanted, now=now)
    if not draft.passages:
        raise UnableToCompose(_("The record holds nothing of which this could be composed."))
    version = begin_text(
        dialogue, room, TEXT_KINDS[PaperKind(wanted.kind)], draft.title, draft.passages, language=wanted.language,
        origin=Origin.COMPOSED, by=by, now=now,
    )  # fmt: skip
    period = wanted.period
    paper = Paper(
        id=uuid4(), text=version.text, kind=wanted.kind, audience=wanted.audience, meeting=wanted.meeting,
        covers_from=period.first if period else None, covers_to=period.last if period else None,
    )  # fmt: skip
    paper.save(force_insert=True)
    record_act("paper_composed", by=by, about=paper, room=room, kept=[paper], now=now)
    return paper


def _write_composed(paper: PaperSeen, found: Anew, *, by: Viewer, now: datetime) -> Version:
    passages = known_passages(found.composed.passages, found.before, found.standing)
    version = write_version(
        paper.text, found.composed.title, passages, after=paper.version.number, origin=Origin.COMPOSED, by=by, now=now
    )
    record_act("paper_composed", by=by, about=paper.row, room=paper.room, now=now)
    return version
