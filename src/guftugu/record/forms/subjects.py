from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guftugu.record.forms.fields import room_choices

if TYPE_CHECKING:
    from guftugu.rooms.models import Room


class SubjectForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    short = forms.CharField(
        label=_("Short name"), max_length=60, required=False,
        help_text=_("What a note-taker writes in braces: {refugees}"),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the name"), choices=settings.LANGUAGES)
    rooms = forms.MultipleChoiceField(label=_("Known in"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, rooms: Sequence[Room], is_new: bool) -> None:
        super().__init__(data)
        self._rooms = {str(room.pk): room for room in rooms}
        field = self.fields["rooms"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = room_choices(rooms)
        field.initial = [str(room.pk) for room in rooms if room.kind == "plenary"]
        self.fields["short"].required = is_new

    def chosen_rooms(self) -> list[Room]:
        return [self._rooms[chosen] for chosen in self.cleaned_data["rooms"]]
