"""What every page here asks first. Not allowed and not there answer alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import spoken
from guftugu.people import lookups as people
from guftugu.record.lookups import entries as lookups
from guftugu.record.markup import EntryMarkup
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.record.lookups.subjects import SubjectSeen
    from guftugu.rooms.middleware import ViewerRequest


@dataclass(frozen=True)
class Line:
    """An entry and how it is shown: what it is about only where the entry before is about something else."""

    seen: EntrySeen
    about: list[SubjectSeen]
    drawn: EntryMarkup

    @property
    def whole(self) -> SafeString:
        return self.drawn.entry(self.seen, self.about)

    @property
    def meta(self) -> SafeString:
        return self.drawn.meta(self.seen)

    @property
    def number(self) -> SafeString:
        return SafeString(self.drawn.number(self.seen))

    @property
    def short(self) -> SafeString:
        return self.drawn.short(self.seen)


def meeting_or_404(request: ViewerRequest, dialogue: Dialogue, number: int) -> DatedOccasion:
    found = dialogues.meeting(request.viewer, dialogue, number)
    if found is None:
        raise Http404
    return found


def occasion_or_404(request: ViewerRequest, dialogue: Dialogue, occasion_id: UUID) -> DatedOccasion:
    found = dialogues.occasion(request.viewer, dialogue, occasion_id)
    if found is None:
        raise Http404
    return found


def entry_or_404(request: ViewerRequest, dialogue: Dialogue, label: str) -> EntrySeen:
    found = lookups.entry(request.viewer, dialogue, label, language=spoken())
    if found is None:
        raise Http404
    return found


def lines(request: ViewerRequest, dialogue: Dialogue, entries: list[EntrySeen]) -> list[Line]:
    drawn = EntryMarkup(dialogue, people.party_marks(request.viewer, dialogue, language=spoken()))
    before: list[list[SubjectSeen]] = [[], *(seen.subjects for seen in entries)]
    return [
        Line(seen, [] if _same(seen.subjects, about) else seen.subjects, drawn)
        for seen, about in zip(entries, before, strict=False)
    ]


def _same(some: list[SubjectSeen], others: list[SubjectSeen]) -> bool:
    return [seen.subject.pk for seen in some] == [seen.subject.pk for seen in others]


def url_of(dialogue: Dialogue, occasion: Occasion) -> str:
    if occasion.number is not None:
        return reverse("record:meeting", args=[dialogue.number, occasion.number])
    return reverse("record:occasion", args=[dialogue.number, occasion.pk])


def answer(
    request: ViewerRequest,
    form: forms.Form,
    act: Callable[[], str | None],
    *,
    shown: dict[str, Any],
    back: str,
    template: str = "record/form.html",
) -> HttpResponse:
    """Show the form; sent and right, do the act and go where it says, or back. Refused, what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            target = act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(target or back)
    return render(request, template, {"form": form, "way_back": back, **shown})


def done(request: ViewerRequest, act: Callable[[], str], *, back: str) -> HttpResponse:
    """Do an act that asks for nothing; what came of it, or why it was refused, stands on the page one comes back to."""
    try:
        told = act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect(back)
