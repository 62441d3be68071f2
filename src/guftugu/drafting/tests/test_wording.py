from __future__ import annotations

from guftugu.algorithms.consolidate import SENTENCES
from guftugu.drafting import wording


def test_every_reason_of_the_engine_can_be_said() -> None:
    assert set(wording.SENTENCES) == set(SENTENCES)
