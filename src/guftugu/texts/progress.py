"""How far a text is rendered into a language: one bar, its passages by state."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guftugu.look.drawing import drawn, element, line, text

WIDTH, HEIGHT, TOP, BAR = 480.0, 52.0, 4.0, 16.0
# From what waits to what is agreed: the further, the fuller.
CLASSES = ("shape", "shape", "span", "span", "solid")


def draw_progress(counts: Sequence[tuple[str, int]]) -> SafeString:
    """`counts`: states in their order, each with its passages."""
    whole = sum(count for _label, count in counts) or 1
    parts = [line(x1=0.0, y1=TOP + BAR, x2=WIDTH, y2=TOP + BAR, class_="hairline")]
    at = 0.0
    for (label, count), class_ in zip(counts, CLASSES, strict=True):
        if not count:
            continue
        wide = WIDTH * count / whole
        parts += [
            element("rect", x=at, y=TOP, width=wide - 1, height=BAR, class_=class_),
            text(f"{label} {count}", x=at, y=TOP + BAR + 18, class_="soft"),
        ]
        at += max(wide, 0.0)
    return drawn(*parts, width=WIDTH, height=HEIGHT, title=_("How far it is rendered"), is_narrow=True)
