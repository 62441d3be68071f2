"""Where every word of a text comes from, told from its drafts and from what hands asked for. Knows no store."""

from guftugu.drafting.tracing.asked import Asked
from guftugu.drafting.tracing.drafts import TITLE, as_draft
from guftugu.drafting.tracing.origins import (
    AskedBy,
    Draft,
    DraftPassage,
    Origin,
    Source,
    Struck,
    TracedPassage,
    TracedPiece,
)
from guftugu.drafting.tracing.telling import struck_by, traced

__all__ = [
    "TITLE",
    "Asked",
    "AskedBy",
    "Draft",
    "DraftPassage",
    "Origin",
    "Source",
    "Struck",
    "TracedPassage",
    "TracedPiece",
    "as_draft",
    "struck_by",
    "traced",
]
