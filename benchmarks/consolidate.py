"""How long consolidation takes: `python benchmarks/consolidate.py`. Nothing here is a test.

Times are of the processor, so that other work on the machine counts less.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from rapidfuzz.distance import LCSseq

from guftugu.algorithms.consolidate import Passage, Proposal, align, consolidate
from guftugu.algorithms.words import tokens

LETTERS = "абвгдежзиклмнопрстуabcdefghiklmnoprst"


def vocabulary(chance: random.Random, size: int = 2000) -> list[str]:
    return ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(size)]


def sentence_case(words: list[str], chance: random.Random) -> str:
    """Write words as sentences of eight to twenty words."""
    said: list[str] = []
    while words:
        length = chance.randint(8, 20)
        said.append(" ".join(words[:length]).capitalize() + ".")
        words = words[length:]
    return " ".join(said)


def text(passages: int, words: int, chance: random.Random) -> list[Passage]:
    known = vocabulary(chance)
    return [Passage(f"p{at}", sentence_case(chance.choices(known, k=words), chance)) for at in range(passages)]


def proposals(base: list[Passage], hands: int, edits: int, chance: random.Random) -> list[Proposal]:
    """Each hand replaces, inserts or strikes out so many words in passages taken by chance."""
    given = []
    for hand in range(hands):
        passages = list(base)
        for edit in range(edits):
            at = chance.randrange(len(passages))
            words = passages[at].text.split(" ")
            word = chance.randrange(len(words))
            words[word : word + chance.randint(0, 2)] = [f"new{hand}x{edit}"] * chance.randint(0, 2)
            passages[at] = Passage(passages[at].id, " ".join(words), passages[at].kind)
        # As if read from files: nothing is the same object as in the base.
        given.append(Proposal(f"hand {hand}", [Passage(one.id, "".join(list(one.text)), one.kind) for one in passages]))
    return given


def measured(work: Callable[[], object], times: int = 15) -> str:
    """Best, middle and worst of some runs, in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return f"best {min(taken):8.1f}   middle {statistics.median(taken):8.1f}   worst {max(taken):8.1f} ms"


def bare(base: list[Passage], given: list[Proposal], *, only_changed: bool) -> Callable[[], None]:
    """Rapidfuzz alone over every passage of every proposal, cut into tokens beforehand."""
    cut = {one.text: tokens(one.text) for proposal in given for one in proposal.passages}
    cut |= {one.text: tokens(one.text) for one in base}
    pairs = [
        (cut[was.text], cut[now.text])
        for proposal in given
        for was, now in zip(base, proposal.passages, strict=True)
        if not only_changed or was.text != now.text
    ]

    def work() -> None:
        for was, now in pairs:
            LCSseq.opcodes(was, now)

    return work


def main() -> None:
    chance = random.Random(1994)
    for passages, words, hands, edits in ((60, 80, 100, 5), (500, 80, 30, 20), (1, 5000, 10, 20)):
        base = text(passages, words, chance)
        given = proposals(base, hands, edits, chance)
        result = consolidate(base, given)
        print(f"{passages} passages of {words} words, {hands} proposals of {edits} edits: {result.brackets} brackets")
        print("  consolidate          ", measured(lambda: consolidate(base, given)))  # noqa: B023
        print("  bare diffs of all    ", measured(bare(base, given, only_changed=False)))
        print("  bare diffs of changed", measured(bare(base, given, only_changed=True)))
    base = text(500, 80, chance)
    returned = [one.text for one in proposals(base, 1, 300, chance)[0].passages]
    chance.shuffle(returned)
    print("align 500 passages that came back shuffled, with 300 edits")
    print("  align                ", measured(lambda: align(base, returned), 5))


if __name__ == "__main__":
    main()
