from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from guftugu.dialogues.tests.builders import House
from guftugu.phases.drawing import WIDTH, dates, draw_ribbon, placed
from guftugu.phases.kinds import Phase
from guftugu.phases.lookups import ribbon
from guftugu.phases.models import Standing
from guftugu.phases.ribbon import Column, Ribbon, RibbonRow
from guftugu.phases.tests.builders import build_phases, ended, judged, plan
from guftugu.phases.turned import draw_turned
from guftugu.record.models import Subject

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def house(db: None) -> House:
    return build_phases(4)


def lines(house: House) -> list[tuple[int, int, int | None]]:
    drawn = ribbon(house.viewer("moderator-us"), house.dialogue)
    return [(one.standing.phase.value, one.since, one.until) for one in drawn.stretches]


def test_judgement_holds_until_the_next_of_its_phase_or_its_end(house: House) -> None:
    judged(house, 2, "tentative", after=1)
    row = judged(house, 2, "settled", after=2)
    ended(house, row, after=4)
    judged(house, 4, "momentary", after=4)
    assert lines(house) == [(2, 1, 2), (2, 2, 4), (4, 4, None)]


def test_first_phase_runs_from_before_the_first_meeting(house: House) -> None:
    judged(house, 1, after=0)
    assert lines(house) == [(1, 0, None)]


def test_what_was_replaced_after_the_same_meeting_is_not_drawn(house: House) -> None:
    judged(house, 3, "tentative", after=2)
    judged(house, 3, "settled", after=2)
    assert lines(house) == [(3, 2, None)]


def test_what_was_ended_after_the_meeting_it_was_judged_is_not_drawn(house: House) -> None:
    ended(house, judged(house, 3, after=2), after=2)
    assert lines(house) == []


def test_phase_can_be_gone_back_to(house: House) -> None:
    ended(house, judged(house, 2, after=1), after=2)
    judged(house, 2, after=4)
    assert lines(house) == [(2, 1, 2), (2, 4, None)]


def test_subject_has_a_line_of_its_own_below_the_groups(house: House) -> None:
    judged(house, 3, after=2, subject=Subject.objects.all()[0])
    judged(house, 3, after=3)
    drawing = draw_ribbon(ribbon(house.viewer("moderator-us"), house.dialogue))
    heights = [float(part.attrib["y1"]) for part in drawn(drawing, "line") if part.attrib["class"] == "line"]
    assert heights[0] < heights[1]


def test_firmness_is_told_by_the_stroke_and_not_by_colour(house: House) -> None:
    for phase, firmness in ((2, "settled"), (3, "tentative"), (4, "momentary")):
        judged(house, phase, firmness, after=2)
    drawing = draw_ribbon(ribbon(house.viewer("moderator-us"), house.dialogue))
    strokes = [
        (part.attrib["stroke-width"], part.attrib.get("stroke-dasharray"))
        for part in drawn(drawing, "line")
        if part.attrib["class"] == "line"
    ]
    assert len(set(strokes)) == 3
    assert "stroke=" not in drawing
    assert "style=" not in drawing


def test_each_line_leads_to_its_reason_and_says_itself(house: House) -> None:
    row = judged(house, 4, "momentary", after=4)
    drawing = draw_ribbon(ribbon(house.viewer("moderator-us"), house.dialogue), url="/1/phases/")
    assert f'href="/1/phases/#s-{row.pk}"' in drawing
    assert 'aria-label="Phase 4, Planning together: momentary, since #4"' in drawing


def test_planned_meeting_is_faint(house: House) -> None:
    judged(house, 2, after=4)
    plan(house, 5)
    drawing = draw_ribbon(ribbon(house.viewer("moderator-us"), house.dialogue))
    classes = {part.text: part.attrib["class"] for part in drawn(drawing, "text") if part.text in {"#4", "#5"}}
    assert classes == {"#4": "strong", "#5": "soft"}


def test_many_meetings_keep_inside_the_drawing() -> None:
    columns = [Column(number=number) for number in range(1, 61)]
    places = placed(columns)
    assert max(places.x.values()) < WIDTH
    assert sorted(places.x.values()) == list(places.x.values())
    drawing = draw_ribbon(Ribbon(columns, [RibbonRow(phase, []) for phase in Phase]))
    shown = [part for part in drawn(drawing, "text") if (part.text or "").startswith("#")]
    assert 10 < len(shown) < 60


def test_meetings_far_apart_do_not_press_the_others() -> None:
    days = [date(1993, 3, 1), date(1993, 3, 8), date(1993, 3, 15), date(1999, 3, 1)]
    columns = [Column(number=n, earliest=day, latest=day) for n, day in enumerate(days, start=1)]
    x = list(placed(columns).x.values())
    assert x[1] - x[0] > 60
    assert x[3] - x[2] > x[1] - x[0]


def test_months_name_the_year_once_and_no_month_that_is_not_known() -> None:
    columns = [
        Column(number=1, earliest=date(1993, 3, 1), latest=date(1993, 3, 31)),
        Column(number=2, earliest=date(1993, 5, 1), latest=date(1993, 5, 31)),
        Column(number=3, earliest=date(1993, 7, 1), latest=date(1993, 9, 30)),
        Column(number=4),
        Column(number=5, earliest=date(1994, 1, 1), latest=date(1994, 1, 10)),
    ]
    assert [when for _column, when in dates(columns)] == ["Mar 1993", "May", "", "", "Jan 1994"]


def test_ribbon_of_no_meetings_can_be_drawn() -> None:
    assert "<svg" in draw_ribbon(Ribbon([], []))
    assert "<svg" in draw_turned(Ribbon([], []))


def test_turned_ribbon_tells_the_same_from_top_to_bottom(house: House) -> None:
    judged(house, 2, after=1)
    judged(house, 4, "momentary", after=4)
    plan(house, 5)
    seen = ribbon(house.viewer("moderator-us"), house.dialogue)
    lying, turned = draw_ribbon(seen), draw_turned(seen)
    assert links(turned) == links(lying)
    tops = {part.text: float(part.attrib["y"]) for part in drawn(turned, "text") if (part.text or "").startswith("#")}
    assert list(tops) == ["#1", "#2", "#3", "#4", "#5"]
    assert sorted(tops.values()) == list(tops.values())


def links(drawing: str) -> list[tuple[str, str]]:
    return [(part.attrib["href"], part.attrib["aria-label"]) for part in drawn(drawing, "a")]


def test_unsaved_judgement_is_in_the_series_of_its_phase() -> None:
    assert Standing(phase=4).series == (None, 4)


def drawn(drawing: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(drawing).iter(name))
