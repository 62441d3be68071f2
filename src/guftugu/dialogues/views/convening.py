from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guftugu.dialogues import lookups
from guftugu.dialogues.actions.dialogues import appoint, begin_dialogue, invite_again_to, invite_to, recover_in
from guftugu.dialogues.forms.convening import AppointForm, BeginForm
from guftugu.dialogues.kinds import Role
from guftugu.dialogues.views.finding import moderated_or_404
from guftugu.rooms import lookups as rooms
from guftugu.rooms.middleware import ViewerRequest
from guftugu.rooms.refusals import Refusal

if TYPE_CHECKING:
    from guftugu.dialogues.models import Appointment, Dialogue

read_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@read_or_sent
def appointments(request: ViewerRequest, dialogue: int) -> HttpResponse:
    """Who is what; invitations. The one-time link stands in the answer to the form and nowhere else."""
    found = moderated_or_404(request, dialogue)
    form = AppointForm(request.POST or None, caucuses=lookups.caucuses(request.viewer, found))
    if form.is_valid():
        if asked := _asked_first(request, found, form):
            return asked
        try:
            secret = _appointed(request, found, form)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            if secret:
                return _link(request, found, form.cleaned_data["name"], secret)
            messages.success(request, _("Appointed, and put into the queues before the rooms of that role."))
            return redirect("dialogues:appointments", dialogue=dialogue)
    standing = {invitation.account_id: invitation for invitation in rooms.invited(request.viewer)}
    people = lookups.appointments(request.viewer, found)
    shown: dict[str, Any] = {
        "dialogue": found,
        "people": [(one, standing.get(one.account_id)) for one in people],
        "own": request.viewer.account,
        "now": request.now,
        "form": form,
    }
    return render(request, "dialogues/appointments.html", shown)


@require_POST
def invite_again(request: ViewerRequest, dialogue: int, account: UUID) -> HttpResponse:
    found = moderated_or_404(request, dialogue)
    person = _appointed_or_404(request, found, account)
    try:
        secret = invite_again_to(found, person.account, by=request.viewer, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("dialogues:appointments", dialogue=dialogue)
    return _link(request, found, person.account.name, secret)


@read_or_sent
def recover(request: ViewerRequest, dialogue: int, account: UUID) -> HttpResponse:
    found = moderated_or_404(request, dialogue)
    person = _appointed_or_404(request, found, account)
    refused = ""
    if request.method == "POST":
        try:
            secret = recover_in(found, person.account, by=request.viewer, now=request.now)
        except Refusal as refusal:
            refused = str(refusal)
        else:
            return _link(request, found, person.account.name, secret)
    shown = {
        "question": _("Recover the account of %(name)s?") % {"name": person.account.name},
        "consequence": _("Only if passphrase and recovery code are both lost. All keys they have are taken at once."),
        "label": _("Take the keys and make a link"),
        "way_back": reverse("dialogues:appointments", args=[dialogue]),
        "refused": refused,
    }
    return render(request, "dialogues/recover.html", shown)


@read_or_sent
def begin(request: ViewerRequest) -> HttpResponse:
    moderated = lookups.dialogues_moderated(request.viewer)
    if not moderated:
        raise Http404
    titles = lookups.titles(request.viewer, moderated)
    form = BeginForm(request.POST or None, parents=[(one, titles.get(one.pk, "")) for one in moderated])
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made, _entered = begin_dialogue(
                typed["title"], by=request.viewer, now=request.now, parent=form.chosen_parent(),
                attribution=typed["attribution"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The dialogue has its rooms. You alone hold their keys: invite somebody soon."))
            return redirect("dialogues:appointments", dialogue=made.number)
    return render(request, "dialogues/begin.html", {"form": form})


def _asked_first(request: ViewerRequest, dialogue: Dialogue, form: AppointForm) -> HttpResponse | None:
    """A name that somebody has already may be a slip: whom it would appoint, or what it would change, is asked."""
    typed = form.cleaned_data
    known = rooms.account_named(request.viewer, typed["name"])
    if known is None or "sure" in request.POST:
        return None
    before, wanted = lookups.appointed(request.viewer, dialogue, known.pk), {"name": known.name}
    wanted |= {"role": str(Role(typed["role"]).label), "before": str(before.get_role_display()) if before else ""}
    if before is None:
        question = _("%(name)s has an account already. Appoint as %(role)s?")
    elif before.role == typed["role"]:
        question = _("%(name)s is %(role)s in this dialogue already. Appoint again?")
    else:
        question = _("%(name)s is %(before)s in this dialogue. Change that to %(role)s?")
    shown = {
        "question": question % wanted,
        "consequence": _("No link is made. They are put into the queues before the rooms of that role."),
        "label": _("Appoint"),
        "kept": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
        "way_back": reverse("dialogues:appointments", args=[dialogue.number]),
    }
    return render(request, "dialogues/appoint_known.html", shown)


def _appointed(request: ViewerRequest, dialogue: Dialogue, form: AppointForm) -> str:
    """The secret of the link for somebody new; "" for somebody who has an account already."""
    typed, viewer = form.cleaned_data, request.viewer
    known = rooms.account_named(viewer, typed["name"])
    if known is None:
        _account, secret = invite_to(
            dialogue, typed["name"], typed["role"], by=viewer, now=request.now, caucuses=form.chosen()
        )
        return secret
    appoint(known, typed["role"], dialogue, by=viewer, now=request.now, caucuses=form.chosen())
    return ""


def _appointed_or_404(request: ViewerRequest, dialogue: Dialogue, account: UUID) -> Appointment:
    found = lookups.appointed(request.viewer, dialogue, account)
    if found is None:
        raise Http404
    return found


def _link(request: ViewerRequest, dialogue: Dialogue, name: str, secret: str) -> HttpResponse:
    """Shown once: it is in no message and no session, only in this answer."""
    link = request.build_absolute_uri(reverse("rooms:invitation", args=[secret]))
    return render(request, "dialogues/link.html", {"dialogue": dialogue, "name": name, "link": link})
