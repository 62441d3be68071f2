from __future__ import annotations

from collections.abc import Callable

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.tests.builders import build_record
from guftugu.record.tests.test_two_at_once import at_once
from guftugu.texts.actions.versions import Overtaken, write_version
from guftugu.texts.models import Rendering, Text, Version
from guftugu.texts.passages import Written
from guftugu.texts.tests.builders import begin
from guftugu.trail.lookups import verification

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_write_at_once_one_is_told_and_nothing_is_mixed() -> None:
    house = build_record()
    first = begin(house, "What both began on.")

    def writing(house: House, words: str) -> Callable[[], None]:
        viewer, text = house.viewer("moderator-us"), Text.objects.get(pk=first.text_id)

        def write() -> None:
            write_version(text, "Memo", [Written(words), Written("And more.")], after=1, by=viewer, now=NOW)

        return write

    (refused,) = at_once(writing(house, "Mine."), writing(house, "Yours."))
    assert isinstance(refused, Overtaken)
    assert [row.number for row in Version.objects.all()] == [1, 2]
    assert Rendering.objects.filter(version__number=2).count() == 2
    assert verification().is_whole
