from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.record.actions.citations import write_new_citations
from guftugu.record.lookups.entries import entries_labelled
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import open_rows, seal
from guftugu.texts.citing import labels
from guftugu.texts.kinds import Origin, PassageKind, TextKind
from guftugu.texts.models import Passage, Placing, Rendering, Text, Version

if TYPE_CHECKING:
    from django.db.models import Model

    from guftugu.dialogues.models import Dialogue
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.rooms.words import OpenShelf
    from guftugu.texts.passages import Written


class UnableToWrite(Refusal):
    pass


class Overtaken(UnableToWrite):
    """Somebody wrote a version in between. Nothing was written; what was typed is the writer's to keep."""


@transaction.atomic
def begin_text(
    dialogue: Dialogue, room: Room, kind: str, title: str, passages: Sequence[Written], *, language: str,
    script: str = "", origin: str = Origin.WRITTEN, note: str = "", by: Viewer, now: datetime,
) -> Version:  # fmt: skip
    """A new document in a room, with its first version."""
    if not by.is_signed_in or not by.holds_key(room) or not dialogue.rooms.filter(pk=room.pk).exists():
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
    if not by.is_signed_in or not by.holds_key(text.room):
        raise UnableToWrite(_("You cannot write in this room."))
    latest = Version.objects.filter(text=text).order_by("-number").first()
    if latest is None or latest.number != after:
        raise Overtaken(
            _("Somebody wrote a version while you were writing. Yours is kept below: put the two together.")
        )
    version, kept = next_version(text, title, passages, origin=origin, note=note, by=by, now=now)
    record_act("version_written", by=by, about=version, room=text.room, kept=kept, now=now)
    return version


def next_version(
    text: Text, title: str, passages: Sequence[Written], *, origin: str, note: str, by: Viewer, now: datetime
) -> tuple[Version, list[Model]]:
    """The version with its passages and citations. Part of an act that tells the trail."""
    _check(title, passages)
    before = Version.objects.filter(text=text).order_by("-number").first()
    shelf = shelf_in(text.room, by=by, now=now, about=About("text", text.pk))
    number = before.number + 1 if before else 1
    version = Version(id=uuid4(), text=text, room=text.room, number=number, origin=origin, made_at=now)
    seal(version, shelf=shelf, title=title.strip(), note=note.strip())
    rendered = standing_renderings(by, text)
    ours = set(Passage.objects.filter(text=text).values_list("pk", flat=True))
    made, placings, renderings = _laid_out(version, passages, ours, rendered, shelf=shelf, now=now)
    if before is not None and not renderings and _is_same(by, before, version, placings):
        raise UnableToWrite(_("This says what the last version says."))
    version.save(force_insert=True)
    Passage.objects.bulk_create(made)
    Placing.objects.bulk_create(placings)
    Rendering.objects.bulk_create(renderings)
    citations = _cite(text, renderings, placings, by=by, now=now)
    return version, [version, *placings, *renderings, *citations]


def standing_renderings(viewer: Viewer, text: Text, upto: int | None = None) -> dict[UUID, Rendering]:
    """By passage: its words in the language that leads, as of a version."""
    rows = Rendering.objects.filter(passage__text=text, language=text.language, script=text.script)
    if upto is not None:
        rows = rows.filter(version__number__lte=upto)
    opened = open_rows(viewer, rows.order_by("version__number", "recorded_at", "pk"))
    return {row.passage_id: row for row in opened}


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
        if before is None or before.words != one.words.strip():
            row = Rendering(
                id=uuid4(), passage_id=pk, version=version, room=text.room, language=text.language,
                script=text.script, recorded_at=now,
            )  # fmt: skip
            seal(row, shelf=shelf, words=one.words.strip())
            renderings.append(row)
    return made, placings, renderings


def _is_same(viewer: Viewer, before: Version, version: Version, placings: list[Placing]) -> bool:
    open_rows(viewer, [before])
    was = list(Placing.objects.filter(version=before).values_list("passage", "place", "kind", "level"))
    return before.title == version.title and was == [
        (one.passage_id, one.place, one.kind, one.level) for one in placings
    ]


def _cite(
    text: Text, renderings: list[Rendering], placings: list[Placing], *, by: Viewer, now: datetime
) -> list[Model]:
    typed = {row.pk: labels(row.words) for row in renderings}
    known = entries_by_label(by, text.dialogue, {label for many in typed.values() for label in many})
    for row in renderings:
        if missing := [label for label in typed[row.pk] if label not in known]:
            place = next(one.place for one in placings if one.passage_id == row.passage_id)
            raise UnableToWrite(
                _("Passage %(place)d cites %(label)s: there is no such entry that you may read.")
                % {"place": place, "label": missing[0]}
            )
    cited = [(row, [known[label].entry for label in typed[row.pk]]) for row in renderings]
    return list(write_new_citations(cited, text.room, by=by, now=now))


def entries_by_label(viewer: Viewer, dialogue: Dialogue, typed: set[str]) -> dict[str, Shown]:
    found = {shown.label: shown for shown in entries_labelled(viewer, dialogue, sorted(typed))}
    return {label: found[label] for label in typed if label in found}
