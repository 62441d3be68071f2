"""The translator's pages: what waits, a text in one language, and all its languages side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.texts.actions.renderings import note_passage, render_passage, tick
from guftugu.texts.actions.versions import Overtaken
from guftugu.texts.files import is_right_to_left, language_tag
from guftugu.texts.forms.rendering import RenderForm
from guftugu.texts.kinds import PassageKind, RenderingState, TickKind
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.notes import notes
from guftugu.texts.lookups.renderings import in_all_languages, side_by_side
from guftugu.texts.lookups.terms import Standing, terms, terms_in
from guftugu.texts.lookups.to_render import ToRender
from guftugu.texts.lookups.to_render import to_render as waiting
from guftugu.texts.plain import rows_read, rows_typed
from guftugu.texts.progress import draw_progress
from guftugu.texts.standing import statement
from guftugu.texts.views.reading import text_or_404
from guftugu.texts.visibility import may_agree, may_render

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.lookups.renderings import RenderingSeen, RowSeen, SideBySide, Tongue
    from guftugu.texts.lookups.terms import TermHere
    from guftugu.texts.models import PassageNote, Rendering

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])
FIRST = (RenderingState.STALE, RenderingState.NEW)


class Unkept(Refusal):
    pass


@dataclass(frozen=True)
class RowToRender:
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


@require_safe
def to_render(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """All that waits to be rendered, by text and language."""
    found = dialogue_or_404(request, dialogue)
    if dialogues.room_of_kind(request.viewer, found, RoomKind.TRANSLATORS) is None:
        raise Http404
    listed = waiting(request.viewer, found)
    shown = {"dialogue": found, "listed": [(one, spoken_name(*one.language.tongue), _tag(one)) for one in listed]}
    return render(request, "texts/to_render.html", shown)


@read_or_sent
def render_text(request: ViewerRequest, dialogue: int, text: UUID, tag: str) -> HttpResponse:
    """A text in one language: what waits first, then the rest. What was typed stays, whatever happens meanwhile."""
    found, seen = text_or_404(request, dialogue, text)
    if not may_render(request.viewer, seen.text) or seen.text.closed_at is not None:
        raise Http404
    sides = side_by_side(request.viewer, text)
    tongue = next((one.tongue for one in sides.others if language_tag(*one.tongue) == tag), None)
    if tongue is None:
        raise Http404
    sent = RenderForm(request.POST, language=tongue[0]) if request.method == "POST" else None
    if sent is not None and sent.is_valid() and _done(request, sides, tongue, sent):
        here = reverse("texts:render", args=[dialogue, text, tag])
        return redirect(f"{here}#p-{sent.cleaned_data['passage']}")
    rows = _Rows(request, side_by_side(request.viewer, text), tongue, sent).all()
    states = sides.states(tongue)
    counts = [(str(state.label), states[state]) for state in RenderingState]
    shown = {
        "dialogue": found,
        "seen": seen,
        "tongue": tongue,
        "name": spoken_name(*tongue),
        "lead_name": spoken_name(*sides.languages[0].tongue),
        "rows": sorted(rows, key=lambda one: not one.waits),
        "counts": counts,
        "drawing": draw_progress(counts),
        "ready": sum(not one.waits for one in rows),
        "astray": _astray(sent, rows),
    }
    return render(request, "texts/render.html", shown)


@require_safe
def beside(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """All languages of a version, passage by passage."""
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else None
    found, seen = text_or_404(request, dialogue, text, number)
    sides = in_all_languages(request.viewer, seen)
    shown = {
        "dialogue": found,
        "seen": seen,
        "names": [(one, spoken_name(*one.tongue), is_right_to_left(*one.tongue)) for one in sides.languages],
        "rows": [(row, [(one, spoken_name(*one.tongue)) for one in row.renderings]) for row in sides.all_rows],
        "statement": statement(sides.languages),
    }
    return render(request, "texts/side_by_side.html", shown)


def _done(request: ViewerRequest, sides: SideBySide, tongue: Tongue, form: RenderForm) -> bool:
    """What was asked of one passage; refused, the form says why and keeps what was typed."""
    told, act = form.cleaned_data, request.POST.get("act", "keep")
    text, by, now = sides.text.text, request.viewer, request.now
    row = next((row for row in sides.all_rows if row.passage.id == told["passage"]), None)
    if row and row.passage.kind == PassageKind.TABLE:
        told["words"] = rows_read(told["words"])
    standing = row.in_tongue(tongue) if row else None
    try:
        if act == "note":
            _check_kept(form, standing)
            note_passage(text, told["passage"], told["note"], language=tongue[0], by=by, now=now)
            return True
        if act in TickKind.values:
            read = _read(row, standing, told)
            _check_kept(form, standing)
            tick(read, act, by=by, now=now)
            return True
        render_passage(
            text, told["passage"], told["words"], language=tongue[0], script=tongue[1], of=told["of"],
            after=told["after"], by=by, now=now,
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error("note" if act == "note" and not isinstance(refusal, Unkept) else "words", str(refusal))
        return False
    messages.success(request, _("Kept."))
    return True


def _check_kept(form: RenderForm, standing: RenderingSeen | None) -> None:
    """A tick or a note keeps no words; those typed in the box would be lost with it."""
    if "words" in form.data and form.cleaned_data["words"].strip() != (standing.words.strip() if standing else ""):
        raise Unkept(_("The words in the box are not kept yet. Keep them first, or put them back."))


def _astray(sent: RenderForm | None, rows: list[RowToRender]) -> str:
    """What was typed for a passage that the text no longer has."""
    if sent is None or sent.data.get("passage") in {str(one.row.passage.id) for one in rows}:
        return ""
    return str(sent.data.get("words", ""))


def _read(row: RowSeen | None, standing: RenderingSeen | None, told: dict[str, Any]) -> Rendering:
    """The rendering that somebody had before him; of another he said nothing."""
    if row is None or standing is None or standing.rendering is None:
        raise Http404
    if (row.lead, standing.rendering.pk) != (told["of"], told["after"]):
        raise Overtaken(_("Something was written here while you were reading. Read it first."))
    return standing.rendering


class _Rows:
    """The passages with their boxes; of the one that was refused, with what was typed."""

    def __init__(self, request: ViewerRequest, sides: SideBySide, tongue: Tongue, sent: RenderForm | None) -> None:
        viewer, text = request.viewer, sides.text.text
        self.viewer, self.sides, self.tongue, self.sent = viewer, sides, tongue, sent
        self.terms = terms(viewer, text.dialogue)
        self.notes = notes(viewer, text, language=tongue[0])
        self.may_agree = may_agree(viewer, text)

    def all(self) -> list[RowToRender]:
        return [self._row(row, seen) for row in self.sides.all_rows if (seen := row.in_tongue(self.tongue))]

    def _row(self, row: RowSeen, seen: RenderingSeen) -> RowToRender:
        passage = row.passage
        here = Standing(passage.words, (passage.language, passage.script), seen.words, seen.tongue)
        sent = self.sent if self.sent and self.sent.data.get("passage") == str(passage.id) else None
        refused = [str(told) for several in sent.errors.values() for told in several] if sent else []
        return RowToRender(
            row, seen, self._form(row, seen, sent), terms_in(self.viewer, self.terms, here),
            _ticks(seen, may_agree=self.may_agree), self.notes.get(passage.id, []), refused,
        )  # fmt: skip

    def _form(self, row: RowSeen, seen: RenderingSeen, sent: RenderForm | None) -> RenderForm:
        """What was refused can be sent again: on what stands there now."""
        typed = {"words": sent.data.get("words", ""), "note": sent.data.get("note", "")} if sent else {}
        now = {"passage": row.passage.id, "of": row.lead, "after": seen.rendering.pk if seen.rendering else ""}
        is_table = row.passage.kind == PassageKind.TABLE
        words = rows_typed(seen.words) if is_table else seen.words
        initial: dict[str, Any] = {**now, "words": words, "lead": row.passage.words, **typed}
        return RenderForm(initial=initial, is_table=is_table, language=seen.language, auto_id=f"%s-{row.passage.id}")


def _ticks(seen: RenderingSeen, *, may_agree: bool) -> list[tuple[str, str]]:
    kinds = []
    if seen.state == RenderingState.STALE:
        kinds = [TickKind.STILL_RIGHT, TickKind.TYPO_ONLY]
    elif seen.state == RenderingState.DRAFT:
        kinds = [TickKind.CHECKED]
    if may_agree and seen.state in (RenderingState.DRAFT, RenderingState.CHECKED):
        kinds.append(TickKind.AGREED)
    return [(kind.value, str(kind.label)) for kind in kinds]


def _tag(one: ToRender) -> str:
    return language_tag(*one.language.tongue)
