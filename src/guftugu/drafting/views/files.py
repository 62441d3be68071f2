"""Files of a joint text and its rounds. Each leaves a row in the trail; in what plenary gets nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guftugu.drafting.actions.exporting import export_our_proposals
from guftugu.drafting.lookups import caucus as caucuses
from guftugu.drafting.lookups.bases import base_of
from guftugu.drafting.lookups.consolidation import consolidation
from guftugu.drafting.lookups.provenance import provenance
from guftugu.drafting.papers.columns import in_columns
from guftugu.drafting.papers.hands import hands_between
from guftugu.drafting.papers.heads import brackets_told, change_lines, head_lines, round_told
from guftugu.drafting.papers.moderators_print import moderators_print
from guftugu.drafting.papers.our_proposals import our_proposals
from guftugu.drafting.papers.tracked_changes import Whose, tracked_changes
from guftugu.drafting.views.asking import caucus_of, caucus_or_404, draft_or_404, joint_text_or_404, round_or_404
from guftugu.people.languages import language_name
from guftugu.rooms.refusals import Refusal
from guftugu.texts.actions.exporting import export_version
from guftugu.texts.files import FORMATS, write
from guftugu.texts.files.columns import write_columns
from guftugu.texts.files.document import language_tag
from guftugu.texts.files.tracked import as_tracked_docx
from guftugu.texts.lookups.documents import document
from guftugu.texts.lookups.history import history
from guftugu.texts.lookups.renderings import languages, side_by_side
from guftugu.texts.lookups.texts import text_seen

if TYPE_CHECKING:
    from guftugu.drafting.lookups.joint_texts import JointTextSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.lookups.texts import TextSeen

FORMAT_NAMES = [(suffix[1:], suffix[1:].upper() if suffix != ".md" else "Markdown") for suffix in FORMATS]
PAPER = ("pdf", "docx")
PAPERS = [(suffix, name) for suffix, name in FORMAT_NAMES if suffix in PAPER]


@dataclass(frozen=True)
class VersionListed:
    text: TextSeen
    round: str
    brackets: str


@require_safe
def files(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """All files there are of this text for whoever asks, plainly listed."""
    found, seen = joint_text_or_404(request, dialogue, jointtext)
    joint = seen.joint
    texts = [pk for pk in (joint.circulated_id, joint.text_id if seen.holds_pen else None) if pk]
    told = history(request.viewer, texts)
    circulated = told.get(joint.circulated_id, []) if joint.circulated_id else []
    drafts = told.get(joint.text_id, []) if seen.holds_pen else []
    opened = [row for row in seen.rounds if row.released_at]
    spoken_in = languages(request.viewer, circulated[0].text) if circulated else []
    shown = {
        "dialogue": found,
        "seen": seen,
        "circulated": _listed(circulated, seen),
        "drafts": _listed(drafts, seen),
        "opened": opened,
        "caucus": caucus_of(request, found) if opened else None,
        "formats": FORMAT_NAMES,
        "tongues": [language_name(language_tag(*one.tongue)) for one in spoken_in],
        "papers": PAPERS,
    }
    return render(request, "drafting/files.html", shown)


@require_safe
def draft(
    request: ViewerRequest, dialogue: int, jointtext: UUID, number: int, suffix: str, *, cites: bool
) -> HttpResponse:
    """A version as it circulated; without citations and sources where its words alone are asked for."""
    _dialogue, seen = joint_text_or_404(request, dialogue, jointtext)
    text = circulated_or_404(request, seen, number)
    paper = document(request.viewer, text, lines=head_lines(text, seen.rounds))
    if not cites:
        paper = replace(paper, cites=False, sources=())
    content = write(paper, suffix)
    export_version(text.version, by=request.viewer, now=request.now)
    return attached(content, suffix, f"{'draft' if cites else 'words'}-{number}")


@require_safe
def columns(request: ViewerRequest, dialogue: int, jointtext: UUID, number: int, suffix: str) -> HttpResponse:
    """A version as it circulated, in the languages that are asked for, or all; not where there is but one."""
    _dialogue, seen = joint_text_or_404(request, dialogue, jointtext)
    text = circulated_or_404(request, seen, number)
    sides = side_by_side(request.viewer, text.text.pk, number=number)
    known = {language_tag(*one.tongue): one.tongue for one in sides.others}
    asked = request.GET.getlist("in") or list(known)
    wanted = [known[tag] for tag in asked if tag in known]
    if not wanted:
        raise Http404
    content = write_columns(in_columns(sides, wanted, lines=head_lines(text, seen.rounds)), suffix)
    export_version(text.version, by=request.viewer, now=request.now)
    return attached(content, suffix, f"columns-{number}")


@require_safe
def print_of_round(request: ViewerRequest, dialogue: int, round: UUID, suffix: str) -> HttpResponse:  # noqa: A002
    """The moderators' print: brackets with their hands, reasons, what became of every proposal."""
    _dialogue, seen = round_or_404(request, dialogue, round, holds_pen=True)
    if seen.is_open:
        raise Http404
    base = text_seen(request.viewer, seen.round.base.text_id, number=seen.round.base.number)
    content = write(moderators_print(seen, base, consolidation(request.viewer, seen.round)), suffix)
    export_version(seen.round.draft, by=request.viewer, now=request.now)
    return attached(content, suffix, f"round-{seen.round.number}-moderators")


