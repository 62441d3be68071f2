from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guftugu.dialogues.positions import INSTANT
from guftugu.drafting.actions.carrying import carry_over
from guftugu.drafting.actions.caucus import as_asked
from guftugu.drafting.actions.circulating import about, locked, plenary_of, sent_round
from guftugu.drafting.actions.joint_texts import UnableToDraft, pen_room
from guftugu.drafting.brackets import brackets_in
from guftugu.drafting.kinds import RoundState
from guftugu.drafting.lookups.caucus import settled_wordings
from guftugu.drafting.models import JointText, Proposal, Releasing, Round
from guftugu.rooms import sealing
from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import open_rows, seal
from guftugu.texts.lookups.texts import latest_version, text_seen

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def open_round(
    joint: JointText, *, deadline_said: str = "", deadline: date | None = None, by: Viewer, now: datetime
) -> Round:
    """Send the draft round as it stands. Plenary gets a copy that no longer moves; the pen goes on elsewhere.

    The round's key is made here: what caucuses release is sealed to it, and a deadline opens nothing. What was asked
    in the round before and not dealt with stands before the moderators again.
    """
    pen, plenary = pen_room(joint.dialogue, by=by), plenary_of(joint, by=by)
    joint = locked(joint)
    if joint.final_id is not None:
        raise UnableToDraft(_("This text is final already."))
    before = Round.objects.select_for_update().filter(joint_text=joint)
    if before.exclude(state=RoundState.CLOSED).exists():
        raise UnableToDraft(_("The round before is not closed yet."))
    base = sent_round(joint, plenary, by=by, now=now)
    passages = text_seen(by, base.text_id, number=base.number).passages
    private = sealing.new_key()
    found = Round(
        id=uuid4(), joint_text=joint, number=(before.aggregate(last=Max("number"))["last"] or 0) + 1, base=base,
        draft=latest_version(by, joint.text), room=plenary, deadline=deadline, opened_at=now,
        public_key=sealing.public_half(private), brackets=brackets_in(one.words for one in passages),
    )  # fmt: skip
    seal(found, shelf=shelf_in(pen, by=by, now=now, about=about(joint)), private_key=private.hex())
    seal(found, shelf=shelf_in(plenary, by=by, now=now, about=about(joint)), deadline_said=deadline_said.strip())
    found.save(force_insert=True)
    record_act("round_opened", by=by, about=found, room=plenary, kept=[found], now=now)
    carry_over(found, pen, by=by, now=now)
    return found


@transaction.atomic
def open_releases(found: Round, *, by: Viewer, now: datetime) -> list[Proposal]:
    """Open what all caucuses released, at one moment and never before: no side sees first, and nobody adds after.

    What plenary settled on comes before the moderators with it; everybody has read that.
    """
    pen = pen_room(found.joint_text.dialogue, by=by)
    (found,) = open_rows(
        by, Round.objects.select_for_update(of=("self",)).select_related("joint_text", "room").filter(pk=found.pk)
    )
    if found.state != RoundState.OPEN:
        raise UnableToDraft(_("The releases of this round were opened already."))
    if not found.private_key:
        raise UnableToDraft(_("Your keys do not open this round’s key; another moderator’s may."))
    private = bytes.fromhex(found.private_key)
    asked = [
        (releasing.room_id, one)
        for releasing in Releasing.objects.filter(round=found).order_by("room__letter", "room")
        for one in _told(private, bytes(releasing.sealed))
    ]
    asked += [(found.room_id, one) for one in as_asked(settled_wordings(by, found, found.room))]
    shelf = shelf_in(pen, by=by, now=now, about=about(found.joint_text))
    proposals: list[Proposal] = []
    for at, (room, one) in enumerate(asked):
        proposal = Proposal(
            id=uuid4(), round=found, passage_id=UUID(one["passage"]), room=pen, caucus_id=room, kind=one["kind"],
            after_id=UUID(one["after"]) if one.get("after") else None, comes_first=one.get("comes_first", False),
            passage_kind=one.get("passage_kind", ""), level=one.get("level", 1), language=one["language"],
            script=one.get("script", ""), recorded_at=now + at * INSTANT,
        )  # fmt: skip
        seal(proposal, shelf=shelf, words=one["words"], why=one["why"])
        proposals.append(proposal)
    Proposal.objects.bulk_create(proposals)
    found.state, found.released_at = RoundState.RELEASED, now
    found.save(update_fields=["state", "released_at"])
    record_act("releases_opened", by=by, about=found, room=found.room, kept=[found], now=now)
    record_act("proposals_received", by=by, about=found, room=pen, kept=proposals, now=now)
    return proposals


@transaction.atomic
def close_round(found: Round, *, by: Viewer, now: datetime) -> None:
    """The next draft is written. What was not dealt with is carried over when the next round opens."""
    pen_room(found.joint_text.dialogue, by=by)
    found = Round.objects.select_for_update(of=("self",)).select_related("joint_text", "room").get(pk=found.pk)
    if found.state == RoundState.OPEN:
        raise UnableToDraft(_("Open what was released first."))
    if found.state == RoundState.CLOSED:
        raise UnableToDraft(_("This round is closed already."))
    found.state = RoundState.CLOSED
    found.save(update_fields=["state"])
    record_act("round_closed", by=by, about=found, room=found.room, kept=[found], now=now)


def _told(private: bytes, sealed: bytes) -> list[dict[str, Any]]:
    try:
        told: list[dict[str, Any]] = json.loads(sealing.unwrap_with(private, sealed))
    except sealing.CannotOpen as error:
        raise UnableToDraft(_("A release does not open: it was changed in the store. Nothing was opened.")) from error
    return told
