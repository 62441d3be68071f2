"""A joint text's languages: the draft to the translators, and what they rendered after it into plenary."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guftugu.drafting.actions.circulating import pass_renderings
from guftugu.drafting.actions.rendering import send_draft
from guftugu.drafting.forms.joint_texts import SendDraftForm
from guftugu.drafting.views.asking import draft_or_404, read_or_sent
from guftugu.record.views.asking import answer, done
from guftugu.texts.lookups.renderings import languages

if TYPE_CHECKING:
    from guftugu.rooms.middleware import ViewerRequest


@read_or_sent
def send(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """The draft to the translators; of a later draft only what changed is to be rendered anew."""
    found, seen = draft_or_404(request, dialogue, jointtext)
    if seen.is_final:
        raise Http404
    text = seen.joint.text
    known = [one.language for one in languages(request.viewer, text) if not one.is_lead]
    form = SendDraftForm(request.POST or None, lead=text.language, known=known)

    def act() -> None:
        send_draft(seen.joint, languages=form.cleaned_data["languages"], by=request.viewer, now=request.now)
        messages.success(request, _("The translators have it."))

    shown = {
        "dialogue": found,
        "heading": _("Send the draft to be rendered"),
        "lede": _(
            "A copy goes into the translators’ room. The labels of entries that they cannot read stay behind; they "
            "learn nothing of who asked for what."
        ),
        "label": _("Send it"),
    }
    back = reverse("drafting:joint-text", args=[dialogue, jointtext])
    return answer(request, form, act, shown=shown, back=back, template="drafting/form.html")


@require_POST
def follow(request: ViewerRequest, dialogue: int, jointtext: UUID) -> HttpResponse:
    """Renderings that came after the draft circulated go to plenary too."""
    _found, seen = draft_or_404(request, dialogue, jointtext)

    def act() -> str:
        pass_renderings(seen.joint, by=request.viewer, now=request.now)
        return _("Plenary has what is rendered.")

    return done(request, act, back=reverse("drafting:joint-text", args=[dialogue, jointtext]))
