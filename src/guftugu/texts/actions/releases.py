from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.rooms import lookups as rooms
from guftugu.rooms.actions.releases import UnableToRelease, check_release, record_release
from guftugu.rooms.acts import record_act
from guftugu.texts.actions.carrying import carry_languages, carry_renderings
from guftugu.texts.actions.versions import check_not_closed, next_version
from guftugu.texts.kinds import Origin
from guftugu.texts.lookups.releasing import GoingAlong, RenderingGoing, going_along
from guftugu.texts.models import Passage, Rendering, Text, Version

if TYPE_CHECKING:
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def release_version(version: Version, to_room: Room, *, by: Viewer, now: datetime) -> Version:
    """Take a version into another room: as a text there, or as the next version of the one released before.

    Citations go along as the labels that room knows; those it cannot read stay behind.
    """
    text = version.text
    check_release(from_room=text.room, to_room=to_room, by=by)
    if not text.dialogue.rooms.filter(pk=to_room.pk).exists():
        raise UnableToRelease(_("That room belongs to another dialogue."))
    if any(row.source == str(version.pk) and row.to_room_id == to_room.pk for row in rooms.releases(by, text.room)):
        raise UnableToRelease(_("This version was released there already."))
    going = going_along(by, version, to_room)
    if going.is_shut:
        raise UnableToRelease(_("These words do not open, so they cannot be released."))
    there = Text.objects.filter(copy_of=text, room=to_room).select_related("room").first()
    if there is not None:
        check_not_closed(there)
    else:
        there = Text.objects.create(
            id=uuid4(), dialogue=text.dialogue, room=to_room, kind=text.kind, language=text.language,
            script=text.script, copy_of=text, made_at=now,
        )  # fmt: skip
    known = dict(Passage.objects.filter(text=there).values_list("composed_as", "pk"))
    passages = [replace(one, passage=known.get(one.composed_as)) for one in going.passages]
    copy, kept = next_version(there, going.title, passages, origin=Origin.RELEASED, note="", by=by, now=now)
    kept += carry_languages(there, going, by=by, now=now)
    kept += carry_renderings(copy, _as_there(there, going), by=by, now=now)
    record_act("version_written", by=by, about=copy, room=to_room, kept=[there, *kept], now=now)
    record_release(version, copy, from_room=text.room, to_room=to_room, by=by, now=now)
    return copy


@transaction.atomic
def release_renderings(version: Version, to_room: Room, *, by: Viewer, now: datetime) -> list[Rendering]:
    """Let renderings that came after a version was released follow it into the other room."""
    check_release(from_room=version.text.room, to_room=to_room, by=by)
    there = Text.objects.filter(copy_of=version.text, room=to_room).select_related("room", "dialogue").first()
    released = {row.copy_id for row in rooms.releases(by, version.text.room) if row.source == str(version.pk)}
    copy = Version.objects.filter(text=there, pk__in=released).select_related("text__room", "text__dialogue").first()
    if there is None or copy is None or Version.objects.filter(text=there, number__gt=copy.number).exists():
        raise UnableToRelease(_("This version is not the one that the other room has."))
    check_not_closed(there)
    going = going_along(by, version, to_room)
    kept = [
        *carry_languages(there, going, by=by, now=now),
        *carry_renderings(copy, _as_there(there, going), by=by, now=now),
    ]
    made = [row for row in kept if isinstance(row, Rendering)]
    if not kept:
        raise UnableToRelease(_("The other room has all renderings of it already."))
    record_act("renderings_released", by=by, about=copy, room=to_room, kept=kept, now=now)
    record_release(version, made[0] if made else copy, from_room=version.text.room, to_room=to_room, by=by, now=now)
    return made


def _as_there(there: Text, going: GoingAlong) -> list[RenderingGoing]:
    """With the passages of the copy in place of those they are copies of."""
    passages = Passage.objects.filter(text=there)
    known = {UUID(one.composed_as): one.pk for one in passages if not one.is_title}
    title = next((one.pk for one in passages if one.is_title), None)
    if title and going.title_passage:
        known[going.title_passage] = title
    return [replace(one, passage=known[one.passage]) for one in going.renderings if one.passage in known]
