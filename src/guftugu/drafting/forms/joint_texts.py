from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.people.forms.parts import AsSaid, words_field
from guftugu.people.languages import COMMON
from guftugu.texts.forms.writing import LedForm
from guftugu.texts.kinds import TextKind

if TYPE_CHECKING:
    from datetime import date

    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Occasion
    from guftugu.record.lookups.subjects import SubjectSeen
    from guftugu.record.models import Subject
    from guftugu.texts.lookups.texts import PassageSeen

NEW = "new"
MADE_TOGETHER = (TextKind.JOINT_MEMO, TextKind.COVENANT, TextKind.OTHER)


class BeginForm(LedForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=[(kind, kind.label) for kind in MADE_TOGETHER],
        initial=TextKind.JOINT_MEMO, required=False,
    )  # fmt: skip
    field_order = ("kind", "title", "language", "code", "script", "words")

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or TextKind.JOINT_MEMO


class AreaForm(forms.Form):
    """A subject of the record, or one that is named now."""

    subject = forms.ChoiceField(label=gettext_lazy("Subject of the record"))
    name = words_field(
        gettext_lazy("Name of the new subject"),
        required=False,
        help_text=gettext_lazy("All who are in plenary will read it."),
    )

    def __init__(self, *args: Any, subjects: Sequence[SubjectSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self._subjects = {str(one.subject.pk): one.subject for one in subjects}
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((str(one.subject.pk), one.shown) for one in subjects), (NEW, _("a new one"))]
        if not subjects:
            field.initial = NEW

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("subject") == NEW and not given.get("name", "").strip():
            self.add_error("name", _("Say what the new subject is called."))
        return given

    @property
    def chosen_subject(self) -> Subject | None:
        return self._subjects.get(self.cleaned_data["subject"])


class TalkForm(forms.Form):
    meeting = forms.ChoiceField(label=gettext_lazy("At which meeting"))

    def __init__(self, *args: Any, meetings: Sequence[DatedOccasion], **options: Any) -> None:
        super().__init__(*args, **options)
        self._meetings = {str(seen.occasion.number): seen.occasion for seen in meetings}
        field = self.fields["meeting"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(number, f"#{number}") for number in self._meetings]
        field.initial = next(reversed(self._meetings), "")

    @property
    def chosen_meeting(self) -> Occasion:
        return self._meetings[self.cleaned_data["meeting"]]


class RoundForm(AsSaid):
    """Until when, as it is said, and the day by which one is reminded."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["said"].label = _("Until when, as it is said")
        self.fields["said"].help_text = _("“Friday noon”. It reminds; it opens nothing and shuts nobody out.")

    @property
    def deadline(self) -> date | None:
        found: date | None = self.cleaned_data["latest"] or self.cleaned_data["earliest"]
        return found


class VaguenessForm(forms.Form):
    passage = forms.ChoiceField(label=gettext_lazy("Passage"))
    why = words_field(gettext_lazy("Why it is meant to stay open"), required=False, lines=3)

    def __init__(self, *args: Any, passages: Sequence[PassageSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.passages = {str(one.id): one for one in passages}
        field = self.fields["passage"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, f"{one.number}  {one.words[:70]}") for pk, one in self.passages.items()]


class SureForm(forms.Form):
    """A page that only asks whether it is meant."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="1")


class SendDraftForm(forms.Form):
    """Into which languages the draft is to be rendered, besides those it is rendered into already."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Into"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    def __init__(self, *args: Any, lead: str, known: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._known = known
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, name) for code, name in COMMON.items() if code != lead]
        field.initial = list(known)

    def clean_languages(self) -> list[tuple[str, str]]:
        chosen: list[str] = self.cleaned_data["languages"]
        if not chosen and not self._known:
            raise forms.ValidationError(_("Say into which language."))
        return [(code, "") for code in chosen if code not in self._known]
