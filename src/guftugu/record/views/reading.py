"""Pages that show the record: its entries, its subjects, what hangs, what is found, what happened when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.positions import NOW, Moment
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released, rooms_to_write_in, spoken
from guftugu.people import lookups as people
from guftugu.record.actions.entries import corrections_end
from guftugu.record.folding import Query
from guftugu.record.forms.filters import FilterForm, SearchForm
from guftugu.record.forms.questions import MomentForm
from guftugu.record.lookups import citations, entries
from guftugu.record.lookups.entries import Filters
from guftugu.record.lookups.questions import questions as asked_questions
from guftugu.record.lookups.releases import came_from, went_to
from guftugu.record.lookups.search import search as find
from guftugu.record.lookups.subjects import counts_of
from guftugu.record.lookups.subjects import subject as subject_seen
from guftugu.record.lookups.subjects import subjects as subjects_seen
from guftugu.record.views.asking import entry_or_404, lines, url_of
from guftugu.rooms.words import open_rows

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.middleware import ViewerRequest


@open_as_released
@require_safe
def record(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    form = FilterForm(request.GET, **_choices(request, found, with_parties=True))
    page = entries.entry_page(request.viewer, found, form.filters, number=_page(request), language=spoken())
    shown = {
        "dialogue": found,
        "form": form,
        "is_filtered": form.filters.are_set,
        "page_of": page,
        "lines": lines(request, found, page.entries),
        "asked": _asked(request),
        "may_write": bool(rooms_to_write_in(request, found)),
    }
    return render(request, "record/record.html", shown)


@open_as_released
@require_safe
def entry(request: ViewerRequest, dialogue: int, label: str) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    seen = entry_or_404(request, found, label)
    dated = dialogues.occasion(viewer, found, seen.entry.occasion_id)
    may_write = seen.room in rooms_to_write_in(request, found)
    ends = corrections_end(found, (seen.entry.corrects or seen.entry).recorded_at)
    shown = {
        "dialogue": found,
        "line": lines(request, found, [seen])[0],
        "context": entries.context(viewer, seen) if seen.corrects is None else [],
        "dated": dated,
        "occasion_url": url_of(found, dated.occasion) if dated else "",
        "went_to": went_to(viewer, seen.entry),
        "came_from": came_from(viewer, seen.entry),
        "others": [kind for kind, _id in citations.citing(viewer, seen.entry) if kind != "entry"],
        "may_write": may_write,
        "may_correct": may_write and request.now <= ends,
        "corrections_end": ends,
        "may_release": viewer.may_keep(seen.room) and len(dialogues.rooms_of(viewer, found)) > 1,
    }
    return render(request, "record/entry.html", shown)


@open_as_released
@require_safe
def subjects(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    counted = counts_of(request.viewer, found)
    listed = [
        (seen, counted.get(seen.subject.pk, 0))
        for seen in subjects_seen(request.viewer, found, language=spoken())
    ]  # fmt: skip
    shown = {"dialogue": found, "subjects": listed, "may_write": bool(rooms_to_write_in(request, found))}
    return render(request, "record/subjects.html", shown)


@open_as_released
@require_safe
def subject(request: ViewerRequest, dialogue: int, subject: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = subject_seen(request.viewer, found, subject, language=spoken())
    if seen is None:
        raise Http404
    page = entries.entry_page(
        request.viewer, found, Filters(subject=subject), number=_page(request), language=spoken()
    )  # fmt: skip
    shown = {
        "dialogue": found,
        "subject": seen,
        "page_of": page,
        "lines": lines(request, found, page.entries),
        "asked": "",
        "may_write": bool(rooms_to_write_in(request, found)),
    }
    return render(request, "record/subject.html", shown)


@open_as_released
@require_safe
def questions(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    form = MomentForm(request.GET, meetings=_held(request, found))
    moment = NOW
    if form.after_meeting is not None:
        known = people.known_then(viewer, found, form.after_meeting) if form.is_as_known_then else None
        moment = Moment(form.after_meeting, known)
    standing = asked_questions(viewer, found, moment, language=spoken())
    marks = lines(request, found, [seen.asked for seen in standing])
    both = list(zip(standing, marks, strict=True))
    shown = {
        "dialogue": found,
        "form": form,
        "hanging": [pair for pair in both if not pair[0].standing.ends],
        "settled": [pair for pair in both if pair[0].standing.ends],
        "may_write": bool(rooms_to_write_in(request, found)),
    }
    open_rows(viewer, [seen.standing for seen in standing])
    return render(request, "record/questions.html", shown)


@open_as_released
@require_safe
def search(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    form = SearchForm(request.GET, **_choices(request, found))
    filters = form.filters
    typed = form.cleaned_data.get("q", "")
    named = entries.entries_labelled(request.viewer, found, [typed]) if typed else []
    if named and not filters.are_set:
        return redirect("record:entry", dialogue=dialogue, label=named[0].address)
    query = Query(typed)
    result = find(request.viewer, found, query, filters, number=_page(request), language=spoken())
    shown = {
        "dialogue": found,
        "form": form,
        "is_asked": not query.is_empty,
        "found": result,
        "hits": list(zip(result.hits, lines(request, found, [hit.seen for hit in result.hits]), strict=True)),
        "occasions": [(seen, url_of(found, seen.occasion)) for seen in result.occasions],
        "asked": _asked(request),
    }
    return render(request, "record/search.html", shown)


def _choices(request: ViewerRequest, dialogue: Dialogue, *, with_parties: bool = False) -> dict[str, Any]:
    viewer = request.viewer
    return {
        "rooms": dialogues.rooms_of(viewer, dialogue),
        "occasions": dialogues.occasions(viewer, dialogue),
        "subjects": subjects_seen(viewer, dialogue, language=spoken()),
        "parties": people.parties(viewer, dialogue, language=spoken()) if with_parties else (),
    }


def _held(request: ViewerRequest, dialogue: Dialogue) -> list[dialogues.DatedOccasion]:
    return [seen for seen in dialogues.meetings(request.viewer, dialogue) if seen.occasion.state == "held"]


def _page(request: ViewerRequest) -> int:
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def _asked(request: ViewerRequest) -> str:
    """What the address asks for besides the page, to be carried from page to page."""
    kept: QueryDict = request.GET.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""
