"""The demo for every journey. Its record is told once; each journey finds the rows as they were told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from guftugu.demo.load import load_demo

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@dataclass(frozen=True)
class Told:
    passphrases: dict[str, str]
    tables: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Told:
    with django_db_blocker.unblock():
        passphrases = {one.name: one.passphrase for one in load_demo()}
        told = Told(passphrases, {table: _rows(table) for table in _tables()})
        call_command("flush", interactive=False, verbosity=0)
    return told


@pytest.fixture
def passphrases(told: Told, transactional_db: None) -> dict[str, str]:
    """The demo in the store, and with what each of its cast logs in."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in told.tables.items():
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
    return told.passphrases


def _models() -> list[Any]:
    return list(apps.get_app_config("guftugu").get_models(include_auto_created=True))


def _tables() -> list[str]:
    return [model._meta.db_table for model in _models() if model._meta.managed and not model._meta.proxy]


def _rows(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return list(cursor.fetchall())
