from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.look.marks import PATTERNS, SHAPES
from guftugu.people.forms.parts import InLanguage, choice_of_rooms, words_field
from guftugu.people.kinds import PartyKind

if TYPE_CHECKING:
    from guftugu.rooms.models import Room

OWN = ("", _("as the letter gives it"))
SHAPE_WORDS = dict(zip(SHAPES, (_("circle"), _("square"), _("rounded"), _("drop"), _("arch"), _("tab")), strict=True))
PATTERN_WORDS = dict(zip(PATTERNS, (_("plain"), _("striped"), _("dotted"), _("barred"), _("crossed")), strict=True))


class _CalledInRooms(InLanguage):
    called_in = forms.MultipleChoiceField(
        label=_("Called so in"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A room that is not ticked sees the letter only."),
    )

    def __init__(self, *args: Any, rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rooms = {str(room.pk): room for room in rooms}
        called_in = self.fields["called_in"]
        assert isinstance(called_in, forms.MultipleChoiceField)
        called_in.choices = choice_of_rooms(rooms)
        called_in.initial = [str(room.pk) for room in rooms if not room.is_caucus]

    def chosen_rooms(self) -> list[Room]:
        return [self.rooms[room] for room in self.cleaned_data["called_in"]]


class PartyForm(_CalledInRooms):
    letter = forms.CharField(
        label=_("Letter"), max_length=3, help_text=_("One, or two or three. It stands on every mark, for ever.")
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=PartyKind.choices)
    name = words_field(_("Name"))
    shape = forms.ChoiceField(label=_("Shape of its mark"), required=False, choices=[OWN, *SHAPE_WORDS.items()])
    pattern = forms.ChoiceField(label=_("Pattern of its mark"), required=False, choices=[OWN, *PATTERN_WORDS.items()])
    field_order = ("letter", "kind", "name", "language", "called_in", "shape", "pattern")


class PartyNameForm(_CalledInRooms):
    name = words_field(_("Name"), help_text=_("The name before stays in the record."))
    field_order = ("name", "language", "called_in")
