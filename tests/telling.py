"""Told once through the actions that people use, and from then on put back as the rows that this left.

A test finds the same store either way; what it does not do again is make keys, seal words and write the trail.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import deepcopy
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

Rows = dict[str, list[tuple[Any, ...]]]
Value = TypeVar("Value")

_told: dict[Hashable, tuple[Rows, Any]] = {}


def told_once(key: Hashable, tell: Callable[[], Value]) -> Value:
    """What `tell` makes in an empty store. In one that holds something already it is told anew."""
    if any(rows_in_store().values()):
        return tell()
    if key in _told:
        rows, value = _told[key]
        put_back(rows)
        again: Value = deepcopy(value)
        return again
    told = tell()
    _told[key] = (rows_in_store(), deepcopy(told))
    return told


def rows_in_store() -> Rows:
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in map(_table, _models())}


def put_back(rows: Rows) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, told in rows.items():
            if told:
                places = ", ".join(["%s"] * len(told[0]))
                cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", told)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _models() -> list[type[models.Model]]:
    every = apps.get_app_config("guftugu").get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _rows(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return list(cursor.fetchall())
