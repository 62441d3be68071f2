"""The demo for every journey. Its record is told once; each journey finds the rows as they were told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from guftugu.demo.load import load_demo
from tests.telling import Rows, put_back, rows_in_store

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@dataclass(frozen=True)
class Told:
    passphrases: dict[str, str]
    rows: Rows


@pytest.fixture(scope="session")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Told:
    with django_db_blocker.unblock():
        told = Told({one.name: one.passphrase for one in load_demo()}, rows_in_store())
        call_command("flush", interactive=False, verbosity=0)
    return told


@pytest.fixture
def passphrases(told: Told, transactional_db: None) -> dict[str, str]:
    """The demo in the store, and with what each of its cast logs in."""
    put_back(told.rows)
    return told.passphrases
