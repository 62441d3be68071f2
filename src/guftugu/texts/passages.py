"""What somebody, or a composer, writes: passages, before they are anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


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
