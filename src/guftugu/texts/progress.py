"""How far a text is rendered into a language: one bar, its passages by state."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guftugu.look.drawing import drawn, element, line, text, text_width

WIDTH, TOP, BAR, LINE, GAP = 328.0, 4.0, 16.0, 18.0, 12.0
# From what waits to what is agreed: the further, the fuller.
CLASSES = ("shape", "shape", "span is-faint", "span", "solid")


def draw_progress(counts: Sequence[tuple[str, int]]) -> SafeString:
    """`counts`: states in their order, each with its passages."""
    whole = sum(count for _label, count in counts) or 1
    parts = [line(x1=0.0, y1=TOP + BAR, x2=WIDTH, y2=TOP + BAR, class_="hairline")]
    at, free, below = 0.0, 0.0, TOP + BAR + LINE
    for (label, count), class_ in zip(counts, CLASSES, strict=True):
        if not count:
            continue
        wide, told = WIDTH * count / whole, f"{label} {count}"
        # A label begins under its part, or behind the one before; where there is no room left, a line lower.
        x, below = (max(at, free), below) if max(at, free) + text_width(told) <= WIDTH else (0.0, below + LINE)
        parts += [
            element("rect", x=at, y=TOP, width=wide - 1, height=BAR, class_=class_),
            text(told, x=x, y=below, class_="soft"),
        ]
        at, free = at + wide, x + text_width(told) + GAP
    return drawn(*parts, width=WIDTH, height=below + GAP, title=_("How far it is rendered"), is_small=True)
