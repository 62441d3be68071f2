"""An open session: the private key, readable only with the browser's cookie and this run's secret together.

The session's row alone (a stolen store) opens nothing: the cookie's half is not in it, and the run's half
is in no file.
"""

from __future__ import annotations

import base64
from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse

from guftugu.rooms import sealing
from guftugu.rooms.models import Account
from guftugu.rooms.viewer import Viewer, stranger, viewer_with

COOKIE = "guftugu_key"
KEPT = "key"
SEEN = "seen"
PURPOSE = b"guftugu:session"
TOLD_AGAIN_AFTER = 60


def open_session(request: HttpRequest, viewer: Viewer, *, now: datetime) -> bytes:
    """Log the viewer in and return the half that goes into the cookie (`give_cookie`)."""
    assert viewer.account is not None
    assert viewer.keyring.private_key is not None
    login(request, viewer.account, backend="guftugu.rooms.backend.UnwrappingBackend")
    half = sealing.new_key()
    wrapped = sealing.wrap(viewer.keyring.private_key, key=_whole(half), purpose=PURPOSE)
    request.session[KEPT] = base64.b64encode(wrapped).decode()
    request.session[SEEN] = int(now.timestamp())
    return half


def give_cookie(response: HttpResponse, half: bytes) -> None:
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(half).decode(),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def close_session(request: HttpRequest, response: HttpResponse) -> None:
    logout(request)
    response.delete_cookie(COOKIE, samesite="Strict")


def viewer_of(request: HttpRequest, *, now: datetime) -> Viewer:
    """Who asks. A session whose key does not open is ended.

    A browser that follows a link from elsewhere sends no key: it sees what a stranger sees, and the session stays.
    """
    account = request.user
    if not isinstance(account, Account) or COOKIE not in request.COOKIES:
        return stranger()
    private = _private_key(request)
    if private is None or not account.is_active or sealing.public_half(private) != bytes(account.public_key or b""):
        logout(request)
        return stranger()
    if not _asks_by_itself(request) and now.timestamp() - request.session.get(SEEN, 0) > TOLD_AGAIN_AFTER:
        # Writing this moves the end of the session on; not at every request, for each is a write to the store.
        request.session[SEEN] = int(now.timestamp())
    return viewer_with(account, private)


def _asks_by_itself(request: HttpRequest) -> bool:
    """A page looks whether something is new. Nobody need be sitting before it, so it keeps no session open."""
    return "since" in request.GET and request.headers.get("HX-Request") == "true"


def _private_key(request: HttpRequest) -> bytes | None:
    try:
        half = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        wrapped = base64.b64decode(request.session.get(KEPT, ""))
        return sealing.unwrap(wrapped, key=_whole(half), purpose=PURPOSE)
    except (ValueError, sealing.CannotOpen):
        return None


def _whole(half: bytes) -> bytes:
    run = blake2b(settings.SECRET_KEY.encode(), digest_size=sealing.KEY_BYTES, person=b"guftugu:run").digest()
    return sealing.derived(run, PURPOSE + half)
