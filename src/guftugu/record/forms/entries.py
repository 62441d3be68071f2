from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.record.forms.fields import occasion_choices, room_field
from guftugu.record.kinds import EntryKind

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.people.lookups import Speakers
    from guftugu.record.lookups.seen import Shown
    from guftugu.record.lookups.subjects import SubjectSeen
    from guftugu.record.models import Entry, Subject
    from guftugu.rooms.models import Room

Find = Callable[[Iterable[str]], "list[Shown]"]


class AboutForm(forms.Form):
    """What an entry is about, and what it rests on: both may be said later too."""

    about = forms.MultipleChoiceField(label=gettext_lazy("About"), required=False, widget=forms.CheckboxSelectMultiple)
    cites = forms.CharField(
        label=gettext_lazy("Rests on"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Entries by their numbers, with spaces between: 12 15 M3"),
    )

    def __init__(self, data: Any, *, subjects: Iterable[SubjectSeen], find: Find, **options: Any) -> None:
        super().__init__(data, **options)
        self._find = find
        self._subjects = {str(seen.subject.pk): seen.subject for seen in subjects}
        about = self.fields["about"]
        assert isinstance(about, forms.MultipleChoiceField)
        about.choices = [(str(seen.subject.pk), seen.shown) for seen in subjects]
        if not self._subjects:
            del self.fields["about"]

    def clean_cites(self) -> list[Entry]:
        return self._found(self.cleaned_data["cites"].replace(",", " ").split())

    def subjects(self) -> list[Subject]:
        return [self._subjects[chosen] for chosen in self.cleaned_data.get("about", [])]

    def _found(self, labels: Sequence[str]) -> list[Entry]:
        found = [shown.entry for shown in self._find(labels)]
        if len(found) < len(labels):
            raise forms.ValidationError(_("Of these numbers, not every one is an entry you can read."))
        return found


class EntryForm(AboutForm):
    room = forms.ChoiceField()
    occasion = forms.ChoiceField(label=gettext_lazy("Occasion"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=EntryKind.choices, initial=EntryKind.NOTE)
    words = forms.CharField(
        label=gettext_lazy("Words"), max_length=20_000, widget=forms.Textarea(attrs={"dir": "auto", "rows": 5})
    )
    said_by = forms.CharField(
        label=gettext_lazy("Said by"),
        required=False,
        max_length=8,
        help_text=gettext_lazy(
            "A code name or the letter of a side. Who may know the code name is as the dialogue is set."
        ),
    )
    in_reply_to = forms.CharField(
        label=gettext_lazy("In reply to"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("The number of an entry"),
    )
    agenda_item = forms.CharField(label=gettext_lazy("Agenda item"), required=False, max_length=300)
    source = forms.CharField(
        label=gettext_lazy("Source"), required=False, max_length=500, help_text=gettext_lazy("Where this is known from")
    )
    hangs = forms.BooleanField(label=gettext_lazy("A question left hanging"), required=False)
    field_order = ("words", "kind", "room", "occasion", "said_by", "in_reply_to", "agenda_item", "source", "hangs")

    def __init__(
        self,
        data: Any,
        *,
        rooms: Sequence[Room],
        occasions: Sequence[DatedOccasion],
        speakers: Speakers,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self._speakers = speakers
        self.rooms = {str(room.pk): room for room in rooms}
        self.occasions = {str(seen.occasion.pk): seen.occasion for seen in occasions}
        self.fields["room"] = room_field(rooms)
        field = self.fields["occasion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = occasion_choices(occasions)

    def clean_said_by(self) -> tuple[str, str]:
        """The party's letter and, where a code name was given, that."""
        typed = self.cleaned_data["said_by"].strip().upper()
        if not typed:
            return "", ""
        if typed in self._speakers.codes:
            return self._speakers.party_of_code.get(typed, ""), typed
        if typed in self._speakers.parties:
            return typed, ""
        raise forms.ValidationError(_("Nobody here has this code name, and no side this letter."))

    def clean_in_reply_to(self) -> Entry | None:
        typed = self.cleaned_data["in_reply_to"].split()
        return next(iter(self._found(typed[:1])), None)


class CorrectionForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What it should have said"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 5}),
    )


class ReleaseForm(forms.Form):
    def __init__(self, data: Any, *, rooms: Sequence[Room]) -> None:
        super().__init__(data)
        self.rooms = {str(room.pk): room for room in rooms}
        self.fields["room"] = room_field(rooms, label=_("Into which room"))
