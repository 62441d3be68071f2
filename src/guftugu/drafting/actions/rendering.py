"""Proposals in other languages: to the translators, and back beside the words that were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.drafting.actions.circulating import about
from guftugu.drafting.actions.joint_texts import UnableToDraft, pen_room
from guftugu.drafting.kinds import Became, RoundState, WordingKind
from guftugu.drafting.lookups.consolidation import NEW
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.models import ProposalRendering, ProposalToRender, Round
from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.actions.renderings import render_passage
from guftugu.texts.actions.sending import send_to_render, translators_room
from guftugu.texts.digests import plain_words
from guftugu.texts.lookups.renderings import side_by_side, text_in
from guftugu.texts.lookups.texts import latest_version, text_seen

if TYPE_CHECKING:
    from guftugu.drafting.lookups.proposals import ProposalSeen
    from guftugu.drafting.models import JointText
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import Tongue
    from guftugu.texts.models import Version


@transaction.atomic
def send_proposals(found: Round, *, by: Viewer, now: datetime) -> list[ProposalToRender]:
    """Give the translators what was asked in other languages: the words and the reason, and not the hand.

    Refused before all releases were opened. What was sent already, or stands in the language that leads, stays.
    """
    pen_room(found.joint_text.dialogue, by=by)
    found = Round.objects.select_for_update(of=("self",)).select_related("joint_text__text", "base").get(pk=found.pk)
    if found.state == RoundState.OPEN:
        raise UnableToDraft(_("Open what was released first."))
    if found.state == RoundState.CLOSED:
        raise UnableToDraft(_("This round is closed already."))
    room = translators_room(found.joint_text.dialogue, by=by)
    waiting = [one for one in proposals(by, found) if one.waits and one.sent is None]
    if not waiting:
        raise UnableToDraft(_("No proposal waits to be sent to the translators."))
    before = _before(found, waiting, by=by)
    lead = {one.id: one.words for one in text_seen(by, found.base.text_id, number=found.base.number).passages}
    shelf = shelf_in(room, by=by, now=now, about=about(found.joint_text))
    rows = []
    for one in waiting:
        row = one.proposal
        sent = ProposalToRender(
            id=uuid4(), proposal=row, room=room, kind=row.kind, language=row.language, script=row.script,
            recorded_at=now,
        )  # fmt: skip
        is_change = row.kind == WordingKind.CHANGE
        was = before.get((row.language, row.script, row.passage_id), "") if is_change else ""
        seal(
            sent, shelf=shelf, words=row.words, why=row.why, before=was,
            lead=lead.get(row.passage_id, "") if is_change else "",
        )  # fmt: skip
        rows.append(sent)
    ProposalToRender.objects.bulk_create(rows)
    record_act("proposals_sent", by=by, about=found, room=room, kept=rows, now=now)
    return rows


@transaction.atomic
def render_proposal(
    sent: ProposalToRender, words: str, *, why: str = "", note: str = "", by: Viewer, now: datetime
) -> ProposalRendering:
    """Say in the language that leads what was asked in another. A later rendering takes the place of an earlier one."""
    if not by.holds_key(sent.room):
        raise UnableToDraft(_("You cannot write in this room."))
    found = Round.objects.select_for_update().get(pk=sent.proposal.round_id)
    if found.state == RoundState.CLOSED:
        raise UnableToDraft(_("This round is closed already."))
    if not words.strip():
        raise UnableToDraft(_("A rendering has to say something."))
    row = ProposalRendering(id=uuid4(), sent=sent, room=sent.room, recorded_at=now)
    shelf = shelf_in(sent.room, by=by, now=now, about=about(sent.proposal.round.joint_text))
    seal(row, shelf=shelf, words=words.strip(), why=why.strip(), note=note.strip())
    row.save(force_insert=True)
    record_act("proposal_rendered", by=by, about=row, room=sent.room, kept=[row], now=now)
    return row


@transaction.atomic
def send_draft(joint: JointText, *, languages: Sequence[Tongue] = (), by: Viewer, now: datetime) -> Version:
    """Give the translators the latest draft. What was adopted in a language comes back to its own words there."""
    pen_room(joint.dialogue, by=by)
    copy = send_to_render(latest_version(by, joint.text), languages=languages, by=by, now=now)
    sides = side_by_side(by, copy.text_id)
    of_draft = {UUID(row.passage.composed_as): row for row in sides.rows if row.passage.composed_as}
    done = set()
    for draft, one in _adopted(joint, by=by):
        row = of_draft.get(draft)
        tongue = (one.proposal.language, one.proposal.script)
        there = row.in_tongue(tongue) if row else None
        if row is None or there is None or there.is_ready or row.lead is None or (draft, tongue) in done:
            continue
        if plain_words(row.passage.words) == plain_words(one.in_lead):
            render_passage(
                copy.text, row.passage.id, one.proposal.words, language=tongue[0], script=tongue[1], of=row.lead,
                after=there.rendering.pk if there.rendering else None, by=by, now=now,
            )  # fmt: skip
            done.add((draft, tongue))
    record_act("draft_sent", by=by, about=joint, room=copy.text.room, now=now)
    return copy


def _adopted(joint: JointText, *, by: Viewer) -> list[tuple[UUID, ProposalSeen]]:
    """What was asked in other languages and adopted, the last first, by the passage of the draft it became."""
    rounds = Round.objects.filter(joint_text=joint).exclude(state=RoundState.OPEN).order_by("-number")
    made = {one.composed_as: one.id for one in text_seen(by, joint.text_id).passages}
    return [
        (draft, one)
        for found in rounds.select_related("base", "joint_text__text")
        for one in proposals(by, found)
        if one.is_rendered and one.in_lead and one.disposition and one.disposition.became == Became.ADOPTED
        if (draft := _became(one, found, made, by=by))
    ]


def _became(one: ProposalSeen, found: Round, made: Mapping[str, UUID], *, by: Viewer) -> UUID | None:
    if one.proposal.kind == WordingKind.NEW:
        return made.get(f"{NEW}{one.proposal.pk}")
    base = {seen.id: seen.composed_as for seen in text_seen(by, found.base.text_id, number=found.base.number).passages}
    known_as = base.get(one.proposal.passage_id, "")
    return UUID(known_as) if known_as else None


def _before(found: Round, waiting: list[ProposalSeen], *, by: Viewer) -> dict[tuple[str, str, UUID], str]:
    """The passages of the base as they read in the languages that were written in."""
    languages = {(one.proposal.language, one.proposal.script) for one in waiting}
    return {
        (language, script, passage.id): passage.words
        for language, script in sorted(languages)
        for passage in text_in(
            by, found.base.text_id, language=language, script=script, number=found.base.number
        ).passages
        if passage.language == language
    }
