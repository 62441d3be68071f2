from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.people.forms.parts import AsSaid, words_field
from guftugu.texts.files.document import language_tag
from guftugu.texts.languages import spoken_name

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Occasion
    from guftugu.people.lookups import OrganisationSeen, PersonSeen
    from guftugu.people.models import Organisation, Person
    from guftugu.record.lookups.seen import Shown
    from guftugu.texts.models import HandOver, Version

Row = TypeVar("Row")
WORDS = ("to_whom", "office", "carried_by", "from_whom", "place", "received")
RARELY = ("from_whom", "place", "occasion", "received")


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What one may choose from: versions, languages, and whom and what the writer knows."""

    versions: Sequence[Version]
    languages: Sequence[tuple[str, str]]
    persons: Sequence[PersonSeen]
    organisations: Sequence[OrganisationSeen]
    occasions: Sequence[DatedOccasion]


class HandOverForm(AsSaid):
    """What does not apply is left empty; somebody or something has to have got it."""

    to_whom = words_field(
        gettext_lazy("To whom"),
        required=False,
        help_text=gettext_lazy("“the Foreign Minister”; or say one of the next."),
    )
    office = words_field(gettext_lazy("Office"), required=False, help_text=gettext_lazy("“the mission in Vienna”"))
    to_person = forms.ChoiceField(label=gettext_lazy("Somebody the record knows"), required=False)
    to_organisation = forms.ChoiceField(label=gettext_lazy("Organisation"), required=False)
    version = forms.ChoiceField(label=gettext_lazy("Version"))
    language = forms.ChoiceField(label=gettext_lazy("In which language"))
    carried_by = words_field(gettext_lazy("Carried by"), required=False)
    from_whom = words_field(gettext_lazy("From whom"), required=False)
    occasion = forms.ChoiceField(
        label=gettext_lazy("At which occasion of the record"),
        required=False,
        help_text=gettext_lazy("Day and place, if you leave them empty, are then the occasion’s."),
    )
    place = words_field(gettext_lazy("Where"), required=False)
    received = words_field(gettext_lazy("How it was received"), required=False, lines=2)
    field_order = (
        "to_whom", "office", "to_person", "to_organisation", "version", "language", "file", "carried_by", "said",
        "earliest", "latest", "guessed", *RARELY,
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Offered, formats: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.versions = {str(row.number): row for row in offered.versions}
        self.languages = {language_tag(*tongue): tongue for tongue in offered.languages}
        self.persons = {one.code: one.row for one in offered.persons}
        self.organisations = {str(one.row.pk): one.row for one in offered.organisations}
        self.occasions = {str(one.occasion.pk): one.occasion for one in offered.occasions}
        self._offer("version", [(number, number) for number in self.versions])
        self._offer("language", [(key, spoken_name(*spoken)) for key, spoken in self.languages.items()])
        self._offer("to_person", _optional([(one.code, _named(one)) for one in offered.persons]))
        self._offer("to_organisation", _optional([(str(one.row.pk), one.name) for one in offered.organisations]))
        self._offer("occasion", _optional([(str(one.occasion.pk), _dated(one)) for one in offered.occasions]))
        if formats:
            self.fields["file"] = forms.ChoiceField(label=_("File"), choices=formats)
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        wanted = ("to_whom", "office", "to_person", "to_organisation")
        if not any(given.get(name) for name in wanted) and not any(name in self.errors for name in wanted):
            self.add_error("to_whom", _("Say to whom it was handed: a person, an office or an organisation."))
        return given

    @property
    def rarely(self) -> list[forms.BoundField]:
        """Fields that are seldom filled in: they lie folded."""
        return [self[name] for name in RARELY if name in self.fields]

    @property
    def usual(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name not in RARELY]

    @property
    def is_unfolded(self) -> bool:
        return any(bound.errors or bound.value() for bound in self.rarely)

    def told(self) -> dict[str, Any]:
        """What the action takes, but for the version."""
        given = self.cleaned_data
        language, script = self.languages[given["language"]]
        person: Person | None = self.persons.get(given.get("to_person", ""))
        organisation: Organisation | None = self.organisations.get(given.get("to_organisation", ""))
        occasion: Occasion | None = self.occasions.get(given.get("occasion", ""))
        return {
            **{name: given[name] for name in WORDS},
            "language": language, "script": script, "to_person": person, "to_organisation": organisation,
            "occasion": occasion, "when": self.when(),
        }  # fmt: skip

    def version_chosen(self) -> Version:
        return self.versions[self.cleaned_data["version"]]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Where there is nothing to choose from nobody is asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]
        elif field.required and len(choices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = choices[0][0]


class TakeBackForm(forms.Form):
    why = words_field(gettext_lazy("Why it was logged"), required=False)


class AnswerForm(forms.Form):
    entry = forms.CharField(
        label=gettext_lazy("Number of the entry"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, find: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._find = find

    def clean_entry(self) -> Shown:
        found: list[Shown] = self._find([self.cleaned_data["entry"]])
        if not found:
            raise forms.ValidationError(_("There is no such entry that you may read."))
        return found[0]


def as_it_stands(row: HandOver, code: str) -> dict[str, Any]:
    """What a correction begins with."""
    words = {name: getattr(row, name) for name in (*WORDS, "said")}
    return {
        **words,
        "to_person": code,
        "to_organisation": str(row.to_organisation_id or ""),
        "occasion": str(row.occasion_id or ""),
        "version": str(row.version.number),
        "language": language_tag(row.language, row.script),
        "earliest": row.earliest,
        "latest": row.latest,
    }


def _optional(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", _("not said")), *choices] if choices else []


def _named(seen: PersonSeen) -> str:
    return f"{seen.code} · {seen.name}" if seen.name else seen.code


def _dated(seen: DatedOccasion) -> str:
    title = seen.occasion.title or str(seen.occasion.get_kind_display())
    return f"{title} ({seen.said})" if seen.said else title
