"""The languages of a text and their standing; to the translators and back; the term list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from guftugu.people.languages import COMMON
from guftugu.record.views.asking import answer, done
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.refusals import Refusal
from guftugu.texts.actions.languages import end_language, want_language
from guftugu.texts.actions.sending import send_to_render, take_renderings
from guftugu.texts.actions.terms import add_term, end_term, word_term
from guftugu.texts.files import language_tag
from guftugu.texts.forms.rendering import LanguageForm, StandingsForm, TermForm
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.progress import progress, with_translators
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.terms import TermSeen
from guftugu.texts.lookups.terms import term as find_term
from guftugu.texts.lookups.terms import terms as listed_terms
from guftugu.texts.standing import statement
from guftugu.texts.views.reading import text_or_404, translators_or_404
from guftugu.texts.visibility import may_render

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest
    from guftugu.texts.lookups.renderings import SideBySide

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def languages(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """Into which languages a text is rendered, how far, and what standing each has; one more, or one less."""
    found, seen = text_or_404(request, dialogue, text)
    if not request.viewer.is_signed_in or seen.text.room.is_open:
        raise Http404
    viewer = request.viewer
    sides = side_by_side(viewer, text)
    may_write = may_render(viewer, seen.text) and seen.text.closed_at is None
    named = [(one, spoken_name(*one.tongue)) for one in sides.languages]
    asked = request.POST.get("act", "")
    adding = LanguageForm(request.POST if asked == "add" else None)
    standings = StandingsForm(request.POST if asked == "standings" else None, languages=named)
    if request.method == "POST":
        if not may_write:
            raise Http404
        if _changed(request, seen.text, sides, adding, standings):
            return redirect("texts:languages", dialogue, text)
    told = dict(named)
    shown = {
        "dialogue": found,
        "seen": seen,
        "rows": [(one, told[one.language], language_tag(*one.language.tongue)) for one in progress(viewer, sides)],
        "lead": named[0][1],
        "statement": statement(sides.languages),
        "adding": adding,
        "standings": standings,
        "may_write": may_write,
        "may_send": viewer.may_keep(seen.text.room) and seen.text.room.kind != RoomKind.TRANSLATORS and may_write,
        "there": with_translators(viewer, seen.text),
    }
    return render(request, "texts/languages.html", shown)


@require_POST
def send(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """The last version to the translators."""
    _found, seen = text_or_404(request, dialogue, text)

    def act() -> str:
        send_to_render(seen.version, by=request.viewer, now=request.now)
        return _("The translators have it.")

    return done(request, act, back=reverse("texts:languages", args=[dialogue, text]))


@require_POST
def take(request: ViewerRequest, dialogue: int, text: UUID) -> HttpResponse:
    """What the translators have rendered comes into the text."""
    _found, seen = text_or_404(request, dialogue, text)

    def act() -> str:
        made = take_renderings(seen.text, by=request.viewer, now=request.now)
        told = ngettext("%(number)d rendering came over.", "%(number)d renderings came over.", len(made))
        return told % {"number": len(made)} if made else _("Nothing new is rendered there.")

    return done(request, act, back=reverse("texts:languages", args=[dialogue, text]))


@read_or_sent
def terms(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """What things are called, language by language, and one more."""
    found = translators_or_404(request, dialogue)
    tongues = _tongues()
    form = TermForm(request.POST or None, tongues=tongues)

    def act() -> None:
        told = form.words()
        add_term(found, told, note=form.cleaned_data["note"], by=request.viewer, now=request.now)

    told_now = listed_terms(request.viewer, found)
    used = [(tongue, name) for tongue, name in tongues if any(seen.into(tongue) for seen in told_now)]
    shown = {
        "dialogue": found,
        "used": used,
        "listed": [(seen, [seen.into(tongue) for tongue, _name in used]) for seen in told_now],
    }
    back = reverse("texts:terms", args=[dialogue])
    return answer(request, form, act, shown=shown, back=back, template="texts/terms.html")


@read_or_sent
def term(request: ViewerRequest, dialogue: int, term: UUID) -> HttpResponse:
    """What one term is called from now on; or that it is a term no longer."""
    found = translators_or_404(request, dialogue)
    seen = find_term(request.viewer, found, term)
    tongues = _tongues()
    before = {f"words-{at}": row.words for at, (tongue, _name) in enumerate(tongues) if (row := seen.into(tongue))}
    form = TermForm(request.POST or None, tongues=tongues, initial={**before, "note": " ".join(seen.notes)})

    def act() -> None:
        if "end" in request.POST:
            end_term(seen.term, by=request.viewer, now=request.now)
        else:
            _word_anew(request, seen, form)

    shown = {"dialogue": found, "seen": seen}
    back = reverse("texts:terms", args=[dialogue])
    return answer(request, form, act, shown=shown, back=back, template="texts/term.html")


def _word_anew(request: ViewerRequest, seen: TermSeen, form: TermForm) -> None:
    note = form.cleaned_data["note"].strip()
    for (language, script), words in form.words().items():
        before = seen.into((language, script))
        said = (before.words, before.note) if before else ("", "")
        if (words, note if words else "") != said:
            word_term(seen.term, language, words, script=script, note=note, by=request.viewer, now=request.now)


def _changed(
    request: ViewerRequest, text: Any, sides: SideBySide, adding: LanguageForm, standings: StandingsForm
) -> bool:  # fmt: skip
    by, now, act = request.viewer, request.now, request.POST.get("act", "")
    form = standings if act == "standings" else adding
    try:
        if act == "add" and adding.is_valid():
            told = adding.cleaned_data
            want_language(text, told["language"], script=told["script"], by=by, now=now)
        elif act == "standings" and standings.is_valid():
            for one, standing in standings.changed():
                want_language(text, one.language, script=one.script, standing=standing, by=by, now=now)
        elif act == "end":
            gone = [one for one in sides.others if language_tag(*one.tongue) == request.POST.get("tag")]
            for one in gone:
                end_language(text, one.language, script=one.script, by=by, now=now)
        else:
            return False
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _tongues() -> list[tuple[tuple[str, str], str]]:
    return [((code, ""), str(name)) for code, name in COMMON.items()]
