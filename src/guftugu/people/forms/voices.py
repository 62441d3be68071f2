from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.people.forms.parts import AfterMeeting, InRooms, words_field

if TYPE_CHECKING:
    from guftugu.people.lookups import PersonSeen
    from guftugu.people.models import Person


class VoiceForm(InRooms, AfterMeeting):
    words = words_field(_("Whose voice is missing"), help_text=_("“Somebody who lives in the camps”"))
    why = words_field(_("Why it matters"), required=False, lines=3)
    field_order = ("words", "why", "held_after", "room")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["held_after"].label = _("Felt to be missing")


class BringForm(AfterMeeting):
    person = forms.ChoiceField(label=_("Who"))
    how = words_field(_("How this came about"), required=False, lines=2)
    field_order = ("person", "how", "held_after")

    def __init__(self, *args: Any, persons: Sequence[PersonSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.persons = {seen.code: seen.row for seen in persons}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, code) for code in self.persons]

    def chosen_person(self) -> Person:
        return self.persons[self.cleaned_data["person"]]


class LoseForm(AfterMeeting):
    how = words_field(_("Why"), required=False, lines=2)
    field_order = ("how", "held_after")
