from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static


@cache
def digest(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]


def versioned_url(path: str) -> str:
    """The address changes with the file, so that a browser may keep it for a year."""
    if settings.DEBUG:
        digest.cache_clear()
    version = digest(path)
    return f"{static(path)}?v={version}" if version else static(path)
