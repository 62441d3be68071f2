"""Pages on which texts are written, released and assented to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.urls.converters import UUIDConverter
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, spoken
from guftugu.people import lookups as people
from guftugu.record.views.asking import answer
from guftugu.rooms.refusals import Refusal
from guftugu.texts.actions.assents import assent, take_back
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.typos import write_with_typos
from guftugu.texts.actions.versions import Overtaken, begin_text
from guftugu.texts.forms.assents import AssentForm
from guftugu.texts.forms.writing import BeginningForm, ReleaseForm, WritingForm
from guftugu.texts.lookups import texts as lookups
from guftugu.texts.lookups.assents import assent_history, assents
from guftugu.texts.lookups.comparison import compared
from guftugu.texts.lookups.preview import preview
from guftugu.texts.lookups.releasing import going_along
from guftugu.texts.lookups.rewording import reworded
from guftugu.texts.plain import as_plain, read_plain, recognised
from guftugu.texts.views.reading import rooms_for_texts, text_or_404
from guftugu.texts.visibility import is_own, may_record_assents, may_write_on

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room
    from guftugu.texts.lookups.preview import Preview
    from guftugu.texts.lookups.texts import TextSeen

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def begin(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    rooms = rooms_for_texts(request, found)
    if not rooms:
        raise Http404
    form = BeginningForm(request.POST or None, rooms=rooms, initial={"language": spoken()})

    if request.method == "POST" and "look" in request.POST and form.is_valid():
        told = form.cleaned_data
        reads = preview(
            request.viewer, found, read_plain(told["words"]), language=told["language"], script=told["script"]
        )  # fmt: skip
        return render(request, "texts/begin.html", {"dialogue": found, "form": form, "preview": reads})

    def act() -> str:
        told = form.cleaned_data
        version = begin_text(
            found, form.rooms[told["room"]], told["kind"], told["title"], read_plain(told["words"]),
            language=told["language"], script=told["script"], by=request.viewer, now=request.now,
        )  # fmt: skip
        return reverse("texts:text", args=[dialogue, version.text_id])

    back = reverse("texts:texts", args=[dialogue])
    return answer(request, form, act, shown={"dialogue": found}, back=back, template="texts/begin.html")


@read_or_sent
def write_on(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """The next version. Where another came in between, what was typed stays, with what changed meanwhile."""
    found, seen = text_or_404(request, dialogue, text)
    if not may_write_on(request.viewer, seen.text):
        raise Http404
    before = {"title": seen.version.title, "words": as_plain(seen.passages), "after": seen.version.number}
    form = WritingForm(request.POST or None, initial=before)
    shown: dict[str, Any] = {"dialogue": found, "seen": seen}
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            reads = _read(request, form, seen)
            slips = reworded(request.viewer, seen, reads, form.cleaned_data["title"])
            shown |= {"preview": reads, "reworded": slips, "typos": _typos(request)}
            return render(request, "texts/write.html", {**shown, "form": form})
        try:
            _keep(request, seen, form)
        except Overtaken as refusal:
            form.add_error(None, str(refusal))
            shown["meanwhile"] = _meanwhile(request, seen, form.cleaned_data["after"])
            form.begin_on(seen.version.number)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept as the next version. The one before stays."))
            return redirect("texts:text", dialogue, text)
    return render(request, "texts/write.html", {**shown, "form": form})


@read_or_sent
def release(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """To another room, after looking at what would go and what would stay behind."""
    found, seen = text_or_404(request, dialogue, text)
    if not request.viewer.may_keep(seen.text.room) or not seen.opens:
        raise Http404
    mine = dialogues.rooms_of(request.viewer, found)
    rooms = [room for room in mine if room.pk != seen.text.room_id and request.viewer.holds_key(room)]
    form = ReleaseForm(request.POST or None, rooms=rooms)
    shown: dict[str, Any] = {"dialogue": found, "seen": seen, "form": form, "is_empty": not rooms}
    if request.method == "POST" and form.is_valid():
        room: Room = form.rooms[form.cleaned_data["room"]]
        if "sure" not in request.POST:
            going = going_along(request.viewer, seen.version, room)
            reads = preview(request.viewer, found, going.passages, language=seen.text.language, script=seen.text.script)
            return render(request, "texts/release.html", {**shown, "going": going, "reads": reads, "room": room})
        try:
            copy = release_version(seen.version, room, by=request.viewer, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Released. Both rooms keep the trace."))
            return redirect("texts:text", dialogue, copy.text_id)
    return render(request, "texts/release.html", shown)


@read_or_sent
def assenting(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """Who assents to a text, since when, and who does not yet."""
    found, seen = text_or_404(request, dialogue, text)
    viewer = request.viewer
    if not viewer.is_signed_in:
        raise Http404
    may_record = may_record_assents(viewer, seen.text)
    persons = people.persons(viewer, found, language=spoken())
    known = {one.row.pk for one in persons}
    given = [row for row in assents(viewer, seen.text) if row.person_id in known]
    done = {row.person_id for row in given if row.version_id == seen.version.pk}
    recordable = [one for one in persons if may_record or (is_own(viewer, one.row) and not seen.text.room.is_open)]
    form = AssentForm(request.POST or None, persons=recordable)
    shown = {
        "dialogue": found,
        "seen": seen,
        "given": given,
        "history": [row for row in assent_history(viewer, seen.text) if row.person_id in known],
        "missing": [one for one in persons if one.row.pk not in done],
        "may_write": bool(recordable) and viewer.holds_key(seen.text.room),
    }
    back = reverse("texts:assents", args=[dialogue, text])

    def act() -> None:
        told = form.cleaned_data
        person = form.persons[told["person"]]
        record = take_back if "take_back" in request.POST else assent
        record(seen.version, person, when=form.when(), note=told["note"], by=viewer, now=request.now)

    return answer(request, form, act, shown=shown, back=back, template="texts/assents.html")


def _keep(request: ViewerRequest, seen: TextSeen, form: WritingForm) -> None:
    told = form.cleaned_data
    begun_on = told["after"]
    before = (
        seen if begun_on == seen.version.number else lookups.text_seen(request.viewer, seen.text.pk, number=begun_on)
    )
    passages = recognised(read_plain(told["words"]), before.passages)
    write_with_typos(
        seen.text, told["title"], passages, typos=_typos(request), after=begun_on, note=told["note"],
        by=request.viewer, now=request.now,
    )  # fmt: skip


def _read(request: ViewerRequest, form: WritingForm, seen: TextSeen) -> Preview:
    text, written = seen.text, recognised(read_plain(form.cleaned_data["words"]), seen.passages)
    return preview(request.viewer, text.dialogue, written, language=text.language, script=text.script)


def _typos(request: ViewerRequest) -> set[UUID]:
    """What was ticked; what is no passage of the text holds nothing."""
    return {UUID(told) for told in request.POST.getlist("typo") if re.fullmatch(UUIDConverter.regex, told)}


def _meanwhile(request: ViewerRequest, seen: TextSeen, begun_on: int) -> Any:
    return compared(lookups.text_seen(request.viewer, seen.text.pk, number=begun_on), seen)
