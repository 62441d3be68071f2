from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guftugu.look.drawing import MARK_SIZE, drawn, drawn_mark, group, line, shortened, text, together

WIDTH = 640.0
LABELS = 170.0
TOTAL = 40.0
ROW = 34.0
STEP = MARK_SIZE + 5
PARTY_GAP = 12.0


@dataclass(frozen=True, kw_only=True)
class PartyCount:
    letter: str
    name: str
    count: int
    shape: str = ""
    pattern: str = ""


@dataclass(frozen=True, kw_only=True)
class Stage:
    label: str
    counts: Sequence[PartyCount]

    @property
    def total(self) -> int:
        return sum(each.count for each in self.counts)


def draw_pipeline(stages: Sequence[Stage], *, title: str = "") -> SafeString:
    """One row a stage, one mark a person; a crowd is one mark and its number."""
    rows = [draw_stage(stage, top=number * ROW) for number, stage in enumerate(stages)]
    end = len(stages) * ROW
    return drawn(
        *rows,
        line(x1=0.0, y1=end, x2=WIDTH, y2=end, class_="hairline"),
        width=WIDTH,
        height=end + 1,
        title=title or _("The way into the dialogue"),
        description="; ".join(told(stage) for stage in stages),
        is_narrow=True,
    )


def draw_stage(stage: Stage, *, top: float) -> SafeString:
    return group(
        line(x1=0.0, y1=top, x2=WIDTH, y2=top, class_="hairline"),
        text(shortened(stage.label, room=LABELS - TOTAL), x=0.0, y=top + 22),
        text(str(stage.total), x=LABELS - 16, y=top + 22, class_="strong" if stage.total else "soft", anchor="end"),
        draw_counts(stage, top=top + (ROW - MARK_SIZE) / 2),
    )


def draw_counts(stage: Stage, *, top: float) -> SafeString:
    shown = [each for each in stage.counts if each.count > 0]
    room = WIDTH - LABELS - PARTY_GAP * max(len(shown) - 1, 0)
    one_by_one = stage.total * STEP <= room
    parts: list[SafeString] = []
    x = LABELS
    for each in shown:
        for _person in range(each.count if one_by_one else 1):
            parts.append(drawn_mark(each.letter, x=x, y=top, name=each.name, shape=each.shape, pattern=each.pattern))
            x += STEP
        if not one_by_one:
            parts.append(text(f"× {each.count}", x=x, y=top + 14))
            x += 2 * STEP
        x += PARTY_GAP
    return together(parts)


def told(stage: Stage) -> str:
    people = ngettext("%(count)d person", "%(count)d persons", stage.total) % {"count": stage.total}
    return f"{stage.label}: {people}"
