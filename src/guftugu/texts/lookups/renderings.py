"""A text in its languages: which there are, how each passage stands in them, what waits for somebody to render it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.algorithms.words import compare
from guftugu.dialogues.positions import NOW, as_of, in_force
from guftugu.rooms.words import open_rows
from guftugu.texts.kinds import LanguageStanding, RenderingState
from guftugu.texts.lookups.texts import PassageSeen, passages_of, text_seen, title_of
from guftugu.texts.models import Passage, Rendering, TextLanguage, Tick
from guftugu.texts.states import READY, state_of
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.algorithms.words import Change
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Text, Version

Tongue = tuple[str, str]


@dataclass(frozen=True)
class LanguageSeen:
    language: str
    script: str
    standing: str
    is_lead: bool = False

    @property
    def tongue(self) -> Tongue:
        return self.language, self.script

    @property
    def standing_told(self) -> str:
        return str(LanguageStanding(self.standing).label)


@dataclass(frozen=True)
class RenderingSeen:
    """A passage in a language. Where it is stale: the words it renders (`lead_was`), and what became of them.

    `said_at`: when it was written, or last ticked beside the words that lead now.
    """

    language: str
    script: str
    state: str
    words: str = ""
    rendering: Rendering | None = None
    said_at: datetime | None = None
    lead_was: str = ""
    changes: list[Change] = field(default_factory=list)

    @property
    def tongue(self) -> Tongue:
        return self.language, self.script

    @property
    def state_told(self) -> str:
        return str(RenderingState(self.state).label)

    @property
    def is_ready(self) -> bool:
        return self.state in READY


@dataclass(frozen=True)
class RowSeen:
    """A passage in the language that leads, `lead` its rendering there, and its renderings in the others."""

    passage: PassageSeen
    lead: UUID | None
    renderings: list[RenderingSeen]

    def in_tongue(self, tongue: Tongue) -> RenderingSeen | None:
        return next((one for one in self.renderings if one.tongue == tongue), None)


@dataclass(frozen=True)
class SideBySide:
    text: TextSeen
    languages: list[LanguageSeen]
    title: RowSeen | None
    rows: list[RowSeen]

    @property
    def all_rows(self) -> list[RowSeen]:
        return [*([self.title] if self.title else []), *self.rows]

    @property
    def others(self) -> list[LanguageSeen]:
        return [one for one in self.languages if not one.is_lead]

    def states(self, tongue: Tongue) -> Counter[str]:
        return Counter(one.state for row in self.all_rows if (one := row.in_tongue(tongue)))

    def title_in(self, tongue: Tongue) -> str:
        told = self.title.in_tongue(tongue) if self.title else None
        return told.words if told and told.words else self.text.title

    def read_in(self, tongue: Tongue) -> TextSeen:
        """The text as one reads it in a language: rendered where it is, and in the language that leads elsewhere."""
        if tongue == self.languages[0].tongue:
            return self.text
        passages = [_read(row, tongue) for row in self.rows]
        return replace(self.text, passages=passages, title_read=self.title_in(tongue), tongue=tongue)


def languages(viewer: Viewer, text: Text) -> list[LanguageSeen]:
    """The one that leads first, the others as they were asked for."""
    rows = as_of(TextLanguage.objects.filter(visible_to(viewer), text=text), NOW)
    told = {(row.language, row.script): row for row in in_force(rows, lambda row: (row.language, row.script))}
    lead = (text.language, text.script)
    own = told.pop(lead, None)
    first = LanguageSeen(*lead, own.standing if own else LanguageStanding.PREVAILS, is_lead=True)
    return [first, *(LanguageSeen(*tongue, row.standing) for tongue, row in told.items())]


def side_by_side(viewer: Viewer, text_id: UUID, *, number: int | None = None) -> SideBySide:
    return in_all_languages(viewer, text_seen(viewer, text_id, number=number))


def in_all_languages(viewer: Viewer, seen: TextSeen) -> SideBySide:
    """A version in all its languages. What was rendered of later words is no rendering of this version's."""
    return _beside(seen, languages(viewer, seen.text), _Renderings(viewer, seen.version))


def read_in(viewer: Viewer, seen: TextSeen, tongue: Tongue) -> TextSeen:
    """A version as one reads it in a language; of the other languages nothing is opened."""
    told = [one for one in languages(viewer, seen.text) if one.is_lead or one.tongue == tongue]
    if told[0].tongue == tongue:
        return seen
    return _beside(seen, told, _Renderings(viewer, seen.version, tongue=tongue)).read_in(tongue)


def _beside(seen: TextSeen, told: list[LanguageSeen], rendered: _Renderings) -> SideBySide:
    others = [one.tongue for one in told if not one.is_lead]
    title = rendered.title
    first = rendered.row(_as_passage(seen.version, title), others) if title else None
    return SideBySide(seen, told, first, [rendered.row(one, others) for one in seen.passages])


