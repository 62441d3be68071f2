"""Pages on which texts are read: all of them, one, its versions, two side by side."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, open_as_released, rooms_to_write_in, spoken
from guftugu.look.dates import day_in_words
from guftugu.people import lookups as people
from guftugu.rooms.kinds import RoomKind
from guftugu.texts.actions.exporting import export_version
from guftugu.texts.files import FORMATS, language_tag, write
from guftugu.texts.kinds import TextKind
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups import texts as lookups
from guftugu.texts.lookups.assents import assents
from guftugu.texts.lookups.comparison import compared
from guftugu.texts.lookups.documents import document
from guftugu.texts.lookups.renderings import languages, read_in
from guftugu.texts.views.taking import as_handed
from guftugu.texts.visibility import may_hand_over, may_write_in, may_write_on

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.rooms.models import Room
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Assent

FORMAT_NAMES = [(suffix, suffix[1:].upper() if suffix != ".md" else "Markdown") for suffix in FORMATS]


@open_as_released
def texts(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    order = list(TextKind.values)
    listed = sorted(lookups.texts(request.viewer, found), key=lambda one: order.index(one.text.kind))
    kinds = [(TextKind(kind).label, list(several)) for kind, several in groupby(listed, lambda one: one.text.kind)]
    shown = {"dialogue": found, "kinds": kinds, "may_write": bool(rooms_for_texts(request, found))}
    return render(request, "texts/texts.html", shown)


@open_as_released
def text(request: ViewerRequest, dialogue: int, text: UUID, number: int | None = None) -> HttpResponse:
    found, seen = text_or_404(request, dialogue, text, number)
    viewer = request.viewer
    tongues, told = tongues_of(request, seen)
    # Nobody is named in the open room.
    tells_assents = seen.text.kind == TextKind.COVENANT and not seen.text.room.is_open
    shown = {
        "dialogue": found,
        "seen": told,
        "tongues": tongues,
        "tag": language_tag(told.language, told.script) if told.tongue[0] else "",
        "formats": FORMAT_NAMES if seen.opens else [],
        "may_write": may_write_on(viewer, seen.text),
        "may_release": viewer.may_keep(seen.text.room) and seen.opens,
        "may_log": may_hand_over(viewer, seen.text.room) and seen.opens,
        "tells_assents": tells_assents,
        "assents": _assents(request, found, seen) if tells_assents else [],
    }
    return render(request, "texts/text.html", shown)


@open_as_released
def versions(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    found, seen = text_or_404(request, dialogue, text)
    listed = lookups.versions(request.viewer, seen.text)
    return render(request, "texts/versions.html", {"dialogue": found, "seen": seen, "versions": listed})


@open_as_released
def compare(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """Any two versions; those before and at the last, unless asked for others."""
    found, latest = text_or_404(request, dialogue, text)
    now = _number(request.GET.get("to"), latest.version.number)
    was = _number(request.GET.get("from"), max(now - 1, 1))
    comparison = compared(
        text_or_404(request, dialogue, text, was)[1], text_or_404(request, dialogue, text, now)[1]
    )  # fmt: skip
    numbers = [row.number for row in lookups.versions(request.viewer, latest.text)]
    shown = {"dialogue": found, "seen": latest, "comparison": comparison, "numbers": numbers}
    return render(request, "texts/compare.html", shown)


@open_as_released
def export(request: ViewerRequest, dialogue: int, text: UUID, number: int, suffix: str) -> HttpResponse:
    """A version as a file, for who may read it; where somebody is logged in, with its row in the trail."""
    found, seen = text_or_404(request, dialogue, text, number)
    if not seen.opens:
        raise Http404
    _links, told = tongues_of(request, seen)
    words, line = as_handed(request, found, told, _which(seen))
    content = write(document(request.viewer, words, lines=[line]), suffix)
    if request.viewer.is_signed_in:
        export_version(seen.version, by=request.viewer, now=request.now)
    answer = HttpResponse(content, content_type=FORMATS[f".{suffix}"].content_type)
    answer["Content-Disposition"] = f'attachment; filename="text-{seen.version.number}.{suffix}"'
    return answer


def text_or_404(
    request: ViewerRequest, dialogue: int, text: UUID, number: int | None = None
) -> tuple[Dialogue, TextSeen]:
    found = dialogue_or_404(request, dialogue)
    seen = lookups.text_seen(request.viewer, text, number=number)
    if seen.text.dialogue_id != found.pk:
        raise Http404
    return found, seen


def translators_or_404(request: ViewerRequest, number: int) -> Dialogue:
    """For those who are in the dialogue's translators' room, which not every dialogue has."""
    found = dialogue_or_404(request, number)
    room = dialogues.room_of_kind(request.viewer, found, RoomKind.TRANSLATORS)
    if room is None or not request.viewer.holds_key(room):
        raise Http404
    return found


def rooms_for_texts(request: ViewerRequest, dialogue: Dialogue) -> list[Room]:
    return [room for room in rooms_to_write_in(request, dialogue) if may_write_in(request.viewer, room)]


def tongues_of(request: ViewerRequest, seen: TextSeen) -> tuple[list[tuple[str, str, bool]], TextSeen]:
    """The languages a text can be read in (tag, name, whether it is the one that was asked for), and the text in it."""
    told = languages(request.viewer, seen.text)
    if len(told) < 2:
        return [], seen
    by_tag = {language_tag(*one.tongue): one.tongue for one in told}
    lead = language_tag(*told[0].tongue)
    asked = request.GET.get("language", "")
    chosen = asked if asked in by_tag else lead
    links = [(tag, spoken_name(*tongue), tag == chosen) for tag, tongue in by_tag.items()]
    if chosen == lead:
        return links, seen
    return links, read_in(request.viewer, seen, by_tag[chosen])


def _which(seen: TextSeen) -> str:
    told = {
        "kind": capfirst(seen.text.get_kind_display()),
        "number": seen.version.number,
        "day": day_in_words(timezone.localdate(seen.version.made_at)),
    }
    return _("%(kind)s, version %(number)d, %(day)s") % told


def _assents(request: ViewerRequest, dialogue: Dialogue, seen: TextSeen) -> list[Assent]:
    """Those of persons of whom the viewer knows."""
    known = {one.row.pk for one in people.persons(request.viewer, dialogue, language=spoken())}
    return [row for row in assents(request.viewer, seen.text) if row.person_id in known]


def _number(asked: str | None, default: int) -> int:
    return int(asked) if asked and asked.isdecimal() and len(asked) < 9 else default
