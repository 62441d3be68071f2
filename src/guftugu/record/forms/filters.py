from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.record.forms.fields import occasion_choices, room_choices
from guftugu.record.kinds import EntryKind
from guftugu.record.lookups.entries import Filters

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.people.lookups import PartySeen
    from guftugu.record.lookups.subjects import SubjectSeen
    from guftugu.rooms.models import Room

ANY = ("", _("all"))


class FilterForm(forms.Form):
    """What is not among the viewer's choices is simply not looked for."""

    room = forms.ChoiceField(label=_("Room"), required=False)
    occasion = forms.ChoiceField(label=_("Occasion"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    party = forms.ChoiceField(label=_("Side"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        rooms: Sequence[Room],
        occasions: Iterable[DatedOccasion],
        subjects: Iterable[SubjectSeen],
        parties: Iterable[PartySeen] = (),
    ) -> None:
        super().__init__(data)
        choices: dict[str, list[tuple[str, StrOrPromise]]] = {
            "room": [*room_choices(rooms)],
            "occasion": [*occasion_choices(occasions)],
            "kind": [(kind.value, kind.label) for kind in EntryKind],
            "subject": [(str(seen.subject.pk), seen.shown) for seen in subjects],
            "party": [(seen.letter, f"{seen.letter} · {seen.name}" if seen.name else seen.letter) for seen in parties],
        }
        for name, among in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [ANY, *among]
            if not among or (name == "room" and len(among) == 1):
                del self.fields[name]

    @property
    def filters(self) -> Filters:
        self.is_valid()
        told = self.cleaned_data
        return Filters(
            room=_id(told.get("room")),
            occasion=_id(told.get("occasion")),
            subject=_id(told.get("subject")),
            kind=told.get("kind", ""),
            party=told.get("party", ""),
        )


class SearchForm(FilterForm):
    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        help_text=_("In any form and either alphabet; “quoted” exactly so; negot* by its beginning; ¶217 by number."),
        widget=forms.TextInput(attrs={"type": "search", "accesskey": "s", "dir": "auto", "autocomplete": "off"}),
    )
    field_order = ("q", "room", "occasion", "kind", "subject")


def _id(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
