"""The boxes of a text in one language: one form, of which every press keeps all that was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from guftugu.rooms.refusals import Refusal
from guftugu.texts.actions.renderings import note_passage, render_passage, tick
from guftugu.texts.actions.versions import Overtaken
from guftugu.texts.forms.rendering import RenderForm
from guftugu.texts.kinds import PassageKind, RenderingState, TickKind
from guftugu.texts.lookups.notes import notes
from guftugu.texts.lookups.terms import Standing, terms, terms_in
from guftugu.texts.plain import rows_read, rows_typed
from guftugu.texts.visibility import may_agree

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.lookups.renderings import RenderingSeen, RowSeen, SideBySide, Tongue
    from guftugu.texts.lookups.terms import TermHere
    from guftugu.texts.models import PassageNote, Rendering


@dataclass(frozen=True)
class Box:
    """A passage with its box. `ticks` can be said of it now; `refused` is why what was sent of it was not kept."""

    row: RowSeen
    seen: RenderingSeen
    form: RenderForm
    terms: list[TermHere]
    ticks: list[tuple[str, str]]
    notes: list[PassageNote] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        return not self.seen.is_ready


class Sent:
    """What came of a press: `pressed` is the passage whose button it was, `refused` by passage what was not kept."""

    def __init__(self, request: ViewerRequest, sides: SideBySide, tongue: Tongue) -> None:
        self.request, self.sides, self.tongue = request, sides, tongue
        self.act, _space, self.pressed = request.POST.get("act", "").partition(" ")
        self.rows = {str(row.passage.id): row for row in sides.all_rows}
        sent = dict.fromkeys(request.POST.getlist("row"))
        self.forms = {pk: RenderForm(request.POST, prefix=pk) for pk in sent if pk in self.rows}
        gone = (RenderForm(request.POST, prefix=pk) for pk in sent if pk not in self.rows)
        self.astray = [form.typed for form in gone if form.is_reworded]
        self.refused: dict[str, RenderForm] = {}
        self.noted: set[str] = set()

    def keep(self) -> bool:
        """Keep what was typed in every box, and do what was pressed; whether nothing was refused."""
        for pk, form in self.forms.items():
            acts = self._acts(pk, form)
            if acts and not form.is_valid():
                self.refused[pk], acts = form, []
            for act in acts:
                self._do(pk, form, act)
        return not (self.refused or self.astray)

    def again(self, pk: str) -> dict[str, str]:
        """What was typed in a box and not kept."""
        form = self.refused.get(pk)
        return {"words": form.typed, "note": "" if pk in self.noted else form.noted} if form else {}

    def why(self, pk: str) -> list[str]:
        form = self.refused.get(pk)
        return [str(error) for several in form.errors.values() for error in several] if form else []

    def _acts(self, pk: str, form: RenderForm) -> list[str]:
        pressed = self.act if pk == self.pressed else ""
        acts = [pressed] if pressed in TickKind.values else ["keep"] if form.is_reworded or pressed == "keep" else []
        return [*acts, "note"] if form.noted or pressed == "note" else acts

    def _do(self, pk: str, form: RenderForm, act: str) -> None:
        try:
            self._done(self.rows[pk], form, act)
        except Refusal as refusal:
            form.add_error("note" if act == "note" else "words", str(refusal))
            self.refused[pk] = form

    def _done(self, row: RowSeen, form: RenderForm, act: str) -> None:
        told, by, now = form.cleaned_data, self.request.viewer, self.request.now
        text, passage, (language, script) = self.sides.text.text, row.passage.id, self.tongue
        if act == "note":
            note_passage(text, passage, told["note"], language=language, by=by, now=now)
            self.noted.add(str(passage))
        elif act == "keep":
            words = rows_read(told["words"]) if row.passage.kind == PassageKind.TABLE else told["words"]
            render_passage(
                text, passage, words, language=language, script=script, of=told["of"], after=told["after"], by=by,
                now=now,
            )  # fmt: skip
        else:
            read = _read(row, row.in_tongue(self.tongue), told)
            if form.is_reworded:
                raise Refusal(_("The words in the box are not kept yet. Keep them first, or put them back."))
            tick(read, act, by=by, now=now)


def _read(row: RowSeen, standing: RenderingSeen | None, told: dict[str, Any]) -> Rendering:
    """The rendering that somebody had before him; of another he said nothing."""
    if standing is None or standing.rendering is None:
        raise Http404
    if (row.lead, standing.rendering.pk) != (told["of"], told["after"]):
        raise Overtaken(_("Something was written here while you were reading. Read it first."))
    return standing.rendering


def boxes(request: ViewerRequest, sides: SideBySide, tongue: Tongue, sent: Sent | None) -> list[Box]:
    """The passages with their boxes as they stand; of those that were refused, with what was typed."""
    viewer, text = request.viewer, sides.text.text
    listed, noted = terms(viewer, text.dialogue), notes(viewer, text, language=tongue[0])
    agrees = may_agree(viewer, text)
    found = []
    for row in sides.all_rows:
        seen, passage = row.in_tongue(tongue), row.passage
        if seen is None:
            continue
        here = Standing(passage.words, (passage.language, passage.script), seen.words, seen.tongue)
        again, why = (sent.again(str(passage.id)), sent.why(str(passage.id))) if sent else ({}, [])
        box = Box(
            row, seen, _form(row, seen, again), terms_in(viewer, listed, here), _ticks(seen, may_agree=agrees),
            noted.get(passage.id, []), why,
        )  # fmt: skip
        found.append(box)
    return found


def _form(row: RowSeen, seen: RenderingSeen, again: dict[str, str]) -> RenderForm:
    """What was refused can be sent again: on what stands there now."""
    is_table = row.passage.kind == PassageKind.TABLE
    had = rows_typed(seen.words) if is_table else seen.words
    after = seen.rendering.pk if seen.rendering else ""
    initial = {"of": row.lead, "after": after, "had": had, "words": had, "lead": row.passage.words, **again}
    return RenderForm(initial=initial, is_table=is_table, language=seen.language, prefix=str(row.passage.id))


def _ticks(seen: RenderingSeen, *, may_agree: bool) -> list[tuple[str, str]]:
    kinds = []
    if seen.state == RenderingState.STALE:
        kinds = [TickKind.STILL_RIGHT, TickKind.TYPO_ONLY]
    elif seen.state == RenderingState.DRAFT:
        kinds = [TickKind.CHECKED]
    if may_agree and seen.state in (RenderingState.DRAFT, RenderingState.CHECKED):
        kinds.append(TickKind.AGREED)
    return [(kind.value, str(kind.label)) for kind in kinds]
