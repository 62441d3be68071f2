from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from nacl.utils import random

from guftugu.rooms import lookups
from guftugu.rooms.account_keys import new_passphrase, new_recovery_code
from guftugu.rooms.actions.accounts import change_passphrase, choose_language, end_sessions, renew_recovery_code
from guftugu.rooms.actions.entering import stop_one_time_codes, use_one_time_codes
from guftugu.rooms.forms import LanguageForm, OneTimeCodesForm, PassphraseForm, ProofForm, RecoveryCodeForm
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.sessions import close_session

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])
ONE_TIME_SECRET_BYTES = 20


@require_safe
def account(request: ViewerRequest) -> HttpResponse:
    shown: dict[str, Any] = {
        "account": request.viewer.account,
        "fingerprint": lookups.own_fingerprint(request.viewer),
        "language_form": LanguageForm(initial={"language": get_language()}),
    }
    return render(request, "rooms/account.html", shown)


@read_or_sent
@sensitive_post_parameters()
def passphrase(request: ViewerRequest) -> HttpResponse:
    form = PassphraseForm(request.POST or None, initial={"proposal": new_passphrase()})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            change_passphrase(request.viewer, typed["passphrase"], proof=typed["proof"], now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your passphrase is changed. The old one opens nothing any more."))
            return redirect("rooms:account")
    return render(request, "rooms/passphrase.html", {"form": form})


@read_or_sent
@sensitive_post_parameters()
def recovery_code(request: ViewerRequest) -> HttpResponse:
    form = RecoveryCodeForm(request.POST or None, initial={"recovery_code": new_recovery_code()})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            renew_recovery_code(request.viewer, typed["recovery_code"], proof=typed["proof"], now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The new recovery code holds. Destroy the paper with the old one."))
            return redirect("rooms:account")
    return render(request, "rooms/recovery_code.html", {"form": form})


@read_or_sent
@sensitive_post_parameters()
def one_time_codes(request: ViewerRequest) -> HttpResponse:
    account = request.viewer.account
    assert account is not None
    if account.one_time_codes is not None:
        return redirect("rooms:stop-one-time-codes")
    secret = base64.b32encode(random(ONE_TIME_SECRET_BYTES)).decode()
    form = OneTimeCodesForm(request.POST or None, initial={"secret": secret})
    if form.is_valid():
        try:
            use_one_time_codes(request.viewer, form.cleaned_data["secret"], form.cleaned_data["code"], now=request.now)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("From now on logging in asks for a code from your telephone."))
            return redirect("rooms:account")
    told = str(form["secret"].value() or "")
    uri = f"otpauth://totp/Guftugu:{quote(account.name)}?secret={quote(told)}&issuer=Guftugu"
    drawing = segno.make(uri, error="m", micro=False).svg_inline(scale=5, border=4, dark="#000", light="#fff")
    grouped = " ".join(told[at : at + 4] for at in range(0, len(told), 4))
    return render(request, "rooms/one_time_codes.html", {"form": form, "drawing": drawing, "secret": grouped})


@read_or_sent
@sensitive_post_parameters()
def stop_codes(request: ViewerRequest) -> HttpResponse:
    account = request.viewer.account
    if account is None or account.one_time_codes is None:
        return redirect("rooms:account")
    form = ProofForm(request.POST or None)
    if form.is_valid():
        try:
            stop_one_time_codes(request.viewer, proof=form.cleaned_data["proof"], now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Logging in asks for no code any more."))
            return redirect("rooms:account")
    shown = {
        "question": _("Turn one-time codes off?"),
        "consequence": _("Your passphrase alone opens your rooms then. What is on the telephone is worth nothing."),
        "label": _("Turn them off"),
        "way_back": reverse("rooms:account"),
        "form": form,
    }
    return render(request, "look/confirm.html", shown)


@read_or_sent
def log_out_everywhere(request: ViewerRequest) -> HttpResponse:
    if request.method == "POST":
        end_sessions(request.viewer, now=request.now)
        response = redirect("rooms:log-in")
        close_session(request, response)
        return response
    shown = {
        "question": _("Log out everywhere?"),
        "consequence": _("Every open session of yours ends at once, this one too. Then log in again here."),
        "label": _("Log out everywhere"),
        "way_back": reverse("rooms:account"),
    }
    return render(request, "look/confirm.html", shown)


@require_POST
def language(request: ViewerRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    response = redirect("rooms:account")
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        choose_language(request.viewer, chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
        )
        with override(chosen):
            messages.success(request, _("The pages speak this language from now on, wherever you log in."))
    return response
