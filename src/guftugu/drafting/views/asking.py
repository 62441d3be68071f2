"""What every page here asks first. Not allowed and not there answer alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import OccasionState
from guftugu.dialogues.views.finding import dialogue_or_404, spoken
from guftugu.drafting.lookups import joint_texts as lookups
from guftugu.people.languages import language_name
from guftugu.texts.files import language_tag

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.drafting.lookups.bases import Base, Tongue
    from guftugu.drafting.lookups.joint_texts import JointTextSeen, RoundSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def joint_text_or_404(request: ViewerRequest, dialogue: int, jointtext: UUID) -> tuple[Dialogue, JointTextSeen]:
    found = dialogue_or_404(request, dialogue)
    return found, lookups.joint_text(request.viewer, found, jointtext)


def draft_or_404(request: ViewerRequest, dialogue: int, jointtext: UUID) -> tuple[Dialogue, JointTextSeen]:
    """For those who hold the pen."""
    found, seen = joint_text_or_404(request, dialogue, jointtext)
    if not seen.holds_pen:
        raise Http404
    return found, seen


def round_or_404(
    request: ViewerRequest, dialogue: int, round_id: UUID, *, holds_pen: bool = False
) -> tuple[Dialogue, RoundSeen]:
    found = dialogue_or_404(request, dialogue)
    seen = lookups.round_seen(request.viewer, found, round_id)
    if holds_pen and not seen.seen.holds_pen:
        raise Http404
    return found, seen


def caucuses_of(request: ViewerRequest, dialogue: Dialogue) -> list[Room]:
    mine = dialogues.rooms_of(request.viewer, dialogue)
    return [room for room in mine if room.is_caucus and request.viewer.holds_key(room)]


def caucus_of(request: ViewerRequest, dialogue: Dialogue) -> Room | None:
    """The viewer's; of several the one that is asked for."""
    mine = caucuses_of(request, dialogue)
    asked = request.POST.get("caucus") or request.GET.get("caucus", "")
    return next((room for room in mine if room.letter == asked), mine[0] if mine else None)


def caucus_or_404(request: ViewerRequest, dialogue: Dialogue) -> Room:
    found = caucus_of(request, dialogue)
    if found is None:
        raise Http404
    return found


def meetings_held(request: ViewerRequest, dialogue: Dialogue) -> list[DatedOccasion]:
    meetings = dialogues.meetings(request.viewer, dialogue)
    return [seen for seen in meetings if seen.occasion.state == OccasionState.HELD]


@dataclass(frozen=True)
class TongueLink:
    """A language that the base can be read in."""

    tag: str
    name: str
    is_chosen: bool


def tag_of(tongue: Tongue) -> str:
    return language_tag(*tongue)


def tongue_of(request: ViewerRequest, base: Base) -> Tongue:
    """The language that is asked for; else the one the reader's pages are in, where the base is rendered into it."""
    there = {tag_of((one.language, one.script)): (one.language, one.script) for one in base.languages}
    asked = request.POST.get("read_in") or request.GET.get("language", "")
    return there.get(asked) or there.get(spoken()) or base.lead


def tongues(base: Base, chosen: Tongue) -> list[TongueLink]:
    told = [(one.language, one.script) for one in base.languages]
    return [TongueLink(tag_of(one), language_name(tag_of(one)), one == chosen) for one in told]


def over(request: ViewerRequest, dialogue: Dialogue, seen: RoundSeen, caucus: Room) -> HttpResponse:
    """Who comes a moment too late learns why nothing was taken."""
    messages.error(request, _("This round is over: what was released was opened."))
    return redirect(in_caucus(reverse("drafting:round", args=[dialogue.number, seen.round.pk]), caucus))


def in_caucus(url: str, caucus: Room | None, tag: str = "") -> str:
    asked = {"caucus": caucus.letter if caucus else "", "language": tag}
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"{url}?{told}" if told else url
