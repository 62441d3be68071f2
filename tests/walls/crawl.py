"""Every address of the house, filled in with what the store holds: a new URL is walked without anyone adding it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from itertools import product
from typing import Any
from uuid import UUID
from zipfile import ZipFile, is_zipfile

from django.apps import apps
from django.db.models import Model
from django.db.models.fields import UUIDField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from guftugu.dialogues.models import Dialogue, Occasion
from guftugu.rooms.fields import OPENED
from tests.walls.planting import words_in_addresses

# How many things of one kind an address is tried with, and how many words for a word nobody knows.
MOST_OF_A_KIND = 12
SOME = 2
# What an address calls a row where it does not say the model's own name.
KNOWN_AS = {"of": "occasion", "series": "affiliation", "voice": "missingvoice"}
TOKEN = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"'
    r'|name="(sheet|secret|proposal|recovery_code)" value="[^"]*"'
    r"|\n[A-Za-z0-9]{64}(?=\n)"
)


def addresses() -> list[tuple[str, str]]:
    """(name, address) for every pattern of the URLconf and every way to fill it in."""
    return [
        (name, reverse(name, kwargs=filled))
        for name, wanted in _patterns(get_resolver(), "")
        for filled in _fillings(wanted)
    ]


def _patterns(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            outer = dict(pattern.pattern.converters)
            for name, wanted in _patterns(pattern, inner):
                yield name, outer | wanted
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"an address without a name: {pattern.pattern}"
            yield f"{namespace}{pattern.name}", dict(pattern.pattern.converters)


def _fillings(wanted: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = list(wanted)
    for values in product(*(_candidates(name, wanted[name]) for name in names)):
        yield dict(zip(names, values, strict=True))


def _candidates(name: str, converter: object) -> list[Any]:
    if isinstance(converter, UUIDConverter):
        return _ids(name)
    if isinstance(converter, IntConverter):
        if name == "dialogue":
            return list(Dialogue.objects.values_list("number", flat=True))
        return [*Occasion.objects.exclude(number=None).values_list("number", flat=True).distinct(), 99]
    return [*words_in_addresses(name), "x"]


def _ids(name: str) -> list[UUID]:
    """The rows of the model that the name names; of a name nobody knows, some rows of every model."""
    models = {model._meta.model_name: model for model in apps.get_app_config("guftugu").get_models()}
    named = models.get(KNOWN_AS.get(name, name))
    if named is not None:
        return _first_ids(named, MOST_OF_A_KIND)
    return [pk for model in models.values() for pk in _first_ids(model, SOME)]


def _first_ids(model: type[Model], most: int) -> list[UUID]:
    if not isinstance(model._meta.pk, UUIDField):
        return []
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:most])


def told_by(client: Client, address: str, *, method: str = "get") -> str:
    """All that an answer tells: status, headers, body, and what its templates were given."""
    response = client.post(address) if method == "post" else client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    given = "\n".join(_flat(getattr(response, "context", None)))
    return f"{response.status_code}\n{headers}\n{_readable(body)}\n{given}"


def _readable(body: bytes) -> str:
    """A Word file is a zip: its words are looked for in its parts."""
    if not is_zipfile(BytesIO(body)):
        return body.decode(errors="replace")
    with ZipFile(BytesIO(body)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def without_tokens(told: str) -> str:
    return TOKEN.sub("", told)


def _flat(given: object, depth: int = 6) -> Iterator[str]:
    """Every string in a context, and the opened words of every row, however deep they lie."""
    if given is None or depth == 0:
        return
    if isinstance(given, bytes):
        yield given.decode(errors="replace")
    elif isinstance(given, str | int | UUID):
        yield str(given)
    elif isinstance(given, list | tuple | set | frozenset):
        for one in given:
            yield from _flat(one, depth - 1)
    else:
        for name, value in _named(given):
            if name not in {"request", "csrf_token", "block"}:
                yield from _flat(value, depth - 1)


def _named(given: object) -> list[tuple[str, object]]:
    """The parts of something that has parts with names."""
    if isinstance(given, dict):
        return [(str(name), value) for name, value in given.items()] + [("", name) for name in given]
    if isinstance(given, Model):
        plain = {name: value for name, value in given.__dict__.items() if not name.startswith("_")}
        return list({**plain, **given._state.fields_cache, **given.__dict__.get(OPENED, {})}.items())
    if hasattr(given, "flatten"):
        return list(given.flatten().items())
    if is_dataclass(given):
        return [(part.name, getattr(given, part.name)) for part in fields(given)]
    return []
