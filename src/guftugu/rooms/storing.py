"""Everything the store holds as lines of text, wrapped keys apart from the rest, and back again.

A line is a heading, a table's name with its columns, or one row. Nothing is compressed, so that nothing can
swell on its way back.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BinaryField, Model
from django.utils.translation import gettext as _

from guftugu.rooms.fields import KeyField
from guftugu.rooms.refusals import Refusal

FORMAT = 1
BATCH = 500
LONGEST_LINE = 64 * 1024 * 1024
# Counts of failed log-ins: nobody's work, and gone when a log-in succeeds.
LEFT_OUT = {"knock"}

Told = Callable[[int, int], None]
Keys = dict[tuple[str, str], dict[str, str | None]]


class UnableToRestore(Refusal):
    pass


def stored_models() -> list[type[Model]]:
    """Every table of ours, whatever package brings it; Django's own (sessions) stay out."""
    found = apps.get_app_config("guftugu").get_models(include_auto_created=True)
    kept = [model for model in found if model._meta.managed and not model._meta.proxy and _name(model) not in LEFT_OUT]
    return sorted(kept, key=_name)


def rows_in_store() -> int:
    return sum(model._default_manager.count() for model in stored_models())


def word_lines(heading: dict[str, Any]) -> Iterator[bytes]:
    """All but the keys. The last line says how many rows there were."""
    yield _line({**heading, "format": FORMAT})
    rows = 0
    for model in stored_models():
        columns = [field.attname for field in model._meta.concrete_fields if not isinstance(field, KeyField)]
        yield _line({"table": _name(model), "columns": columns})
        for row in _rows(model, columns):
            rows += 1
            yield _line(row)
    yield _line({"rows": rows})


def key_lines(heading: dict[str, Any]) -> Iterator[bytes]:
    yield _line({**heading, "format": FORMAT})
    keys = 0
    for model in stored_models():
        columns = [field.attname for field in model._meta.concrete_fields if isinstance(field, KeyField)]
        if not columns:
            continue
        yield _line({"table": _name(model), "columns": columns})
        for row in _rows(model, ["pk", *columns]):
            keys += 1
            yield _line(row)
    yield _line({"rows": keys})


def read_keys(text: bytes) -> tuple[dict[str, Any], Keys]:
    heading, *rest = (_read(line) for line in text.splitlines())
    keys: Keys = {}
    table = ""
    columns: list[str] = []
    for line in rest:
        if isinstance(line, list):
            keys[table, str(line[0])] = dict(zip(columns, line[1:], strict=True))
        elif "table" in line:
            table, columns = line["table"], line["columns"]
    if heading.get("format") != FORMAT or rest[-1:] != [{"rows": len(keys)}]:
        raise UnableToRestore(_("The keys file is not whole, or another Guftugu wrote it."))
    return heading, keys


class Loading:
    """Takes the words' lines one after another and puts the rows, with their keys, into an empty store."""

    def __init__(self, tables: Iterable[type[Model]], *, keys: Keys, backup: str) -> None:
        self.tables = {_name(model): model for model in tables}
        self.keys = dict(keys)
        self.backup = backup
        self.rows = 0
        self.is_whole = False
        self.model: type[Model] | None = None
        self.fields: list[models.Field[Any, Any]] = []
        self.waiting: list[Model] = []
        self.has_begun = False

    def take(self, line: bytes) -> None:
        told = _read(line)
        if not self.has_begun:
            self._begin(told)
        elif isinstance(told, list):
            self._row(told)
        elif "table" in told:
            self._table(told)
        else:
            self.flush()
            self.is_whole = told == {"rows": self.rows}

    def flush(self) -> None:
        if self.model is not None and self.waiting:
            self.model._default_manager.bulk_create(self.waiting)
        self.waiting = []

    def _begin(self, heading: Any) -> None:
        if not isinstance(heading, dict) or heading.get("format") != FORMAT or heading.get("backup") != self.backup:
            raise UnableToRestore(_("The two files are not of the same backup."))
        self.has_begun = True

    def _table(self, told: dict[str, Any]) -> None:
        self.flush()
        self.model = self.tables.get(told["table"])
        if self.model is None:
            raise UnableToRestore(_("The backup holds something this Guftugu does not know."))
        by_column = {field.attname: field for field in self.model._meta.concrete_fields}
        if not set(told["columns"]) <= by_column.keys():
            raise UnableToRestore(_("The backup holds something this Guftugu does not know."))
        self.fields = [by_column[column] for column in told["columns"]]

    def _row(self, told: list[Any]) -> None:
        if self.model is None:
            raise UnableToRestore(_not_whole())
        try:
            values = {field.attname: _value(field, one) for field, one in zip(self.fields, told, strict=True)}
            row = self.model(**values)
            for column, key in self.keys.pop((_name(self.model), str(row.pk)), {}).items():
                setattr(row, column, None if key is None else base64.b64decode(key))
        except (ValueError, TypeError, ValidationError, binascii.Error) as error:
            raise UnableToRestore(_not_whole()) from error
        self.waiting.append(row)
        self.rows += 1
        if len(self.waiting) >= BATCH:
            self.flush()


def _rows(model: type[Model], columns: list[str]) -> Iterator[list[Any]]:
    found = model._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        for row in batch:
            yield [_told(value) for value in row]


def _name(model: type[Model]) -> str:
    return model._meta.model_name or ""


def _line(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _read(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise UnableToRestore(_not_whole()) from error


def _told(value: Any) -> Any:
    match value:
        case bytes() | bytearray() | memoryview():
            return base64.b64encode(value).decode()
        case datetime() | date():
            return value.isoformat()
        case None | bool() | int() | float() | str() | list() | dict():
            return value
    return str(value)


def _value(field: models.Field[Any, Any], told: Any) -> Any:
    if told is None:
        return None
    if isinstance(field, BinaryField):
        return base64.b64decode(told, validate=True)
    return field.to_python(told)


def _not_whole() -> str:
    return _("The backup is not whole, or was changed.")
