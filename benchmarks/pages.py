"""How long the server takes for a page of a meeting of 500 entries: `python benchmarks/pages.py [ENTRIES]`."""

from __future__ import annotations

import gzip
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "src"))

from tools.measuring import in_a_store  # noqa: E402 (the path above leads to it)

NOW = datetime(1994, 3, 7, 9, 0, tzinfo=UTC)
TURNS = 15
WORDS = [
    "the",
    "refugees",
    "return",
    "when",
    "somebody",
    "from",
    "outside",
    "stands",
    "on",
    "the",
    "road",
    "and",
    "one",
    "commander",
    "answers",
    "for",
    "it",
]
PATHS = ("meetings/1/", "record/", "record/250/", "search/?q=commander", "timeline/", "questions/")


def measure(entries: int) -> None:
    from guftugu.record.tests.builders import build_record, file_notes, hold_meeting  # noqa: PLC0415
    from guftugu.rooms.tests.client import client_of  # noqa: PLC0415

    house = build_record()
    chance = random.Random(1994)
    marks = ("O1: ", "G2: ", "G1? ", "O2> ", "* ", "O3! ")
    notes = [
        f"{chance.choice(marks)}{' '.join(chance.choices(WORDS, k=chance.randint(6, 30)))}"
        f"{' {refugees}' if chance.random() < 0.2 else ''}"
        for _line in range(entries)
    ]  # fmt: skip
    file_notes(house, hold_meeting(house, 1), "\n".join(notes))
    client = client_of(house, "moderator-us")
    for path in PATHS:
        times = []
        for _turn in range(TURNS):
            begun = time.perf_counter()
            answer = client.get(f"/1/{path}")
            times.append(time.perf_counter() - begun)
        size = len(gzip.compress(answer.content)) / 1000
        told = f"best {min(times) * 1000:.0f} ms, middle {sorted(times)[TURNS // 2] * 1000:.0f} ms"
        print(f"{path:24} {answer.status_code} {told}, {size:.1f} kB gzipped")


if __name__ == "__main__":
    in_a_store(lambda: measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
