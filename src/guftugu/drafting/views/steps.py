"""What to do next with a joint text: one thing, said in a sentence and on one button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from guftugu.drafting.kinds import RoundState

if TYPE_CHECKING:
    from guftugu.drafting.lookups.joint_texts import AreaSeen, CaucusAnswer, JointTextSeen


@dataclass(frozen=True)
class Step:
    sentence: str
    label: str = ""
    url: str = ""


def next_step(seen: JointTextSeen, areas: list[AreaSeen], answers: list[CaucusAnswer], *, in_caucus: bool) -> Step:
    number, pk = seen.joint.dialogue.number, seen.joint.pk
    if seen.is_final:
        return Step(_("The text is final."), _("Read the final text"), reverse("drafting:final", args=[number, pk]))
    found = seen.open_round
    if found is not None and found.state == RoundState.OPEN and in_caucus:
        url = reverse("drafting:round", args=[number, found.pk])
        return Step(_("The draft is going round."), _("Read it and say what your caucus would change"), url)
    if not seen.holds_pen:
        return _of_readers(seen)
    return _of_pen(seen, areas, answers)


def _of_readers(seen: JointTextSeen) -> Step:
    number, found = seen.joint.dialogue.number, seen.open_round
    if found is None:
        url = reverse("drafting:stances", args=[number, seen.joint.pk])
        return Step(_("The round is over; this is the draft as it stands."), _("See where each party stands"), url)
    url = reverse("drafting:round", args=[number, found.pk])
    if found.state == RoundState.OPEN:
        return Step(_("The draft is going round."), _("Read it and comment"), url)
    return Step(_("All releases are open; the moderators write the next draft."), _("Look at the round"), url)


def _of_pen(seen: JointTextSeen, areas: list[AreaSeen], answers: list[CaucusAnswer]) -> Step:
    number, pk, found = seen.joint.dialogue.number, seen.joint.pk, seen.open_round
    if found is not None:
        return _of_round(seen, answers)
    if not seen.rounds and any(one.area.talked_through_at_id is None for one in areas):
        url = reverse("drafting:areas", args=[number, pk])
        return Step(_("Not all areas are talked through yet."), _("Go on with the areas"), url)
    if not seen.rounds:
        url = reverse("drafting:open-round", args=[number, pk])
        return Step(_("Nobody but the moderators has read the draft."), _("Open the first round"), url)
    if not seen.draft_circulates:
        url = reverse("drafting:circulate", args=[number, pk])
        return Step(_("The next draft is written; plenary has not read it yet."), _("Circulate it"), url)
    url = reverse("drafting:stances", args=[number, pk])
    return Step(_("Plenary has the draft as it stands."), _("Record where each party stands"), url)


def _of_round(seen: JointTextSeen, answers: list[CaucusAnswer]) -> Step:
    number, found = seen.joint.dialogue.number, seen.open_round
    assert found is not None
    if found.state == RoundState.OPEN:
        url = reverse("drafting:open-releases", args=[number, found.pk])
        missing = [str(one.room) for one in answers if not one.has_released]
        if missing:
            told = _("Not released yet: %(names)s.") % {"names": ", ".join(missing)}
            return Step(told, _("Open all releases at once"), url)
        return Step(_("Every caucus has released."), _("Open all releases at once"), url)
    url = reverse("drafting:consolidate", args=[number, found.pk])
    if found.state == RoundState.RELEASED:
        return Step(_("All releases are open."), _("Write the next draft"), url)
    close = reverse("drafting:close-round", args=[number, found.pk])
    return Step(_("The next draft is written."), _("Close the round"), close)
