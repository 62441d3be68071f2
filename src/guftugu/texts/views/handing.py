"""Pages of hand-overs: which version went to whom, taking one for somebody, what came back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.views.finding import dialogue_or_404, spoken
from guftugu.people import lookups as people
from guftugu.record.lookups.entries import entries_labelled
from guftugu.record.views.asking import answer
from guftugu.texts.actions import hand_overs as actions
from guftugu.texts.digests import in_groups
from guftugu.texts.drawing import Holding, draw_holdings
from guftugu.texts.files import FORMATS, language_tag
from guftugu.texts.forms.hand_overs import AnswerForm, HandOverForm, Offered, TakeBackForm, as_it_stands
from guftugu.texts.lookups import hand_overs as lookups
from guftugu.texts.lookups import texts as text_lookups
from guftugu.texts.lookups.carried import digest_carried, tongues_carried
from guftugu.texts.views.reading import FORMAT_NAMES, text_or_404
from guftugu.texts.visibility import may_hand_over

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.lookups.hand_overs import HandOverSeen, WhoHas
    from guftugu.texts.lookups.renderings import Tongue
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import HandOver, Text

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])
FORM = "texts/hand_over_form.html"


@require_safe
def hand_overs(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """All of the viewer's rooms."""
    found = dialogue_or_404(request, dialogue)
    told = lookups.log(request.viewer, found, language=spoken())
    return render(request, "texts/hand_overs.html", {"dialogue": found, "log": told})


@require_safe
def who_has(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """Of one text: who has which version, and who has one that is not the latest."""
    found, seen = text_or_404(request, dialogue, text)
    told = lookups.who_has(request.viewer, seen.text, language=spoken())
    shown = {
        "dialogue": found,
        "seen": seen,
        "told": told,
        "may_log": may_hand_over(request.viewer, seen.text.room),
        "drawing": _drawn(told, seen) if told.recipients else "",
    }
    return render(request, "texts/who_has.html", shown)


@read_or_sent
def log(request: ViewerRequest, dialogue: int, text: UUID, number: int, *, takes: bool = False) -> HttpResponse:
    """Log a hand-over; where a file is taken for it, its page gives the file."""
    found, seen = text_or_404(request, dialogue, text, number)
    if not may_hand_over(request.viewer, seen.text.room):
        raise Http404
    leads = language_tag(seen.text.language, seen.text.script)
    begins = {"version": str(number), "file": ".docx", "language": request.GET.get("language") or leads}
    form = HandOverForm(
        request.POST or None, offered=_offered(request, found, seen.text), formats=FORMAT_NAMES if takes else (),
        initial=begins,
    )  # fmt: skip

    def act() -> str:
        row = actions.hand_over(form.version_chosen(), **form.told(), by=request.viewer, now=request.now)
        here = reverse("texts:hand-over", args=[dialogue, row.pk])
        return f"{here}?{urlencode({'file': form.cleaned_data['file']})}" if takes else here

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("Take it for somebody") if takes else _("Log a hand-over"),
        "lede": _("Who is in this room can read the log. The file comes with the next page.")
        if takes
        else _(
            "Who is in this room can read the log. Once kept it is never changed; a mistake is corrected beside it."
        ),
        "label": _("Log it and take the file") if takes else _("Log the hand-over"),
    }
    return answer(
        request, form, act, shown=shown, back=reverse("texts:version", args=[dialogue, text, number]), template=FORM
    )  # fmt: skip


@read_or_sent
def hand_over(request: ViewerRequest, dialogue: int, handover: UUID) -> HttpResponse:
    """One hand-over, its file, and what came back."""
    found, seen = _or_404(request, dialogue, handover)
    here = reverse("texts:hand-over", args=[dialogue, seen.row.pk])
    may_log = may_hand_over(request.viewer, seen.row.room)
    if seen.row.pk != handover and request.method != "POST":
        return redirect(here)
    if request.method == "POST" and (not may_log or seen.row.ends):
        raise Http404

    def find(typed: Iterable[str]) -> list[Shown]:
        return entries_labelled(request.viewer, found, typed)

    form = AnswerForm(request.POST or None, find=find, initial={"entry": request.GET.get("entry", "")})

    def act() -> None:
        entry = form.cleaned_data["entry"].entry
        actions.answer_hand_over(seen.row, entry, by=request.viewer, now=request.now)

    wanted, is_reworded = request.GET.get("file", ""), _is_reworded(request, seen)
    shown = {
        "dialogue": found,
        "seen": seen,
        "may_log": may_log and not seen.row.ends,
        "digest": in_groups(seen.row.digest),
        "files": [] if is_reworded is None or not seen.version.title else _files(found, seen),
        "is_reworded": is_reworded,
        "wanted": wanted if wanted in FORMATS else "",
        "next": urlencode({"room": str(seen.row.room_id), "next": here}),
    }
    return answer(request, form, act, shown=shown, back=here, template="texts/hand_over.html")


