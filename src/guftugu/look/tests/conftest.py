from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.urls import clear_url_caches, include, path

Render = Callable[..., str]


class Addresses:
    """The look's own addresses and Django's language choice: nothing of the packages above."""

    urlpatterns = [path("look/", include("guftugu.look.urls")), path("i18n/", include("django.conf.urls.i18n"))]


@pytest.fixture
def addresses(settings: Any) -> Iterator[None]:
    settings.ROOT_URLCONF = Addresses
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def request_of() -> Callable[..., HttpRequest]:
    def make(address: str = "/look/", **on_request: Any) -> HttpRequest:
        request = RequestFactory().get(address)
        for name, value in on_request.items():
            setattr(request, name, value)
        return request

    return make


@pytest.fixture
def render(request_of: Callable[..., HttpRequest]) -> Render:
    def rendered(source: str, request: HttpRequest | None = None, **context: Any) -> str:
        return engines["django"].from_string(source).render(context, request or request_of())

    return rendered
