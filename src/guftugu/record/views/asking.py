"""What every page here asks first. Not allowed and not there answer alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guftugu.dialogues import lookups as dialogues
from guftugu.people import lookups as people
from guftugu.record.lookups import entries as lookups
from guftugu.record.markup import EntryMarkup
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.middleware import open_to_all
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.record.lookups.seen import EntrySeen
    from guftugu.record.lookups.subjects import SubjectSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room


ORDER = (
    RoomKind.PLENARY,
    RoomKind.CAUCUS,
    RoomKind.MODERATORS,
    RoomKind.STAFF,
    RoomKind.COLLEAGUES,
    RoomKind.OPEN,
)
View = TypeVar("View", bound=Callable[..., HttpResponse])


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


def open_as_released(view: View) -> View:
    """For pages that show what was released into the open room. Strangers who find nothing there are asked to log in,
    whether there is something for others or not.
    """

    @wraps(view)
    def shown(request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.viewer.is_signed_in:
                raise
            return HttpResponse(status=401) if request.htmx else redirect_to_login(request.get_full_path())

    return cast("View", open_to_all(shown))


def dialogue_or_404(request: ViewerRequest, number: int) -> Dialogue:
    found = dialogues.dialogue(request.viewer, number)
    if found is None:
        raise Http404
    return found


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


def spoken() -> str:
    return get_language() or ""


def rooms_to_write_in(request: ViewerRequest, dialogue: Dialogue) -> list[Room]:
    """Whose key the viewer holds, without the open room: what is to be public is released into it."""
    if not request.viewer.is_signed_in:
        return []
    mine = dialogues.rooms_of(request.viewer, dialogue)
    writable = [room for room in mine if not room.is_open and request.viewer.holds_key(room)]
    return sorted(writable, key=lambda room: ORDER.index(RoomKind(room.kind)))


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
