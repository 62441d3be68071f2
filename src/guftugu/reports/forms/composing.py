from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.reports.composed import USUAL_AUDIENCE, Period, Wanted
from guftugu.reports.kinds import Audience, PaperKind

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ComposeForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What"))
    audience = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        required=False,
        help_text=gettext_lazy(
            "As usual: an agenda for participants, a memo for the team, a report for colleagues. "
            "Nothing is composed from rooms that they may not know."
        ),
    )
    meeting = forms.ChoiceField(
        label=gettext_lazy("Meeting"),
        required=False,
        help_text=gettext_lazy("The one an agenda is for, or a memo is about"),
    )
    first = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=DAY, help_text=gettext_lazy("Of a wrap-up report")
    )
    last = forms.DateField(label=gettext_lazy("To, with this day"), required=False, widget=DAY)

    def __init__(self, data: Any, *, kinds: Sequence[str], meetings: Sequence[DatedOccasion], **options: Any) -> None:
        super().__init__(data, **options)
        self.meetings = {str(seen.occasion.number): seen.occasion for seen in meetings}
        self._choose("kind", [(kind, str(PaperKind(kind).label)) for kind in kinds])
        self._choose("audience", [("", _("as usual")), *Audience.choices])
        named = [(number, f"#{number} {occasion.title}".strip()) for number, occasion in self.meetings.items()]
        self._choose("meeting", [("", "—"), *reversed(named)])

    @property
    def wanted(self) -> Wanted:
        told = self.cleaned_data
        audience = told["audience"] or USUAL_AUDIENCE[told["kind"]]
        if told["kind"] == PaperKind.WRAP_UP:
            return Wanted(told["kind"], audience, period=Period(told["first"], told["last"]))
        return Wanted(told["kind"], audience, meeting=self.meetings[told["meeting"]])

    def clean(self) -> None:
        told = self.cleaned_data
        if told.get("kind") == PaperKind.WRAP_UP:
            first, last = told.get("first"), told.get("last")
            for name, day in (("first", first), ("last", last)):
                if day is None and name not in self.errors:
                    self.add_error(name, _("A wrap-up report needs its first and its last day."))
            if first and last and last < first:
                self.add_error("last", _("The last day comes before the first."))
        elif told.get("kind") and not told.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", _("Say which meeting."))

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
