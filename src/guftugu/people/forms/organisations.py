from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.people.forms.parts import InLanguage, InRooms, words_field
from guftugu.people.kinds import OrganisationKind


class OrganisationForm(InLanguage, InRooms):
    name = words_field(_("Name"))
    kind = forms.ChoiceField(label=_("What it is"), choices=OrganisationKind.choices)
    spellings = words_field(_("Other names"), required=False, lines=3, help_text=_("One a line."))
    note = words_field(_("Note"), required=False, lines=3)
    source = words_field(_("Where this is known from"), required=False)
    field_order = ("name", "language", "kind", "spellings", "room", "note", "source")

    def chosen_spellings(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["spellings"].splitlines() if line.strip()]


class OrganisationNameForm(InLanguage, InRooms):
    name = words_field(_("Name"), help_text=_("The name before stays in the record."))
    is_spelling = forms.BooleanField(label=_("This is another name, not the one to show first"), required=False)
    field_order = ("name", "language", "is_spelling", "room")
