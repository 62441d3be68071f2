from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import open_rows, seal
from guftugu.texts.actions.citations import UnableToWrite, cite_labels
from guftugu.texts.citing import relabelled
from guftugu.texts.kinds import Origin, PassageKind, TextKind
from guftugu.texts.lookups.preview import entries_named
from guftugu.texts.lookups.texts import passages_of
from guftugu.texts.models import Passage, Placing, Rendering, Text, Version
from guftugu.texts.visibility import may_write_in, may_write_on

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.rooms.words import OpenShelf
    from guftugu.texts.passages import Written


class Overtaken(UnableToWrite):
    """Somebody wrote a version in between. Nothing was written; what was typed is the writer's to keep."""


@transaction.atomic
def begin_text(
    dialogue: Dialogue, room: Room, kind: str, title: str, passages: Sequence[Written], *, language: str,
    script: str = "", origin: str = Origin.WRITTEN, note: str = "", by: Viewer, now: datetime,
) -> Version:  # fmt: skip
    """A new document in a room, with its first version."""
    if not may_write_in(by, room) or not dialogue.rooms.filter(pk=room.pk).exists():
        raise UnableToWrite(_("You cannot write in this room."))
    if kind not in TextKind:
        raise UnableToWrite(_("There is no such kind of text."))
    text = Text.objects.create(
        id=uuid4(), dialogue=dialogue, room=room, kind=kind, language=language, script=script, made_at=now
    )
    version, kept = next_version(text, title, passages, origin=origin, note=note, by=by, now=now)
    record_act("text_begun", by=by, about=text, room=room, kept=[text, *kept], now=now)
    return version


@transaction.atomic
def write_version(
    text: Text, title: str, passages: Sequence[Written], *, after: int, origin: str = Origin.WRITTEN, note: str = "",
    by: Viewer, now: datetime,
) -> Version:  # fmt: skip
    """The next version. Refused where another was written since the one the writer had before him."""
    text = Text.objects.select_for_update(of=("self",)).select_related("room", "dialogue").get(pk=text.pk)
    if not may_write_on(by, text):
        raise UnableToWrite(_("You cannot write in this room."))
    check_not_closed(text)
    latest = Version.objects.filter(text=text).select_related("text").order_by("-number").first()
    if latest is None or latest.number != after:
        raise Overtaken(
            _("Somebody wrote a version while you were writing. Yours is kept below: put the two together.")
        )
    if any(one.is_shut for one in passages_of(by, latest)):
        raise UnableToWrite(_("Parts of this text do not open for you; written on, it would lose them."))
    version, kept = next_version(text, title, passages, origin=origin, note=note, by=by, now=now)
    record_act("version_written", by=by, about=version, room=text.room, kept=kept, now=now)
    return version


def check_not_closed(text: Text) -> None:
    if text.closed_at is not None:
        raise UnableToWrite(_("This text is final: nothing more is written on it."))


@transaction.atomic
def close_text(text: Text, *, by: Viewer, now: datetime) -> None:
    """From now on nothing is written, rendered or ticked on it. For whoever keeps its room."""
    if not by.may_keep(text.room):
        raise UnableToWrite(_("You cannot write in this room."))
    text.closed_at = now
    text.save(update_fields=["closed_at"])
    record_act("text_closed", by=by, about=text, room=text.room, now=now)


