from __future__ import annotations

import pytest

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import House
from guftugu.record.tests.builders import build_record, hold_meeting


@pytest.fixture
def house(db: None) -> House:
    return build_record()


@pytest.fixture
def meeting(house: House) -> Occasion:
    return hold_meeting(house, 1)
