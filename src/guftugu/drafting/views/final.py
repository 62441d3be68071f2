"""The final text in each of its languages, as one reads it, takes it and checks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guftugu.dialogues.views.finding import spoken
from guftugu.drafting.lookups.final import digests
from guftugu.drafting.lookups.stances import matrix
from guftugu.drafting.views.asking import TongueLink, joint_text_or_404, tag_of
from guftugu.texts.actions.exporting import export_version
from guftugu.texts.digests import in_groups
from guftugu.texts.files import FORMATS, write
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.documents import document
from guftugu.texts.lookups.renderings import languages, text_in
from guftugu.texts.standing import statement
from guftugu.texts.visibility import may_hand_over

if TYPE_CHECKING:
    from guftugu.drafting.lookups.joint_texts import JointTextSeen
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.lookups.texts import TextSeen

FORMAT_NAMES = [(suffix[1:], suffix[1:].upper() if suffix != ".md" else "Markdown") for suffix in FORMATS]


@dataclass(frozen=True)
class Final:
    text: TextSeen
    digest: str
    tag: str
    tongues: list[TongueLink]
    statement: str


@require_safe
def final(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """The final text with its digest, as one reads and prints it."""
    found, seen = joint_text_or_404(request, dialogue, jointtext)
    told = _final(request, seen)
    shown = {
        "dialogue": found,
        "seen": seen,
        "final": told,
        "text": told.text,
        "digest": in_groups(told.digest),
        "tongues": told.tongues,
        "formats": FORMAT_NAMES,
        "may_log": may_hand_over(request.viewer, told.text.text.room),
        "matrix": matrix(request.viewer, seen.joint, language=spoken()),
    }
    return render(request, "drafting/final.html", shown)


@require_safe
def export_final(request: ViewerRequest, dialogue: int, jointtext: UUID, suffix: str) -> HttpResponse:
    """The final text as a file, its digest on it."""
    _found, seen = joint_text_or_404(request, dialogue, jointtext)
    asked = request.GET.get("language", "")
    # What the paper says around the words is in their language, as far as Guftugu speaks it.
    with override(asked if asked in dict(settings.LANGUAGES) else get_language()):
        return _paper(request, seen, suffix)


def _paper(request: ViewerRequest, seen: JointTextSeen, suffix: str) -> HttpResponse:
    told = _final(request, seen)
    # On one line: whoever checks the file leaves the line with the digest aside, and what else stands on it.
    line = f"{told.statement} {_('Final text. Digest %(digest)s') % {'digest': in_groups(told.digest)}}".strip()
    content = write(document(request.viewer, told.text, lines=[line]), suffix)
    export_version(told.text.version, by=request.viewer, now=request.now)
    answer = HttpResponse(content, content_type=FORMATS[f".{suffix}"].content_type)
    answer["Content-Disposition"] = f'attachment; filename="final-{told.tag}.{suffix}"'
    return answer


def _final(request: ViewerRequest, seen: JointTextSeen) -> Final:
    """In the language that is asked for; else the one that leads."""
    version = seen.joint.final
    if version is None:
        raise Http404
    told = languages(request.viewer, version.text)
    of = digests(request.viewer, seen.joint)
    known = {tag_of(one.tongue): one.tongue for one in told if one.tongue in of}
    asked = request.GET.get("language", "")
    tongue = known.get(asked) or told[0].tongue
    text = text_in(request.viewer, version.text_id, language=tongue[0], script=tongue[1], number=version.number)
    links = [TongueLink(tag, spoken_name(*one), one == tongue) for tag, one in known.items()]
    return Final(text, of[tongue], tag_of(tongue), links, statement(told))
