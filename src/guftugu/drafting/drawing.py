"""How many brackets stood in the draft, round by round."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guftugu.look.drawing import drawn, element, line, text

WIDTH, HEIGHT, STEP, BAR = 480.0, 120.0, 80.0, 26.0
TOP, FOOT = 18.0, 92.0


def draw_brackets(counts: Sequence[tuple[str, int]]) -> SafeString:
    most = max([count for _label, count in counts] or [0]) or 1
    width = max(WIDTH, STEP * len(counts) + 20)
    parts = [line(x1=0.0, y1=FOOT, x2=width, y2=FOOT, class_="hairline")]
    for at, (label, count) in enumerate(counts):
        x = 10 + STEP * at + STEP / 2
        tall = (FOOT - TOP) * count / most
        parts += [
            element("rect", x=x - BAR / 2, y=FOOT - tall, width=BAR, height=tall, class_="span"),
            text(str(count), x=x, y=FOOT - tall - 5, class_="strong", anchor="middle"),
            text(label, x=x, y=FOOT + 18, class_="soft", anchor="middle"),
        ]
    return drawn(*parts, width=width, height=HEIGHT, title=_("Brackets in the draft, round by round"), is_narrow=True)
