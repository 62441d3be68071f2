from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class MomentForm(forms.Form):
    """A point to look back from."""

    after = forms.ChoiceField(label=gettext_lazy("Where we stood"))
    known = forms.ChoiceField(
        label=gettext_lazy("As known"),
        choices=(("now", gettext_lazy("now")), ("then", gettext_lazy("then, before the next meeting"))),
    )

    def __init__(self, *args: Any, meetings: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        told = [(str(number), _("after meeting %(number)s") % {"number": number}) for number in meetings]
        after = self.fields["after"]
        assert isinstance(after, forms.ChoiceField)
        after.choices = [("now", _("now")), ("0", _("before the first meeting")), *told]

    @classmethod
    def asked(cls, address: QueryDict) -> dict[str, str]:
        return {name: address.get(name, "now") for name in ("after", "known")}

    @property
    def after_meeting(self) -> int | None:
        """What nobody offered counts as now."""
        typed = self.cleaned_data["after"] if self.is_valid() else "now"
        return None if typed == "now" else int(typed)

    @property
    def is_as_known_then(self) -> bool:
        return self.is_valid() and self.cleaned_data["known"] == "then"
