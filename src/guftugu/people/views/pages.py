from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.positions import NOW, Moment
from guftugu.dialogues.views.finding import spoken
from guftugu.look.pipeline import PartyCount, Stage, draw_pipeline
from guftugu.people import lookups
from guftugu.people.forms import MomentForm
from guftugu.people.languages import language_name
from guftugu.people.views.asking import among_or_404, dialogue_or_404, organisation_or_404, rooms_to_write_in
from guftugu.rooms import lookups as rooms
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.words import is_sunset

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import AffiliationSeen, PartySeen, PersonSeen, Pipeline
    from guftugu.rooms.middleware import ViewerRequest


@require_safe
def people(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    persons = lookups.persons(viewer, found, language=spoken())
    way = lookups.pipeline(viewer, found, known=persons)
    standing = lookups.affiliations(viewer, found, language=spoken(), known=persons)
    marks = lookups.party_marks(viewer, found, language=spoken())
    shown = {
        "groups": _by_party(list(marks.values()), persons, [each for each in standing if not each.is_over]),
        "languages": [
            (language_name(code), codes) for code, codes in lookups.languages(viewer, found, known=persons).items()
        ],
        "voices": lookups.missing_voices(viewer, found, known=persons),
        "may_moderate": dialogues.room_of_kind(viewer, found, RoomKind.MODERATORS) is not None,
        "may_write": bool(rooms_to_write_in(request, found)),
        **_standing(request, found),
        **_drawn(marks, way),
    }
    return render(request, "people/people.html", shown)


@require_safe
def person(request: ViewerRequest, dialogue: int, code: str) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    persons = lookups.persons(viewer, found, language=spoken())
    seen = among_or_404(persons, code)
    voices = lookups.missing_voices(viewer, found, known=persons)
    stands = lookups.affiliations(viewer, found, person=seen.row, language=spoken(), known=persons)
    ways, remarks = lookups.ways(viewer, found, seen.row, known=persons), lookups.remarks(viewer, seen.row)
    gone = [*(each.is_sunset for each in stands), *(way.is_sunset for way in ways)]
    shown = {
        "person": seen,
        "is_sunset": any([*gone, *(is_sunset(remark, "words") for remark in remarks)]),
        "languages": [(code, language_name(code)) for code in seen.languages],
        "known_in": lookups.rooms_that_know(viewer, seen.row),
        "affiliations": stands,
        "ways": ways,
        "remarks": remarks,
        "brought_for": [voice for voice in voices if seen.code in {who.code for who, _row in voice.brought}],
        "login": _login(request, found, seen),
        "to_sunset": rooms.shelves_of(viewer, seen.row.pk),
        "may_write": bool(rooms_to_write_in(request, found)),
        **_standing(request, found),
    }
    return render(request, "people/person.html", shown)


@require_safe
def key(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    rows = lookups.key_to_codes(request.viewer, found)
    if rows is None:
        raise Http404
    return render(request, "people/key.html", {"rows": rows, **_standing(request, found)})


@require_safe
def pipeline(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """The way in as a whole. Who is in no room where it is kept finds an empty page, not a refusal."""
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    form = MomentForm(MomentForm.asked(request.GET), meetings=lookups.clock(viewer, found))
    moment = _moment(request, found, form)
    persons = lookups.persons(viewer, found, language=spoken())
    way = lookups.pipeline(viewer, found, moment, known=persons)
    shown = {
        "moment_form": form,
        "is_now": moment == NOW,
        "pipeline": way,
        "voices": lookups.missing_voices(viewer, found, moment, known=persons),
        **_standing(request, found),
        **_drawn(lookups.party_marks(viewer, found, language=spoken()), way),
    }
    return render(request, "people/pipeline.html", shown)


@require_safe
def organisations(request: ViewerRequest, dialogue: int) -> HttpResponse:
    found = dialogue_or_404(request, dialogue)
    listed = lookups.organisations(request.viewer, found, language=spoken())
    may_write = bool(rooms_to_write_in(request, found))
    shown = {"organisations": listed, "may_write": may_write, **_standing(request, found)}
    return render(request, "people/organisations.html", shown)


@require_safe
def organisation(request: ViewerRequest, dialogue: int, organisation: UUID) -> HttpResponse:
    found, viewer = dialogue_or_404(request, dialogue), request.viewer
    seen = organisation_or_404(request, found, organisation)
    shown = {
        "organisation": seen,
        "names": [
            (language_name(code), code, name)
            for code, name in seen.called.by_language.items()
            if code and code != seen.called.language
        ],
        "affiliations": lookups.affiliations(viewer, found, organisation=seen.row, language=spoken()),
        "remarks": lookups.remarks(viewer, seen.row),
        "to_sunset": rooms.shelves_of(viewer, seen.row.pk),
        "may_write": bool(rooms_to_write_in(request, found)),
        **_standing(request, found),
    }
    return render(request, "people/organisation.html", shown)


def _standing(request: ViewerRequest, dialogue: Dialogue) -> dict[str, Any]:
    return {
        "dialogue": dialogue,
        "may_keep": lookups.may_keep_people(request.viewer, dialogue),
        "may_see_key": lookups.may_see_key(request.viewer, dialogue),
    }


def _by_party(
    parties: list[PartySeen], persons: list[PersonSeen], stands: list[AffiliationSeen]
) -> list[dict[str, Any]]:
    """Each party with its people, and last those of no party."""

    def lines(letter: str) -> list[dict[str, Any]]:
        return [
            {
                "person": seen,
                "stands": [each for each in stands if each.person.code == seen.code],
                "languages": [language_name(code) for code in seen.languages],
            }
            for seen in persons
            if seen.letter == letter
        ]

    def group(party: PartySeen | None) -> dict[str, Any]:
        found = lines(party.letter if party else "")
        return {"party": party, "lines": found, "stands": any(line["stands"] for line in found)}

    others = group(None)
    return [*(group(party) for party in parties), *([others] if others["lines"] else [])]


def _drawn(marks: dict[str, PartySeen], way: Pipeline) -> dict[str, Any]:
    """The drawing, and the rows of the table that says the same."""
    letters = way.letters()
    stages = []
    for stage in way.stages:
        counted = {letter: len(found) for letter, found in stage.by_letter().items()}
        counts = [
            PartyCount(
                letter=letter,
                name=(marks[letter].name if letter in marks else "") or letter,
                count=counted.get(letter, 0),
                shape=marks[letter].shape if letter in marks else "",
                pattern=marks[letter].pattern if letter in marks else "",
            )
            for letter in letters
        ]
        stages.append(Stage(label=str(stage.label), counts=counts))
    drawing = draw_pipeline(stages, title=_("The way into the dialogue")) if way.ways else ""
    return {"stages": stages, "pipeline_drawing": drawing}


def _moment(request: ViewerRequest, dialogue: Dialogue, form: MomentForm) -> Moment:
    after = form.after_meeting
    if after is None:
        return NOW
    known = lookups.known_then(request.viewer, dialogue, after) if form.is_as_known_then else None
    return Moment(after, known)


def _login(request: ViewerRequest, dialogue: Dialogue, seen: PersonSeen) -> dict[str, Any] | None:
    """The person's log-in and role: for moderators only."""
    if seen.row.account_id is None:
        return None
    appointed = {each.account_id: each for each in dialogues.appointments(request.viewer, dialogue)}
    appointment = appointed.get(seen.row.account_id)
    if appointment is None:
        return None
    return {"name": appointment.account.name, "role": appointment.get_role_display()}
