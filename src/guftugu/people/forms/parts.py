"""Parts that several forms share: a choice of rooms, of the meeting clock, a date as said with its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.said_dates import guess_bounds
from guftugu.look.dates import days_in_words
from guftugu.people.languages import CODE, COMMON, language_name

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.models import Room


def words_field(label: Any, *, required: bool = True, help_text: Any = "", lines: int = 1) -> forms.CharField:
    attributes = {"dir": "auto", "autocomplete": "off"}
    widget: forms.Widget = forms.TextInput(attrs=attributes)
    if lines > 1:
        widget = forms.Textarea(attrs={**attributes, "rows": lines})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget, max_length=4000)


def choice_of_rooms(rooms: Iterable[Room]) -> list[tuple[str, str]]:
    return [(str(room.pk), str(room)) for room in rooms]


class InRooms(forms.Form):
    """Asks for one of the rooms it is given."""

    room = forms.ChoiceField(label=gettext_lazy("Room"), help_text=gettext_lazy("Who is in this room can read it."))

    def __init__(self, *args: Any, rooms: Sequence[Room], chosen: Room | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rooms = {str(room.pk): room for room in rooms}
        self.fields["room"] = _with_choices(self.fields["room"], choice_of_rooms(rooms))
        self.fields["room"].initial = str(chosen.pk) if chosen else None

    def chosen_room(self) -> Room:
        return self.rooms[self.cleaned_data["room"]]


class AfterMeeting(forms.Form):
    """Asks after which meeting something held."""

    held_after = forms.ChoiceField(
        label=gettext_lazy("After which meeting"),
        help_text=gettext_lazy("The last meeting before it. This is the clock by which one looks back."),
    )

    def __init__(self, *args: Any, meetings: Mapping[int, Occasion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.meetings = {str(number): meeting for number, meeting in meetings.items()}
        choices = [("0", _("before the first meeting"))]
        choices += [(number, _("after meeting %(number)s") % {"number": number}) for number in self.meetings]
        self.fields["held_after"] = _with_choices(self.fields["held_after"], choices)
        self.fields["held_after"].initial = next(reversed(self.meetings), "0")

    def chosen_meeting(self) -> Occasion | None:
        return self.meetings.get(self.cleaned_data["held_after"])


class AsSaid(forms.Form):
    """A date as people say it. Its bounds are guessed once and shown; who sends them again has confirmed them."""

    said = words_field(
        gettext_lazy("When, as it is said"),
        required=False,
        help_text=gettext_lazy("“early January 1994”"),
    )
    earliest = forms.DateField(
        label=gettext_lazy("Not before"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    latest = forms.DateField(
        label=gettext_lazy("Not after"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    guessed = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        said, earliest, latest = given.get("said", ""), given.get("earliest"), given.get("latest")
        if earliest and latest and earliest > latest:
            self.add_error("latest", _("The latest day lies before the earliest."))
        if said and not earliest and not latest and given.get("guessed") != said and not self.errors:
            self._offer_guess(said)
        return given

    def when(self) -> When:
        said, earliest, latest = (self.cleaned_data[name] for name in ("said", "earliest", "latest"))
        guess = guess_bounds(said) if said else None
        is_as_guessed = guess is not None and (guess.earliest, guess.latest) == (earliest, latest)
        return When(said, earliest, latest, guess.edtf if guess and is_as_guessed else "")

    def _offer_guess(self, said: str) -> None:
        guess = guess_bounds(said)
        if guess is None:
            return
        read = {"guessed": said, "earliest": guess.earliest.isoformat(), "latest": guess.latest.isoformat()}
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in read.items():
            data[self.add_prefix(name)] = value
        self.data = data
        told = {"days": days_in_words(guess.earliest, guess.latest)}
        self.add_error("earliest", _("Read as %(days)s. Put it right or leave it, and send once more.") % told)


class InLanguage(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("In which language"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("not said")), *((code, language_name(code)) for code in COMMON)]
        self.fields["language"] = _with_choices(self.fields["language"], choices)


class Speaks(forms.Form):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_languages = forms.CharField(
        label=gettext_lazy("Other languages"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Their codes, with spaces between: “sgh yai”."),
    )

    def __init__(self, *args: Any, speaks: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(code, language_name(code)) for code in COMMON]
        self.fields["languages"] = _with_choices(self.fields["languages"], choices)
        self.fields["languages"].initial = [code for code in speaks if code in COMMON]
        self.fields["other_languages"].initial = " ".join(code for code in speaks if code not in COMMON)

    def clean_other_languages(self) -> str:
        typed = self.cleaned_data["other_languages"]
        if wrong := [code for code in typed.split() if not CODE.fullmatch(code)]:
            raise forms.ValidationError(_("This is no code of a language: %(code)s") % {"code": wrong[0]})
        return str(typed)

    def spoken(self) -> list[str]:
        return [*self.cleaned_data["languages"], *self.cleaned_data["other_languages"].split()]


def _with_choices(field: forms.Field, choices: Sequence[tuple[str, str]]) -> forms.Field:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
    return field
