"""What stands around every page: the dialogue's title, the way about, who is looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from guftugu.desk.lookups import only_renders
from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.kinds import Role
from guftugu.drafting.lookups.joint_texts import has_joint_texts
from guftugu.look.context import Frame
from guftugu.rooms.middleware import ViewerRequest

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue


class FrameMiddleware:
    """Puts the frame on the request; it is worked out only if the page is drawn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.page = Frame(is_demo=settings.IS_DEMO)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: ViewerRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        number = kwargs.get("dialogue")
        request.page = SimpleLazyObject(lambda: frame(request, number))  # type: ignore[attr-defined]


def frame(request: ViewerRequest, number: int | None) -> Frame:
    viewer = request.viewer
    found = _dialogue(request, number)
    if found is None:
        general = [(_("Rooms"), reverse("rooms:rooms")), (_("Account"), reverse("rooms:account"))]
        return Frame(
            navigation=_current(request, [(_("Home"), reverse("desk:home")), *general] if viewer.is_signed_in else []),
            who=viewer.account.name if viewer.account else "",
            is_signed_in=viewer.is_signed_in,
            is_demo=settings.IS_DEMO,
        )
    role = dialogues.role(viewer, found)
    return Frame(
        title=dialogues.titles(viewer, [found]).get(found.pk, ""),
        navigation=_current(request, navigation(request, found, role)),
        who=_who(request, role),
        is_signed_in=viewer.is_signed_in,
        is_demo=settings.IS_DEMO,
    )


def navigation(request: ViewerRequest, dialogue: Dialogue, role: str | None) -> list[tuple[str, str]]:
    within = {"dialogue": dialogue.number}
    if only_renders(request.viewer, role):
        return [
            (_("Home"), reverse("desk:dialogue", kwargs=within)),
            (_("To render"), reverse("texts:to-render", kwargs=within)),
            (_("Terms"), reverse("texts:terms", kwargs=within)),
            (_("Texts"), reverse("texts:texts", kwargs=within)),
            (_("Rooms"), reverse("rooms:rooms")),
            (_("Account"), reverse("rooms:account")),
        ]
    places = [
        (_("Home"), reverse("desk:dialogue", kwargs=within)),
        (_("Phases"), reverse("phases:standings", kwargs=within)),
        (_("Meetings"), reverse("record:meetings", kwargs=within)),
        (_("Timeline"), reverse("record:timeline", kwargs=within)),
        (_("Record"), reverse("record:record", kwargs=within)),
        (_("Questions"), reverse("record:questions", kwargs=within)),
        (_("People"), reverse("people:people", kwargs=within)),
        (_("Texts"), reverse("texts:texts", kwargs=within)),
        *_joint_texts(request, dialogue, role),
        (_("Papers"), reverse("reports:papers", kwargs=within)),
        (_("Search"), reverse("record:search", kwargs=within)),
    ]
    if request.viewer.is_signed_in:
        return [*places, (_("Rooms"), reverse("rooms:rooms")), (_("Account"), reverse("rooms:account"))]
    # Nobody is named in the open room.
    return [(label, url) for label, url in places if url != reverse("people:people", kwargs=within)]


def _joint_texts(request: ViewerRequest, dialogue: Dialogue, role: str | None) -> list[tuple[str, str]]:
    """For those who have one before them, and those who may begin one."""
    if role != Role.MODERATOR and not has_joint_texts(request.viewer, dialogue):
        return []
    return [(_("Joint texts"), reverse("drafting:joint-texts", kwargs={"dialogue": dialogue.number}))]


def _dialogue(request: ViewerRequest, number: int | None) -> Dialogue | None:
    """The dialogue of the address; on pages of no dialogue, the only one the viewer is in."""
    if number is not None:
        return dialogues.dialogue(request.viewer, number)
    if not request.viewer.is_signed_in:
        return None
    mine = dialogues.dialogues(request.viewer)
    return mine[0] if len(mine) == 1 else None


def _who(request: ViewerRequest, role: str | None) -> str:
    account = request.viewer.account
    if account is None:
        return ""
    return f"{account.name} · {Role(role).label}" if role else account.name


def _current(request: HttpRequest, places: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """The place whose address is the longest beginning of this one is where we are."""
    inside = [url for _label, url in places if request.path.startswith(url)]
    here = max(inside, key=len, default="")
    return [(label, url, url == here) for label, url in places]
