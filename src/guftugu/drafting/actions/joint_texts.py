from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.drafting.models import Area, JointText
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.texts.actions.versions import begin_text
from guftugu.texts.kinds import TextKind

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.record.models import Subject
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.passages import Written


class UnableToDraft(Refusal):
    pass


def pen_room(dialogue: Dialogue, *, by: Viewer) -> Room:
    """The moderators' room. Who is not in it does not hold the pen."""
    room = dialogues.room_of_kind(by, dialogue, RoomKind.MODERATORS)
    if room is None or not by.holds_key(room):
        raise UnableToDraft(_("The moderators hold the pen."))
    return room


@transaction.atomic
def begin_joint_text(
    dialogue: Dialogue, title: str, passages: Sequence[Written], *, language: str, script: str = "", by: Viewer,
    now: datetime, kind: str = TextKind.JOINT_MEMO,
) -> JointText:  # fmt: skip
    """The moderators' first draft of what they heard. It stays theirs until a round is opened on it."""
    room = pen_room(dialogue, by=by)
    version = begin_text(dialogue, room, kind, title, passages, language=language, script=script, by=by, now=now)
    joint = JointText.objects.create(id=uuid4(), dialogue=dialogue, text=version.text, made_at=now)
    record_act("joint_text_begun", by=by, about=joint, room=room, kept=[joint], now=now)
    return joint


@transaction.atomic
def add_area(joint: JointText, subject: Subject, *, by: Viewer, now: datetime) -> Area:
    """One more matter the text has to speak of."""
    room = pen_room(joint.dialogue, by=by)
    if subject.dialogue_id != joint.dialogue_id:
        raise UnableToDraft(_("There is no such subject in this dialogue."))
    if Area.objects.filter(joint_text=joint, subject=subject).exists():
        raise UnableToDraft(_("That is an area already."))
    last = Area.objects.filter(joint_text=joint).aggregate(last=Max("place"))["last"] or 0
    area = Area.objects.create(id=uuid4(), joint_text=joint, subject=subject, place=last + 1)
    record_act("area_added", by=by, about=area, room=room, kept=[area], now=now)
    return area


@transaction.atomic
def talk_through(area: Area, meeting: Occasion, *, by: Viewer, now: datetime) -> None:
    """The group has been through this area, at this meeting."""
    room = pen_room(area.joint_text.dialogue, by=by)
    if not meeting.is_meeting or meeting.dialogue_id != area.joint_text.dialogue_id:
        raise UnableToDraft(_("An area is talked through at a meeting of this dialogue."))
    area.talked_through_at = meeting
    area.save(update_fields=["talked_through_at"])
    record_act("area_talked_through", by=by, about=area, room=room, kept=[area], now=now)