def row_seen(viewer: Viewer, version: Version, passage: UUID) -> RowSeen | None:
    """One passage, or the title, as it stands side by side; of the rest of the text nothing is opened."""
    rendered = _Renderings(viewer, version, only=passage)
    others = [one.tongue for one in languages(viewer, version.text) if not one.is_lead]
    if rendered.title:
        return rendered.row(_as_passage(version, passage), others)
    found = passages_of(viewer, version, only=passage)
    return rendered.row(found[0], others) if found else None


def text_in(
    viewer: Viewer, text_id: UUID, *, language: str, script: str = "", number: int | None = None
) -> TextSeen:  # fmt: skip
    return read_in(viewer, text_seen(viewer, text_id, number=number), (language, script))


def unready(viewer: Viewer, version: Version) -> dict[Tongue, Counter[str]]:
    """What is not rendered, or stale, by language; a language that is ready is not there."""
    sides = side_by_side(viewer, version.text_id, number=version.number)
    told = {}
    for one in sides.others:
        states = Counter({state: count for state, count in sides.states(one.tongue).items() if state not in READY})
        if states:
            told[one.tongue] = states
    return told


def _as_passage(version: Version, title: UUID) -> PassageSeen:
    text = version.text
    return PassageSeen(title, 0, None, "heading", 1, title_of(version), text.language, text.script, "")


def _read(row: RowSeen, tongue: Tongue) -> PassageSeen:
    told = row.in_tongue(tongue)
    if told is None or not told.words:
        return replace(row.passage, state=RenderingState.NEW)
    return replace(row.passage, words=told.words, language=tongue[0], script=tongue[1], state=told.state)


class _Renderings:
    """All renderings of a text up to a version, or those of one passage; the last of each passage and language opened.

    With a `tongue`, those in it: that the leading words changed is known then, and not how.
    """

    def __init__(
        self, viewer: Viewer, version: Version, *, only: UUID | None = None, tongue: Tongue | None = None
    ) -> None:
        self.viewer, text = viewer, version.text
        self.lead_tongue = (text.language, text.script)
        rows = Rendering.objects.filter(
            visible_to(viewer), passage__text=text, version__number__lte=version.number
        ).order_by("version__number", "recorded_at", "pk")
        if only is not None:
            rows = rows.filter(passage=only)
        wanted = rows if tongue is None else rows.filter(language=tongue[0], script=tongue[1])
        self.rows = {row.pk: row for row in wanted}
        ticks = Tick.objects.filter(visible_to(viewer), rendering__in=self.rows).order_by("recorded_at", "pk")
        self.ticks: dict[UUID, list[Tick]] = defaultdict(list)
        for tick in ticks:
            self.ticks[tick.rendering_id].append(tick)
        self.last: dict[tuple[UUID, Tongue], Rendering] = {}
        for row in self.rows.values():
            self.last[row.passage_id, (row.language, row.script)] = row
        open_rows(viewer, [row for (_pk, of), row in self.last.items() if of != self.lead_tongue])
        if tongue is None:
            self.leads = {pk: row.pk for (pk, of), row in self.last.items() if of == self.lead_tongue}
        else:
            leading = rows.filter(language=text.language, script=text.script)
            self.leads = dict(leading.values_list("passage", "pk"))
        titles = Passage.objects.filter(text=text, is_title=True).values_list("pk", flat=True)
        self.title = next((pk for pk in titles if pk in self.leads), None)

    def row(self, passage: PassageSeen, tongues: Iterable[Tongue]) -> RowSeen:
        return RowSeen(passage, self.leads.get(passage.id), [self._one(passage.id, tongue) for tongue in tongues])

    def _one(self, passage: UUID, tongue: Tongue) -> RenderingSeen:
        row, lead = self.last.get((passage, tongue)), self.leads.get(passage)
        if row is None or lead is None:
            return RenderingSeen(*tongue, RenderingState.NEW)
        ticks = self.ticks[row.pk]
        state = state_of(row.renders_id, lead, [(one.kind, one.lead_id) for one in ticks])
        said_at = max([row.recorded_at, *(one.recorded_at for one in ticks if one.lead_id == lead)])
        if state != RenderingState.STALE or row.renders_id is None:
            return RenderingSeen(*tongue, state, row.words, row, said_at)
        was, now = self.led.get(row.renders_id), self.led.get(lead)
        changes = compare(was, now) if was is not None and now is not None else []
        return RenderingSeen(*tongue, state, row.words, row, said_at, was or "", changes)

    @cached_property
    def led(self) -> dict[UUID, str]:
        """What leads and led, by rendering; asked for where something is stale."""
        leading = [row for row in self.rows.values() if (row.language, row.script) == self.lead_tongue]
        return {row.pk: row.words for row in open_rows(self.viewer, leading)}
