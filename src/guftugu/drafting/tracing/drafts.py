from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.drafting.tracing.origins import Draft, DraftPassage

if TYPE_CHECKING:
    from guftugu.texts.lookups.texts import TextSeen

TITLE = "title"


def as_draft(seen: TextSeen) -> Draft:
    """A version with its title, which is traced like a passage."""
    rows = [DraftPassage(str(one.id), one.words, one.composed_as, is_shut=not one.words) for one in seen.passages]
    title = DraftPassage(TITLE, seen.version.title, is_shut=not seen.opens)
    return Draft(seen.version.number, seen.version.made_at, [title, *rows])
