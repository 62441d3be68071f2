"""The moderators' draft goes to plenary: with a round or without one. It leaves their room by nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.drafting.actions.joint_texts import UnableToDraft, pen_room
from guftugu.drafting.kinds import RoundState
from guftugu.drafting.lookups.circulated import circulated_copy
from guftugu.drafting.models import JointText, Round
from guftugu.rooms import lookups as rooms
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.shelves import About
from guftugu.texts.actions.releases import release_renderings, release_version
from guftugu.texts.actions.sending import take_renderings
from guftugu.texts.lookups.texts import latest_version, texts, versions

if TYPE_CHECKING:
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version


def about(joint: JointText) -> About:
    return About("text", joint.text_id)


@transaction.atomic
def circulate(joint: JointText, *, by: Viewer, now: datetime) -> Version:
    """Give plenary the latest draft without asking for anything: stances are taken on it, and it may become final."""
    pen_room(joint.dialogue, by=by)
    plenary = plenary_of(joint, by=by)
    joint = locked(joint)
    if joint.final_id is not None:
        raise UnableToDraft(_("This text is final already."))
    if Round.objects.filter(joint_text=joint).exclude(state=RoundState.CLOSED).exists():
        raise UnableToDraft(_("Close the round first."))
    if latest_version(by, joint.text).pk == joint.circulated_draft_id:
        raise UnableToDraft(_("Plenary has this draft already."))
    copy = sent_round(joint, plenary, by=by, now=now)
    record_act("circulated", by=by, about=joint, room=plenary, kept=[joint], now=now)
    return copy


@transaction.atomic
def pass_renderings(joint: JointText, *, by: Viewer, now: datetime) -> None:
    """Let renderings that came after the draft circulated follow it into plenary. The words that lead stay."""
    pen_room(joint.dialogue, by=by)
    plenary = plenary_of(joint, by=by)
    joint = locked(joint)
    if joint.circulated_draft is None:
        raise UnableToDraft(_("Nothing was circulated yet."))
    take_renderings(joint.text, by=by, now=now)
    release_renderings(joint.circulated_draft, plenary, by=by, now=now)
    record_act("renderings_passed", by=by, about=joint, room=plenary, now=now)


def sent_round(joint: JointText, plenary: Room, *, by: Viewer, now: datetime) -> Version:
    """The copy of the latest draft in plenary; made now if it is not there. Part of an act that tells the trail.

    What the translators have rendered of it is taken over first, so that it goes along.
    """
    take_renderings(joint.text, by=by, now=now)
    draft = latest_version(by, joint.text)
    before = circulated_copy(by, joint)
    if before is not None and draft.pk == joint.circulated_draft_id:
        return before
    copy = _copy_there(joint, draft, plenary, by=by) or release_version(draft, plenary, by=by, now=now)
    joint.circulated, joint.circulated_draft = copy.text, draft
    joint.save(update_fields=["circulated", "circulated_draft"])
    return copy


def _copy_there(joint: JointText, draft: Version, plenary: Room, *, by: Viewer) -> Version | None:
    """Plenary's copy, where somebody released this very draft from the pages of texts."""
    rows = rooms.releases(by, draft.text.room)
    made = {row.copy_id for row in rows if row.source == str(draft.pk) and row.to_room_id == plenary.pk}
    copies = [one.text for one in texts(by, joint.dialogue) if made and one.text.copy_of_id == joint.text_id]
    return next((row for text in copies for row in versions(by, text) if row.pk in made), None)


def plenary_of(joint: JointText, *, by: Viewer) -> Room:
    plenary = dialogues.room_of_kind(by, joint.dialogue, RoomKind.PLENARY)
    if plenary is None or not by.holds_key(plenary):
        raise UnableToDraft(_("A draft goes round in plenary, and you are not in it."))
    return plenary


def locked(joint: JointText) -> JointText:
    rows = JointText.objects.select_for_update(of=("self",))
    return rows.select_related(
        "text__room", "text__dialogue", "circulated__room", "circulated_draft__text__room",
        "circulated_draft__text__dialogue", "dialogue",
    ).get(pk=joint.pk)  # fmt: skip
