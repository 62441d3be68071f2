from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import House
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.texts.lookups.texts import passages_of
from guftugu.texts.sources import sources_of
from guftugu.texts.tests.builders import begin


@pytest.fixture
def house(db: None) -> House:
    built = build_record()
    file_notes(built, hold_meeting(built, 1), "O^ We are prepared to negotiate.\nG= This is a basis.")
    return built


def test_what_the_text_says_itself_is_not_told_again(house: House) -> None:
    version = begin(house, "The opposition said: “We are prepared to negotiate.” [¶1] The other side agreed. [¶2]")
    (passage,) = passages_of(house.viewer("moderator-us"), version)
    assert [one.label for one in sources_of(passage.evidence, [passage.words])] == ["¶2"]
    assert [one.label for one in sources_of(passage.evidence, ["Something else."])] == ["¶1", "¶2"]
