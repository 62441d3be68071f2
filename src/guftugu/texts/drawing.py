"""Who has which version: a row for each recipient, a column for each version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guftugu.look.drawing import drawn, element, group, line, shortened, text

LABELS, COLUMN, ROW, HEAD = 300.0, 76.0, 28.0, 32.0
LEAST = 560.0
MOST_LABELS = 404.0


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What somebody has: by number of the version, in which languages it was given."""

    label: str
    given: Mapping[int, Sequence[str]]

    @property
    def last(self) -> int:
        return max(self.given)


def draw_holdings(holdings: Sequence[Holding], *, latest: int) -> SafeString:
    """A full mark is the latest that somebody has, an open one what he was given before."""
    numbers = sorted({latest, *(number for one in holdings for number in one.given)})
    labels = min(max(LABELS, LEAST - COLUMN * len(numbers)), MOST_LABELS)
    places = {number: labels + COLUMN * (at + 0.5) for at, number in enumerate(numbers)}
    end = HEAD + ROW * len(holdings)
    heads = [
        text(str(number), x=x, y=20.0, class_="strong" if number == latest else "soft", anchor="middle")
        for number, x in places.items()
    ]
    width = max(LEAST, labels + COLUMN * len(numbers))
    rows = [_row(one, places, labels, top=HEAD + ROW * at, width=width) for at, one in enumerate(holdings)]
    foot = line(x1=0.0, y1=end, x2=width, y2=end, class_="hairline")
    return drawn(
        text(_("Version"), x=0.0, y=20.0, class_="soft"), *heads, *rows, foot, width=width, height=end + 1,
        title=_("Who has which version"), description="; ".join(_told(one) for one in holdings), is_narrow=True,
    )  # fmt: skip


def _row(one: Holding, places: Mapping[int, float], labels: float, *, top: float, width: float) -> SafeString:
    middle = top + ROW / 2
    marks = []
    for number, languages in sorted(one.given.items()):
        x = places[number]
        told = " ".join(languages)
        marks += [
            element("circle", cx=x - 14, cy=middle, r=5.0, class_="solid" if number == one.last else "shape"),
            text(told, x=x - 4, y=middle + 4, class_=None if number == one.last else "soft"),
        ]
    return group(
        line(x1=0.0, y1=top, x2=width, y2=top, class_="hairline"),
        text(shortened(one.label, room=labels - 12), x=0.0, y=middle + 4),
        *marks,
    )


def _told(one: Holding) -> str:
    given = ", ".join(f"{number} ({' '.join(languages)})" for number, languages in sorted(one.given.items()))
    return f"{one.label}: {given}"
