"""Languages and renderings on their way into another room. Parts of acts that tell the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from guftugu.dialogues.positions import INSTANT
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.kinds import RenderingState, TickKind
from guftugu.texts.lookups.renderings import languages, side_by_side
from guftugu.texts.models import Rendering, TextLanguage, Tick

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.releasing import GoingAlong, RenderingGoing
    from guftugu.texts.lookups.renderings import RenderingSeen
    from guftugu.texts.models import Text, Version

STATES = [str(state) for state in RenderingState]
TICKS = {RenderingState.CHECKED: TickKind.CHECKED, RenderingState.AGREED: TickKind.AGREED}


def carry_languages(there: Text, going: GoingAlong, *, by: Viewer, now: datetime) -> list[Model]:
    """The languages of a text, and what standing each has, where the copy does not say so already."""
    known = {one.tongue: one.standing for one in languages(by, there)}
    rows = [
        TextLanguage(
            id=uuid4(), text=there, room=there.room, language=one.language, script=one.script, standing=one.standing,
            recorded_at=now + at * INSTANT,
        )
        for at, one in enumerate(going.languages)
        if known.get(one.tongue) != one.standing
    ]  # fmt: skip
    TextLanguage.objects.bulk_create(rows)
    return list(rows)


def carry_renderings(
    version: Version, going: Sequence[RenderingGoing], *, by: Viewer, now: datetime
) -> list[Rendering | Tick]:  # fmt: skip
    """Renderings of a version's passages, with what was ticked. What was said there later stands."""
    text = version.text
    sides = side_by_side(by, text.pk, number=version.number)
    rows = {row.passage.id: row for row in sides.all_rows}
    shelf = shelf_in(text.room, by=by, now=now, about=About("text", text.pk))
    made, ticks = [], []
    for one in going:
        row = rows.get(one.passage)
        there = row.in_tongue(one.tongue) if row else None
        if row is None or (there and not _takes_its_place(one, there)):
            continue
        language, script = one.tongue
        rendering = Rendering(
            id=uuid4(), passage_id=one.passage, version=version, room=text.room, language=language, script=script,
            renders_id=row.lead, recorded_at=now,
        )  # fmt: skip
        seal(rendering, shelf=shelf, words=one.words)
        made.append(rendering)
        if (kind := TICKS.get(RenderingState(one.state))) and row.lead:
            ticks.append(
                Tick(id=uuid4(), rendering=rendering, lead_id=row.lead, room=text.room, kind=kind, recorded_at=now)
            )
    Rendering.objects.bulk_create(made)
    Tick.objects.bulk_create(ticks)
    return [*made, *ticks]


def _takes_its_place(one: RenderingGoing, there: RenderingSeen) -> bool:
    """The same words, where more was said for them; other words, where nobody wrote or ticked there since."""
    if not there.is_ready or there.said_at is None or one.said_at is None:
        return True
    if there.words == one.words:
        return STATES.index(one.state) > STATES.index(there.state)
    return one.said_at >= there.said_at
