from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the base page shows around a page's own words; a middleware may put one on `request.page`."""

    title: str = ""
    navigation: list[tuple[str, str, bool]] = field(default_factory=list)
    who: str = ""
    is_signed_in: bool = False
    is_demo: bool = False


EMPTY = Frame()


def page(request: HttpRequest) -> dict[str, Any]:
    return {"page": SimpleLazyObject(lambda: getattr(request, "page", EMPTY))}
