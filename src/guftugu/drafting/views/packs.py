"""A round on paper: the pack that goes out as Word, and what comes back in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from guftugu.drafting.actions.returned import take_answer
from guftugu.drafting.forms.returned import LARGEST, ReturnForm, TakeForm
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.returning import answer_read
from guftugu.drafting.views.asking import (
    caucus_of,
    caucus_or_404,
    in_caucus,
    over,
    read_or_sent,
    round_or_404,
    tag_of,
    tongue_of,
)
from guftugu.drafting.wording import not_taken
from guftugu.rooms.refusals import Refusal
from guftugu.texts.actions.exporting import export_version
from guftugu.texts.files import FORMATS
from guftugu.texts.files.pack import as_pack
from guftugu.texts.files.returned import UnreadableFile, read_returned
from guftugu.texts.lookups.documents import document
from guftugu.texts.lookups.renderings import text_in

if TYPE_CHECKING:
    from guftugu.drafting.lookups.bases import Base, Tongue
    from guftugu.drafting.lookups.joint_texts import RoundSeen
    from guftugu.drafting.returning import AnswerRead
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.files import Document

# What a form around the file weighs at most.
MORE = 64 * 1024


@require_safe
def pack(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002 (the address says so)
    """The base as Word, in a language; a caucus writes in it and sends it back."""
    found, seen = round_or_404(request, dialogue, round)
    caucus = caucus_of(request, found)
    tongue = tongue_of(request, base_of(request.viewer, seen.round))
    made, ids = _document(request, seen, tongue)
    export_version(seen.round.base, by=request.viewer, now=request.now)
    answer = HttpResponse(as_pack(made, ids), content_type=FORMATS[".docx"].content_type)
    whose = f"-{caucus.letter}" if caucus else ""
    answer["Content-Disposition"] = f'attachment; filename="round-{seen.round.number}{whose}-{tag_of(tongue)}.docx"'
    return answer


@read_or_sent
def bring_back(request: ViewerRequest, dialogue: int, round: UUID) -> HttpResponse:  # noqa: A002
    """What a returned file asks for: first looked at, then put before the caucus, all of it or nothing."""
    found, seen = round_or_404(request, dialogue, round)
    caucus = caucus_or_404(request, found)
    if not seen.is_open:
        return over(request, found, seen, caucus)
    back = in_caucus(reverse("drafting:round", args=[dialogue, round]), caucus)
    shown: dict[str, Any] = {"dialogue": found, "seen": seen, "caucus": caucus, "way_back": back}
    base = base_of(request.viewer, seen.round)
    if request.method == "POST" and "read" in request.POST:
        take = TakeForm(request.POST)
        if take.is_valid() and _taken(request, seen, base, take, caucus):
            return redirect(back)
        return render(request, "drafting/bring_back.html", {**shown, "form": ReturnForm(), "take": take})
    is_too_large = int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + MORE
    is_sent = request.method == "POST" and not is_too_large
    form = ReturnForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            read = _read(request, seen, base, form.cleaned_data["file"])
        except UnreadableFile as error:
            form.add_error("file", _(error.sentence) % error.parameters)
        else:
            take = TakeForm(initial={"read": json.dumps(read.told, ensure_ascii=False)})
            return render(request, "drafting/bring_back.html", {**shown, "read": read, "take": take} | _told(read))
    refusal = _("This file is larger than 10 MB. A pack is never that large.") if is_too_large else ""
    return render(request, "drafting/bring_back.html", {**shown, "form": form, "refusal": refusal})


def _document(request: ViewerRequest, seen: RoundSeen, tongue: Tongue) -> tuple[Document, list[str]]:
    base = seen.round.base
    text = text_in(request.viewer, base.text_id, language=tongue[0], script=tongue[1], number=base.number)
    lines = [_("Round %(number)d") % {"number": seen.round.number}]
    if seen.round.deadline_said:
        lines.append(_("Until: %(said)s") % {"said": seen.round.deadline_said})
    lines.append(
        _("Change what your caucus would have otherwise, with changes tracked or not, and send the file back as .docx.")
    )
    return document(request.viewer, text, lines=lines), [str(one.id) for one in text.passages]


def _read(request: ViewerRequest, seen: RoundSeen, base: Base, sent: Any) -> AnswerRead:
    suffix = f".{sent.name.rpartition('.')[2]}" if "." in sent.name else ""
    returned = read_returned(sent.read(), suffix)
    own = []
    for one in base.languages:
        made, _ids = _document(request, seen, (one.language, one.script))
        own += [made.title, *made.lines, made.sources_title, made.foot]
    return answer_read(base, returned, own=own)


def _told(read: AnswerRead) -> dict[str, Any]:
    return {"not_taken": [(not_taken(one.what), one.words) for one in read.not_taken]}


def _taken(request: ViewerRequest, seen: RoundSeen, base: Base, form: TakeForm, caucus: Any) -> bool:
    told = form.cleaned_data
    read = told["read"]
    known = {tag_of((one.language, one.script)): (one.language, one.script) for one in base.languages}
    try:
        rows = take_answer(
            seen.round, caucus, read["asked"], read["comments"], tongue=known.get(read["tag"], base.lead),
            why=told["why"], settles=told["settles"], by=request.viewer, now=request.now,
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    sentence = ngettext(
        "%(number)d wording is before the caucus.", "%(number)d wordings are before the caucus.", len(rows)
    )
    messages.success(request, sentence % {"number": len(rows)})
    return True