def next_version(
    text: Text, title: str, passages: Sequence[Written], *, origin: str, note: str, by: Viewer, now: datetime
) -> tuple[Version, list[Model]]:
    """The version with its passages and citations. Part of an act that tells the trail."""
    _check(title, passages)
    known = entries_named(by, text.dialogue, passages)
    printed = {typed: shown.label for typed, shown in known.items()}
    passages = [replace(one, words=relabelled(one.words.strip(), printed)) for one in passages]
    before = Version.objects.filter(text=text).order_by("-number").first()
    shelf = shelf_in(text.room, by=by, now=now, about=About("text", text.pk))
    number = before.number + 1 if before else 1
    version = Version(id=uuid4(), text=text, room=text.room, number=number, origin=origin, made_at=now)
    seal(version, shelf=shelf, title=title.strip(), note=note.strip())
    rendered = _standing(by, text)
    ours = set(Passage.objects.filter(text=text).values_list("pk", flat=True))
    made, placings, renderings = _laid_out(version, passages, ours, rendered, shelf=shelf, now=now)
    if before is not None and not renderings and _is_same(by, before, version, placings):
        raise UnableToWrite(_("This says what the last version says."))
    titled = _title(version, rendered, shelf=shelf, now=now)
    version.save(force_insert=True)
    Passage.objects.bulk_create([*made, *(row.passage for row in titled if row.passage_id not in ours)])
    Placing.objects.bulk_create(placings)
    Rendering.objects.bulk_create([*renderings, *titled])
    by_label = {shown.label: shown for shown in known.values()}
    citations = cite_labels(text.room, renderings, placings, by_label, by=by, now=now)
    return version, [version, *placings, *renderings, *titled, *citations]


def _standing(viewer: Viewer, text: Text) -> dict[UUID, Rendering]:
    """By passage: its last words in the language that leads."""
    rows = Rendering.objects.filter(passage__text=text, language=text.language, script=text.script)
    standing = {row.passage_id: row for row in rows.order_by("version__number", "recorded_at", "pk")}
    open_rows(viewer, standing.values())
    return standing


def _title(
    version: Version, rendered: dict[UUID, Rendering], *, shelf: OpenShelf, now: datetime
) -> list[Rendering]:  # fmt: skip
    """The title in the language that leads, where it is new: it is rendered like a passage."""
    text = version.text
    passage = Passage.objects.filter(text=text, is_title=True).first()
    before = rendered.get(passage.pk) if passage else None
    if before is not None and before.words == version.title:
        return []
    row = Rendering(
        id=uuid4(), passage=passage or Passage(id=uuid4(), text=text, is_title=True), version=version, room=text.room,
        language=text.language, script=text.script, recorded_at=now,
    )  # fmt: skip
    seal(row, shelf=shelf, words=version.title)
    return [row]


def _check(title: str, passages: Sequence[Written]) -> None:
    if not title.strip():
        raise UnableToWrite(_("A text needs a title."))
    if not any(one.words.strip() for one in passages):
        raise UnableToWrite(_("A text has to say something."))
    if any(one.kind not in PassageKind for one in passages):
        raise UnableToWrite(_("There is no such kind of passage."))
    known = [one.passage for one in passages if one.passage is not None]
    if len(known) != len(set(known)):
        raise UnableToWrite(_("A passage stands only once in a text."))


def _laid_out(
    version: Version, passages: Sequence[Written], ours: set[UUID], rendered: dict[UUID, Rendering], *,
    shelf: OpenShelf, now: datetime,
) -> tuple[list[Passage], list[Placing], list[Rendering]]:  # fmt: skip
    text, made, placings, renderings = version.text, [], [], []
    for place, one in enumerate((one for one in passages if one.words.strip()), start=1):
        if one.passage is not None and one.passage not in ours:
            raise UnableToWrite(_("There is no such passage in this text."))
        pk = one.passage or uuid4()
        if one.passage is None:
            made.append(Passage(id=pk, text=text, composed_as=one.composed_as))
        placings.append(
            Placing(id=uuid4(), version=version, passage_id=pk, place=place, kind=one.kind, level=one.level)
        )
        before = rendered.get(pk)
        if before is None or before.words != one.words:
            row = Rendering(
                id=uuid4(), passage_id=pk, version=version, room=text.room, language=text.language,
                script=text.script, recorded_at=now,
            )  # fmt: skip
            seal(row, shelf=shelf, words=one.words)
            renderings.append(row)
    return made, placings, renderings


def _is_same(viewer: Viewer, before: Version, version: Version, placings: list[Placing]) -> bool:
    open_rows(viewer, [before])
    was = list(Placing.objects.filter(version=before).values_list("passage", "place", "kind", "level"))
    return before.title == version.title and was == [
        (one.passage_id, one.place, one.kind, one.level) for one in placings
    ]
