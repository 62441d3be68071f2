"""How long a paper takes on the demo, from the record to the file: `python benchmarks/reports.py`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "src"))

from tools.measuring import in_a_store  # noqa: E402 (the path above leads to it)

TURNS = 7
COMPOSED, EXPORTED = 0.3, 1.0


def measure() -> None:
    from django.utils import timezone  # noqa: PLC0415

    from guftugu.demo.load import load_demo  # noqa: PLC0415
    from guftugu.dialogues import lookups as dialogues  # noqa: PLC0415
    from guftugu.reports.composed import Period, Wanted  # noqa: PLC0415
    from guftugu.reports.lookups.composing import composed  # noqa: PLC0415
    from guftugu.reports.lookups.going_out import going_out  # noqa: PLC0415
    from guftugu.rooms.actions.entering import unlock  # noqa: PLC0415
    from guftugu.texts.files import FORMATS, write  # noqa: PLC0415

    log_ins = {each.name: each.passphrase for each in load_demo()}
    now = timezone.now()
    viewer = unlock("moderator-us", log_ins["moderator-us"], now=now)
    dialogue = dialogues.dialogues(viewer)[0]
    meetings = {seen.occasion.number: seen.occasion for seen in dialogues.meetings(viewer, dialogue)}
    quarter = Period(date(1994, 1, 1), date(1994, 3, 31))
    for wanted in (
        Wanted("wrap-up", "colleagues", period=quarter),
        Wanted("memo", "team", meeting=meetings[6]),
        Wanted("agenda", "participants", meeting=meetings[7]),
    ):
        tell(f"{wanted.kind} composed", COMPOSED, lambda wanted=wanted: composed(viewer, dialogue, wanted, now=now))
        tell(
            f"{wanted.kind} composed, looked through",
            COMPOSED + EXPORTED,
            lambda wanted=wanted: going_out(viewer, dialogue, wanted, is_anew=True, now=now),
        )
        out = going_out(viewer, dialogue, wanted, is_anew=True, now=now)
        for suffix in FORMATS:
            tell(
                f"{wanted.kind} as {suffix}", EXPORTED, lambda suffix=suffix, out=out: write(out.document, suffix)
            )  # fmt: skip


def tell(what: str, aim: float, act: Callable[[], Any]) -> None:
    times = []
    for _turn in range(TURNS):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    middle = sorted(times)[TURNS // 2]
    print(f"{what:32} best {min(times):.3f} s, middle {middle:.3f} s (aim {aim:.1f} s)")


if __name__ == "__main__":
    in_a_store(measure)
