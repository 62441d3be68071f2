from __future__ import annotations

import pytest

from guftugu.demo.load import load_demo
from guftugu.trail.lookups import verification

pytestmark = pytest.mark.django_db


def test_the_whole_record_is_told() -> None:
    log_ins = load_demo()
    assert len(log_ins) == 13
    assert verification().is_whole
