from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.people.forms.parts import AfterMeeting, AsSaid, InRooms, words_field
from guftugu.people.kinds import WayRole, WayState


class StepForm(AsSaid, InRooms, AfterMeeting):
    state = forms.ChoiceField(label=_("Step"), choices=WayState.choices, widget=forms.RadioSelect)
    role = forms.ChoiceField(label=_("As what"), choices=WayRole.choices, initial=WayRole.PARTICIPANT)
    reason = words_field(_("Why, or on what condition"), required=False, lines=3)
    vouched_by = words_field(_("Who vouches"), required=False, help_text=_("A code name, or words."))
    field_order = (
        "state", "reason", "vouched_by", "said", "earliest", "latest", "guessed", "held_after", "role", "room",
    )  # fmt: skip
