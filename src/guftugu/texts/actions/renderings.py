from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.versions import Overtaken, check_not_closed
from guftugu.texts.citing import labels
from guftugu.texts.kinds import RenderingState, TickKind
from guftugu.texts.lookups.renderings import row_seen
from guftugu.texts.lookups.texts import latest_version
from guftugu.texts.models import PassageNote, Rendering, Text, Tick
from guftugu.texts.visibility import may_agree, may_render

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import RenderingSeen, RowSeen
    from guftugu.texts.models import Version


@transaction.atomic
def render_passage(
    text: Text, passage: UUID, words: str, *, language: str, script: str = "", of: UUID, after: UUID | None = None,
    by: Viewer, now: datetime,
) -> Rendering:  # fmt: skip
    """Say a passage, or the title, in another language.

    `of` is what the writer had before him in the language that leads, `after` the rendering that his replaces. Where
    either moved on meanwhile nothing is written: what was typed is the writer's to keep.
    """
    version, row = _locked(text, passage, by=by)
    text, standing = version.text, _standing(row, (language, script))
    if row.lead != of:
        raise Overtaken(_("The words that lead were changed while you were writing. Yours are kept below."))
    if (standing.rendering.pk if standing.rendering else None) != after:
        raise Overtaken(_("Somebody rendered this passage while you were writing. Yours is kept below."))
    _check_words(words, row, standing)
    made = Rendering(
        id=uuid4(), passage_id=passage, version=version, room=text.room, language=language, script=script,
        renders_id=of, recorded_at=now,
    )  # fmt: skip
    seal(made, shelf=shelf_in(text.room, by=by, now=now, about=About("text", text.pk)), words=words.strip())
    made.save(force_insert=True)
    record_act("passage_rendered", by=by, about=made, room=text.room, kept=[made], now=now)
    return made


@transaction.atomic
def tick(rendering: Rendering, kind: str, *, by: Viewer, now: datetime) -> Tick:
    """Say that a rendering stands beside the words that lead now. That it is agreed is for the keepers of the room."""
    version, row = _locked(rendering.passage.text, rendering.passage_id, by=by)
    text = version.text
    if kind not in TickKind:
        raise UnableToWrite(_("There is no such tick."))
    if kind == TickKind.AGREED and not may_agree(by, text):
        raise UnableToWrite(_("That a rendering is agreed is for whoever keeps the room to say."))
    standing = _standing(row, (rendering.language, rendering.script))
    if standing.rendering is None or standing.rendering.pk != rendering.pk or row.lead is None:
        raise Overtaken(_("Somebody rendered this passage anew. Read that first."))
    is_stale = standing.state == RenderingState.STALE
    if is_stale != (kind in (TickKind.STILL_RIGHT, TickKind.TYPO_ONLY)):
        raise UnableToWrite(
            _("The words that lead have changed since. Say first whether it is still right.")
            if is_stale
            else _("The words that lead have not changed since.")
        )
    made = Tick.objects.create(
        id=uuid4(), rendering=rendering, lead_id=row.lead, room=text.room, kind=kind, recorded_at=now
    )
    record_act("rendering_ticked", by=by, about=made, room=text.room, kept=[made], now=now)
    return made


@transaction.atomic
def note_passage(
    text: Text, passage: UUID, words: str, *, language: str = "", by: Viewer, now: datetime
) -> PassageNote:  # fmt: skip
    """A word between moderators and translators, about a passage in one language or in all."""
    version, _row = _locked(text, passage, by=by)
    text = version.text
    if not words.strip():
        raise UnableToWrite(_("A note has to say something."))
    made = PassageNote(
        id=uuid4(), passage_id=passage, room=text.room, language=language, recorded_at=now
    )  # fmt: skip
    shelf = shelf_in(text.room, by=by, now=now, about=About("text", text.pk))
    seal(made, shelf=shelf, words=words.strip(), written_by=by.account.name if by.account else "")
    made.save(force_insert=True)
    record_act("passage_noted", by=by, about=made, room=text.room, kept=[made], now=now)
    return made


def _locked(text: Text, passage: UUID, *, by: Viewer) -> tuple[Version, RowSeen]:
    """The version that counts, and the passage in its languages, while nobody else writes."""
    text = Text.objects.select_for_update(of=("self",)).select_related("room", "dialogue").get(pk=text.pk)
    if not may_render(by, text):
        raise UnableToWrite(_("You cannot write in this room."))
    check_not_closed(text)
    version = latest_version(by, text)
    version.text = text
    row = row_seen(by, version, passage)
    if row is None:
        raise UnableToWrite(_("There is no such passage in this text."))
    return version, row


def _standing(row: RowSeen, tongue: tuple[str, str]) -> RenderingSeen:
    found = row.in_tongue(tongue)
    if found is None:
        raise UnableToWrite(_("This text is not rendered into that language."))
    return found


def _check_words(words: str, row: RowSeen, standing: RenderingSeen) -> None:
    if row.passage.is_shut:
        raise UnableToWrite(_("The words that lead do not open for you."))
    if not words.strip():
        raise UnableToWrite(_("A rendering has to say something."))
    if standing.is_ready and standing.words == words.strip():
        raise UnableToWrite(_("This says what the last rendering says."))
    strange = [label for label in labels(words) if label not in labels(row.passage.words)]
    if strange:
        raise UnableToWrite(
            _("The words that lead do not cite %(label)s. A rendering cites what they cite.") % {"label": strange[0]}
        )
