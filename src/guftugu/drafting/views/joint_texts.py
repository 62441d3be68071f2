"""Pages on which a joint text is begun and found again: all of them, one, its areas, what is meant to stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, spoken
from guftugu.drafting.actions import joint_texts as actions
from guftugu.drafting.actions.vagueness import intend_vagueness
from guftugu.drafting.brackets import brackets_in
from guftugu.drafting.drawing import draw_brackets
from guftugu.drafting.forms.joint_texts import AreaForm, BeginForm, TalkForm, VaguenessForm
from guftugu.drafting.kinds import RoundState
from guftugu.drafting.lookups import joint_texts as lookups
from guftugu.drafting.lookups.proposals import tallies
from guftugu.drafting.lookups.vagueness import intended_vagueness
from guftugu.drafting.views.asking import (
    caucuses_of,
    draft_or_404,
    joint_text_or_404,
    meetings_held,
    read_or_sent,
)
from guftugu.drafting.views.steps import next_step
from guftugu.record.actions.subjects import add_subject
from guftugu.record.lookups.subjects import subjects
from guftugu.record.views.asking import answer
from guftugu.rooms.kinds import RoomKind
from guftugu.texts.digests import in_groups
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.progress import progress
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.plain import read_plain
from guftugu.texts.standing import statement

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.drafting.lookups.joint_texts import JointTextSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room
    from guftugu.texts.lookups.progress import Progress
    from guftugu.texts.lookups.renderings import SideBySide
    from guftugu.texts.lookups.texts import TextSeen

FORM = "drafting/form.html"


@require_safe
def joint_texts(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    listed, pen = lookups.joint_texts(request.viewer, found), _pen(request, found)
    if pen is None and not _in_plenary(request, found):
        raise Http404
    return render(
        request, "drafting/joint_texts.html", {"dialogue": found, "listed": listed, "holds_pen": pen is not None}
    )  # fmt: skip


@read_or_sent
def begin(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    if _pen(request, found) is None:
        raise Http404
    form = BeginForm(request.POST or None, initial={"language": spoken()})

    def act() -> str:
        told = form.cleaned_data
        made = actions.begin_joint_text(
            found, told["title"], read_plain(told["words"]), language=told["language"], script=told["script"],
            kind=told["kind"], by=request.viewer, now=request.now,
        )  # fmt: skip
        messages.success(request, _("The first draft is kept. Nobody but the moderators can read it."))
        return reverse("drafting:joint-text", args=[dialogue, made.pk])

    shown = {
        "dialogue": found,
        "heading": _("Begin a joint text"),
        "lede": _("The moderators write down what they heard, and nobody is committed to it. It stays in your room."),
        "label": _("Keep the first draft"),
    }
    return answer(request, form, act, shown=shown, back=reverse("drafting:joint-texts", args=[dialogue]), template=FORM)


@require_safe
def joint_text(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    found, seen = joint_text_or_404(request, dialogue, jointtext)
    viewer = request.viewer
    sides = side_by_side(viewer, seen.latest.text_id) if seen.latest else None
    text = sides.text if sides else None
    areas = lookups.areas(viewer, seen.joint, language=spoken())
    is_open = seen.open_round is not None and seen.open_round.state == RoundState.OPEN
    caucuses = dialogues.caucuses(viewer, found)
    answers = lookups.answers(viewer, seen.open_round, caucuses) if seen.open_round and is_open else []
    counts = _counts(seen, text)
    told = tallies(viewer, seen.rounds) if seen.holds_pen else {}
    shown = {
        "dialogue": found,
        "seen": seen,
        "text": text,
        "areas": areas,
        "answers": answers,
        "step": next_step(seen, areas, answers, in_caucus=bool(caucuses_of(request, found))),
        "rounds": [(row, told.get(row.pk)) for row in seen.rounds],
        "counts": counts,
        "drawing": draw_brackets(counts) if any(count for _label, count in counts) else "",
        "digest": in_groups(seen.joint.digest),
        "languages": _languages(request, seen, sides) if sides else [],
        "statement": statement(sides.languages) if sides else "",
    }
    return render(request, "drafting/joint_text.html", shown)


@read_or_sent
def areas(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """The areas, and one more."""
    found, seen = draft_or_404(request, dialogue, jointtext)
    viewer = request.viewer
    listed = lookups.areas(viewer, seen.joint, language=spoken())
    taken = {one.subject.subject.pk for one in listed}
    free = [one for one in subjects(viewer, found, language=spoken()) if one.subject.pk not in taken]
    form = AreaForm(request.POST or None, subjects=free)
    here = reverse("drafting:areas", args=[dialogue, jointtext])

    def act() -> None:
        subject = form.chosen_subject
        if subject is None:
            rooms = [room for room in (_pen(request, found), _in_plenary(request, found)) if room]
            subject = add_subject(
                found, "", form.cleaned_data["name"], rooms=rooms, language=spoken(), by=viewer, now=request.now
            )
        actions.add_area(seen.joint, subject, by=viewer, now=request.now)

    shown = {"dialogue": found, "seen": seen, "areas": listed, "meetings": meetings_held(request, found)}
    return answer(request, form, act, shown=shown, back=here, template="drafting/areas.html")


@read_or_sent
def area(request: ViewerRequest, dialogue: int, jointtext: UUID, area: UUID) -> HttpResponse:
    """At which meeting an area was talked through."""
    found, seen = draft_or_404(request, dialogue, jointtext)
    listed = lookups.areas(request.viewer, seen.joint, language=spoken())
    one = next((one for one in listed if one.area.pk == area), None)
    if one is None:
        raise Http404
    form = TalkForm(request.POST or None, meetings=meetings_held(request, found))

    def act() -> None:
        actions.talk_through(one.area, form.chosen_meeting, by=request.viewer, now=request.now)

    shown = {
        "dialogue": found,
        "heading": _("Talked through"),
        "words": one.subject.shown,
        "label": _("It was talked through"),
    }
    back = reverse("drafting:areas", args=[dialogue, jointtext])
    return answer(request, form, act, shown=shown, back=back, template=FORM)


@read_or_sent
def open_passages(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """Passages that are meant to stay open."""
    found, seen = draft_or_404(request, dialogue, jointtext)
    viewer = request.viewer
    text = text_seen(viewer, seen.joint.text_id)
    marked = intended_vagueness(viewer, seen.joint)
    form = VaguenessForm(request.POST or None, passages=[one for one in text.passages if one.number is not None])
    here = reverse("drafting:open-passages", args=[dialogue, jointtext])

    def act() -> None:
        told = form.cleaned_data
        passage = form.passages[told["passage"]].id
        ends = "ends" in request.POST
        intend_vagueness(seen.joint, passage, told["why"], ends=ends, by=viewer, now=request.now)

    shown = {
        "dialogue": found,
        "seen": seen,
        "marked": [(one, marked[one.id]) for one in text.passages if one.id in marked],
    }
    return answer(request, form, act, shown=shown, back=here, template="drafting/open_passages.html")


def _languages(
    request: ViewerRequest, seen: JointTextSeen, sides: SideBySide
) -> list[tuple[Progress, str]]:  # fmt: skip
    """For moderators also how far the translators are."""
    told = progress(request.viewer, sides, asks_translators=seen.holds_pen)
    return [(one, spoken_name(*one.language.tongue)) for one in told]


def _counts(seen: JointTextSeen, text: TextSeen | None) -> list[tuple[str, int]]:
    told = [(_("round %(number)d") % {"number": row.number}, row.brackets) for row in seen.rounds]
    if text is None:
        return told
    now = brackets_in(one.words for one in text.passages)
    return [*told, (_("final") if seen.is_final else _("now"), now)]


def _pen(request: ViewerRequest, dialogue: Dialogue) -> Room | None:
    room = dialogues.room_of_kind(request.viewer, dialogue, RoomKind.MODERATORS)
    return room if room and request.viewer.holds_key(room) else None


def _in_plenary(request: ViewerRequest, dialogue: Dialogue) -> Room | None:
    return dialogues.room_of_kind(request.viewer, dialogue, RoomKind.PLENARY)
