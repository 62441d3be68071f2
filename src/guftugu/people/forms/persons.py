from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guftugu.people.forms.parts import InLanguage, InRooms, Speaks, choice_of_rooms, words_field

if TYPE_CHECKING:
    from guftugu.people.lookups import PartySeen
    from guftugu.people.models import Party
    from guftugu.rooms.models import Account, Room


class _Plain(Speaks):
    """What is plain about a person: the party, the log-in, the languages."""

    party = forms.ChoiceField(label=gettext_lazy("Party"), required=False)
    account = forms.ChoiceField(
        label=gettext_lazy("Log-in"), required=False, help_text=gettext_lazy("Whose code name this is, if they log in.")
    )

    def __init__(self, *args: Any, parties: Sequence[PartySeen], accounts: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {seen.letter: seen.party for seen in parties}
        self.accounts = {str(account.pk): account for account in accounts}
        named = [(seen.letter, f"{seen.letter} · {seen.name}".rstrip(" ·")) for seen in parties]
        self._choose("party", [("", _("none")), *named])
        if accounts:
            self._choose("account", [("", _("none")), *((pk, each.name) for pk, each in self.accounts.items())])
        else:
            del self.fields["account"]

    def chosen_party(self) -> Party | None:
        return self.parties.get(self.cleaned_data["party"])

    def chosen_account(self) -> Account | None:
        return self.accounts.get(self.cleaned_data.get("account", ""))

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class PersonForm(_Plain, InRooms):
    code = forms.CharField(
        label=gettext_lazy("Code name"),
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 8}),
        help_text=gettext_lazy("Letters and a number, as in G4. It stands for the person everywhere, for ever."),
    )
    name = words_field(gettext_lazy("Real name"), required=False, help_text=gettext_lazy("Leave it out if you can."))
    name_room = forms.ChoiceField(
        label=gettext_lazy("Where the name may be known"),
        help_text=gettext_lazy("In the person's own room only if it is public already."),
    )
    note = words_field(gettext_lazy("Note"), required=False, lines=3)
    source = words_field(gettext_lazy("Where this is known from"), required=False)
    field_order = (
        "code",
        "party",
        "room",
        "languages",
        "other_languages",
        "account",
        "name",
        "name_room",
        "note",
        "source",
    )

    def __init__(self, *args: Any, name_rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self.name_rooms = {str(room.pk): room for room in name_rooms}
        self._choose("name_room", choice_of_rooms(name_rooms))
        self.fields["room"].help_text = _("Who is in this room learns that there is such a code name.")

    def chosen_name_room(self) -> Room:
        return self.name_rooms[self.cleaned_data["name_room"]]


class CorrectPersonForm(_Plain):
    field_order = ("party", "languages", "other_languages", "account")


class PersonNameForm(InLanguage, InRooms):
    name = words_field(gettext_lazy("Name"), help_text=gettext_lazy("A name before it stays where it is."))
    is_spelling = forms.BooleanField(
        label=gettext_lazy("This is another spelling, not the name to show first"), required=False
    )
    field_order = ("name", "language", "is_spelling", "room")


class IntroduceForm(InRooms):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["room"].help_text = _("Who is in this room will know that there is such a code name. This stays.")


class RemarkForm(InRooms):
    words = words_field(gettext_lazy("Note"), required=False, lines=4)
    source = words_field(gettext_lazy("Where this is known from"), required=False)
    field_order = ("words", "source", "room")
