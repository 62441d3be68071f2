from __future__ import annotations

import re
from itertools import pairwise

import pytest

from guftugu.look.drawing import text_width
from guftugu.texts.progress import WIDTH, draw_progress

STATES = ("not rendered", "stale", "draft", "checked", "agreed")


@pytest.mark.parametrize(
    "counts", [(0, 0, 14, 4, 0), (1, 1, 1, 1, 1), (50, 1, 1, 1, 1), (0, 0, 0, 0, 0), (1, 0, 0, 0, 59)]
)
def test_labels_stand_apart_and_within_the_picture(counts: tuple[int, ...]) -> None:
    drawn = draw_progress(list(zip(STATES, counts, strict=True)))
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', drawn)
    assert [told for _x, _y, told in found] == [f"{s} {n}" for s, n in zip(STATES, counts, strict=True) if n]
    by_line: dict[str, list[tuple[float, float]]] = {}
    for x, y, told in found:
        by_line.setdefault(y, []).append((float(x), float(x) + text_width(told)))
    for spans in by_line.values():
        assert all(end <= WIDTH for _start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
