from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guftugu.texts.forms.rendering import LanguageForm
from guftugu.texts.kinds import TextKind
from guftugu.texts.plain import read_plain

if TYPE_CHECKING:
    from guftugu.rooms.models import Room

HOW = _(
    "A blank line begins a passage. “# ” begins a heading, “- ” a list item, “| ” a row of a table. "
    "What a sentence rests on stands behind it in brackets: [¶217]."
)


class WritingForm(forms.Form):
    """A whole text, with the version it was begun on: what was written in between is not written over."""

    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    words = forms.CharField(
        label=_("Text"), help_text=HOW, widget=forms.Textarea(attrs={"dir": "auto", "class": "sheet", "rows": 24})
    )
    note = forms.CharField(
        label=_("What changed, and why"), max_length=1000, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    after = forms.IntegerField(label=_("Written on"), widget=forms.HiddenInput, min_value=1)

    def begin_on(self, version: int) -> None:
        """What was typed is from now on for the version after this one."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["after"] = str(version)
        self.data = data

    def clean_words(self) -> str:
        typed: str = self.cleaned_data["words"]
        if not read_plain(typed):
            raise forms.ValidationError(_("A text has to say something."))
        return typed


class LedForm(LanguageForm, WritingForm):
    """A text that is begun, in whichever language leads it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].label = _("Language that leads")
        del self.fields["note"], self.fields["after"]


class BeginningForm(LedForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=TextKind.choices, initial=TextKind.COVENANT)
    room = forms.ChoiceField(label=_("Room"), help_text=_("Who is in this room can read it and write on."))
    field_order = ("kind", "title", "words", "language", "code", "script", "room")

    def __init__(self, *args: Any, rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rooms = {str(room.pk): room for room in rooms}
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(room.pk), str(room)) for room in rooms]


class ReleaseForm(forms.Form):
    room = forms.ChoiceField(label=_("To which room"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rooms = {str(room.pk): room for room in rooms}
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(room.pk), str(room)) for room in rooms]
