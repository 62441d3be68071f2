from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.people.forms.parts import AfterMeeting, AsSaid, InRooms, words_field

if TYPE_CHECKING:
    from guftugu.people.lookups import OrganisationSeen
    from guftugu.people.models import Organisation


class AffiliationForm(AsSaid, InRooms, AfterMeeting):
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"), required=False)
    role = words_field(gettext_lazy("As what"), required=False, help_text=gettext_lazy("“member of its team”"))
    note = words_field(gettext_lazy("Note"), required=False, lines=2)
    source = words_field(gettext_lazy("Where this is known from"), required=False)
    field_order = (
        "organisation", "role", "said", "earliest", "latest", "guessed", "held_after", "note", "source", "room",
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Sequence[OrganisationSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisations = {str(seen.row.pk): seen.row for seen in organisations}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(seen.row.pk), seen.name or "…") for seen in organisations]
        field.choices = [
            ("", _("none, or not said")),
            *named,
        ]
        self.fields["said"].label = _("Since when, as it is said")

    def chosen_organisation(self) -> Organisation | None:
        return self.organisations.get(self.cleaned_data["organisation"])


class CorrectionForm(AffiliationForm):
    """Tells it better; where and after which meeting it was told stays."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["room"]
        del self.fields["held_after"]


class EndForm(AsSaid, AfterMeeting):
    note = words_field(gettext_lazy("Note"), required=False, lines=2)
    field_order = ("said", "earliest", "latest", "guessed", "held_after", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["said"].label = _("Until when, as it is said")
