"""How long a search takes over 100,000 sealed entries, in a store of its own: `python benchmarks/search.py [ENTRIES]`.

Four hundred meetings of 250 entries, two in three of them Russian or Tajik, written as filing writes them.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "src"))

from tools.measuring import in_a_store  # noqa: E402 (the path above leads to it)

if TYPE_CHECKING:
    from guftugu.dialogues.tests.builders import House

NOW = datetime(1994, 3, 7, 9, 0, tzinfo=UTC)
A_MEETING = 250
ASKED = ("refugees", "беженцы", "гурезагон кафолат", '"on the road"', "negot*", "nowheretobefound", "the")
SAID = {
    "en": "the refugees return when somebody from outside stands on the road and one commander answers for it before "
    "winter negotiation guarantee house village school river border list paper government opposition",
    "ru": "беженцы вернутся когда кто-нибудь со стороны встанет на дороге и один командир ответит за это до зимы "
    "переговоры гарантия дом деревня школа река граница список бумага правительство оппозиция",
    "tg": "гурезагон бармегарданд агар касе аз берун дар роҳ истад ва як фармондеҳ барои он ҷавоб диҳад пеш аз "
    "зимистон музокирот кафолат хона деҳа мактаб дарё сарҳад рӯйхат коғаз ҳукумат мухолифин",
}


def measure(entries: int) -> None:
    from guftugu.dialogues.tests.builders import build_house  # noqa: PLC0415
    from guftugu.record.folding import Query  # noqa: PLC0415
    from guftugu.record.lookups.search import search  # noqa: PLC0415

    house = build_house(cast={})
    begun = time.perf_counter()
    fill(house, entries)
    print(f"{entries} entries written in {time.perf_counter() - begun:.1f} s")
    for asked in ASKED:
        times = []
        for _turn in range(3):
            viewer = house.viewer("moderator-us")
            begun = time.perf_counter()
            found = search(viewer, house.dialogue, Query(asked))
            times.append(time.perf_counter() - begun)
        print(f"{asked:24} {found.total:7} found  best of three {min(times):.2f} s, worst {max(times):.2f} s")


def fill(house: House, entries: int) -> None:
    """As `write_entries` does it, without the trail."""
    from django.db import transaction  # noqa: PLC0415

    from guftugu.dialogues.actions.occasions import When, record_occasion  # noqa: PLC0415
    from guftugu.record.actions.writing import Draft, write_entries  # noqa: PLC0415

    chance = random.Random(1994)
    by, plenary = house.viewer("moderator-us"), house.rooms["plenary"]
    for meeting in range(1, entries // A_MEETING + 1):
        now = NOW + timedelta(days=meeting)
        occasion = record_occasion(
            house.dialogue, plenary, "meeting", number=meeting, title=f"Dialogue #{meeting}",
            when=When("that day", now.date(), now.date()), by=by, now=now,
        )  # fmt: skip
        drafts = []
        for _line in range(A_MEETING):
            words = SAID[chance.choice(list(SAID))].split()
            said = " ".join(chance.choices(words, k=chance.randint(8, 40)))
            drafts.append(Draft(room=plenary, kind="statement", words=said, party=chance.choice("GO")))
        with transaction.atomic():
            write_entries(house.dialogue, occasion, drafts, by=by, now=now)


if __name__ == "__main__":
    in_a_store(lambda: measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
