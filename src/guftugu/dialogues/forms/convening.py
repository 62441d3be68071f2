from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from guftugu.dialogues.kinds import Attribution, Role

if TYPE_CHECKING:
    from guftugu.dialogues.models import Appointment, Dialogue
    from guftugu.rooms.models import Account, Room


class AppointForm(forms.Form):
    """Somebody new, or somebody who has an account already: the name says which."""

    name = forms.CharField(
        label=_("Log-in name"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("A code name that says nothing: o2, g1. Everybody who is signed in can see it."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.PARTICIPANT)
    caucuses = forms.MultipleChoiceField(
        label=_("Caucus"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They are put into its queue; the caucus itself lets them in. The first one opens it."),
    )  # fmt: skip

    def __init__(self, *args: Any, caucuses: Iterable[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self.caucus_rooms = {str(room.pk): room for room in caucuses}
        if self.caucus_rooms:
            choices = [(pk, str(room)) for pk, room in self.caucus_rooms.items()]
            self.fields["caucuses"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["caucuses"]

    def clean(self) -> None:
        unopened = [room for room in self.chosen() if room.opener_id is None and room.members_voucher is None]
        if unopened and self.cleaned_data.get("role") != Role.PARTICIPANT:
            self.add_error("caucuses", _("Nobody has opened it yet, and only a participant can."))

    def chosen(self) -> list[Room]:
        return [self.caucus_rooms[pk] for pk in self.cleaned_data.get("caucuses", [])]


class BeginForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Its own rooms see it; each can have another."),
    )  # fmt: skip
    parent = forms.ChoiceField(
        label=_("Under which dialogue"), required=False,
        help_text=_("For a dialogue within a community, or one that another convened."),
    )  # fmt: skip
    attribution = forms.ChoiceField(
        label=_("How words are attributed"), choices=Attribution.choices, initial=Attribution.BY_PARTY,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, parents: Iterable[tuple[Dialogue, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        listed = list(parents)
        self.parents = {str(dialogue.number): dialogue for dialogue, _title in listed}
        choices = [(str(dialogue.number), f"{dialogue.number} · {title}") for dialogue, title in listed]
        self.fields["parent"].choices = [("", _("none")), *choices]  # type: ignore[attr-defined]

    def chosen_parent(self) -> Dialogue | None:
        return self.parents.get(self.cleaned_data["parent"])


class RulesForm(forms.Form):
    attribution = forms.ChoiceField(
        label=_("How words are attributed"), choices=Attribution.choices, widget=forms.RadioSelect
    )
    correction_days = forms.IntegerField(
        label=_("Days to correct filed notes"), min_value=0, max_value=365,
        help_text=_("Within them those who were present may add a correction; it stands beside what it corrects."),
    )  # fmt: skip


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))


class OpenerForm(forms.Form):
    """Participants, those first who were asked into no caucus. The others are told with it: a key given to the wrong
    side cannot be taken back."""

    opener = forms.ChoiceField(
        label=_("Who opens it"), required=False, help_text=_("The first of that side. Until then nobody is in it.")
    )

    def __init__(
        self, *args: Any, people: Iterable[Appointment], asked_into: Mapping[UUID, Sequence[str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        listed = [one.account for one in people if one.role == Role.PARTICIPANT]
        listed.sort(key=lambda account: account.pk in asked_into)
        self.accounts = {str(account.pk): account for account in listed}
        choices = [(pk, _told(account, asked_into.get(account.pk, ()))) for pk, account in self.accounts.items()]
        self.fields["opener"].choices = [("", _("to be named later")), *choices]  # type: ignore[attr-defined]

    def chosen_opener(self) -> Account | None:
        return self.accounts.get(self.cleaned_data["opener"])


class CaucusForm(OpenerForm):
    letter = forms.RegexField(
        r"^[A-Z]{1,3}$", label=_("Letter of the party"), max_length=3,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        help_text=_("One to three capital letters, like G or O."),
    )  # fmt: skip
    field_order = ["letter", "opener"]


def _told(account: Account, letters: Sequence[str]) -> str:
    if not letters:
        return account.name
    told = {"name": account.name, "letters": ", ".join(letters)}
    return (
        ngettext("%(name)s (asked into caucus %(letters)s)", "%(name)s (asked into caucuses %(letters)s)", len(letters))
        % told
    )