@require_safe
def ours(request: ViewerRequest, dialogue: int, round: UUID, suffix: str) -> HttpResponse:  # noqa: A002
    """What became of what the viewer's caucus asked; its own rows and no others."""
    found, seen = round_or_404(request, dialogue, round)
    caucus, viewer = caucus_or_404(request, found), request.viewer
    base = base_of(viewer, seen.round)
    released = caucuses.answer_released(viewer, seen.round, caucus, base=base) or []
    became = caucuses.became_of_ours(viewer, seen.round, caucus, base=base)
    try:
        export_our_proposals(seen.round, caucus, by=viewer, now=request.now)
    except Refusal as refusal:
        raise Http404 from refusal
    content = write(our_proposals(seen, base.sides.text, caucus, released, became), suffix)
    return attached(content, suffix, f"round-{seen.round.number}-ours")


@require_safe
def tracked(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """What changed between two versions that circulated, by nobody in particular."""
    _dialogue, seen = joint_text_or_404(request, dialogue, jointtext)
    if seen.joint.circulated_id is None:
        raise Http404
    was, now = _two(request, history(request.viewer, [seen.joint.circulated_id])[seen.joint.circulated_id])
    whose = Whose(otherwise=_("the draft"))
    paper = tracked_changes(was, now, whose=whose, lines=change_lines(was, now, seen.rounds), foot=now.title)
    export_version(now.version, by=request.viewer, now=request.now)
    return attached(as_tracked_docx(paper), "docx", f"changes-{was.version.number}-{now.version.number}")


@require_safe
def tracked_with_hands(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """What changed between two drafts, by whom it was asked; for moderators alone."""
    _dialogue, seen = draft_or_404(request, dialogue, jointtext)
    was, now = _two(request, history(request.viewer, [seen.joint.text_id])[seen.joint.text_id])
    told = provenance(request.viewer, seen, number=now.version.number)
    lines = [_("For moderators only: the authors of changes are who asked."), *change_lines(was, now, seen.rounds)]
    paper = tracked_changes(was, now, whose=hands_between(was, told), lines=lines, foot=_("For moderators only"))
    export_version(now.version, by=request.viewer, now=request.now)
    return attached(as_tracked_docx(paper), "docx", f"hands-{was.version.number}-{now.version.number}")


def _two(request: ViewerRequest, versions: Sequence[TextSeen]) -> tuple[TextSeen, TextSeen]:
    """The versions that are asked for; the last two where none is."""
    known = {str(one.version.number): one for one in versions if one.opens}
    numbers = list(known)
    now = known.get(request.GET.get("to") or (numbers[-1] if numbers else ""))
    was = known.get(request.GET.get("from") or (numbers[-2] if len(numbers) > 1 else ""))
    if now is None or was is None or was.version.number >= now.version.number:
        raise Http404
    return was, now


def circulated_or_404(request: ViewerRequest, seen: JointTextSeen, number: int | None = None) -> TextSeen:
    """A version that plenary has, for whoever reads it there."""
    if seen.joint.circulated_id is None:
        raise Http404
    text = text_seen(request.viewer, seen.joint.circulated_id, number=number)
    if not text.opens:
        raise Http404
    return text


def attached(content: bytes, suffix: str, name: str) -> HttpResponse:
    told = HttpResponse(content, content_type=FORMATS[f".{suffix}"].content_type)
    told["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return told


def _listed(versions: Sequence[TextSeen], seen: JointTextSeen) -> list[VersionListed]:
    """The latest first."""
    return [
        VersionListed(one, round_told(one.version, seen.rounds), brackets_told(one)) for one in reversed(versions)
    ]  # fmt: skip
