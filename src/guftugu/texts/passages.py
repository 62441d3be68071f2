"""What somebody, or a composer, writes: passages, before they are anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from guftugu.texts.kinds import PassageKind


@dataclass(frozen=True, slots=True)
class Written:
    """One passage. `passage` is the one it is (None: new); `composed_as` is what a composer knows it by.

    A sentence that rests on entries ends with their labels in brackets: `… to negotiate. [¶C12, ¶C13]`.
    """

    words: str
    kind: str = "paragraph"
    level: int = 1
    passage: UUID | None = None
    composed_as: str = ""


def printed_numbers(placed: Iterable[tuple[UUID, str]]) -> dict[UUID, int | None]:
    """By passage, in order with its kind: the number that stands beside it in print. Headings have none."""
    found: dict[UUID, int | None] = {}
    number = 0
    for passage, kind in placed:
        number += kind != PassageKind.HEADING
        found[passage] = None if kind == PassageKind.HEADING else number
    return found
