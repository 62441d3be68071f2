from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Occasion
    from guftugu.record.lookups.seen import Shown
    from guftugu.record.models import Entry


def meeting_choices(meetings: Iterable[DatedOccasion]) -> list[tuple[str, str]]:
    return [(str(seen.occasion.number), f"#{seen.occasion.number} {seen.said}".strip()) for seen in meetings]


class MomentForm(forms.Form):
    after = forms.ChoiceField(label=gettext_lazy("After"), required=False)
    then = forms.BooleanField(label=gettext_lazy("As it was known then"), required=False)

    def __init__(self, data: Any, *, meetings: Iterable[DatedOccasion]) -> None:
        super().__init__(data)
        field = self.fields["after"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("the last meeting: now")), *meeting_choices(meetings)]

    @property
    def after_meeting(self) -> int | None:
        self.is_valid()
        chosen = self.cleaned_data.get("after")
        return int(chosen) if chosen else None

    @property
    def is_as_known_then(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data.get("then"))


class SettleForm(forms.Form):
    became = forms.ChoiceField(label=gettext_lazy("What became of it"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=gettext_lazy("Answered in"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("The number of an entry"),
    )
    because = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=1000)
    after = forms.ChoiceField(label=gettext_lazy("After which meeting"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        is_hanging: bool,
        meetings: Sequence[DatedOccasion],
        find: Callable[[Iterable[str]], list[Shown]],
    ) -> None:
        super().__init__(data)
        self._find = find
        self._meetings = {str(seen.occasion.number): seen.occasion for seen in meetings}
        became, after = self.fields["became"], self.fields["after"]
        assert isinstance(became, forms.ChoiceField)
        assert isinstance(after, forms.ChoiceField)
        became.choices = (
            [("answered", _("answered")), ("carried", _("carried to the next agenda")), ("dropped", _("dropped"))]
            if is_hanging
            else [("open", _("left hanging"))]
        )
        after.choices = [("", _("before the first")), *meeting_choices(meetings)]
        after.initial = next(reversed(self._meetings), "")
        if not is_hanging:
            became.initial = "open"
            del self.fields["answer"], self.fields["because"]

    def clean_answer(self) -> Entry | None:
        typed = self.cleaned_data["answer"].split()
        found = self._find(typed[:1])
        if typed and not found:
            raise forms.ValidationError(_("There is no such entry."))
        return found[0].entry if found else None

    def clean(self) -> None:
        told = self.cleaned_data
        if told.get("became") == "answered" and "answer" in told and told["answer"] is None:
            self.add_error("answer", _("Say in which entry the answer stands."))

    @property
    def held_after(self) -> Occasion | None:
        return self._meetings.get(self.cleaned_data.get("after", ""))
