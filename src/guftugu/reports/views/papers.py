"""The papers there are, what each is, and the draft of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guftugu.algorithms.words import compare
from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released
from guftugu.reports.actions.composing import compose_paper, take
from guftugu.reports.audiences import readers_of
from guftugu.reports.forms.composing import ComposeForm
from guftugu.reports.kinds import PaperKind
from guftugu.reports.lookups import papers as lookups
from guftugu.reports.lookups.anew import anew
from guftugu.reports.lookups.composing import usual_period
from guftugu.reports.lookups.going_out import leaving_with
from guftugu.reports.merging import digest
from guftugu.reports.views.asking import keeps, kept_or_404, kinds_to_compose, paper_or_404
from guftugu.rooms.refusals import Refusal
from guftugu.texts.files import FORMATS
from guftugu.texts.visibility import may_hand_over

if TYPE_CHECKING:
    from guftugu.algorithms.words import Change
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.reports.composed import Period
    from guftugu.reports.lookups.papers import PaperSeen
    from guftugu.reports.merging import Offer
    from guftugu.rooms.middleware import ViewerRequest


@dataclass(frozen=True)
class Proposed:
    """A paper that is due: one press of a button composes it."""

    kind: str
    label: str
    meeting: int | None = None
    period: Period | None = None


@open_as_released
@require_safe
def papers(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    listed = lookups.papers(request.viewer, found)
    kinds = kinds_to_compose(request.viewer, found)
    shown = {
        "dialogue": found,
        "meetings": lookups.by_meeting(request.viewer, listed),
        "reports": sorted(
            (one for one in listed if one.period),
            key=lambda one: (one.row.covers_to, one.row.covers_from),
            reverse=True,
        ),
        "proposed": _proposed(request, found, listed, kinds) if kinds else [],
        "may_compose": bool(kinds),
    }
    return render(request, "reports/papers.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    kinds = kinds_to_compose(viewer, found)
    if not kinds:
        raise Http404
    meetings = dialogues.meetings(viewer, found)
    period = _period(request, found, lookups.papers(viewer, found))
    form = ComposeForm(
        request.POST or None, kinds=kinds, meetings=meetings, initial={"first": period.first, "last": period.last}
    )
    if request.method == "POST" and form.is_valid():
        try:
            paper = compose_paper(found, form.wanted, by=viewer, now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            seen = lookups.paper(viewer, found, paper.pk)
            name = "reports:anew" if seen is not None and seen.is_edited else "reports:paper"
            return redirect(name, dialogue=dialogue, paper=paper.pk)
    return render(request, "reports/compose.html", {"dialogue": found, "form": form})


@open_as_released
@require_safe
def paper(request: ViewerRequest, dialogue: int, paper: UUID) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    seen = paper_or_404(request, found, paper)
    may_log = may_hand_over(request.viewer, seen.room)
    shown: dict[str, Any] = {"dialogue": found, "paper": seen, "formats": _formats(found, seen), "may_log": may_log}
    if keeps(request.viewer, found, seen):
        findings = leaving_with(request.viewer, found, seen, readers_of(seen.row.audience))
        shown |= {
            "keeps": True,
            "composed": lookups.last_composed(request.viewer, seen),
            "differs": not anew(request.viewer, found, seen, now=request.now).is_same,
            "findings": findings,
            "waiting": sum(finding.is_waiting for finding in findings),
        }
    return render(request, "reports/paper.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def compare_anew(request: ViewerRequest, dialogue: int, paper: UUID) -> HttpResponse:
    """What the record would say today, beside what stands. Untouched papers are simply composed on."""
    found = dialogue_or_404(request, dialogue)
    seen, viewer, refusal = kept_or_404(request, found, paper), request.viewer, ""
    back = reverse("reports:paper", args=[dialogue, paper])
    chosen = request.POST.getlist("passage")
    if request.method == "POST":
        try:
            if seen.is_edited:
                take(found, seen, chosen, seen=request.POST.get("seen", ""), by=viewer, now=request.now)
            else:
                compose_paper(found, seen.wanted, room=seen.room, by=viewer, now=request.now)
        except Refusal as refused:
            refusal = str(refused)
        else:
            return redirect(back)
    comparison = anew(viewer, found, seen, now=request.now)
    offers = [
        (offer, offer.mark in chosen if refusal else offer.is_ticked, _pieces(offer)) for offer in comparison.offers
    ]
    shown = {
        "dialogue": found,
        "paper": seen,
        "comparison": comparison,
        "offers": offers,
        "seen": digest(comparison.composed.passages),
        "refusal": refusal,
        "way_back": back,
    }
    return render(request, "reports/anew.html", shown)


def _pieces(offer: Offer) -> list[Change]:
    """Word by word how the passage as it stands would become the one composed now, where it is both."""
    if offer.standing is None or offer.composed is None:
        return []
    return compare(offer.standing.words, offer.composed.words)


def _formats(dialogue: Dialogue, paper: PaperSeen) -> list[tuple[str, str]]:
    """Each file one can take it away as, and its address."""
    at = [dialogue.number, paper.row.pk]
    suffixes = [suffix.removeprefix(".") for suffix in FORMATS]
    return [
        ("Markdown" if suffix == "md" else suffix.upper(), reverse(f"reports:export-{suffix}", args=at))
        for suffix in suffixes
    ]


def _proposed(request: ViewerRequest, dialogue: Dialogue, listed: list[PaperSeen], kinds: list[str]) -> list[Proposed]:
    """The next agenda, the last memo, a report since the last one: those that are not there yet."""
    meetings = dialogues.meetings(request.viewer, dialogue)
    last = max((one for one in meetings if one.occasion.state == "held"), key=_number, default=None)
    after = _number(last) if last else 0
    upcoming = min(
        (one for one in meetings if one.occasion.state == "planned" and _number(one) > after), key=_number, default=None
    )
    there = {(one.row.kind, one.row.meeting_id) for one in listed}
    proposed = []
    for kind, dated, label in (
        (PaperKind.AGENDA, upcoming, _("The agenda of #%(number)d")),
        (PaperKind.MEMO, last, _("The memo on #%(number)d")),
    ):
        if kind in kinds and dated is not None and (kind, dated.occasion.pk) not in there:
            proposed.append(Proposed(kind, label % {"number": _number(dated)}, meeting=_number(dated)))
    if PaperKind.WRAP_UP in kinds:
        period = _period(request, dialogue, listed)
        if period not in {one.period for one in listed}:
            proposed.append(Proposed(PaperKind.WRAP_UP, _("A wrap-up report"), period=period))
    return proposed


def _period(request: ViewerRequest, dialogue: Dialogue, listed: list[PaperSeen]) -> Period:
    ends = [one.row.covers_to for one in listed if one.row.covers_to]
    today = timezone.localdate(request.now)
    return usual_period(request.viewer, dialogue, after=max(ends, default=None), today=today)


def _number(dated: DatedOccasion) -> int:
    return dated.occasion.number or 0
