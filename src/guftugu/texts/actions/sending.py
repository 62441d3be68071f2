"""To the translators and back: each way a release, which leaves its trace."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.positions import INSTANT
from guftugu.rooms.actions.releases import record_release
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.texts.actions.carrying import carry_renderings
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.languages import want_language
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import check_not_closed
from guftugu.texts.citing import without_labels
from guftugu.texts.lookups.releasing import RenderingGoing
from guftugu.texts.lookups.renderings import languages, side_by_side
from guftugu.texts.lookups.sending import copies_with_translators
from guftugu.texts.lookups.texts import latest_version
from guftugu.texts.models import Passage, Rendering

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import RenderingSeen, RowSeen, SideBySide, Tongue
    from guftugu.texts.models import Text, Version


@transaction.atomic
def send_to_render(
    version: Version, *, languages: Sequence[Tongue] = (), by: Viewer, now: datetime
) -> Version:  # fmt: skip
    """Give the translators a version: a copy in their room. Of the next only what changed is to be rendered anew."""
    room = translators_room(version.text.dialogue, by=by)
    for at, (language, script) in enumerate(languages):
        if (language, script) not in _tongues(by, version.text):
            want_language(version.text, language, script=script, by=by, now=now + at * INSTANT)
    if len(_tongues(by, version.text)) < 2:
        raise UnableToWrite(_("Say into which language."))
    return release_version(version, room, by=by, now=now)


@transaction.atomic
def take_renderings(
    text: Text, *, only: Collection[UUID] | None = None, by: Viewer, now: datetime
) -> list[Rendering]:  # fmt: skip
    """Take over what the translators have rendered of the words that lead now, of all passages or of some.

    What was rendered or ticked here after they did stays, and no words lose what was ticked for them.
    """
    check_not_closed(text)
    if not by.may_keep(text.room):
        raise UnableToWrite(_("Renderings are taken over by whoever keeps the room."))
    taken: list[Rendering] = []
    for copy in copies_with_translators(by, text):
        sides = side_by_side(by, copy.pk)
        ready = _ready(sides, side_by_side(by, text.pk))
        wanted = [one for one in ready if only is None or one.passage in only]
        made = carry_renderings(latest_version(by, text), wanted, by=by, now=now)
        rows = [row for row in made if isinstance(row, Rendering)]
        if not made:
            continue
        record_act("renderings_taken", by=by, about=text, room=text.room, kept=made, now=now)
        record_release(sides.text.version, rows[0], from_room=copy.room, to_room=text.room, by=by, now=now)
        taken += rows
    return taken


def translators_room(dialogue: Dialogue, *, by: Viewer) -> Room:
    room = dialogues.room_of_kind(by, dialogue, RoomKind.TRANSLATORS)
    if room is None or not by.holds_key(room):
        raise UnableToWrite(_("This dialogue has no translators’ room yet. Make one in its settings."))
    return room


def _tongues(viewer: Viewer, text: Text) -> set[Tongue]:
    return {one.tongue for one in languages(viewer, text)}


def _ready(copy: SideBySide, here: SideBySide) -> list[RenderingGoing]:
    """What renders the same words; citations apart, which translators may not have been able to read.

    Where the rendering here says the same but for its citations, these stay.
    """
    of = dict(Passage.objects.filter(text=copy.text.text, is_title=False).values_list("pk", "composed_as"))
    ours = {row.passage.id: row for row in here.rows}

    def counterpart(row: RowSeen) -> RowSeen | None:
        return here.title if row is copy.title else ours.get(UUID(of[row.passage.id]))

    paired = [(row, own) for row in copy.all_rows if (own := counterpart(row))]
    return [
        RenderingGoing(own.passage.id, one.tongue, _cited_as(own.in_tongue(one.tongue), one), one.state, one.said_at)
        for row, own in paired
        if _same(row.passage.words, own.passage.words)
        for one in row.renderings
        if one.is_ready
    ]


def _cited_as(here: RenderingSeen | None, one: RenderingSeen) -> str:
    return here.words if here and _same(here.words, one.words) else one.words


def _same(some: str, others: str) -> bool:
    return without_labels(some).split() == without_labels(others).split()
