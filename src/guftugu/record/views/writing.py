"""Pages on which single entries are written, corrected, released, and told what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, rooms_to_write_in, spoken
from guftugu.people import lookups as people
from guftugu.record.actions import citations, entries, questions, releases
from guftugu.record.actions import subjects as subject_acts
from guftugu.record.forms.entries import AboutForm, CorrectionForm, EntryForm, Find, ReleaseForm
from guftugu.record.forms.questions import SettleForm
from guftugu.record.forms.subjects import SubjectForm
from guftugu.record.labels import address_of, label_of
from guftugu.record.lookups.entries import entries_labelled
from guftugu.record.lookups.subjects import subject as subject_seen
from guftugu.record.lookups.subjects import subjects as subjects_seen
from guftugu.record.views.asking import answer, entry_or_404
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.views.finding import next_or

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.lookups.seen import EntrySeen, Shown
    from guftugu.rooms.middleware import ViewerRequest

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def new_entry(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """Where `?next=` says who sent for it, the entry's label is brought there as `?entry=`."""
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    rooms, occasions = rooms_to_write_in(request, found), dialogues.occasions(viewer, found)
    if not rooms:
        raise Http404
    last_held = next((str(one.occasion.pk) for one in reversed(occasions) if one.occasion.state == "held"), "")
    form = EntryForm(
        request.POST or None,
        rooms=rooms,
        occasions=list(reversed(occasions)),
        speakers=people.speakers(viewer, found),
        subjects=subjects_seen(viewer, found, language=spoken()),
        find=_finder(request, found),
        initial={"occasion": request.GET.get("occasion") or last_held, "room": request.GET.get("room", "")},
    )

    def act() -> str:
        told = form.cleaned_data
        party, speaker = told["said_by"]
        room = form.rooms[told["room"]]
        written = entries.add_entry(
            found, room, form.occasions[told["occasion"]], told["kind"], told["words"], party=party, speaker=speaker,
            agenda_item=told["agenda_item"], source=told["source"], in_reply_to=told["in_reply_to"],
            about=form.subjects(), cites=told["cites"], is_left_hanging=told["hangs"], by=viewer, now=request.now,
        )  # fmt: skip
        if asked := next_or(request, ""):
            return f"{asked}?{urlencode({'entry': label_of(room, written.number)})}"
        return reverse("record:entry", args=[dialogue, address_of(room, written.number)])

    shown = {
        "dialogue": found,
        "heading": _("A new entry"),
        "lede": _(
            "One thing that was said or happened. Once kept it is never changed; a mistake is corrected beside it."
        ),
        "label": _("Keep the entry"),
        "is_empty": not occasions,
        "empty": _("An entry belongs to an occasion, and none is recorded yet."),
        "empty_url": reverse("dialogues:record-occasion", args=[dialogue]),
        "empty_label": _("Record an occasion"),
    }
    back = next_or(request, reverse("record:record", args=[dialogue]))
    return answer(request, form, act, shown=shown, back=back)


@read_or_sent
def correct(request: ViewerRequest, dialogue: int, label: str) -> HttpResponse:
    found, seen = _own_entry(request, dialogue, label)
    form = CorrectionForm(request.POST or None, initial={"words": seen.entry.words})

    def act() -> None:
        entries.correct_entry(seen.entry, form.cleaned_data["words"], by=request.viewer, now=request.now)

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("Correct an entry"),
        "lede": _("The words as they were stay; yours are kept as an entry of their own and shown beside them."),
        "label": _("Keep the correction"),
    }
    return answer(request, form, act, shown=shown, back=_url(found, seen))


@read_or_sent
def release(request: ViewerRequest, dialogue: int, label: str) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = entry_or_404(request, found, label)
    mine = dialogues.rooms_of(request.viewer, found)
    others = [room for room in mine if room.pk != seen.room.pk and room.kind != RoomKind.TRANSLATORS]
    if not request.viewer.may_keep(seen.room) or not others:
        raise Http404
    form = ReleaseForm(request.POST or None, rooms=others)

    def act() -> str:
        room = form.rooms[form.cleaned_data["room"]]
        copy = releases.release_entry(seen.entry, room, by=request.viewer, now=request.now)
        return reverse("record:entry", args=[dialogue, address_of(room, copy.number)])

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("Release an entry"),
        "lede": _(
            "Its words become an entry in the other room, for all who are in it now or later. It cannot be taken back, "
            "and both rooms see that it was done."
        ),
        "label": _("Release the words"),
    }
    return answer(request, form, act, shown=shown, back=_url(found, seen))


