"""What several people of a caucus make of one passage, laid together. The caucus settles; this only shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guftugu.algorithms.consolidate import Passage, Proposal
from guftugu.algorithms.words import nfc
from guftugu.drafting.brackets import in_words, unnested
from guftugu.drafting.consolidating import consolidated
from guftugu.drafting.kinds import WordingKind

if TYPE_CHECKING:
    from guftugu.drafting.lookups.bases import Tongue
    from guftugu.drafting.lookups.caucus import PassageInRound


@dataclass(frozen=True)
class Together:
    """`is_clean`: their changes go together. `checks` are sentences that none of them wrote so."""

    words: str
    is_clean: bool
    checks: tuple[str, ...]


def laid_together(one: PassageInRound, tongue: Tongue) -> Together | None:
    """Nothing where fewer than two wordings differ, or where one of them says what all together say."""
    said = list(dict.fromkeys(_changes(one, tongue)))
    if len(said) < 2:
        return None
    hands = [Proposal(f"{at:04}", [Passage("", words)]) for at, words in enumerate(said)]
    result = consolidated([Passage("", one.passage.words)], hands)
    [made] = result.passages
    words = in_words(unnested(made.pieces))
    if words in said:
        return None
    return Together(words, made.text is not None, tuple(check.text for check in made.checks))


def _changes(one: PassageInRound, tongue: Tongue) -> list[str]:
    rows = [seen.wording for seen in one.wordings if seen.wording.kind == WordingKind.CHANGE]
    return [nfc(row.words) for row in rows if row.room.is_caucus and (row.language, row.script) == tongue]
