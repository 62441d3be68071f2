from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guftugu.rooms.account_keys import is_same_passphrase

# What a browser must neither keep for later nor send to somebody's spelling service.
UNKEPT = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
CODE = {**UNKEPT, "inputmode": "numeric", "maxlength": "12"}


def _secret(**attributes: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={**UNKEPT, **attributes})


def _shown(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={**UNKEPT, **attributes})


class LogInForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=40, widget=_shown(autocomplete="username"), help_text=_("Your code name, like o2.")
    )
    passphrase = forms.CharField(
        label=_("Passphrase"), max_length=400, widget=_secret(autocomplete="current-password"),
        help_text=_("Six words. Capitals and the number of spaces do not matter."),
    )  # fmt: skip
    code = forms.CharField(
        label=_("One-time code"), max_length=12, required=False,
        widget=_shown(autocomplete="one-time-code", inputmode="numeric"),
        help_text=_("Only if you turned one-time codes on: the six digits on your telephone."),
    )  # fmt: skip


class ProposedPassphrase(forms.Form):
    """The passphrase the page shows travels in the form: the server keeps it nowhere."""

    proposal = forms.CharField(max_length=400, widget=forms.HiddenInput)
    again = forms.CharField(
        label=_("The passphrase, typed again"), max_length=400, widget=_shown(),
        help_text=_("From what you wrote down. It proves that you have it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        again = typed.get("again")
        if again and not is_same_passphrase(again, typed.get("proposal", "")):
            self.add_error("again", _("This is not the passphrase shown above. Compare word by word."))
        return typed


class InvitationForm(ProposedPassphrase):
    recovery_code = forms.RegexField(r"^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$", widget=forms.HiddenInput)


class RecoverForm(ProposedPassphrase):
    name = forms.CharField(label=_("Name"), max_length=40, widget=_shown(autocomplete="username"))
    recovery_code = forms.CharField(
        label=_("Recovery code"), max_length=80, widget=_shown(),
        help_text=_("The six groups of four that you printed. 0 and O, 1 and I are taken for one another."),
    )  # fmt: skip
    field_order = ["name", "recovery_code", "again"]


class ProofForm(forms.Form):
    proof = forms.CharField(
        label=_("Your passphrase now, or your recovery code"), max_length=400, widget=_secret(),
        help_text=_("Whoever sits before this page must show that it is you."),
    )  # fmt: skip


class PassphraseForm(ProofForm):
    proposal = forms.CharField(max_length=400, widget=forms.HiddenInput)
    passphrase = forms.CharField(
        label=_("The new passphrase"), max_length=400, widget=_shown(),
        help_text=_("The six words shown above, or six or more of your own."),
    )  # fmt: skip
    again = forms.CharField(label=_("Once more"), max_length=400, widget=_shown())

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("again") and not is_same_passphrase(typed["again"], typed.get("passphrase", "")):
            self.add_error("again", _("The two are not the same."))
        return typed


class RecoveryCodeForm(ProofForm):
    recovery_code = forms.RegexField(r"^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$", widget=forms.HiddenInput)
    is_kept = forms.BooleanField(label=_("I have printed the new code or written it down"))


class OneTimeCodesForm(forms.Form):
    """The secret stays in the form until a code shows that the telephone has it."""

    secret = forms.CharField(max_length=64, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("The code on the telephone now"), max_length=12, widget=_shown(inputmode="numeric"),
        help_text=_("Six digits; they change every half minute."),
    )  # fmt: skip

    def clean_secret(self) -> bytes:
        try:
            return base64.b32decode(self.cleaned_data["secret"])
        except binascii.Error as wrong:
            raise forms.ValidationError(_("Load this page again.")) from wrong


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)


class LetInForm(forms.Form):
    past = forms.ChoiceField(
        label=_("What they read"),
        choices=[
            ("without", _("From now on: nothing that was written before")),
            ("with", _("Everything, also what was written before")),
        ],
        initial="without",
        widget=forms.RadioSelect,
    )
    is_compared = forms.BooleanField(label=_("They read this fingerprint to me, and it is the same"))


class SunsetForm(forms.Form):
    is_meant = forms.BooleanField(label=_("I know that nobody, ever, will read these words again"))
