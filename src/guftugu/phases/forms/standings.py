from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.phases.kinds import Firmness, Phase

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Occasion
    from guftugu.record.lookups.seen import Shown
    from guftugu.record.lookups.subjects import SubjectSeen
    from guftugu.record.models import Entry, Subject
    from guftugu.rooms.models import Room

# What is chosen where no meeting and no subject is.
BEFORE = "0"
GROUP = "group"
Find = Callable[[Iterable[str]], "list[Shown]"]


class ReasonedForm(forms.Form):
    """After which meeting, why, and on what it rests."""

    after = forms.ChoiceField(label=gettext_lazy("After which meeting"))
    why = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 6}),
        help_text=gettext_lazy("In whole sentences: they go into the memo as they stand."),
    )
    cites = forms.CharField(
        label=gettext_lazy("Evidence"),
        max_length=400,
        help_text=gettext_lazy("The entries it rests on, by their numbers: ¶12 ¶15 ¶M3"),
    )
    judged_by = forms.CharField(
        label=gettext_lazy("Judged by"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Both moderators, or one of them"),
    )

    def __init__(self, data: Any, *, meetings: Sequence[DatedOccasion], find: Find, **options: Any) -> None:
        super().__init__(data, **options)
        self._find = find
        self._meetings = {str(seen.occasion.number): seen.occasion for seen in meetings}
        after = self.fields["after"]
        assert isinstance(after, forms.ChoiceField)
        told = [(str(seen.occasion.number), f"#{seen.occasion.number} {seen.said}".strip()) for seen in meetings]
        after.choices = [(BEFORE, _("before the first")), *told]
        after.initial = next(reversed(self._meetings), BEFORE)

    def clean_cites(self) -> list[Entry]:
        labels = self.cleaned_data["cites"].replace(",", " ").replace(";", " ").split()
        found = {label: self._find([label]) for label in dict.fromkeys(labels)}
        unknown = [label for label, shown in found.items() if not shown]
        if unknown:
            raise forms.ValidationError(_("No entry you can read has this number: %s") % ", ".join(unknown))
        return [shown.entry for one in found.values() for shown in one]

    @property
    def held_after(self) -> Occasion | None:
        return self._meetings.get(self.cleaned_data.get("after", ""))


class JudgeForm(ReasonedForm):
    about = forms.ChoiceField(label=gettext_lazy("Who or what"), initial=GROUP)
    phase = forms.TypedChoiceField(label=gettext_lazy("Phase"), coerce=int)
    firmness = forms.ChoiceField(
        label=gettext_lazy("How firmly"),
        choices=[
            (Firmness.SETTLED, gettext_lazy("settled: it is so")),
            (Firmness.TENTATIVE, gettext_lazy("tentative: it may be so")),
            (Firmness.MOMENTARY, gettext_lazy("momentary: it was so, for a while at least")),
        ],
        widget=forms.RadioSelect,
        initial=Firmness.SETTLED,
    )
    room = forms.ChoiceField(label=gettext_lazy("Room"))
    field_order = ("about", "phase", "firmness", "after", "why", "cites", "judged_by", "room")

    def __init__(self, data: Any, *, subjects: Iterable[SubjectSeen], rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(data, **options)
        self._subjects = {str(seen.subject.pk): seen.subject for seen in subjects}
        self.rooms = {str(room.pk): room for room in rooms}
        about, phase, room = self.fields["about"], self.fields["phase"], self.fields["room"]
        assert isinstance(about, forms.ChoiceField)
        assert isinstance(phase, forms.ChoiceField)
        assert isinstance(room, forms.ChoiceField)
        about.choices = [(GROUP, _("the group")), *((str(seen.subject.pk), seen.shown) for seen in subjects)]
        phase.choices = [(str(each.value), f"{each.value} {each.label}") for each in Phase]
        room.choices = [(str(each.pk), str(each)) for each in rooms]

    @property
    def subject(self) -> Subject | None:
        return self._subjects.get(self.cleaned_data.get("about", ""))


class EndForm(ReasonedForm):
    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["cites"].required = False


class ReleaseForm(forms.Form):
    room = forms.ChoiceField(label=gettext_lazy("Into which room"))

    def __init__(self, data: Any, *, rooms: Sequence[Room]) -> None:
        super().__init__(data)
        self.rooms = {str(room.pk): room for room in rooms}
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(room.pk), str(room)) for room in rooms]
