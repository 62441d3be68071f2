"""How long pages of a joint text of 60 passages in three languages take: `python benchmarks/texts.py [PASSAGES]`.

Times are of the processor, so that other work on the machine counts less.
"""

from __future__ import annotations

import gzip
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "src"))

from tools.measuring import in_a_store  # noqa: E402 (the path above leads to it)

if TYPE_CHECKING:
    from guftugu.dialogues.tests.builders import House
    from guftugu.drafting.models import Round
    from guftugu.texts.models import Text

NOW = datetime(1994, 3, 7, 9, 0, tzinfo=UTC)
TURNS = 15
WORDS = [
    "the",
    "parties",
    "shall",
    "return",
    "refugees",
    "under",
    "guarantees",
    "of",
    "commissions",
    "before",
    "winter",
]


def measure(passages: int) -> None:
    from guftugu.drafting.tests.builders import begin, opened, release  # noqa: PLC0415
    from guftugu.record.tests.builders import build_record  # noqa: PLC0415
    from guftugu.rooms.tests.client import client_of  # noqa: PLC0415

    house, chance = build_record(), random.Random(1994)
    said = [" ".join(chance.choices(WORDS, k=40)).capitalize() + "." for _passage in range(passages)]
    joint = begin(house, *said)
    rendered(house, joint.text)
    found = opened(house, joint)
    asked(house, found, chance)
    for name in ("g1", "o1"):
        release(house, found, name)
    client = client_of(house, "moderator-us")
    text, of_round = f"/1/texts/{joint.text_id}/", f"/1/joint/rounds/{found.pk}/"
    told(client, "the text", text)
    told(client, "in Russian", f"{text}?language=ru")
    told(client, "side by side", f"{text}side-by-side/")
    told(client, "the round", of_round)
    client.post(f"{of_round}open/", {"sure": "1"})
    told(client, "consolidation", f"{of_round}consolidate/")


def rendered(house: House, text: Text) -> None:
    from guftugu.texts.actions.languages import want_language  # noqa: PLC0415
    from guftugu.texts.actions.renderings import render_passage  # noqa: PLC0415
    from guftugu.texts.lookups.renderings import side_by_side  # noqa: PLC0415

    by = house.viewer("moderator-us")
    for language in ("ru", "tg"):
        want_language(text, language, by=by, now=NOW)
        for row in side_by_side(by, text.pk).all_rows:
            assert row.lead is not None
            words = row.passage.words[::-1]
            render_passage(text, row.passage.id, words, language=language, of=row.lead, after=None, by=by, now=NOW)


def asked(house: House, found: Round, chance: random.Random) -> None:
    """Each of two caucuses asks for other words in a third of the passages."""
    from guftugu.drafting.tests.builders import ask  # noqa: PLC0415
    from guftugu.texts.lookups.texts import text_seen  # noqa: PLC0415

    base = text_seen(house.viewer("g1"), found.base.text_id, number=found.base.number).passages
    for name in ("g1", "o1"):
        for at in chance.sample(range(len(base)), k=len(base) // 3):
            words = base[at].words.split(" ")
            words[chance.randrange(len(words))] = f"{name}-says"
            ask(house, found, name, at, " ".join(words))


def told(client: Any, what: str, path: str) -> None:
    times = []
    for _turn in range(TURNS):
        begun = time.process_time()
        answer = client.get(path)
        times.append((time.process_time() - begun) * 1000)
    size = len(gzip.compress(answer.content)) / 1000
    print(
        f"{what:16} {answer.status_code} best {min(times):.0f} ms, middle {sorted(times)[TURNS // 2]:.0f} ms, "
        f"{size:.1f} kB gzipped"
    )


if __name__ == "__main__":
    in_a_store(lambda: measure(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
