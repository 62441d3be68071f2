from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from guftugu.record.lookups.citations import evidence
from guftugu.rooms.words import is_broken, is_sunset, open_rows
from guftugu.texts.citing import labels, pieces
from guftugu.texts.models import Placing, Rendering, Text, Version
from guftugu.texts.passages import printed_numbers
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Passage


NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Segment:
    """Words, or one label with the entry it names, if the viewer may read that."""

    words: str
    label: str = ""
    entry: Shown | None = None
    is_further: bool = False


@dataclass(frozen=True)
class PassageSeen:
    id: UUID
    place: int
    number: int | None
    kind: str
    level: int
    words: str
    language: str
    script: str
    composed_as: str
    is_sunset: bool = False
    is_broken: bool = False
    evidence: list[Shown] = field(default_factory=list)
    state: str = ""

    @property
    def is_shut(self) -> bool:
        """Words stand here that this viewer cannot read, though somebody may: he came later, or they were changed."""
        return not self.words and not self.is_sunset

    @cached_property
    def segments(self) -> list[Segment]:
        return self._segments(self.words)

    @cached_property
    def rows(self) -> list[list[list[Segment]]]:
        """A table's cells."""
        return [[self._segments(cell) for cell in line.split("\t")] for line in self.words.splitlines()]

    def _segments(self, words: str) -> list[Segment]:
        known = {shown.label: shown for shown in self.evidence}
        found: list[Segment] = []
        for piece in pieces(words):
            if piece.labels:
                if found and found[-1].words.strip():
                    # No line begins with the label of what ended the line before.
                    found[-1] = Segment(found[-1].words.rstrip(" ") + NO_BREAK)
                found += [Segment("", label, known.get(label), place > 0) for place, label in enumerate(piece.labels)]
            else:
                found.append(Segment(piece.words))
        return found


@dataclass(frozen=True)
class TextSeen:
    """A version as somebody reads it; `tongue` where that is in another language than the one that leads."""

    text: Text
    version: Version
    passages: list[PassageSeen]
    is_latest: bool = True
    title_read: str = ""
    tongue: tuple[str, str] = ("", "")

    @property
    def title(self) -> str:
        return self.title_read or title_of(self.version)

    @property
    def language(self) -> str:
        return self.tongue[0] or str(self.text.language)

    @property
    def script(self) -> str:
        return self.tongue[1] if self.tongue[0] else str(self.text.script)

    @property
    def opens(self) -> bool:
        return bool(self.version.title)


@dataclass(frozen=True)
class TextListed:
    text: Text
    latest: Version

    @property
    def title(self) -> str:
        return title_of(self.latest)


def title_of(version: Version) -> str:
    """A text whose title does not open is still there, under words of ours."""
    if is_sunset(version, "title"):
        return _("A text that was sunset")
    return str(version.title or _("A text that does not open for you"))


def texts(viewer: Viewer, dialogue: Dialogue, *, kind: str = "") -> list[TextListed]:
    """The texts of the viewer's rooms, each with its latest version; the newest first."""
    rows = Text.objects.filter(visible_to(viewer), dialogue=dialogue).select_related("room")
    if kind:
        rows = rows.filter(kind=kind)
    listed = {row.pk: row for row in rows}
    latest = latest_versions(viewer, listed.keys())
    found = [TextListed(listed[pk], version) for pk, version in latest.items()]
    return sorted(found, key=lambda one: (one.latest.made_at, str(one.text.pk)), reverse=True)


def latest_versions(viewer: Viewer, wanted: Collection[UUID]) -> dict[UUID, Version]:
    rows = Version.objects.filter(visible_to(viewer), text__in=wanted).select_related("text").order_by("number")
    latest = {row.text_id: row for row in rows}
    open_rows(viewer, latest.values())
    return latest


def latest_version(viewer: Viewer, text: Text) -> Version:
    found = latest_versions(viewer, [text.pk]).get(text.pk)
    if found is None:
        raise Http404
    return found


def versions(viewer: Viewer, text: Text) -> list[Version]:
    """All of them, the newest first."""
    return open_rows(viewer, Version.objects.filter(visible_to(viewer), text=text).order_by("-number"))


def text_seen(viewer: Viewer, text_id: UUID, *, number: int | None = None) -> TextSeen:
    rows = Version.objects.filter(visible_to(viewer), text=text_id).select_related("text__room", "text__dialogue")
    listed = list(rows.order_by("number"))
    version = next((row for row in reversed(listed) if number in (None, row.number)), None)
    if version is None:
        raise Http404
    open_rows(viewer, [version])
    return TextSeen(version.text, version, passages_of(viewer, version), is_latest=version is listed[-1])


def passages_of(viewer: Viewer, version: Version, *, only: UUID | None = None) -> list[PassageSeen]:
    """What stands in a version, in its order; or `only` one passage of it, and then nothing else is opened."""
    placings = Placing.objects.filter(version=version).select_related("passage").order_by("place")
    text = version.text
    rows = Rendering.objects.filter(
        visible_to(viewer), passage__text=text, language=text.language, script=text.script,
        version__number__lte=version.number,
    )  # fmt: skip
    if only is not None:
        rows = rows.filter(passage=only)
    standing = {row.passage_id: row for row in rows.order_by("version__number", "recorded_at", "pk")}
    listed = list(placings)
    wanted = [one for one in listed if only in (None, one.passage_id)]
    shown = open_rows(viewer, [standing[one.passage_id] for one in wanted if one.passage_id in standing])
    cited = evidence(viewer, [row.pk for row in shown])
    numbers = printed_numbers((one.passage_id, one.kind) for one in listed)
    placed = [(one, standing[one.passage_id]) for one in wanted]
    return [
        PassageSeen(
            one.passage_id, one.place, numbers[one.passage_id], one.kind, one.level, row.words, row.language,
            row.script, one.passage.composed_as, is_sunset(row, "words"), is_broken(row, "words"),
            _as_named(row.words, cited.get(row.pk, [])),
        )
        for one, row in placed
    ]  # fmt: skip


def is_placed(viewer: Viewer, version: Version, passage: Passage | UUID) -> bool:
    return viewer.may_read(version.room_id) and Placing.objects.filter(version=version, passage=passage).exists()


def _as_named(words: str, cited: list[Shown]) -> list[Shown]:
    """In the order in which the words name them."""
    order = {label: place for place, label in enumerate(labels(words))}
    return sorted(cited, key=lambda shown: order.get(shown.label, len(order)))
