from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.drafting.actions.returned import ReturnedAsk
from guftugu.people.forms.parts import words_field

LARGEST = 10 * 2**20


class ReturnForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"), allow_empty_file=True,
        help_text=gettext_lazy("The pack as it was written in, changes tracked or not: Word (.docx), up to 10 MB."),
    )  # fmt: skip


class TakeForm(forms.Form):
    """What was read out of a file, sent along until somebody says that it is what was meant. Nothing is kept of it."""

    read = forms.CharField(widget=forms.HiddenInput)
    settles = forms.BooleanField(label=gettext_lazy("The caucus settles on all of it"), required=False)
    why = words_field(
        gettext_lazy("Why"), required=False, lines=3, help_text=gettext_lazy("Goes along when the caucus releases it.")
    )

    def clean_read(self) -> dict[str, Any]:
        try:
            told = json.loads(self.cleaned_data["read"])
            return {
                "asked": [_ask(one) for one in told["asked"]],
                "comments": [(UUID(passage), str(words)) for passage, words in told["comments"]],
                "tag": str(told["tag"]),
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise forms.ValidationError(
                _("What was read out of the file did not come back whole. Send it again.")
            ) from error


def _ask(told: dict[str, Any]) -> ReturnedAsk:
    return ReturnedAsk(
        UUID(told["passage"]), str(told["kind"]), str(told["words"]), UUID(told["after"]) if told["after"] else None,
        comes_first=bool(told["comes_first"]), passage_kind=str(told["passage_kind"]), level=int(told["level"]),
    )  # fmt: skip
