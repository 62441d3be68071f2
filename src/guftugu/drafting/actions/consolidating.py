from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.drafting.actions.circulating import about
from guftugu.drafting.actions.joint_texts import UnableToDraft, pen_room
from guftugu.drafting.kinds import Became, RoundState
from guftugu.drafting.lookups.proposals import last_dispositions
from guftugu.drafting.models import Disposition, Proposal, Round
from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import open_rows, seal
from guftugu.texts.actions.typos import write_with_typos
from guftugu.texts.actions.versions import Overtaken
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Version
    from guftugu.texts.passages import Written


class BecameSo(NamedTuple):
    became: str
    why: str = ""


@transaction.atomic
def write_next_draft(
    found: Round, title: str, passages: Sequence[Written], became: Mapping[UUID, BecameSo], *, after: int,
    typos: Collection[UUID] = (), by: Viewer, now: datetime,
) -> Version:  # fmt: skip
    """The moderators' next draft, and what became of each proposal. Its authors see their own rows and no others.

    A draft that says what the last one says makes no version; what became of proposals is kept all the same. In `typos`
    no more than a slip was put right: what is rendered of these passages stands as it stood.
    """
    joint = found.joint_text
    pen = pen_room(joint.dialogue, by=by)
    found = Round.objects.select_for_update(of=("self",)).select_related("joint_text__text").get(pk=found.pk)
    if found.state not in (RoundState.RELEASED, RoundState.CONSOLIDATED):
        raise UnableToDraft(_("Open what was released first; a closed round is not written on."))
    latest = text_seen(by, joint.text_id)
    if latest.version.number == after and _says(latest, title, passages):
        version = latest.version
    else:
        version = write_with_typos(joint.text, title, passages, typos=typos, after=after, by=by, now=now)
    dealt_with(found, became, pen=pen, by=by, now=now)
    found.state = RoundState.CONSOLIDATED
    found.save(update_fields=["state"])
    record_act("round_consolidated", by=by, about=found, room=pen, kept=[found], now=now)
    return version


def dealt_with(
    found: Round, became: Mapping[UUID, BecameSo], *, pen: Room, by: Viewer, now: datetime
) -> list[Disposition]:
    """One row for the moderators, one dropped into the caucus that asked. A part of an act that tells the trail."""
    rows = Proposal.objects.filter(round=found, pk__in=became).select_related("caucus")
    proposals = open_rows(by, rows)
    if len(proposals) != len(became):
        raise UnableToDraft(_("There is no such proposal in this round."))
    before = last_dispositions(by, [row.pk for row in proposals], pen)
    written = []
    for proposal in proposals:
        told = became[proposal.pk]
        if told.became not in Became.values:
            raise UnableToDraft(_("Say what became of each proposal."))
        if told.became != Became.ADOPTED and not told.why.strip():
            raise UnableToDraft(_("Say why, to those who asked: what is not adopted whole needs a reason."))
        was = before.get(proposal.pk)
        if was is not None and (was.became, was.why) == (told.became, told.why.strip()):
            continue
        for room in (pen, proposal.caucus):
            row = Disposition(id=uuid4(), proposal=proposal, room=room, became=told.became, recorded_at=now)
            shelf = shelf_in(room, by=by, now=now, about=about(found.joint_text))
            seal(row, shelf=shelf, why=told.why.strip(), asked=proposal.words)
            row.save(force_insert=True)
            written.append(row)
            record_act("disposed", by=by, about=row, room=room, kept=[row], now=now)
    return written


def _says(latest: TextSeen, title: str, passages: Sequence[Written]) -> bool:
    was = [(one.id, one.kind, one.level, one.words) for one in latest.passages]
    told = [(one.passage, one.kind, one.level, one.words.strip()) for one in passages if one.words.strip()]
    return latest.title == title.strip() and was == told


__all__ = ["BecameSo", "Overtaken", "dealt_with", "write_next_draft"]
