"""How long a paper takes in each format, the first of a process and the next: `python benchmarks/papers.py [PASSAGES]`.

Each format begins in a process of its own, so that the first paper pays for the libraries and the fonts as it would
on the command line.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
if TYPE_CHECKING:
    from guftugu.texts.files import Document, Printed

TURNS = 15
SUFFIXES = (".pdf", ".docx", ".html", ".md")
SAID = {
    "en": "the refugees return when somebody from outside stands on the road and one commander answers for it before "
    "winter negotiation guarantee house village school river border list paper government opposition",
    "ru": "беженцы вернутся когда кто-нибудь со стороны встанет на дороге и один командир ответит за это до зимы "
    "переговоры гарантия дом деревня школа река граница список бумага правительство оппозиция",
    "tg": "гурезагон бармегарданд агар касе аз берун дар роҳ истад ва як фармондеҳ барои он ҷавоб диҳад пеш аз "
    "зимистон музокирот кафолат хона деҳа мактаб дарё сарҳад рӯйхат коғаз ҳукумат мухолифин",
    "fa": "پناهندگان بازمی‌گردند اگر کسی از بیرون بر سر راه بایستد و یک فرمانده پیش از زمستان پاسخگو باشد "
    "مذاکره ضمانت خانه روستا مدرسه رود مرز فهرست کاغذ دولت مخالفان",
}


def main(passages: int) -> None:
    print(f"{passages} passages")
    for suffix in SUFFIXES:
        subprocess.run([sys.executable, __file__, str(passages), suffix], check=True)


def measure(passages: int, suffix: str) -> None:
    begun = time.perf_counter()
    from guftugu.texts.files import write  # noqa: PLC0415 (what it costs is measured too)

    imported = time.perf_counter() - begun
    document = build(passages)
    times = []
    for _turn in range(TURNS):
        begun = time.perf_counter()
        file = write(document, suffix)
        times.append(time.perf_counter() - begun)
    first, *others = times
    told = f"next: best {min(others) * 1000:.0f} ms, middle {sorted(others)[len(others) // 2] * 1000:.0f} ms"
    print(f"{suffix:6} first {(imported + first) * 1000:4.0f} ms, {told}, {len(file) / 1000:.0f} kB")


def build(passages: int) -> Document:
    from guftugu.texts.files import Document, Source  # noqa: PLC0415

    chance = random.Random(1994)
    return Document(
        title="Report for January–March 1994",
        language="en",
        script="",
        lines=("A dialogue of six meetings", "Version 3, 14 April 1994"),
        passages=tuple(passage(chance, at) for at in range(passages)),
        sources=tuple(Source(f"¶{at}", words(chance, "en", 24)) for at in range(1, passages + 1)),
        foot="Trail 3f2a91c07b5e44d1",
        made_at=datetime(1994, 4, 14, 9, 0, tzinfo=UTC),
    )


def passage(chance: random.Random, at: int) -> Printed:
    from guftugu.texts.files import Printed  # noqa: PLC0415

    if at % 10 == 0:
        return Printed(None, "heading", 1 + at % 20 // 10, words(chance, "en", 4))
    if at % 15 == 7:
        rows = ["\t".join(words(chance, "en", 5) for _cell in range(3)) for _row in range(5)]
        return Printed(at, "table", 1, "\n".join(rows))
    language = chance.choice(("en", "en", "en", "ru", "tg", "fa"))
    said = [f"{words(chance, language, 18)}. [¶{chance.randint(1, 60)}]" for _sentence in range(chance.randint(2, 6))]
    return Printed(at, chance.choice(("paragraph", "paragraph", "item")), 1, " ".join(said), language)


def words(chance: random.Random, language: str, count: int) -> str:
    return " ".join(chance.choices(SAID[language].split(), k=count)).capitalize()


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    if len(sys.argv) > 2:
        measure(asked, sys.argv[2])
    else:
        main(asked)
