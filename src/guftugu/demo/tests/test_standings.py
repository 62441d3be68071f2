"""What the demo has to show: momentarily in 4, tentatively 5; after #4 nothing of #5; what came later, only now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guftugu.demo.load import load_demo
from guftugu.dialogues.models import Dialogue
from guftugu.dialogues.positions import NOW, Moment
from guftugu.people import lookups as people
from guftugu.phases import lookups
from guftugu.phases.drawing import draw_ribbon
from guftugu.phases.wording import sentence
from guftugu.rooms.actions.entering import unlock
from guftugu.rooms.viewer import Viewer

pytestmark = pytest.mark.django_db

Told = list[tuple[int, str, str]]


class Demo:
    def __init__(self) -> None:
        self.passphrases = {log_in.name: log_in.passphrase for log_in in load_demo()}
        self.dialogue = Dialogue.objects.get()

    def viewer(self, name: str) -> Viewer:
        return unlock(name, self.passphrases[name], now=datetime(1994, 5, 1, tzinfo=UTC))

    def known_then(self, viewer: Viewer, number: int) -> Moment:
        return Moment(number, lookups.known_then(viewer, self.dialogue, number))

    def told(self, viewer: Viewer, moment: Moment) -> Told:
        return [
            (seen.phase, seen.firmness, seen.subject.short if seen.subject else "")
            for seen in lookups.standings(viewer, self.dialogue, moment)
        ]


def test_demo_stands_where_the_report_says() -> None:
    demo = Demo()
    moderator = demo.viewer("moderator-us")
    _after_the_sixth(demo, moderator)
    _after_the_fourth(demo, moderator)
    _after_the_third(demo, moderator)
    _before_the_first(demo, moderator)
    for name in ("g1", "colleague"):
        _as_others_see_it(demo, demo.viewer(name))


def _after_the_sixth(demo: Demo, viewer: Viewer) -> None:
    told = lookups.standings(viewer, demo.dialogue)
    assert sentence(told) == "Momentarily in phase 4; tentatively reaching into phase 5"
    assert all(seen.why.endswith(".") and seen.evidence and seen.judged_by for seen in told)
    drawing = draw_ribbon(lookups.ribbon(viewer, demo.dialogue))
    assert "Phase 4, Planning together: momentary, since #6" in drawing
    assert "Phase 5, Acting: tentative, since #6" in drawing


def _after_the_fourth(demo: Demo, viewer: Viewer) -> None:
    then = demo.known_then(viewer, 4)
    assert demo.told(viewer, then) == [(1, "settled", ""), (3, "settled", "")]
    ribbon = lookups.ribbon(viewer, demo.dialogue, then)
    assert [column.number for column in ribbon.columns] == [1, 2, 3, 4]
    assert all(stretch.since <= 4 for stretch in ribbon.stretches)
    assert "#5" not in draw_ribbon(ribbon)


def _after_the_third(demo: Demo, viewer: Viewer) -> None:
    """The turn to probing was seen only after #6."""
    before = [(1, "settled", ""), (2, "settled", "")]
    assert demo.told(viewer, demo.known_then(viewer, 3)) == before
    assert demo.told(viewer, Moment(3)) == [*before, (3, "tentative", "refugees")]


def _before_the_first(demo: Demo, viewer: Viewer) -> None:
    assert demo.told(viewer, demo.known_then(viewer, 0)) == [(1, "settled", "")]
    known = Moment(0, people.known_then(viewer, demo.dialogue, 0))
    assert people.pipeline(viewer, demo.dialogue, known).ways


def _as_others_see_it(demo: Demo, viewer: Viewer) -> None:
    """A participant and a colleague see what the report tells, with such of its evidence as is in their rooms."""
    assert demo.told(viewer, NOW) == [(1, "settled", ""), (4, "momentary", ""), (5, "tentative", "")]
    reached = [seen for seen in lookups.standings(viewer, demo.dialogue) if seen.phase > 1]
    assert all(len(seen.evidence) == 5 and not seen.judged_by for seen in reached)
