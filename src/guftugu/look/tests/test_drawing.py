from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

from guftugu.look.drawing import element, shortened, text_width
from guftugu.look.pipeline import PartyCount, Stage, draw_pipeline
from guftugu.look.timeline import Axis, Lane, TimelineItem, draw_timeline, months_around, placed_in_lane, ticks

HOSTILE = '</svg><script>"x"'


def happening(label: str, earliest: date, latest: date | None = None, *, url: str = "") -> TimelineItem:
    return TimelineItem(label=label, earliest=earliest, latest=latest or earliest, url=url)


def test_element_escapes_words_and_values() -> None:
    shown = element("text", HOSTILE, class_="a", data_x=HOSTILE, x=1.04, y=2.0, dx=None)
    assert shown == (
        '<text class="a" data-x="&lt;/svg&gt;&lt;script&gt;&quot;x&quot;" x="1" y="2">'
        "&lt;/svg&gt;&lt;script&gt;&quot;x&quot;</text>"
    )
    assert element("g", element("path", d="M0 0")) == '<g><path d="M0 0"/></g>'


def test_shortened_keeps_within_its_room() -> None:
    assert shortened("short", room=100) == "short"
    cut = shortened("a label that is far too long for its place", room=100)
    assert cut.endswith("…")
    assert text_width(cut) <= 100


def lanes(url: str = "") -> list[Lane]:
    return [
        Lane(
            label="Meetings " + HOSTILE,
            items=[happening(f"Meeting {n} {HOSTILE}", date(1993, n, 1), date(1993, n, 9), url=url) for n in (3, 5, 8)],
        ),
        Lane(label="Visits", items=[]),
    ]


def test_timeline_is_well_formed_and_always_the_same() -> None:
    drawing = draw_timeline(lanes(), start=date(1993, 3, 1), end=date(1994, 4, 30))
    assert drawing == draw_timeline(lanes(), start=date(1993, 3, 1), end=date(1994, 4, 30))
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    assert root.find("title") is not None
    assert root.find("desc") is not None
    assert "style=" not in drawing
    assert "<script" not in drawing


def test_timeline_with_links_is_a_group_so_that_they_are_reached() -> None:
    root = ET.fromstring(draw_timeline(lanes("/m/?a=1&b=2"), start=date(1993, 3, 1), end=date(1994, 4, 30)))
    assert root.get("role") == "group"
    assert [each.get("href") for each in root.iter("a")] == ["/m/?a=1&b=2"] * 3


def test_timeline_labels_in_a_row_do_not_collide() -> None:
    items = [happening(f"What happened on the day number {n}", date(1993, 3, 1 + n)) for n in range(30)]
    axis = Axis(start=date(1993, 3, 1), end=date(1993, 12, 31))
    placed = placed_in_lane(Lane(label="All", items=items), axis)
    assert len(placed) == 30
    for row in {each.row for each in placed}:
        extents = sorted(each.extent for each in placed if each.row == row)
        assert all(one[1] < other[0] for one, other in pairwise(extents))


def test_timeline_leaves_out_what_lies_outside_and_cuts_what_reaches_in() -> None:
    axis = Axis(start=date(1994, 1, 1), end=date(1994, 12, 31))
    before = happening("before", date(1993, 1, 1), date(1993, 12, 31))
    reaching = happening("reaching in", date(1993, 6, 1), date(1994, 2, 1))
    placed = placed_in_lane(Lane(label="", items=[before, reaching]), axis)
    assert [each.item.label for each in placed] == ["reaching in"]
    assert placed[0].x1 == axis.x(date(1994, 1, 1))


def test_ticks_stay_few_over_any_span() -> None:
    for years in (0, 1, 5, 30, 120):
        assert 1 <= len(list(ticks(Axis(start=date(1900, 1, 1), end=date(1900 + years, 12, 31))))) <= 14


def test_months_around_hold_every_day() -> None:
    assert months_around([date(1993, 12, 31), date(1993, 3, 4)]) == (date(1993, 3, 1), date(1993, 12, 31))


def test_pipeline_draws_a_mark_a_person_and_a_number_for_a_crowd() -> None:
    few = Stage(label="Engaged", counts=[PartyCount(letter="G", name=HOSTILE, count=3)])
    crowd = Stage(label="Left", counts=[PartyCount(letter="O", name="O", count=300)])
    root = ET.fromstring(draw_pipeline([few, crowd]))
    letters = [each.text for each in root.iter("text") if each.get("class") == "letter"]
    assert letters == ["G", "G", "G", "O"]
    assert "× 300" in [each.text for each in root.iter("text")]
    assert root.findtext("desc") == "Engaged: 3 persons; Left: 300 persons"
