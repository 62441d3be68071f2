from __future__ import annotations

import pytest
from django.test import Client

from guftugu.dialogues.tests.builders import House
from guftugu.drafting.models import Round
from guftugu.drafting.tests.builders import begin, opened
from guftugu.record.tests.builders import build_record
from guftugu.rooms.tests.client import client_of


@pytest.fixture
def house(db: None) -> House:
    return build_record()


@pytest.fixture
def moderator(house: House) -> Client:
    return client_of(house, "moderator-us")


@pytest.fixture
def found(house: House) -> Round:
    return opened(house, begin(house))
