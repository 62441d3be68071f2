from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.people.forms.parts import AsSaid, words_field

if TYPE_CHECKING:
    from guftugu.people.lookups import PersonSeen


class AssentForm(AsSaid):
    person = forms.ChoiceField(label=_("Who"))
    note = words_field(_("On what condition, if any"), required=False)
    field_order = ("person", "said", "earliest", "latest", "guessed", "note")

    def __init__(self, *args: Any, persons: Sequence[PersonSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.persons = {seen.code: seen.row for seen in persons}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(seen.code, seen.code) for seen in persons]
