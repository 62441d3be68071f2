from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import House
from guftugu.reports.tests.builders import build_papers


@pytest.fixture
def house(db: None) -> House:
    return build_papers()
