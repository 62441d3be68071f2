from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django_htmx.middleware import HtmxDetails

from guftugu.rooms.sessions import viewer_of
from guftugu.rooms.viewer import Viewer


class ViewerRequest(HttpRequest):
    """A request as our views get it."""

    viewer: Viewer
    now: datetime
    htmx: HtmxDetails


View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Mark a view that needs no log-in. Every other view is closed to strangers."""
    view.is_open_to_all = True  # type: ignore[attr-defined]
    return view


class ViewerMiddleware:
    """Gives every request its viewer and its clock, and keeps strangers out of all that is not marked open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ViewerRequest) -> HttpResponse:
        request.now = timezone.now()
        request.viewer = viewer_of(request, now=request.now)
        account = request.viewer.account
        if account is not None and account.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(account.language)
            request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        if request.viewer.is_signed_in or request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: ViewerRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.viewer.is_signed_in or getattr(view, "is_open_to_all", False):
            return None
        if request.htmx:
            # A fragment must not be filled with the log-in page: what was typed stays on the page as it is.
            return HttpResponse(status=401)
        return redirect_to_login(request.get_full_path())