@read_or_sent
def correct(request: ViewerRequest, dialogue: int, handover: UUID) -> HttpResponse:
    found, seen = _standing_or_404(request, dialogue, handover)
    begins = as_it_stands(seen.row, seen.person.code if seen.person else "")
    offered = _offered(request, found, seen.version.text, was=(seen.row.language, seen.row.script))
    form = HandOverForm(request.POST or None, offered=offered, initial=begins)
    here = reverse("texts:hand-over", args=[dialogue, seen.row.pk])

    def act() -> str:
        row = actions.hand_over(
            form.version_chosen(), **form.told(), corrects=_as_asked(seen, handover), by=request.viewer, now=request.now
        )
        messages.success(request, _("Corrected. What was logged before stays below."))
        return reverse("texts:hand-over", args=[dialogue, row.pk])

    shown = {
        "dialogue": found,
        "seen": seen,
        "heading": _("Correct a hand-over"),
        "lede": _("Yours stands from now on; what was logged before stays with it."),
        "label": _("Keep the correction"),
        "did_not": reverse("texts:take-back-hand-over", args=[dialogue, seen.row.pk]),
    }
    return answer(request, form, act, shown=shown, back=here, template=FORM)


@read_or_sent
def take_back(request: ViewerRequest, dialogue: int, handover: UUID) -> HttpResponse:
    found, seen = _standing_or_404(request, dialogue, handover)
    form = TakeBackForm(request.POST or None)
    back = reverse("texts:hand-over", args=[dialogue, seen.row.pk])

    def act() -> str:
        why = form.cleaned_data["why"]
        row = actions.take_back_hand_over(_as_asked(seen, handover), why=why, by=request.viewer, now=request.now)
        return reverse("texts:hand-over", args=[dialogue, row.pk])

    shown = {
        "dialogue": found,
        "question": _("Did this hand-over not take place?"),
        "consequence": _("It is no longer counted among those who have the text. That it was logged stays."),
        "label": _("It did not take place"),
    }
    return answer(request, form, act, shown=shown, back=back, template="look/confirm.html")


def _or_404(request: ViewerRequest, number: int, handover: UUID) -> tuple[Dialogue, HandOverSeen]:
    found = dialogue_or_404(request, number)
    seen = lookups.hand_over(request.viewer, found, handover, language=spoken())
    if seen is None:
        raise Http404
    return found, seen


def _standing_or_404(request: ViewerRequest, number: int, handover: UUID) -> tuple[Dialogue, HandOverSeen]:
    """One that the viewer may correct, as it stands now."""
    found, seen = _or_404(request, number, handover)
    if seen.row.ends or not may_hand_over(request.viewer, seen.row.room):
        raise Http404
    return found, seen


def _as_asked(seen: HandOverSeen, handover: UUID) -> HandOver:
    """The row the page was about when it was shown: where somebody corrected it since, the act says so."""
    return next(one.row for one in (seen, *seen.before) if one.row.pk == handover)


def _offered(request: ViewerRequest, dialogue: Dialogue, text: Text, *, was: Tongue | None = None) -> Offered:
    viewer, language = request.viewer, spoken()
    tongues = tongues_carried(viewer, text)
    return Offered(
        versions=text_lookups.versions(viewer, text),
        languages=tongues if was is None else list(dict.fromkeys([*tongues, was])),
        persons=people.persons(viewer, dialogue, language=language),
        organisations=[one for one in people.organisations(viewer, dialogue, language=language) if one.name],
        occasions=list(reversed(dialogues.occasions(viewer, dialogue))),
    )


def _is_reworded(request: ViewerRequest, seen: HandOverSeen) -> bool | None:
    """Whether the words in its language are others today; None where there are none to take."""
    row, text = seen.row, seen.version.text
    if row.ends:
        return None
    if (row.language, row.script) == (text.language, text.script):
        return False
    digest = digest_carried(request.viewer, seen.version, (row.language, row.script))
    return digest != row.digest if digest else None


def _files(dialogue: Dialogue, seen: HandOverSeen) -> list[tuple[str, str, str]]:
    """Suffix, name and address; by the addresses of texts, so that a paper is looked through before it leaves."""
    text, number = seen.version.text_id, seen.version.number
    asked = urlencode({"hand-over": str(seen.row.pk)})
    return [
        (suffix, name, f"{reverse(f'texts:export-{suffix[1:]}', args=[dialogue.number, text, number])}?{asked}")
        for suffix, name in FORMAT_NAMES
    ]


def _drawn(told: WhoHas, seen: TextSeen) -> str:
    holdings = []
    for one in told.recipients:
        given: dict[int, list[str]] = {}
        for each in reversed(one.given):
            languages = given.setdefault(each.version.number, [])
            if each.row.language not in languages:
                languages.append(each.row.language)
        holdings.append(Holding(label=", ".join(one.last.to) or _("somebody"), given=given))
    return draw_holdings(holdings, latest=seen.version.number)
