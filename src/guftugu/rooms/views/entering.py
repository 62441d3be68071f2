from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from guftugu.rooms.account_keys import new_passphrase, new_recovery_code
from guftugu.rooms.actions.accounts import accept_invitation, change_passphrase, standing_invitation
from guftugu.rooms.actions.entering import unlock, unlock_with_recovery_code
from guftugu.rooms.forms import InvitationForm, LogInForm, RecoverForm
from guftugu.rooms.middleware import ViewerRequest, open_to_all
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.sessions import close_session, give_cookie, open_session
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.views.finding import home, next_or

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])
unstored = cache_control(no_store=True)


@open_to_all
@read_or_sent
@unstored
@sensitive_post_parameters()
def log_in(request: ViewerRequest) -> HttpResponse:
    target = next_or(request, home())
    if request.viewer.is_signed_in:
        return redirect(target)
    form = LogInForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            viewer = unlock(typed["name"], typed["passphrase"], code=typed["code"], now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _entered(request, viewer, target)
    return render(request, "rooms/log_in.html", {"form": form})


@open_to_all
@require_POST
def log_out(request: ViewerRequest) -> HttpResponse:
    response = redirect("rooms:log-in")
    close_session(request, response)
    return response


@open_to_all
@read_or_sent
@unstored
@sensitive_post_parameters()
def recover(request: ViewerRequest) -> HttpResponse:
    """A new passphrase in exchange for the recovery code, in one step: nothing is half done if it is left."""
    form = RecoverForm(request.POST or None, initial={"proposal": new_passphrase()})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            viewer = unlock_with_recovery_code(typed["name"], typed["recovery_code"], now=request.now)
            change_passphrase(viewer, typed["proposal"], proof=typed["recovery_code"], now=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            response = _entered(request, viewer, home())
            messages.success(request, _("Your passphrase is changed. The old one opens nothing any more."))
            return response
    return render(request, "rooms/recover.html", {"form": form})


@open_to_all
@read_or_sent
@unstored
@sensitive_post_parameters()
def invitation(request: ViewerRequest, secret: str) -> HttpResponse:
    """Unknown, used and run out answer alike. To look at the page uses nothing up; only making the keys does."""
    standing = standing_invitation(secret, now=request.now)
    if standing is None:
        return render(request, "rooms/link_gone.html", status=404)
    proposed = {"proposal": new_passphrase(), "recovery_code": new_recovery_code()}
    form = InvitationForm(request.POST or None, initial=proposed)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = accept_invitation(
                secret, passphrase=typed["proposal"], recovery_code=typed["recovery_code"], now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _entered(request, made.viewer, reverse("rooms:waiting"))
    return render(request, "rooms/invitation.html", {"form": form, "name": standing.account.name})


def _entered(request: ViewerRequest, viewer: Viewer, target: str) -> HttpResponseRedirect:
    half = open_session(request, viewer, now=request.now)
    response = HttpResponseRedirect(target)
    give_cookie(response, half)
    return response