@read_or_sent
def about(request: ViewerRequest, dialogue: int, label: str) -> HttpResponse:
    found, seen = _own_entry(request, dialogue, label)
    there = {one.subject.pk for one in seen.subjects}
    others = [one for one in subjects_seen(request.viewer, found, language=spoken()) if one.subject.pk not in there]
    form = AboutForm(request.POST or None, subjects=others, find=_finder(request, found))

    def act() -> None:
        subject_acts.add_subjects_to(seen.entry, form.subjects(), by=request.viewer, now=request.now)
        citations.cite(seen.entry, seen.room, form.cleaned_data["cites"], by=request.viewer, now=request.now)

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("What an entry is about"),
        "lede": _("This can be said after filing too. The words stay as they are."),
        "label": _("Keep it"),
    }
    return answer(request, form, act, shown=shown, back=_url(found, seen))


@read_or_sent
def settle(request: ViewerRequest, dialogue: int, label: str) -> HttpResponse:
    """What became of a question; or, where nobody has said so yet, that it hangs."""
    found, seen = _own_entry(request, dialogue, label)
    is_hanging = seen.question is not None and not seen.question.ends
    if seen.entry.kind != "question" or (seen.question is not None and not is_hanging):
        raise Http404
    held = [one for one in dialogues.meetings(request.viewer, found) if one.occasion.state == "held"]
    form = SettleForm(request.POST or None, is_hanging=is_hanging, meetings=held, find=_finder(request, found))

    def act() -> None:
        told, by, now, after = form.cleaned_data, request.viewer, request.now, form.held_after
        if told["became"] == "open":
            questions.leave_hanging(seen.entry, by=by, now=now, held_after=after)
        elif told["became"] == "answered":
            questions.answer_question(seen.entry, told["answer"], by=by, now=now, held_after=after)
        elif told["became"] == "dropped":
            questions.drop_question(seen.entry, because=told["because"], by=by, now=now, held_after=after)
        else:
            questions.carry_question(seen.entry, because=told["because"], by=by, now=now, held_after=after)

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("A question left hanging"),
        "lede": _("Questions left hanging stand before whoever writes the next agenda."),
        "label": _("Keep it"),
    }
    return answer(request, form, act, shown=shown, back=_url(found, seen))


@read_or_sent
def new_subject(request: ViewerRequest, dialogue: int, subject: UUID | None = None) -> HttpResponse:
    """A new subject, or another name for one that is there."""
    found = dialogue_or_404(request, dialogue)
    seen = subject_seen(request.viewer, found, subject, language=spoken()) if subject else None
    rooms = rooms_to_write_in(request, found)
    if not rooms or (subject and seen is None):
        raise Http404
    form = SubjectForm(request.POST or None, rooms=rooms, is_new=seen is None)

    def act() -> None:
        told, by, now = form.cleaned_data, request.viewer, request.now
        if seen is None:
            subject_acts.add_subject(
                found, told["short"], told["name"], rooms=form.chosen_rooms(), language=told["language"], by=by, now=now
            )
        else:
            subject_acts.name_subject_in(
                seen.subject, form.chosen_rooms(), told["name"], short=told["short"], language=told["language"], by=by,
                now=now,
            )  # fmt: skip

    shown = {
        "dialogue": found,
        "heading": _("Name it anew") if seen else _("A new subject"),
        "lede": _("A subject is there for those in whose rooms it has a name."),
        "label": _("Keep the name"),
    }
    return answer(request, form, act, shown=shown, back=reverse("record:subjects", args=[dialogue]))


def _own_entry(request: ViewerRequest, number: int, label: str) -> tuple[Dialogue, EntrySeen]:
    """An entry in a room in which the viewer may write."""
    found = dialogue_or_404(request, number)
    seen = entry_or_404(request, found, label)
    if seen.room not in rooms_to_write_in(request, found):
        raise Http404
    return found, seen


def _finder(request: ViewerRequest, dialogue: Dialogue) -> Find:
    def find(labels: Iterable[str]) -> list[Shown]:
        return entries_labelled(request.viewer, dialogue, labels)

    return find


def _url(dialogue: Dialogue, seen: EntrySeen) -> str:
    return reverse("record:entry", args=[dialogue.number, seen.address])
